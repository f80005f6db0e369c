/** Findings as sentences, one below the other; a long list is folded. */
import { t } from '../lib/wording';
import { Disclosure } from './Disclosure';

export function Texts({ texts, shown = texts.length }: { texts: string[]; shown?: number }) {
  return (
    <>
      <List texts={texts.slice(0, shown)} />
      {texts.length > shown && (
        <div className="mt-2">
          <Disclosure label={t('ui.home.show_rest', { n: texts.length - shown })}>
            <List texts={texts.slice(shown)} />
          </Disclosure>
        </div>
      )}
    </>
  );
}

function List({ texts }: { texts: string[] }) {
  return (
    <ul className="grid gap-1.5">
      {texts.map((text) => (
        <li key={text} className="border-line border-l-4 pl-2">
          {text}
        </li>
      ))}
    </ul>
  );
}
