/** Before a list of transfers is chosen: what it has to hold, where to let it go, and which records have nobody now. */
import { useAnswer } from '../lib/answers';
import type { FileKind } from '../lib/call';
import type { Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { type Key, t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { recordPlace, registerName } from './words';

const COLUMNS: Key[] = [
  'ui.transfer.column.name',
  'ui.transfer.column.from',
  'ui.transfer.column.to',
  'ui.transfer.column.on',
];

/** What the dialog offers. */
export function listKinds(): FileKind[] {
  return [
    { name: t('ui.import.kind.all'), endings: ['xlsx', 'xlsm', 'xls', 'ods', 'csv', 'tsv', 'txt'] },
    { name: t('ui.import.kind.excel'), endings: ['xlsx', 'xlsm', 'xls'] },
    { name: t('ui.import.kind.text'), endings: ['csv', 'tsv', 'txt'] },
  ];
}

export function Choose({
  over,
  reading,
  problems,
  onChoose,
}: {
  over: boolean;
  reading: string | null;
  problems: Problem[];
  onChoose: () => void;
}) {
  useKeys([{ caps: ['Ctrl', 'O'], label: t('ui.transfer.choose'), on: ['Ctrl+o'], run: () => !reading && onChoose() }]);
  return (
    <>
      <PageHead title={t('ui.nav.transfer')} beside={t('ui.import.nothing_yet')} />
      <Problems problems={problems} />
      {reading && (
        <p role="status" className="mb-3 text-label">
          {reading}
        </p>
      )}
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_300px]">
        <section
          aria-label={t('ui.transfer.drop')}
          data-testid="drop"
          className={`grid min-h-52 place-content-center gap-4 rounded-8 border-2 p-6 text-center ${over ? 'border-accent border-solid bg-accent-ground' : 'border-control border-dashed'}`}
        >
          <p className="text-16">{t(over ? 'ui.import.let_go' : 'ui.transfer.drop')}</p>
          <p>
            <Button weight="filled" data-testid="choose-list" disabled={reading !== null} onClick={onChoose}>
              {t('ui.transfer.choose')}
            </Button>
          </p>
          <p className="text-label">{t('ui.transfer.nothing_saved')}</p>
        </section>
        <section aria-labelledby="columns">
          <h2 id="columns" className="border-ink-2 border-b pb-1">
            {t('ui.transfer.columns')}
          </h2>
          <ul>
            {COLUMNS.map((key) => (
              <li key={key} className="border-line border-b py-1.5">
                {t(key)}
              </li>
            ))}
          </ul>
          <p className="mt-2 text-label">{t('ui.transfer.leaves')}</p>
        </section>
      </div>
      <Orphans />
    </>
  );
}

/** Open records whose people are gone. */
function Orphans() {
  const orphans = useAnswer('orphans', { limit: 500 }).data;
  if (!orphans) return null;
  return (
    <section aria-labelledby="orphans" className="mt-6" data-testid="orphans">
      <h2 id="orphans">{t('ui.orphan.title', { n: orphans.total })}</h2>
      {orphans.rows.length === 0 ? (
        <p>
          <Mark shape="met">{t('ui.orphan.none')}</Mark>
        </p>
      ) : (
        <>
          <p className="mb-1 text-label">{t('ui.orphan.text')}</p>
          <div className="overflow-x-auto">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('ui.transfer.register')}</th>
                  <th scope="col">{t('ui.transfer.record')}</th>
                  <th scope="col">{t('ui.person.section')}</th>
                  <th scope="col">{t('ui.transfer.duty')}</th>
                  <th scope="col">{t('ui.transfer.holder')}</th>
                  <th scope="col">{t('ui.orphan.why')}</th>
                </tr>
              </thead>
              <tbody>
                {orphans.rows.map((row) => (
                  <tr key={`${row.register} ${row.id} ${row.duty} ${row.holder}`}>
                    <td className="whitespace-nowrap">{registerName(row.register)}</td>
                    <td>
                      <Link to={recordPlace(row.register, row.id)}>
                        {[row.number, row.title].filter(Boolean).join(t('ui.wide_space'))}
                      </Link>
                    </td>
                    <td>{row.section ?? t('ui.none')}</td>
                    <td className="whitespace-nowrap">{row.duty_text}</td>
                    <td className="whitespace-nowrap">{row.holder ?? t('ui.none')}</td>
                    <td>
                      <Mark shape="finding">{row.why_text}</Mark>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {orphans.total > orphans.rows.length && (
            <p className="p-2 text-label">{t('ui.orphan.more', { n: orphans.rows.length, total: orphans.total })}</p>
          )}
        </>
      )}
    </section>
  );
}
