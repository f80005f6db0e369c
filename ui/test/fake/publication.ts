/** What the public sees of the accounts, as the ledger gave it: the list, its publication, and a saved page beside the register. */
import snsPageCheck from './answers/sns_page_check.json';
import snsPublicFirst from './answers/sns_public_first.json';
import snsPublicList from './answers/sns_public_list.json';
import snsPublish from './answers/sns_publish.json';

/** A page that says what the register says. */
export const CLEAN = 'D:\\一致.html';

/** The commands about it; `first` where nothing was published yet. */
export function publication(first: boolean) {
  let list: typeof snsPublicFirst | typeof snsPublicList | typeof snsPublish.list = first
    ? snsPublicFirst
    : snsPublicList;
  return {
    sns_public_list: () => list,
    sns_publish: ({ folder, contact }: Record<string, unknown>) => {
      const moved = (path: string) => `${folder}${path.split('\\').at(-1)}`;
      const { html, csv, json } = snsPublish;
      list = { ...snsPublish.list, folder: String(folder), contact: String(contact ?? snsPublish.list.contact) };
      return { html: moved(html), csv: moved(csv), json: moved(json), list };
    },
    sns_page_check: ({ file }: Record<string, unknown>) => {
      const name = String(file).split(/[\\/]/).at(-1);
      if (file !== CLEAN) return { ...snsPageCheck, file: name };
      const { near, strangers, hidden, missing, findings, ...rest } = snsPageCheck;
      return { ...rest, file: name, near: [], strangers: [], hidden: [], missing: [], findings: [] };
    },
    sns_papers: ({ kinds, folder }: Record<string, unknown>) => ({
      files: ((kinds as string[] | null) ?? ['notice', 'policy', 'procedure', 'card']).map((kind) => ({
        path: `${folder}${kind}.docx`,
        kind,
        title: kind,
      })),
    }),
  };
}
