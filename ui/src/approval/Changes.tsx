/** What changed since an approval, and since it was reviewed or sent back: each field with its value before and after. */
import { useId } from 'react';
import { plainDate } from '../lib/date';
import type { BoundChange } from '../lib/generated';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import type { CaseView } from './case';

const SHOWN = 5;

/** What is other than when somebody reviewed the open application or sent it back; then the approval before. */
export function Former({ view }: { view: Pick<CaseView, 'previous' | 'changes' | 'since_seen'> }) {
  const id = useId();
  return (
    <>
      {view.since_seen.length > 0 && (
        <section className="panel" aria-labelledby={id} data-testid="since-seen">
          <h2 id={id}>{t('ui.case.since_title')}</h2>
          <Changes changes={view.since_seen} />
        </section>
      )}
      <SinceApproval view={view} />
    </>
  );
}

/** The approval before, and what is other than it was then. */
function SinceApproval({ view }: { view: Pick<CaseView, 'previous' | 'changes'> }) {
  const id = useId();
  const { previous } = view;
  // The answers stand in the check sheet too.
  const isAnswer = (field: string) => field.startsWith('answers.');
  const changes = [...view.changes].sort((a, b) => Number(isAnswer(a.field)) - Number(isAnswer(b.field)));
  if (!previous && changes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby={id} data-testid="former">
      <h2 id={id}>{t('ui.case.former_title')}</h2>
      {previous && (
        <p className="mb-1 text-label">
          {t('ui.case.former_of', {
            number: previous.number ?? t('ui.contract.no_number'),
            date: plainDate(previous.decided_on),
          })}
        </p>
      )}
      {changes.length > 0 ? <Changes changes={changes} /> : <p>{t('ui.case.former_none')}</p>}
    </section>
  );
}

/** Changed fields with their value before and after; a long list is folded. */
export function Changes({ changes }: { changes: BoundChange[] }) {
  const rest = changes.slice(SHOWN);
  return (
    <div data-testid="changes">
      <ChangeList changes={changes.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <Disclosure label={t('ui.home.show_rest', { n: rest.length })}>
          <ChangeList changes={rest} />
        </Disclosure>
      )}
    </div>
  );
}

function ChangeList({ changes }: { changes: BoundChange[] }) {
  return (
    <ul className="grid gap-1">
      {changes.map((change) => (
        <li key={change.field} className="break-words">
          <b className="mr-2 text-accent">{t('ui.case.changed')}</b>
          {change.label}
          <div className="pl-9">
            <del className="text-ink-2">{change.before ?? t('ui.none')}</del>
            <span aria-hidden="true"> {t('ui.arrow')} </span>
            <ins className="font-bold no-underline">{change.after ?? t('ui.none')}</ins>
          </div>
        </li>
      ))}
    </ul>
  );
}
