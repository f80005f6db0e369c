/** A public list of registered services beside the register: which uses it speaks for, what it says otherwise, and what of it is taken over. The office fetches the list itself; nothing is taken that nobody chose. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forget, useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import { figure } from '../lib/date';
import type { Inbox, InboxRow, Problem, ServiceMatch, ServicesReport } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { SelectField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { Comparison, type Wanted } from '../parts/outside/Comparison';
import { type Given, useGiven, useLook } from '../parts/outside/given';
import { FoldedHeadings, type Named } from '../parts/outside/Headings';
import { Numbers } from '../parts/outside/Numbers';
import { Problems } from '../parts/Problems';
import { Matches } from './ServicesTable';

const FIELDS: Named[] = [
  { field: 'service', label: 'ui.services.field.service' },
  { field: 'provider', label: 'ui.services.field.provider' },
  { field: 'corporate_number', label: 'ui.services.field.corporate_number' },
  { field: 'number', label: 'ui.services.field.number' },
  { field: 'scope', label: 'ui.services.field.scope' },
  { field: 'valid_from', label: 'ui.services.field.valid_from' },
  { field: 'valid_until', label: 'ui.services.field.valid_until' },
  { field: 'audited_until', label: 'ui.services.field.audited_until' },
  { field: 'renewal_pending', label: 'ui.services.field.renewal_pending' },
];
const NAMES = FIELDS.map(({ field }) => field);
const WANTED: Wanted = {
  home: { to: '/cloud', label: 'ui.nav.cloud' },
  fields: FIELDS,
  drop: 'ui.services.drop',
  columns: ['ui.services.column.service', 'ui.services.column.number', 'ui.services.column.valid_until'],
  tells: ['ui.services.tells.chosen', 'ui.services.tells.named', 'ui.services.tells.scope'],
};

export function Services() {
  const [params, setParams] = useSearch();
  const [done, setDone] = useState<ServiceMatch[]>([]);
  const given = useGiven('cloud_services', NAMES, () => setDone([]));
  const kind = params.get('kind') ?? 'ismap';
  const look = useLook('cloud_services', given, { file: given.file ?? '', kind, mapping: given.mapping });
  // Schemes are values of a fact, and the ledger says which there are.
  const blank = useAnswer('contract_blank', {}).data;
  const kinds = blank?.questions.find((question) => question.fact === 'certs')?.values ?? [];
  const inbox = useAnswer('inbox', {});
  // What is taken over into an application that waits sends it back to its review.
  const waiting = inbox.isPending ? undefined : openRows(inbox.data);
  const report = look.error ? undefined : look.data;
  return (
    <Comparison
      title="ui.services.title"
      wanted={WANTED}
      given={given}
      busy={look.isFetching}
      problems={given.problems.concat(look.error?.problems ?? [])}
      conditions={[kinds.find((one) => one.value === kind)?.label ?? kind]}
      above={
        <SelectField
          name="kind"
          className="no-print mb-4 max-w-80"
          label={t('ui.services.kind')}
          value={kind}
          options={kinds}
          onChange={(value) => {
            setDone([]);
            setParams({ kind: value === 'ismap' ? null : value });
          }}
        />
      }
    >
      {report && waiting && (
        <Report
          key={`${given.file} ${kind} ${look.dataUpdatedAt}`}
          report={report}
          waiting={waiting}
          given={given}
          kind={kind}
          done={done}
          busy={look.isFetching}
          onDone={setDone}
        />
      )}
    </Comparison>
  );
}

/** The applications that are being reviewed or decided, by the id of their use. */
function openRows(inbox: Inbox | undefined): Map<string, InboxRow> {
  const rows = inbox?.rows.filter((row) => row.register === 'cloud' && row.state !== 'returned') ?? [];
  return new Map(rows.map((row) => [row.record, row]));
}

function Report({
  report,
  waiting,
  given,
  kind,
  done,
  busy,
  onDone,
}: {
  report: ServicesReport;
  /** Applications that wait, by the id of their use. */
  waiting: Map<string, InboxRow>;
  given: Given;
  kind: string;
  done: ServiceMatch[];
  busy: boolean;
  onDone: (taken: ServiceMatch[]) => void;
}) {
  const client = useQueryClient();
  const { matches, missing, unreadable } = report;
  const differing = matches.filter((match) => match.differs);
  /** Whether a match is as certain as a number, and taking it over asks for no further decision. */
  const isPlain = (match: ServiceMatch) =>
    match.differs && !match.reopens && !waiting.has(match.id) && match.by !== 'service';
  const [chosen, setChosen] = useState(() => matches.filter(isPlain).map((match) => match.id));
  const [problems, setProblems] = useState<Problem[]>([]);
  const [running, setRunning] = useState(false);
  const take = async () => {
    if (running || given.file === null) return;
    setRunning(true);
    setProblems([]);
    try {
      const request = { file: given.file, kind, mapping: given.mapping, choose: chosen };
      const answer = await call('cloud_services', request);
      onDone(answer.matches.filter((match) => match.taken));
      await forget(client);
    } catch (error) {
      setProblems(refused(error).problems);
    } finally {
      setRunning(false);
    }
  };
  return (
    <>
      <Done taken={done} />
      <Numbers
        numbers={[
          { key: 'ui.services.differing', n: differing.length, shape: 'update' },
          { key: 'ui.services.same', n: matches.length - differing.length, shape: 'met' },
          { key: 'ui.services.missing', n: missing.length, shape: 'finding' },
          { key: 'ui.services.rows', n: report.rows },
        ]}
      />
      {unreadable.length > 0 && (
        <p className="mb-3" data-testid="unreadable">
          <Mark shape="unknown">
            <span className="whitespace-normal">
              {t('ui.services.unreadable', { rows: unreadable.join(t('ui.list_separator')) })}
            </span>
          </Mark>
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <section aria-labelledby="matches">
          <h2 id="matches">{t('ui.services.matches')}</h2>
          {differing.length > 0 && <p className="mb-2 text-ink-2">{t('ui.services.matches_text')}</p>}
          <Problems problems={problems} />
          {matches.length === 0 ? (
            <p>{t('ui.services.matches_none')}</p>
          ) : (
            <Matches matches={matches} waiting={waiting} chosen={chosen} busy={running} onChoose={setChosen} />
          )}
          {differing.length > 0 && (
            <p className="no-print mt-3 flex flex-wrap items-center justify-end gap-3">
              <span className="text-label">{t('ui.services.nothing_yet')}</span>
              <Button
                weight="filled"
                data-testid="take"
                disabled={running || busy || chosen.length === 0}
                onClick={() => void take()}
              >
                {t('ui.services.take', { n: figure(chosen.length) })}
              </Button>
            </p>
          )}
        </section>
        {missing.length > 0 && (
          <section aria-labelledby="missing" data-testid="missing">
            <h2 id="missing">
              {t('ui.services.missing')}{' '}
              <span className="ml-2 font-normal">{t('ui.items', { n: figure(missing.length) })}</span>
            </h2>
            <p className="mb-2 text-ink-2">{t('ui.services.missing_text')}</p>
            <ul>
              {missing.map(([id, service]) => (
                <li key={id} className="border-line border-b py-1.5">
                  <Mark shape="finding">
                    <Link to={`/cloud/${id}`}>{service}</Link>
                  </Mark>
                </li>
              ))}
            </ul>
          </section>
        )}
        <FoldedHeadings given={given} fields={FIELDS} found={report.headings} busy={busy} />
      </div>
    </>
  );
}

/** What was just taken over, and which approvals have to be decided again. */
function Done({ taken }: { taken: ServiceMatch[] }) {
  if (taken.length === 0) return null;
  const reopened = taken.filter((match) => match.reopens);
  return (
    <section role="status" className="panel mb-4" data-testid="taken">
      <Mark shape="met">{t('ui.services.taken', { n: figure(taken.length) })}</Mark>
      {reopened.length > 0 && (
        <div className="mt-2">
          <p>{t('ui.services.reopened', { n: figure(reopened.length) })}</p>
          <ul>
            {reopened.map((match) => (
              <li key={match.id}>
                <Link to={`/cloud/${match.id}`}>{match.service}</Link>
                {t('ui.wide_space')}
                {match.section}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
