/** When the office is closed: the days around the new year, and single days that it closes or opens. How a day was typed is the ledger's to read. */
import type { OfficeCalendar, OfficeDay } from '../lib/generated';
import { t } from '../lib/wording';
import { Entries, type Entry } from '../parts/Entries';
import { TextField } from '../parts/Field';

export function Calendar({
  saved,
  typed,
  onType,
  problemOf,
}: {
  saved: OfficeCalendar;
  typed: OfficeCalendar;
  onType: (change: Partial<OfficeCalendar>) => void;
  problemOf: (field: string) => string | null;
}) {
  const season = (field: 'closed_from' | 'closed_until', label: string) => (
    <TextField
      name={`calendar.${field}`}
      label={label}
      value={typed[field] === saved[field] ? written(saved[field]) : (typed[field] ?? '')}
      onChange={(value) => onType({ [field]: value || null })}
      problem={problemOf(`calendar.${field}`)}
    />
  );
  return (
    <section aria-labelledby="calendar" className="mt-2 grid gap-3">
      <h2 id="calendar" className="border-ink-2 border-b pb-1">
        {t('ui.calendar.title')}
      </h2>
      <p className="text-label">{t('ui.calendar.text')}</p>
      <div className="grid gap-3 wide:grid-cols-2">
        {season('closed_from', t('ui.calendar.from'))}
        {season('closed_until', t('ui.calendar.until'))}
      </div>
      <p className="text-label">{t('ui.calendar.season_help')}</p>
      <div>
        <Entries
          name="calendar.days"
          title={t('ui.calendar.days')}
          why={t('ui.calendar.days_help')}
          add={t('ui.calendar.add')}
          blank={{ on: null, closed: 'closed', name: null }}
          fields={[
            { name: 'on', label: t('ui.calendar.on'), kind: 'date', required: true, wide: 3 },
            {
              name: 'closed',
              label: t('ui.calendar.closed'),
              kind: 'choice',
              options: [
                { value: 'closed', label: t('ui.calendar.is_closed') },
                { value: 'open', label: t('ui.calendar.is_open') },
              ],
              wide: 3,
            },
            { name: 'name', label: t('ui.calendar.name'), required: true, wide: 6 },
          ]}
          entries={typed.days.map((day) => ({ ...day, closed: day.closed ? 'closed' : 'open' }))}
          problemOf={problemOf}
          onType={(entries) => onType({ days: entries.map(day) })}
        />
      </div>
    </section>
  );
}

/** A day of every year as offices write it: 12/29 for what is kept as 12-29. */
const written = (day: string | null) => (day ?? '').replace(/^0?(\d+)-0?(\d+)$/, '$1/$2');

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const day = (entry: Entry): OfficeDay => ({
  on: text(entry.on),
  closed: entry.closed === 'closed',
  name: text(entry.name),
});
