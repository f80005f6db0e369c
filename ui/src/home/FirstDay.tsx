/** The first screen of an empty ledger: what to do first, in order, and what an office must know on day one. No empty charts. */
import { useAnswer } from '../lib/answers';
import { longDate } from '../lib/date';
import type { Home } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { ButtonLink, Link } from '../parts/Button';
import { Mark, type Shape, Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';

interface Step {
  id: string;
  title: Key;
  text: Key;
  time: Key;
  to: string;
  action: Key;
  done: boolean;
}

export function FirstDay({ home }: { home: Home }) {
  const status = useAnswer('status', {}).data;
  const office = useAnswer('office_show', {}).data;
  const people = useAnswer('person_list', {}).data ?? [];
  const sections = useAnswer('section_list', {}).data ?? [];
  const steps: Step[] = [
    {
      id: 'office',
      title: 'ui.first.office',
      text: 'ui.first.office_text',
      time: 'ui.first.minutes_3',
      to: '/settings',
      action: 'ui.first.office_do',
      done: (office?.revision ?? 0) > 1,
    },
    {
      id: 'people',
      title: 'ui.first.people',
      text: 'ui.first.people_text',
      time: 'ui.first.minutes_5',
      to: '/people',
      action: 'ui.first.people_do',
      done: people.length > 0 && sections.length > 0,
    },
    {
      id: 'import',
      title: 'ui.first.import',
      text: 'ui.first.import_text',
      time: 'ui.first.minutes_10',
      to: '/import/contract',
      action: 'ui.first.import_do',
      done: false,
    },
    {
      id: 'contract',
      title: 'ui.first.contract',
      text: 'ui.first.contract_text',
      time: 'ui.first.minutes_10',
      to: '/contract/new',
      action: 'ui.first.contract_do',
      done: false,
    },
    {
      id: 'catalogue',
      title: 'ui.first.catalogue',
      text: 'ui.first.catalogue_text',
      time: 'ui.first.later',
      to: '/catalogue',
      action: 'ui.first.catalogue_do',
      done: false,
    },
  ];
  const next = steps.find((step) => !step.done);
  useKeys([
    { caps: ['Enter'], label: t('ui.first.start'), on: ['Enter'], run: () => next && go(next.to) },
    { caps: ['N'], label: t('ui.keys.new'), on: ['n'], run: () => go('/contract/new') },
  ]);
  return (
    <>
      <PageHead title={t('ui.home.title', { date: longDate(home.today) })} beside={home.today} />
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_280px]">
        <section aria-labelledby="first">
          <h2 id="first" className="text-20">
            {t('ui.first.title')}
          </h2>
          <p className="mb-3 max-w-2xl text-ink-2">{t('ui.first.text')}</p>
          <ol className="border-ink-2 border-t">
            {steps.map((step, at) => (
              <li
                key={step.id}
                aria-current={step === next ? 'step' : undefined}
                className={`grid grid-cols-[2.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2 border-line border-b border-l-4 px-3 py-3 wide:grid-cols-[2.5rem_minmax(0,1fr)_4.5rem_9rem] ${step === next ? 'border-l-accent bg-accent-ground' : 'border-l-transparent'}`}
              >
                {step.done ? (
                  <Sign shape="met" />
                ) : (
                  <span
                    aria-hidden="true"
                    className={`inline-flex size-[30px] items-center justify-center rounded-full border font-bold ${step === next ? 'border-accent bg-accent text-on-accent' : 'border-control'}`}
                  >
                    {at + 1}
                  </span>
                )}
                <div>
                  <h3 className="text-[1rem]">{t(step.title)}</h3>
                  <p className="text-ink-2">{t(step.text)}</p>
                </div>
                <span className="text-label max-wide:col-start-2 wide:text-right">
                  {step.done ? t('ui.first.done') : t(step.time)}
                </span>
                <span className="max-wide:col-start-2 wide:text-right">
                  <ButtonLink
                    to={step.to}
                    weight={step === next ? 'filled' : step.done ? 'quiet' : 'outlined'}
                    data-testid={`first-${step.id}`}
                  >
                    {t(step.done ? 'ui.first.again' : step.action)}
                  </ButtonLink>
                </span>
              </li>
            ))}
          </ol>
        </section>
        <div className="grid content-start gap-3">
          <section className="panel" aria-labelledby="this-ledger">
            <h2 id="this-ledger" className="mb-1">
              {t('ui.first.ledger')}
            </h2>
            <dl className="dl">
              <dt>{t('ui.first.place')}</dt>
              <dd className="break-all">{status?.path}</dd>
              <dt>{t('ui.first.encrypted')}</dt>
              <dd>
                {status?.engine === 'sqlite' ? (
                  <Mark shape="met">{t('ui.first.encrypted_yes')}</Mark>
                ) : (
                  t('ui.first.server')
                )}
              </dd>
              {status?.engine === 'sqlite' && (
                <>
                  <dt>{t('ui.recovery.title')}</dt>
                  <dd>
                    <Link to="/settings?show=recovery" data-testid="first-recovery">
                      {t('ui.first.recovery')}
                    </Link>
                  </dd>
                </>
              )}
              <dt>{t('ui.first.network')}</dt>
              <dd>{status?.engine === 'sqlite' ? t('ui.first.network_none') : t('ui.first.network_database')}</dd>
              <dt>{t('ui.first.user')}</dt>
              <dd>{status?.user}</dd>
            </dl>
          </section>
          <section className="panel" aria-labelledby="will-know">
            <h2 id="will-know" className="mb-1">
              {t('ui.first.will_know')}
            </h2>
            <ul>
              {WILL_KNOW.map(({ shape, key }) => (
                <li key={key} className="flex items-center gap-2 py-1">
                  <span className="[&_svg]:text-ink-2">
                    <Sign shape={shape} />
                  </span>
                  {t(key)}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

const WILL_KNOW: { shape: Shape; key: Key }[] = [
  { shape: 'overdue', key: 'ui.first.know_overdue' },
  { shape: 'finding', key: 'ui.first.know_missing' },
  { shape: 'unknown', key: 'ui.first.know_unknown' },
  { shape: 'soon', key: 'ui.first.know_due' },
];
