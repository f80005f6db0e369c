/** The requirements of an account, those without evidence first: each opens to why it applies, where it comes from, what meets it, what is missing, and the record of a confirmation. */
import { useRef, useState } from 'react';
import { useChange } from '../lib/answers';
import type { SnsRequirementRow, SnsState, SnsView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button, Choices } from '../parts/Button';
import { ConfirmationForm } from '../parts/ConfirmationForm';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import { RequirementItem, useRequirementWalk } from '../parts/RequirementItem';
import { Sources } from '../parts/Sources';
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
  useRequirementWalk(list, asked, rows);
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
          <RequirementItem
            key={row.id}
            row={row}
            mark={<RequirementMark state={row.state} bold={open === row.id} />}
            short={row.evidence_text ?? row.remedy_text ?? ''}
            open={open === row.id}
            onToggle={() => setParams({ open: open === row.id ? '-' : row.id })}
          >
            <Opened row={row} view={view} />
          </RequirementItem>
        ))}
      </ul>
      {shown.length === 0 && <p className="text-label">{t('ui.requirements.none')}</p>}
    </section>
  );
}

function Opened({ row, view }: { row: SnsRequirementRow; view: SnsView }) {
  const [form, setForm] = useState(false);
  const [, setParams] = useSearch();
  const confirmation = view.sns.confirmations.find((one) => one.requirement === row.id) ?? null;
  const found = view.findings.filter((finding) => finding.requirement === row.id);
  const confirm = useChange('sns_save', () => {
    say(t('ui.saved'));
    setForm(false);
  });
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
      {form && (
        <ConfirmationForm
          confirmation={confirmation}
          change={confirm}
          onSave={(typed) => {
            const confirmations = [...others(view, row.id), { ...typed, requirement: row.id }];
            return confirm.send({ draft: { id: view.sns.id, revision: view.sns.revision, confirmations } });
          }}
          onClose={() => setForm(false)}
        />
      )}
    </div>
  );
}

/** The confirmations of the other requirements. */
const others = (view: SnsView, requirement: string) =>
  view.sns.confirmations.filter((one) => one.requirement !== requirement);

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
