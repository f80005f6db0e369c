/** Records what the window's tests need of files that come from outside: a proxy's log, a public list, and papers kept with a cloud use. Last of all, because it changes the ledger. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { long, short } from './days.mjs';

const OFFICER = 'SHIOMI\\k-sato';

/** Hosts of approved and of other uses, of well-known services, of the office itself, and of pages that anybody reads. */
const LOG = [
  ['ドメイン', '件数', '最終アクセス日'],
  ['nagisa-kaigi.example', '4,820', short(-1)],
  ['shiokaze-form.example', '1,204', short(-2)],
  ['cdn.shiokaze-form.example', '33', short(-2)],
  ['portal.city.shiomi.lg.jp', '51,200', short(-1)],
  ['www.dropbox.com', '312', short(-7)],
  ['chatgpt.com:443', '148', short(-1)],
  ['soramame-ai.example', '96', short(-1)],
  ['gigafile.nu', '41', short(-6)],
  ['tobira-net.example', '6', short(-24)],
  ['hakobune.example', '702', short(-1)],
  ['news.example.jp', '9,114', short(-1)],
  ['weather.example.jp', '2,030', short(-1)],
  ['map.example.org', '388', short(-5)],
  ['intranet', '12', ''],
];
/** Numbers of the uses that rely on a registration. */
const CHANGES = {
  'ク8-01': {
    assurances: [{ kind: 'ismap', number: 'C24-0031-2', in_scope: true, valid_until: short(35), relied_on: true }],
  },
  'ク8-05': { assurances: [{ kind: 'ismap', number: 'C21-0007-2', in_scope: true, relied_on: true }] },
};
/** A use whose address nobody has recorded. */
const HOSTLESS = { service: 'ヤマビコ配信', section: '広報課', status: 'approved', decided_on: 'R8.4.1' };
/** Rows found by their number, by service and provider, and by the service alone. */
const LIST = [
  ['登録番号', 'クラウドサービスの名称', 'クラウドサービス事業者名', '登録の有効期限', '状態'],
  ['C24-0031-2', 'ナギサ会議 エンタープライズ', '(株)ナギサコミュニケーションズ', long(400), ''],
  ['C26-0104', 'そらまめ生成AI', 'そらまめAI株式会社', long(216), '更新申請中'],
  ['C25-0088', 'まなびの森', 'まなびの森教育(株)', long(491), ''],
  ['C23-0052', 'ことのは翻訳', '別の翻訳株式会社', long(125), ''],
  ['C23-0060', 'ほかのサービス', 'ほかの株式会社', '来年の春', ''],
];

/** A table as the offices' spreadsheets write it. */
function csv(folder, name, rows) {
  const file = join(folder, name);
  writeFileSync(file, `\u{feff}${rows.map((row) => `${row.map((cell) => `"${cell}"`).join(',')}\r\n`).join('')}`);
  return file;
}

export function recordOutside(ask, answers, office) {
  const keep = (name, answer) => writeFileSync(join(answers, `${name}.json`), `${JSON.stringify(answer, null, 1)}\n`);
  const { rows } = ask('cloud_list', { limit: 500 });
  const seen = (id) => ({ id, revision: ask('cloud_show', { id }).cloud.revision });
  const numbered = (number) => rows.find((row) => row.number === number).id;
  for (const [number, change] of Object.entries(CHANGES))
    ask('cloud_save', { draft: { ...seen(numbered(number)), ...change } }, OFFICER);
  ask('cloud_save', { draft: HOSTLESS }, OFFICER);
  keep('cloud_usage', ask('cloud_usage', { file: csv(office, 'プロキシ集計.csv', LOG) }));
  const list = csv(office, '登録サービス一覧.csv', LIST);
  keep('cloud_services', ask('cloud_services', { file: list, kind: 'ismap' }));
  const id = numbered('ク8-02');
  for (const [name, title, rows] of [
    ['利用規約.pdf', '利用規約（令和8年4月版）', LOG],
    ['SOC2報告書.pdf', null, LIST],
  ])
    ask('cloud_attach', { ...seen(id), file: csv(office, name, rows), title }, OFFICER);
  keep('attachments', ask('cloud_show', { id }).cloud.attachments);
}
