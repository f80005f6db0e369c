/** The management card (管理カード) of an account: who answers for it in large letters, then who can sign in, with what, from where. Where a password would stand, nothing does: none is registered. */
import { type ReactNode, useId } from 'react';
import { plainDate } from '../lib/date';
import type { SnsView } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { day } from '../parts/values';
import { State } from './State';
import { factorText, label } from './words';

interface Line {
  /** The fields that it shows; a finding about one of them is its state. */
  fields: string[];
  requirements?: string[];
  said?: boolean;
  title: string;
  content: ReactNode;
}

export function Card({ view }: { view: SnsView }) {
  const id = useId();
  const { sns } = view;
  const parts = (...all: (ReactNode | null | undefined | false)[]) => {
    const there = all.filter(Boolean);
    return (
      there.length > 0 &&
      there.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no identity but their place
        <span key={at} className="mr-4">
          {one}
        </span>
      ))
    );
  };
  const held = (name: string | null) => name && t('ui.sns.held_by', { name });
  const lines: Line[] = [
    {
      fields: ['operators'],
      requirements: ['SN-17'],
      said: sns.operators.length > 0 || undefined,
      title: label('operators'),
      content:
        sns.operators.length > 0 &&
        parts(sns.operators.join(t('ui.list_separator')), t('ui.sns.people_n', { n: sns.operators.length })),
    },
    {
      fields: ['mfa', 'factor_holder', 'shared_login'],
      said: sns.mfa === true,
      title: t('ui.sns.sign_in'),
      content: parts(
        sns.shared_login !== null && t(sns.shared_login ? 'ui.sns.login.shared' : 'ui.sns.login.own'),
        sns.mfa === null
          ? t('ui.sns.mfa.unknown')
          : sns.mfa
            ? sns.factor
              ? t('ui.sns.mfa.by', { factor: factorText(sns.factor) })
              : t('ui.sns.mfa.yes')
            : t('ui.sns.mfa.no'),
        held(sns.factor_holder),
      ),
    },
    {
      fields: ['credentials_changed_on'],
      requirements: ['SN-13', 'SN-03'],
      title: t('ui.sns.line.credentials'),
      content: day(sns.credentials_changed_on),
    },
    {
      fields: ['recovery_contact', 'recovery_holder'],
      said: (sns.recovery_contact ?? sns.recovery_holder) !== null || undefined,
      title: label('recovery_contact'),
      content: parts(sns.recovery_contact, held(sns.recovery_holder)),
    },
    {
      fields: ['codes_place', 'codes_holder'],
      said: (sns.codes_place ?? sns.codes_holder) !== null || undefined,
      title: t('ui.sns.line.codes'),
      content: parts(sns.codes_place, held(sns.codes_holder)),
    },
    {
      fields: ['devices'],
      requirements: ['SN-18'],
      said: sns.devices !== null || undefined,
      title: label('devices'),
      content: sns.devices,
    },
    {
      fields: ['contract', 'returned_on'],
      requirements: ['SN-14'],
      title: t('ui.sns.run_by'),
      content: sns.contract
        ? parts(
            view.contract_title ? (
              <Link to={`/contract/${sns.contract}`}>{view.contract_title}</Link>
            ) : (
              t('ui.sns.contract_lost')
            ),
            sns.returned_on && t('ui.sns.returned', { date: plainDate(sns.returned_on) }),
          )
        : sns.facts.sns_contractor === false && t('ui.sns.run_here'),
    },
  ];
  return (
    <section aria-labelledby={id} className="keep panel px-0!" data-testid="card">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 px-3.5">
        <h2 id={id}>{t('ui.sns.card')}</h2>
        <span className="text-label" data-testid="no-password">
          {t('ui.sns.no_password')}
        </span>
      </div>
      <dl className="mx-3.5 mb-2 grid grid-cols-1 rounded-6 border border-line sm:grid-cols-2">
        <Person
          title={label('owner')}
          name={sns.owner}
          section={sns.section}
          since={sns.owner_since}
          state={<State view={view} fields={['owner', 'section']} requirements={['SN-05']} />}
        />
        <Person
          title={label('deputy')}
          name={sns.deputy}
          className="border-line max-sm:border-t sm:border-l"
          state={
            view.findings.some((finding) => finding.field === 'deputy') && <State view={view} fields={['deputy']} />
          }
        />
      </dl>
      <dl>
        {lines.map((line) => (
          <div
            key={line.fields[0]}
            data-testid={`line-${line.fields[0]}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-line border-t px-3.5 py-1.5 sm:grid-cols-[8.25rem_minmax(0,1fr)_5.75rem]"
          >
            <dt className="text-ink-2 max-sm:col-span-2">{line.title}</dt>
            <dd className="min-w-0 break-words">{line.content || <Unsaid />}</dd>
            <dd className="whitespace-nowrap">
              <State view={view} {...line} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** One of the two who answer for it. */
function Person({
  title,
  name,
  section,
  since,
  state,
  className = '',
}: {
  title: string;
  name: string | null;
  section?: string | null;
  since?: string | null;
  state: ReactNode;
  className?: string;
}) {
  return (
    <div className={`px-3.5 py-2 ${className}`}>
      <dt className="flex flex-wrap justify-between gap-x-3 text-ink-2">
        {title}
        {state}
      </dt>
      <dd>
        <div className="break-words font-bold text-20">
          {name ?? (
            <span className="font-normal">
              <Unsaid />
            </span>
          )}
        </div>
        {section && <div className="text-ink-2">{section}</div>}
        {name && since && <div className="text-ink-2">{t('ui.date.from', { date: plainDate(since) })}</div>}
      </dd>
    </div>
  );
}

/** That nothing is registered. */
export function Unsaid() {
  return (
    <Mark shape="unknown">
      <span className="text-14">{t('ui.unanswered')}</span>
    </Mark>
  );
}
