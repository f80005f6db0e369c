/** Changing the method: every figure can be typed, what it would do to the contracts is shown while one types, and the reason is kept. Saving is explicit. */
import { useEffect, useRef, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import { figure } from '../lib/date';
import type { Problem, RiskMethod, RiskMethodView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, openGates } from '../lib/place';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready, Refusal } from '../parts/Problems';
import { MethodTables } from './MethodTables';
import { differing, type Fields, fieldsOf, readMethod } from './method';
import { LEVELS, LevelSign, levelText } from './words';
import './risk.css';

const HERE = '/risk/method';
/** Milliseconds without a key before the ledger is asked what the method would do. */
const PAUSE = 400;

const crumbs = () => [
  { to: '/risk', label: t('ui.nav.risk') },
  { to: HERE, label: t('ui.risk.method') },
];

export function MethodEdit() {
  const view = useAnswer('risk_method', {});
  return (
    <Ready asked={view}>
      {(view) =>
        view.may_change ? (
          <Form view={view} />
        ) : (
          <>
            <PageHead title={t('ui.risk.method.edit_title')} crumbs={crumbs()} />
            <p data-testid="read-only">{t('ui.risk.method.read_only')}</p>
          </>
        )
      }
    </Ready>
  );
}

function Form({ view }: { view: RiskMethodView }) {
  const { method: held, shipped } = view;
  const start = fieldsOf(held);
  const usual = fieldsOf(shipped);
  const form = useRef<HTMLDivElement>(null);
  const { values, type } = useTyped<Fields>({ ...start, reason: '' });
  const [unread, setUnread] = useState<Problem[]>([]);
  const save = useChange('risk_method_save', () => {
    say(t('ui.saved'));
    openGates();
    go(HERE);
  });
  const { method, problems: unreadNow } = readMethod(values, held);
  const tried = useTried(values, method, unreadNow.length === 0);
  const send = async () => {
    setUnread(unreadNow);
    if (unreadNow.length > 0) return false;
    const own = differing(usual, values) > 0;
    return save.send({
      method: own ? method : null,
      reason: values.reason ?? '',
      revision: view.settings.revision,
    });
  };
  const refused = save.error?.problems ?? [];
  const problems = [...unread.filter((one) => unreadNow.some(({ field }) => field === one.field)), ...tried.problems];
  const said = new Set(problems.map(({ field }) => field));
  const all = [...problems, ...refused.filter(({ field }) => !said.has(field) && field === 'reason')];
  const elsewhere = refused.filter(({ field }) => field === null || !(field in values));
  useEffect(() => {
    if (unread.length > 0 || save.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [unread, save.error]);
  useKeys([
    { caps: ['Ctrl', 'S'], label: t('ui.keys.save'), on: ['Ctrl+s'], run: () => void send() },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], run: () => go(HERE) },
  ]);
  const changes = differing(start, values) + (values.reason ? 1 : 0);
  const of = (field: string) => all.find((problem) => problem.field === field);
  const described = (field: string, label: string) => ({
    name: field,
    'aria-label': label,
    'aria-invalid': of(field) ? true : undefined,
    'aria-describedby': of(field) ? `wrong-${field}` : undefined,
  });
  return (
    <div ref={form}>
      <LeaveGuard changes={save.isPending ? 0 : changes} save={send} />
      <PageHead
        title={t('ui.risk.method.edit_title')}
        crumbs={crumbs()}
        actions={
          <>
            <Button weight="quiet" data-testid="reset-method" onClick={() => type(usual)}>
              {t('ui.risk.method.reset')}
            </Button>
            <Button data-testid="cancel" onClick={() => go(HERE)}>
              {t('ui.cancel')}
            </Button>
            <Button weight="filled" data-testid="save" disabled={save.isPending} onClick={() => void send()}>
              {save.isPending ? t('ui.saving') : t('ui.save')}
              <span aria-hidden="true" className="font-normal">
                {t('ui.cap.ctrl_s')}
              </span>
            </Button>
          </>
        }
      />
      <Refusal problems={elsewhere} onRead={save.readAgain} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 wide:grid-cols-[minmax(0,1fr)_300px]">
        <MethodTables
          view={view}
          method={method}
          columns="sm:grid-cols-2"
          figures={{
            figure: ({ field, label }) => (
              <span className="inline-flex items-center justify-end gap-1.5">
                <input
                  {...described(field, label)}
                  className={`input w-16! text-right ${values[field] === start[field] ? '' : 'risk-typed'}`}
                  inputMode="numeric"
                  autoComplete="off"
                  value={values[field] ?? ''}
                  onChange={(event) => type({ [field]: event.target.value })}
                />
                {field.includes('.from.') && <span className="w-16 text-left">{t('ui.risk.method.from_unit')}</span>}
              </span>
            ),
            level: ({ field, label }) => (
              <select
                {...described(field, label)}
                className={`input min-w-32 ${values[field] === start[field] ? '' : 'risk-typed'}`}
                value={values[field] ?? ''}
                onChange={(event) => type({ [field]: event.target.value })}
              >
                {LEVELS.map((level) => (
                  <option key={level} value={level}>
                    {levelText('residual', level)}
                  </option>
                ))}
              </select>
            ),
            wrong: (named) => <Wrong wrong={named.map(({ field, label }) => ({ field, label, problem: of(field) }))} />,
          }}
        />
        <aside
          aria-label={t('ui.risk.method.effect')}
          className="grid content-start gap-4 self-start wide:sticky wide:top-0"
        >
          <Effect tried={tried} same={differing(start, values) === 0} back={differing(usual, values) === 0} />
          <AreaField
            name="reason"
            label={t('ui.risk.method.reason')}
            help={t('ui.risk.method.reason_help')}
            required
            value={values.reason ?? ''}
            onChange={(reason) => type({ reason })}
            problem={of('reason') ? problemText(of('reason') as Problem) : null}
          />
        </aside>
      </div>
    </div>
  );
}

/** What is wrong with figures of a table, each named, below it. */
function Wrong({ wrong }: { wrong: { field: string; label: string; problem: Problem | undefined }[] }) {
  return (
    <>
      {wrong.map(
        ({ field, label, problem }) =>
          problem && (
            <p key={field} id={`wrong-${field}`} className="mt-1" data-testid={`problem-${field}`}>
              <Mark shape="finding">
                <span className="whitespace-normal">
                  {t('ui.problem.at', { field: label, text: problemText(problem) })}
                </span>
              </Mark>
            </p>
          ),
      )}
    </>
  );
}

/** What a method would do, asked once typing pauses. */
function useTried(values: Fields, method: RiskMethod, readable: boolean) {
  const now = JSON.stringify(method);
  const [settled, setSettled] = useState(now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key begins the pause anew
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), PAUSE);
    return () => clearTimeout(timer);
  }, [now, values]);
  const answer = useAnswer(
    'risk_method_try',
    { method: JSON.parse(settled) as RiskMethod },
    { enabled: readable, keep: true },
  );
  const problems = readable ? (answer.error?.problems ?? []) : [];
  return {
    data: problems.length > 0 || !readable ? undefined : answer.data,
    /** Whether the data are still those of what was typed before. */
    waiting: settled !== now || answer.isPlaceholderData,
    problems,
    readable,
  };
}

/** How many contracts would be at each level. */
function Effect({ tried, same, back }: { tried: ReturnType<typeof useTried>; same: boolean; back: boolean }) {
  const { data, waiting, problems, readable } = tried;
  return (
    <section className="panel" aria-labelledby="effect" aria-busy={waiting} data-testid="effect">
      <h2 id="effect" className="mb-1">
        {t('ui.risk.method.effect')}
      </h2>
      <div aria-live="polite">
        {(problems.length > 0 || !readable) && <p className="text-label">{t('ui.risk.method.effect_wrong')}</p>}
        {data && (
          <>
            <table className="table" aria-labelledby="effect">
              <thead>
                <tr>
                  <th scope="col">{t('ui.risk.residual')}</th>
                  <th scope="col" className="figure">
                    {t('ui.risk.method.this')}
                  </th>
                  <th scope="col" className="figure">
                    {t('ui.risk.now')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.levels.map(({ level, text, count, before }) => (
                  <tr key={level} data-testid={`effect-${level}`}>
                    <th scope="row" className="border-b-line! font-normal!">
                      <span className="inline-flex items-center gap-1.5">
                        <LevelSign level={level} />
                        {text}
                      </span>
                    </th>
                    <td className={`figure ${count === before ? '' : 'font-bold'}`}>{figure(count)}</td>
                    <td className="figure text-label">{before === null ? t('ui.none') : figure(before)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="mt-1">
              {waiting
                ? t('ui.risk.method.effect_waiting')
                : same
                  ? t('ui.risk.method.effect_same')
                  : t('ui.risk.method.effect_changed', { n: figure(data.changed), all: figure(data.all) })}
            </p>
          </>
        )}
      </div>
      {back && !same && (
        <p className="mt-1" role="status" data-testid="back-to-shipped">
          {t('ui.risk.method.reset_text')}
        </p>
      )}
    </section>
  );
}
