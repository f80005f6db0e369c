/** The requirements of an account, those without evidence first: each opens to why it applies, where it comes from, what meets it, what is missing, and the record of a confirmation. */
import { useEffect, useRef, useState } from 'react';
import { Sources } from '../contract/RequirementPanel';
import { useAnswer, useChange } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { Confirmation, Problem, SnsRequirementRow, SnsState, SnsView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button, Choices } from '../parts/Button';
import { Arrow } from '../parts/Disclosure';
import { TextField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import { SmallForm } from '../parts/SmallForm';
import { RequirementMark } from './words';

const ORDER: SnsState[] = ['missing', 'unknown', 'recommended', 'not_yet', 'met'];

export function Requirements({ view }: { view: SnsView }) {
  const [params, setParams] = useSearch();
  const list = useRef<HTMLUListElement>(null);
  const { counts } = view;
  const state = ORDER.find((candidate) => candidate === params.get('state')) ?? null;
  const asked = params.get('open');
  const rows = [...view.requirements].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const shown = state ? rows.filter((row) => row.state === state || row.id === asked) : rows;
  const open = asked ?? shown.find((row) => row.state === 'missing')?.id ?? null;
  const move = (by: number) => {
    const heads = [...(list.current?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];
    const at = heads.indexOf(document.activeElement as HTMLElement);
    heads[at < 0 ? 0 : Math.max(0, Math.min(heads.length - 1, at + by))]?.focus();
  };
  useKeys([
    {
      caps: ['J', 'K'],
      label: t('ui.keys.move_requirement'),
      on: ['j', 'k'],
      run: (key) => move(key === 'j' ? 1 : -1),
    },
  ]);
  useEffect(() => {
    if (asked && asked !== '-') document.getElementById(`requirement-${asked}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [asked]);
  return (
    <section aria-labelledby="requirements" className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <div className="flex items-baseline gap-2">
          <h2 id="requirements">{t('ui.requirements')}</h2>
          <span className="text-label">
            {t('ui.requirements.applies')} <span data-testid="count-applies">{counts.applies}</span>
          </span>
        </div>
        <Choices
          label="ui.state.label"
          choices={[
            { value: 'all', label: t('ui.state.count_all', { n: rows.length }), testId: 'count-all' },
            { value: 'missing', label: t('ui.state.count_missing', { n: counts.missing }), testId: 'count-missing' },
            { value: 'unknown', label: t('ui.state.count_unknown', { n: counts.unknown }), testId: 'count-unknown' },
            { value: 'met', label: t('ui.state.count_met', { n: counts.met }), testId: 'count-met' },
          ]}
          value={state ?? 'all'}
          onChange={(value) => setParams({ state: value === 'all' ? null : value, open: null })}
        />
      </div>
      <ul ref={list}>
        {shown.map((row) => (
          <Item
            key={row.id}
            row={row}
            view={view}
            open={open === row.id}
            onToggle={() => setParams({ open: open === row.id ? '-' : row.id })}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="text-label">{t('ui.requirements.none')}</p>}
    </section>
  );
}

function Item({
  row,
  view,
  open,
  onToggle,
}: {
  row: SnsRequirementRow;
  view: SnsView;
  open: boolean;
  onToggle: () => void;
}) {
  const panel = `panel-${row.id}`;
  const short = row.evidence_text ?? row.remedy_text ?? '';
  return (
    <li
      id={`requirement-${row.id}`}
      data-testid={`requirement-${row.id}`}
      className={open ? 'my-1 rounded-8 border border-accent border-l-4' : 'border-line border-b'}
    >
      <h3 className="font-normal">
        <button
          type="button"
          data-head={row.state}
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          className={`inset-focus flex min-h-[33px] w-full items-center gap-3 text-left ${open ? 'px-3 pt-2' : 'hover:bg-quiet'}`}
          onClick={onToggle}
        >
          <span className="w-[4.1rem] shrink-0 lang-en:w-28">
            <RequirementMark state={row.state} bold={open} />
          </span>
          <span className="w-12 shrink-0 text-label">{row.id}</span>
          <span className={open ? 'min-w-0 flex-1 font-bold' : 'one-line max-w-[60%] shrink-0'}>{row.title}</span>
          {open ? (
            <span className="tag">
              {t('ui.requirement.severity', {
                severity: t(row.severity === 'must' ? 'ui.severity.must' : 'ui.severity.should'),
                basis: row.basis_text,
              })}
            </span>
          ) : (
            <span className="one-line flex-1 text-right text-label" title={short}>
              {short}
            </span>
          )}
          <Arrow open={open} />
        </button>
      </h3>
      {open && (
        <div id={panel} className="px-3 pb-3">
          <Opened row={row} view={view} />
        </div>
      )}
    </li>
  );
}

function Opened({ row, view }: { row: SnsRequirementRow; view: SnsView }) {
  const [form, setForm] = useState(false);
  const [, setParams] = useSearch();
  const confirmation = view.sns.confirmations.find((one) => one.requirement === row.id) ?? null;
  const found = view.findings.filter((finding) => finding.requirement === row.id);
  const edits = view.as_of === null && (view.may.edit || !view.may.known) && row.state !== 'unknown';
  return (
    <div data-testid={`requirement-panel-${row.id}`}>
      <p className="mb-1">{row.summary}</p>
      <dl className="grid grid-cols-[5.25rem_minmax(0,1fr)] gap-y-1.5">
        <dt className="text-label">{t('ui.requirement.applies')}</dt>
        <dd>{row.because_text}</dd>
        <dt className="text-label">{t('ui.requirement.basis')}</dt>
        <dd>
          <Sources sources={row.sources} />
        </dd>
        {row.evidence_text && (
          <>
            <dt className="text-label">{t('ui.requirement.met_by')}</dt>
            <dd className="flex flex-wrap items-center gap-x-2">
              <Mark shape="met">
                <span className="whitespace-normal">{row.evidence_text}</span>
              </Mark>
              {confirmation?.note && <span className="text-label">{confirmation.note}</span>}
            </dd>
          </>
        )}
        {row.remedy_text && (
          <>
            <dt className="text-label">{t(row.state === 'missing' ? 'ui.state.missing' : 'ui.requirement.advice')}</dt>
            <dd>{row.remedy_text}</dd>
          </>
        )}
        {found.length > 0 && (
          <>
            <dt className="text-label">{t('ui.findings')}</dt>
            <dd>
              <ul>
                {found.map((finding) => (
                  <li key={finding.code + finding.text}>
                    <Mark shape={finding.severity === 'must' ? 'finding' : 'unknown'}>
                      <span className="whitespace-normal">{finding.text}</span>
                    </Mark>
                    {finding.basis && <span className="ml-2 text-label">{finding.basis}</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {!form && edits && (
        <div className="no-print mt-3 flex flex-wrap gap-2">
          <Button
            small
            data-testid={`confirm-${row.id}`}
            onClick={() => {
              // In the address, so that the requirement stays open when the list is read again.
              setParams({ open: row.id });
              setForm(true);
            }}
          >
            {t(confirmation ? 'ui.confirmation.change' : 'ui.confirmation.add')}
          </Button>
          {confirmation && <Withdraw view={view} requirement={row.id} />}
        </div>
      )}
      {form && <Confirm row={row} view={view} confirmation={confirmation} onDone={() => setForm(false)} />}
    </div>
  );
}

/** The confirmations of the other requirements. */
const others = (view: SnsView, requirement: string) =>
  view.sns.confirmations.filter((one) => one.requirement !== requirement);

const lastPart = (problem: Problem): string => problem.field?.split('.').at(-1) ?? '';

function Confirm({
  row,
  view,
  confirmation,
  onDone,
}: {
  row: SnsRequirementRow;
  view: SnsView;
  confirmation: Confirmation | null;
  onDone: () => void;
}) {
  const { sns } = view;
  const today = useAnswer('status', {}).data?.today ?? null;
  const { values, changed, type } = useTyped({
    on: denseDate(confirmation?.on ?? today),
    source: confirmation?.source ?? '',
    note: confirmation?.note ?? '',
  });
  const save = useChange('sns_save', () => {
    say(t('ui.saved'));
    onDone();
  });
  const problems = save.error?.problems ?? [];
  const problem = (field: string) => {
    const found = problems.find((one) => lastPart(one) === field);
    return found ? problemText(found) : null;
  };
  const confirmations = [...others(view, row.id), { ...values, requirement: row.id, note: values.note || null }];
  return (
    <SmallForm
      title={t(confirmation ? 'ui.confirmation.change' : 'ui.confirmation.add')}
      className="mt-3 grid gap-2 border-line border-t pt-3"
      changed={changed}
      change={save}
      problems={problems.filter((one) => !(lastPart(one) in values))}
      action={t('ui.confirmation.save')}
      testId="save-confirmation"
      onSave={() => save.send({ draft: { id: sns.id, revision: sns.revision, confirmations } })}
      onClose={onDone}
    >
      <div className="grid gap-3 wide:grid-cols-[10rem_1fr]">
        <TextField
          name="on"
          label={t('ui.confirmation.on')}
          value={values.on}
          onChange={(on) => type({ on })}
          placeholder={t('ui.field.date_example')}
          problem={problem('on')}
        />
        <TextField
          name="source"
          label={t('ui.confirmation.source')}
          help={t('ui.confirmation.source_help')}
          value={values.source}
          onChange={(source) => type({ source })}
          required
          problem={problem('source')}
        />
      </div>
      <TextField
        name="note"
        label={t('ui.contract.note')}
        value={values.note}
        onChange={(note) => type({ note })}
        problem={problem('note')}
      />
    </SmallForm>
  );
}

/** Takes the record of a confirmation back. */
function Withdraw({ view, requirement }: { view: SnsView; requirement: string }) {
  const { sns } = view;
  const save = useChange('sns_save', () => say(t('ui.saved')));
  return (
    <>
      <Button
        small
        weight="quiet"
        disabled={save.isPending}
        data-testid={`withdraw-confirmation-${requirement}`}
        onClick={() =>
          void save.send({
            draft: { id: sns.id, revision: sns.revision, confirmations: others(view, requirement) },
          })
        }
      >
        {t('ui.confirmation.withdraw')}
      </Button>
      <Refusal problems={save.error?.problems ?? []} onRead={save.readAgain} />
    </>
  );
}
