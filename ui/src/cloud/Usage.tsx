/** Which cloud services the office really uses: a proxy's log beside the approvals. Everything is read by the ledger from a file on this machine. */
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { figure } from '../lib/date';
import type { UsageReport } from '../lib/generated';
import { problemText } from '../lib/problem';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Disclosure } from '../parts/Disclosure';
import { AreaField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { Comparison, type Wanted } from '../parts/outside/Comparison';
import { useGiven, useLook } from '../parts/outside/given';
import { FoldedHeadings, type Named } from '../parts/outside/Headings';
import { Numbers } from '../parts/outside/Numbers';
import { hosts, ignored, keepIgnored } from './outside/ignored';
import { Hosts, Uses } from './UsageTables';

const FIELDS: Named[] = [
  { field: 'host', label: 'ui.usage.host' },
  { field: 'count', label: 'ui.usage.count' },
  { field: 'last_on', label: 'ui.usage.last_on' },
];
const NAMES = FIELDS.map(({ field }) => field);
const WANTED: Wanted = {
  home: { to: '/cloud', label: 'ui.nav.cloud' },
  fields: FIELDS,
  drop: 'ui.usage.drop',
  columns: ['ui.usage.column.host', 'ui.usage.column.count', 'ui.usage.column.last_on'],
  tells: ['ui.usage.tells.known', 'ui.usage.tells.unused', 'ui.usage.tells.content'],
};

export function Usage() {
  const [typed, setTyped] = useState(ignored);
  const [ignore, setIgnore] = useState(typed);
  const compare = (text: string) => {
    keepIgnored(text);
    setTyped(text);
    setIgnore(text);
  };
  const given = useGiven('cloud_usage', NAMES, () => compare(typed));
  const request = { file: given.file ?? '', mapping: given.mapping, ignore: hosts(ignore) };
  const look = useLook('cloud_usage', given, request, { keep: true });
  const problems = given.problems.concat(look.error?.problems ?? []);
  const ignoring = problems.find((problem) => problem.field === 'ignore');
  const last = useRef<{ file: string | null; report: UsageReport } | null>(null);
  if (look.data) last.current = { file: given.file, report: look.data };
  // A host that cannot be read is put right beside what was found before.
  const former = ignoring && last.current?.file === given.file ? last.current.report : undefined;
  const report = look.error ? former : look.data;
  const field = (
    <Ignored
      typed={typed}
      problem={ignoring ? problemText(ignoring) : null}
      waits={given.file !== null}
      onType={setTyped}
      onCompare={() => compare(typed)}
    />
  );
  return (
    <Comparison
      title="ui.usage.title"
      wanted={WANTED}
      given={given}
      busy={look.isFetching}
      problems={problems.filter((problem) => problem.field !== 'ignore')}
      before={field}
    >
      {report && (
        <Report
          report={report}
          onIgnore={(host) => compare([...hosts(typed), host].join('\n'))}
          below={
            <>
              {field}
              <FoldedHeadings given={given} fields={FIELDS} busy={look.isFetching} />
            </>
          }
        />
      )}
    </Comparison>
  );
}

/** The hosts that are left out; they count only once the button is pressed. */
function Ignored({
  typed,
  problem,
  waits,
  onType,
  onCompare,
}: {
  typed: string;
  problem: string | null;
  /** Whether a file is there to be compared again. */
  waits: boolean;
  onType: (text: string) => void;
  onCompare: () => void;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCompare();
  };
  return (
    <form className="no-print grid max-w-160 gap-2" onSubmit={submit}>
      <AreaField
        name="ignore"
        label={t('ui.usage.ignore')}
        help={t('ui.usage.ignore_help')}
        problem={problem}
        value={typed}
        onChange={onType}
      />
      {waits && (
        <p>
          <Button type="submit" small data-testid="compare">
            {t('ui.usage.compare')}
          </Button>
        </p>
      )}
    </form>
  );
}

function Report({
  report,
  onIgnore,
  below,
}: {
  report: UsageReport;
  onIgnore: (host: string) => void;
  below: ReactNode;
}) {
  const { unapproved, unused, used, others, without_host: without, left_off: left } = report;
  return (
    <>
      <Numbers
        numbers={[
          { key: 'ui.usage.unapproved', n: unapproved.length, shape: 'finding' },
          { key: 'ui.usage.unused', n: unused.length, shape: 'unknown' },
          { key: 'ui.usage.without_host', n: without.length, shape: 'unknown' },
          { key: 'ui.usage.used', n: used.length, shape: 'met' },
          { key: 'ui.usage.hosts', n: report.hosts },
          { key: 'ui.usage.rows', n: report.rows },
        ]}
      />
      {report.unreadable > 0 && (
        <p className="mb-3" data-testid="unreadable">
          <Mark shape="unknown">
            <span className="whitespace-normal">{t('ui.usage.unreadable', { n: figure(report.unreadable) })}</span>
          </Mark>
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Part id="unapproved" title="ui.usage.unapproved" n={unapproved.length} text="ui.usage.unapproved_text">
          {unapproved.length === 0 ? (
            <Mark shape="met">{t('ui.usage.unapproved_none')}</Mark>
          ) : (
            <Hosts hosts={unapproved} onIgnore={onIgnore} />
          )}
        </Part>
        {unused.length > 0 && (
          <Part id="unused" title="ui.usage.unused" n={unused.length} text="ui.usage.unused_text">
            <Uses uses={unused} />
          </Part>
        )}
        {without.length > 0 && (
          <Part id="without" title="ui.usage.without_host" n={without.length} text="ui.usage.without_host_text">
            <Uses uses={without} />
          </Part>
        )}
        <div className="grid gap-2">
          {used.length > 0 && (
            <Disclosure label={t('ui.usage.used_of', { n: figure(used.length) })}>
              <Uses uses={used} counted />
            </Disclosure>
          )}
          {others.length > 0 && (
            <Disclosure label={t('ui.usage.others_of', { n: figure(others.length + left) })}>
              <p className="my-2">{t('ui.usage.others_text')}</p>
              <Hosts hosts={others} onIgnore={onIgnore} plain />
              {left > 0 && <p className="py-1 text-label">{t('ui.usage.left_off', { n: figure(left) })}</p>}
            </Disclosure>
          )}
        </div>
        {below}
      </div>
    </>
  );
}

function Part({ id, title, n, text, children }: { id: string; title: Key; n: number; text: Key; children: ReactNode }) {
  return (
    <section aria-labelledby={id} data-testid={id}>
      <h2 id={id}>
        {t(title)} <span className="ml-2 font-normal">{t('ui.items', { n: figure(n) })}</span>
      </h2>
      <p className="mb-2 text-ink-2">{t(text)}</p>
      {children}
    </section>
  );
}
