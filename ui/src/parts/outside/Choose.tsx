/** Before a file is chosen: where to let one go, and beside it what it has to hold and what it can tell. */
import type { ReactNode } from 'react';
import { useKeys } from '../../lib/keys';
import { t } from '../../lib/wording';
import { Button } from '../Button';
import type { Wanted } from './Comparison';
import type { Given } from './given';

export function Choose({
  given,
  wanted: { drop, columns, heading = 'ui.outside.columns', tells },
  busy,
  children,
}: {
  given: Given;
  /** What is to be let go here, what it has to hold, and what the comparison tells and does not. */
  wanted: Wanted;
  busy: boolean;
  /** What is decided before a file is chosen. */
  children?: ReactNode;
}) {
  useKeys([
    { caps: ['Ctrl', 'O'], label: t('ui.import.choose'), on: ['Ctrl+o'], run: () => !busy && void given.choose() },
  ]);
  return (
    <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_300px]">
      <div className="grid content-start gap-4">
        <section
          aria-label={t(drop)}
          data-testid="drop"
          className={`grid min-h-60 place-content-center gap-4 rounded-8 border-2 p-6 text-center ${given.over ? 'border-accent border-solid bg-accent-ground' : 'border-control border-dashed'}`}
        >
          <p className="text-16">{t(given.over ? 'ui.import.let_go' : drop)}</p>
          <p>
            <Button weight="filled" data-testid="choose-file" disabled={busy} onClick={() => void given.choose()}>
              {t('ui.import.choose')}
            </Button>
          </p>
          <p className="text-label">{t('ui.outside.stays')}</p>
        </section>
        {children}
      </div>
      <div className="grid content-start gap-4">
        <section aria-labelledby="columns">
          <h2 id="columns" className="border-ink-2 border-b pb-1">
            {t(heading)}
          </h2>
          <ul>
            {columns.map((key) => (
              <li key={key} className="border-line border-b py-1.5">
                {t(key)}
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="tells">
          <h2 id="tells" className="border-ink-2 border-b pb-1">
            {t('ui.outside.tells')}
          </h2>
          <ul className="list-disc pl-5">
            {tells.map((key) => (
              <li key={key} className="py-1">
                {t(key)}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
