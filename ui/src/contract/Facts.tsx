/** The left column of a contract: its terms, and the facts that cause its requirements. Reads only. */
import { Behind } from '../contractor/Behind';
import { figure, longDate, plainDate } from '../lib/date';
import type { Contract, ContractView, Question } from '../lib/generated';
import type { Answer } from '../lib/questions';
import { type Key, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark } from '../parts/Mark';

export const METHODS: { value: NonNullable<Contract['method']>; key: Key }[] = [
  { value: 'general', key: 'ui.method.general' },
  { value: 'designated', key: 'ui.method.designated' },
  { value: 'negotiated', key: 'ui.method.negotiated' },
  { value: 'proposal', key: 'ui.method.proposal' },
  { value: 'other', key: 'ui.method.other' },
];

/** A fact's value in words; null when it is not known. */
export function factText(question: Question, value: Answer): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? t('ui.yes') : t('ui.no');
  const label = (one: string) => question.values.find((candidate) => candidate.value === one)?.label ?? one;
  if (Array.isArray(value))
    return value.length === 0 ? t('ui.none_of_them') : value.map(label).join(t('ui.list_separator'));
  if (question.type === 'int') return typeof value === 'number' ? figure(value) : value;
  return question.type === 'date' ? plainDate(String(value)) : label(String(value));
}

export function Facts({ view }: { view: ContractView }) {
  const { contract } = view;
  const asked = view.questions.filter((question) => !question.derived);
  const open = asked.filter((question) => question.value === null && question.undecided > 0);
  const known = asked.filter((question) => question.value !== null && question.value !== false && question.matters);
  const no = asked.filter((question) => question.value === false && question.matters);
  const method = METHODS.find((candidate) => candidate.value === contract.method);
  const place = `/contract/${contract.id}/edit?part=facts`;
  return (
    <section aria-labelledby="about">
      <h2 id="about" className="mb-1">
        {t('ui.contract.about')}
      </h2>
      <dl className="dl border-line border-b pb-3">
        <Pair label={t('ui.column.contractor')}>
          {contract.contractor.name || t('ui.none')}
          {contract.contractor.corporate_number && (
            <div className="text-label">{contract.contractor.corporate_number}</div>
          )}
          <div>
            <Behind register="contract" id={contract.id} place="contractor" />
          </div>
        </Pair>
        <Pair label={t('ui.column.section')}>
          {[contract.section, contract.owner].filter(Boolean).join(t('ui.wide_space')) || t('ui.none')}
          {contract.owner_since && (
            <div className="text-label">{t('ui.date.from', { date: plainDate(contract.owner_since) })}</div>
          )}
        </Pair>
        <Pair label={t('ui.column.period')}>
          {contract.starts_on || contract.ends_on ? (
            <>
              <div title={contract.starts_on ?? ''}>{t('ui.date.from', { date: plainDate(contract.starts_on) })}</div>
              <div title={contract.ends_on ?? ''}>{t('ui.date.until', { date: plainDate(contract.ends_on) })}</div>
            </>
          ) : (
            t('ui.none')
          )}
        </Pair>
        <Pair label={t('ui.contract.amount')}>
          {contract.amount_yen === null ? t('ui.none') : t('ui.yen', { n: figure(contract.amount_yen) })}
        </Pair>
        <Pair label={t('ui.contract.method')}>{method ? t(method.key) : t('ui.none')}</Pair>
        {contract.signed_on && <Pair label={t('ui.contract.signed_on')}>{longDate(contract.signed_on)}</Pair>}
        {contract.closed_on && <Pair label={t('ui.contract.closed_on')}>{longDate(contract.closed_on)}</Pair>}
        {contract.document_number && <Pair label={t('ui.contract.document_number')}>{contract.document_number}</Pair>}
        {contract.note && <Pair label={t('ui.contract.note')}>{contract.note}</Pair>}
      </dl>
      <h2 className="mt-4 mb-1">{t('ui.contract.facts')}</h2>
      <dl className="grid max-w-96 grid-cols-[minmax(0,1fr)_minmax(5.5rem,max-content)] gap-x-3 gap-y-1">
        {known.map((question) => (
          <FactPair key={question.fact} question={question} />
        ))}
        {open.map((question) => (
          <FactPair key={question.fact} question={question} />
        ))}
      </dl>
      {open.length > 0 && view.as_of === null && (
        <p className="no-print mt-2">
          <Link to={place} data-testid="answer-facts">
            {t('ui.contract.answer_unknown', { n: open.length })}
          </Link>
        </p>
      )}
      {no.length > 0 && (
        <p className="mt-2 text-label">
          {t('ui.contract.answered_no', { list: no.map((question) => question.short).join(t('ui.list_separator')) })}
        </p>
      )}
    </section>
  );
}

function Pair({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function FactPair({ question }: { question: Question }) {
  const text = factText(question, question.value);
  return (
    <>
      <dt className="text-label" title={question.label}>
        {question.short}
      </dt>
      <dd className="max-w-28 break-words">{text ?? <Mark shape="unknown">{t('ui.unanswered')}</Mark>}</dd>
    </>
  );
}
