/** The yearly report to the CISO: for which fiscal year, into which folder, and what was written. What it says is the ledger's. */
import { useId, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import { fiscalYear } from '../lib/date';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Problems } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';

/** How many fiscal years are offered, this one first. */
const YEARS = 5;

export function Report() {
  const current = useAnswer('status', {}, { keep: true }).data?.fiscal_year;
  const [chosen, setChosen] = useState<number | null>(null);
  const writing = useWriting(() => t('ui.risk.report_made'));
  const id = useId();
  const write = () =>
    writing.write(async (folder) => [(await call('risk_report_save', { folder, fiscal_year: chosen })).path]);
  return (
    <section aria-labelledby={id} className="no-print min-w-0" data-testid="report">
      <h2 id={id} className="mb-1">
        {t('ui.risk.report')}
      </h2>
      <Problems problems={writing.problems} />
      <div className="flex flex-wrap items-center gap-2">
        <select
          className="input w-40!"
          name="fiscal_year"
          aria-label={t('ui.risk.report_year')}
          value={chosen ?? current ?? ''}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {current !== undefined &&
            Array.from({ length: YEARS }, (_, back) => current - back).map((year) => (
              <option key={year} value={year}>
                {fiscalYear(year)}
              </option>
            ))}
        </select>
        <Button data-testid="make-report" disabled={writing.busy} onClick={() => void write()}>
          {t('ui.risk.report_make')}
        </Button>
      </div>
      <Written writing={writing} />
    </section>
  );
}
