/** The check sheets of a contract: what the contractor is asked, what came back, and this year's answers beside those of the year before. */
import { useWriteOut } from '../cloud/Evidence';
import { useAnswer, useChange } from '../lib/answers';
import { call } from '../lib/call';
import { denseDate, fiscalYear } from '../lib/date';
import type {
  ContractAnswer,
  ContractReturn,
  ContractSheetReading,
  ContractSheets,
  ContractView,
} from '../lib/generated';
import { find, t } from '../lib/wording';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Ready } from '../parts/Problems';
import { SheetDesk, SheetReading } from '../parts/Sheets';

export function Sheets({ view }: { view: ContractView }) {
  const { id, revision } = view.contract;
  const asked = useAnswer('contract_sheets', { id });
  const apply = useChange('contract_sheet_apply', () => say(t('ui.sheets.taken')));
  return (
    <section className="grid gap-6" data-testid="sheets">
      <SheetDesk
        title={t('ui.sheets.title')}
        help={t('ui.sheets.help')}
        issue={(folder) => call('contract_sheet_save', { id, folder })}
        read={(file) => call('contract_sheet_read', { id, file })}
      >
        {(reading, file, close) => (
          <SheetReading
            reading={reading}
            problems={apply.error?.problems ?? []}
            busy={apply.isPending}
            onRead={apply.readAgain}
            take={
              reading.taken || reading.answers.length === 0 ? null : t('ui.sheets.take', { n: reading.answers.length })
            }
            onTake={() => void apply.send({ id, revision, file }).then((done) => done && close())}
            onClose={close}
          >
            <Reading reading={reading} />
          </SheetReading>
        )}
      </SheetDesk>
      <Ready asked={asked}>{(sheets) => <Known sheets={sheets} />}</Ready>
    </section>
  );
}

/** A returned sheet before it is accepted. */
function Reading({ reading }: { reading: ContractSheetReading }) {
  return (
    <>
      <p className="mb-2">
        {t('ui.sheets.by', {
          who: reading.respondent ?? t('ui.none'),
          on: denseDate(reading.answered_on),
          year: fiscalYear(reading.fiscal_year),
        })}
        {reading.report !== null && ` ${t('ui.sheets.report', { title: reading.report })}`}
        {reading.taken && ` ${t('ui.sheets.known')}`}
      </p>
      <Answers year={reading.fiscal_year} before={reading.year_before} rows={reading.answers} />
    </>
  );
}

/** What was accepted, and what was issued. */
function Known({ sheets }: { sheets: ContractSheets }) {
  const { fiscal_year: year } = sheets;
  const { write, said } = useWriteOut();
  return (
    <>
      <div className="grid gap-2">
        <h2>{t('ui.sheets.answers')}</h2>
        {year === null ? (
          <p>{t('ui.sheets.none')}</p>
        ) : (
          <div className="overflow-x-auto" data-testid="sheet-answers">
            <Answers year={year} before={sheets.year_before} rows={sheets.rows} />
          </div>
        )}
      </div>
      {(sheets.issues.length > 0 || sheets.returns.length > 0) && (
        <div className="grid gap-2">
          <h2>{t('ui.sheets.course')}</h2>
          <ul className="grid gap-1" data-testid="sheet-course">
            {sheets.issues.map((issue) => (
              <li key={issue.number}>
                {t('ui.sheets.issued', { number: issue.number, on: denseDate(issue.issued_on), n: issue.questions })}{' '}
                {!issue.returned && <Mark shape="unknown">{t('ui.sheets.open')}</Mark>}
              </li>
            ))}
            {sheets.returns.map((returned) => (
              <Returned key={returned.id} returned={returned} onSave={(file) => void write(file)} />
            ))}
          </ul>
          {said}
        </div>
      )}
    </>
  );
}

function Returned({ returned, onSave }: { returned: ContractReturn; onSave: (file: ContractReturn['file']) => void }) {
  const { file } = returned;
  return (
    <li>
      {t('ui.sheets.returned', {
        number: returned.number,
        on: denseDate(returned.answered_on),
        who: returned.respondent ?? t('ui.none'),
      })}{' '}
      <button type="button" className="link" onClick={() => onSave(file)}>
        {t('ui.sheets.save', { name: file.name })}
      </button>
    </li>
  );
}

interface Row {
  requirement: string;
  title: string;
  answer: ContractAnswer | null;
  before: ContractAnswer | null;
  worse: boolean;
  lack?: string | null;
}

/** Answers beside those of the year before; what is done less, or lacks a plan, is marked. */
function Answers({ year, before, rows }: { year: number; before: number | null; rows: Row[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('ui.cloud.papers.requirement')}</th>
          <th scope="col">{fiscalYear(year)}</th>
          <th scope="col">{t('ui.sheets.evidence')}</th>
          <th scope="col">{t('ui.sheets.plan')}</th>
          {before !== null && <th scope="col">{fiscalYear(before)}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.requirement}>
            <td>
              {row.requirement} {row.title}
            </td>
            <td>
              {worded(row.answer)} {row.worse && <Mark shape="finding">{t('ui.sheets.worse')}</Mark>}
            </td>
            <td>{row.answer?.evidence ?? t('ui.none')}</td>
            <td>
              {row.answer?.plan ?? t('ui.none')}
              {row.answer?.plan_until && ` ${denseDate(row.answer.plan_until)}`}{' '}
              {row.lack && <Mark shape="finding">{find(`ui.sheets.lack.${row.lack}`)}</Mark>}
            </td>
            {before !== null && <td>{worded(row.before)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function worded(answer: ContractAnswer | null): string {
  return (answer && find(`sheet_answer.${answer.answer}`)) ?? t('ui.none');
}
