/** Before a file is chosen: what can be read, where to let a file go, and why the last one could not be read. */
import type { ReactNode } from 'react';
import type { FileKind } from '../lib/call';
import type { Encoding, Problem, Register } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { Tabs } from '../parts/Tabs';
import { REGISTERS, type Reading } from './reading';

const KINDS: { name: Key; text: Key; endings: string[] }[] = [
  { name: 'ui.import.kind.excel', text: 'ui.import.kind.excel_text', endings: ['xlsx', 'xlsm', 'xls'] },
  { name: 'ui.import.kind.ods', text: 'ui.import.kind.ods_text', endings: ['ods'] },
  { name: 'ui.import.kind.text', text: 'ui.import.kind.text_text', endings: ['csv', 'tsv', 'txt'] },
  { name: 'ui.import.kind.jsonl', text: 'ui.import.kind.jsonl_text', endings: ['jsonl'] },
];
const TEXTS = /\.(csv|tsv|txt)$/i;

/** What the dialog offers: everything at once first. */
export function readableKinds(): FileKind[] {
  const all = { name: t('ui.import.kind.all'), endings: KINDS.flatMap((kind) => kind.endings) };
  return [all, ...KINDS.map(({ name, endings }) => ({ name: t(name), endings }))];
}

export function Choose({
  register,
  problems,
  failed,
  over,
  working,
  busy,
  onRegister,
  onChoose,
  onRead,
}: {
  register: Register;
  problems: Problem[];
  failed: Reading | null;
  over: boolean;
  working: ReactNode;
  busy: boolean;
  onRegister: (register: string) => void;
  onChoose: () => void;
  onRead: (reading: Reading) => void;
}) {
  useKeys([{ caps: ['Ctrl', 'O'], label: t('ui.import.choose'), on: ['Ctrl+o'], run: () => !busy && onChoose() }]);
  const again = (encoding: Encoding) => failed && onRead({ ...failed, encoding });
  return (
    <>
      <PageHead title={t('ui.import.title')} beside={t('ui.import.nothing_yet')} />
      <Tabs
        label={t('ui.import.into')}
        tabs={REGISTERS.map(({ id, label }) => ({ id, label: t(label) }))}
        chosen={register}
        onChoose={onRegister}
      >
        {working}
        <Problems problems={problems}>
          {failed && TEXTS.test(failed.file) && (
            <div className="mt-2 flex flex-wrap items-center gap-3">
              <span>{t('ui.import.encoding_again')}</span>
              <Button small data-testid="again-utf8" onClick={() => again('utf8')}>
                {t('ui.import.encoding.utf8')}
              </Button>
              <Button small data-testid="again-cp932" onClick={() => again('cp932')}>
                {t('ui.import.encoding.cp932')}
              </Button>
            </div>
          )}
        </Problems>
        <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_300px]">
          <section
            aria-label={t('ui.import.drop')}
            data-testid="drop"
            className={`grid min-h-72 place-content-center gap-4 rounded-8 border-2 p-6 text-center ${over ? 'border-accent border-solid bg-accent-ground' : 'border-control border-dashed'}`}
          >
            <Sheets />
            <p className="text-16">{t(over ? 'ui.import.let_go' : 'ui.import.drop')}</p>
            <p>
              <Button weight="filled" data-testid="choose-file" disabled={busy} onClick={onChoose}>
                {t('ui.import.choose')}
              </Button>
            </p>
            <p className="text-label">{t('ui.import.nothing_saved')}</p>
          </section>
          <div className="grid content-start gap-4">
            <section aria-labelledby="readable">
              <h2 id="readable" className="border-ink-2 border-b pb-1">
                {t('ui.import.readable')}
              </h2>
              <dl>
                {KINDS.map(({ name, text }) => (
                  <div key={name} className="border-line border-b py-1.5">
                    <dt className="font-bold">{t(name)}</dt>
                    <dd className="text-ink-2">{t(text)}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <section aria-labelledby="manners">
              <h2 id="manners" className="border-ink-2 border-b pb-1">
                {t('ui.import.manners')}
              </h2>
              <ul>
                {MANNERS.map((key) => (
                  <li key={key} className="flex gap-2 py-1">
                    <span className="[&_svg]:text-ink-2">
                      <Sign shape="met" place="mt-0.5" />
                    </span>
                    <span>{t(key)}</span>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </div>
      </Tabs>
    </>
  );
}

const MANNERS: Key[] = [
  'ui.import.manner.as_is',
  'ui.import.manner.rows',
  'ui.import.manner.again',
  'ui.import.manner.undo',
];

/** A sheet going into a drawer. */
function Sheets() {
  return (
    <svg aria-hidden="true" viewBox="0 0 64 48" className="mx-auto h-14 w-18 text-accent">
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <rect x="17" y="2" width="30" height="26" rx="2" />
        <path d="M17 10h30M17 17h30M27 10v18M37 10v18" strokeWidth="1.4" />
        <path d="M6 26v17a3 3 0 0 0 3 3h46a3 3 0 0 0 3-3V26" />
        <path d="M32 31v9M27.5 36l4.5 4.5 4.5-4.5" />
      </g>
    </svg>
  );
}
