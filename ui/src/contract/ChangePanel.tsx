/** What the answers change, before anything is saved: counts, requirements, papers, dates, and the law behind it. */
import { longDate } from '../lib/date';
import type { AnnexKind, Change, ContractView, DueItem } from '../lib/generated';
import { answer } from '../lib/questions';
import { type Key, t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import type { Typed } from '../parts/FormControl';
import { StateMark } from '../parts/Mark';
import { factText } from './Facts';

const KINDS: Record<AnnexKind, Key> = {
  security: 'ui.annex.security',
  personal_info: 'ui.annex.personal_info',
  mynumber: 'ui.annex.mynumber',
  spec_sheet: 'ui.annex.spec_sheet',
  f20: 'ui.annex.f20',
};

/** The name of an annex kind. */
export function annexName(kind: AnnexKind): string {
  return t(KINDS[kind]);
}

export function ChangePanel({
  base,
  view,
  change,
  typed,
  waiting,
}: {
  base: ContractView;
  view: ContractView;
  change: Change | null;
  typed: Typed;
  waiting: boolean;
}) {
  const answered = view.questions.filter((question) => `facts.${question.fact}` in typed);
  const before = change?.before ?? base.counts;
  const after = change?.after ?? view.counts;
  const due = newDue(base.due, view.due);
  const annexes = change && change.annexes_before.join() !== change.annexes_after.join() ? change : null;
  const quiet = !change || (change.added.length === 0 && change.removed.length === 0 && due.length === 0 && !annexes);
  return (
    <aside
      aria-labelledby="changes"
      aria-busy={waiting}
      data-testid="changes"
      className="panel self-start wide:sticky wide:top-0"
    >
      <h2 id="changes">{t('ui.change.title')}</h2>
      {answered.slice(-3).map((question) => (
        <p key={question.fact} className="text-label">
          {question.label}
          <span className="ml-3">
            {factText(question, base.questions.find((old) => old.fact === question.fact)?.value ?? null) ??
              t('ui.unanswered')}{' '}
            {t('ui.arrow')}{' '}
            <b className="text-ink">{factText(question, answer(question, typed)) ?? t('ui.unanswered')}</b>
          </span>
        </p>
      ))}
      <div className="my-2 grid grid-cols-2 rounded-4 border border-line" aria-live="polite">
        <Pair label={t('ui.change.applies')} before={before.applies} after={after.applies} testId="count-applies" />
        <Pair label={t('ui.unknowns')} before={before.unknown} after={after.unknown} testId="count-unknown" />
      </div>
      {quiet && <p className="text-label">{t('ui.change.none')}</p>}
      <div className="divide-y divide-line [&>section]:py-2">
        {change && change.added.length > 0 && (
          <RequirementList title={t('ui.change.added', { n: change.added.length })} list={change.added} />
        )}
        {change && change.removed.length > 0 && (
          <RequirementList title={t('ui.change.removed', { n: change.removed.length })} list={change.removed} />
        )}
        {annexes && (
          <section>
            <h3>
              {t('ui.change.annexes', { before: annexes.annexes_before.length, after: annexes.annexes_after.length })}
            </h3>
            <p className="text-ink-2">{annexes.annexes_after.map(annexName).join(t('ui.list_separator'))}</p>
          </section>
        )}
        {due.length > 0 && (
          <section>
            <h3>{t('ui.change.due', { n: due.length })}</h3>
            <ul className="text-ink-2">
              {due.slice(0, 5).map((item) => (
                <li key={item.rule + item.due_on}>
                  {item.title} <span className="ml-2">{longDate(item.due_on)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {view.findings.length > 0 && (
          <section>
            <h3>{t('ui.change.findings')}</h3>
            <ul>
              {view.findings.slice(0, 4).map((finding) => (
                <li key={finding.code + finding.text} className="flex items-baseline gap-2">
                  <StateMark state={finding.severity === 'must' ? 'missing' : 'recommended'} />
                  <span>{finding.text}</span>
                </li>
              ))}
            </ul>
            {view.findings.length > 4 && <p className="text-label">{t('ui.more', { n: view.findings.length - 4 })}</p>}
          </section>
        )}
      </div>
      {change && change.why.length > 0 && (
        <div className="mt-2 rounded-6 bg-quiet px-3 py-2">
          <h3>{t('ui.change.why')}</h3>
          {change.why.map((reason) => (
            <p key={reason.document + reason.text} className="text-ink-2">
              {t('ui.change.reason', { document: reason.document, text: reason.text })}
            </p>
          ))}
        </div>
      )}
    </aside>
  );
}

function newDue(before: DueItem[], after: DueItem[]): DueItem[] {
  const known = new Set(before.map((item) => `${item.rule} ${item.due_on}`));
  return after.filter((item) => !known.has(`${item.rule} ${item.due_on}`));
}

function Pair({ label, before, after, testId }: { label: string; before: number; after: number; testId: string }) {
  return (
    <div className="px-3 py-2 [&+&]:border-line [&+&]:border-l">
      <div className="text-label">{label}</div>
      <div className="text-20">
        {before !== after && (
          <>
            {before} <span className="text-label">{t('ui.arrow')}</span>{' '}
          </>
        )}
        <b data-testid={testId}>{after}</b>
      </div>
    </div>
  );
}

function RequirementList({ title, list }: { title: string; list: { id: string; title: string }[] }) {
  const name = (one: { id: string; title: string }) => t('ui.contract.name', { number: one.id, title: one.title });
  return (
    <section>
      <h3>{title}</h3>
      <p className="text-ink-2">{list.slice(0, 3).map(name).join(t('ui.list_separator'))}</p>
      {list.length > 3 && (
        <Disclosure label={t('ui.change.show_all')}>
          <ul className="max-h-60 overflow-auto text-ink-2">
            {list.slice(3).map((one) => (
              <li key={one.id}>{name(one)}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
