/** One record of a register that is looked at: its content in groups, its history, and the way to change it. */
import { Fragment, type ReactNode, useEffect } from 'react';
import { useAnswer } from '../lib/answers';
import { plainDate } from '../lib/date';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from './Button';
import { saySide } from './notice';
import { PageHead } from './PageHead';
import { RecordHistory, type Register } from './RecordHistory';
import { Tabs } from './Tabs';

/** Labels with what stands beside them; what is not known is left out or a dash, as the register says. */
export interface Group {
  title: Key;
  pairs: [label: string, content: ReactNode][];
}

export function RecordPage({
  register,
  id,
  revision,
  title,
  list,
  crumb,
  status,
  asOf,
  groups,
}: {
  register: Register;
  id: string;
  revision: number;
  title: string;
  list: Key;
  crumb: string;
  status: string;
  asOf: string | null;
  groups: Group[];
}) {
  const [params, setParams] = useSearch();
  const history = useAnswer(`${register}_history`, { id }).data;
  const here = `/${register}/${id}`;
  const tab = params.get('tab') === 'history' ? 'history' : 'content';
  useEffect(() => {
    saySide(t('ui.contract.revision', { n: revision }));
  }, [revision]);
  useKeys([
    ...(asOf ? [] : [{ caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => go(`${here}/edit`) }]),
    { caps: ['T'], label: t('ui.keys.history'), on: ['t'], run: () => setParams({ tab: 'history' }) },
  ]);
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ to: `/${register}`, label: t(list) }, { label: crumb }]}
        beside={
          <span className="tag" data-testid="record-status">
            {status}
          </span>
        }
        actions={
          <>
            <PrintButton />
            {!asOf && (
              <ButtonLink to={`${here}/edit`} weight="filled" data-testid="edit">
                {t('ui.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      {asOf && (
        <p
          role="status"
          data-testid="as-of"
          className="mb-3 flex flex-wrap items-baseline gap-x-4 rounded-4 border border-line border-l-4 border-l-accent bg-accent-ground px-3 py-2"
        >
          <b>{t('ui.as_of.banner', { date: plainDate(asOf) })}</b>
          <Link to={here} className="ml-auto" data-testid="as-of-back">
            {t('ui.as_of.back')}
          </Link>
        </p>
      )}
      <Tabs
        label={t('ui.tab.record')}
        tabs={[
          { id: 'content', label: t('ui.tab.content') },
          { id: 'history', label: t('ui.tab.history'), count: history?.length ?? 0 },
        ]}
        chosen={tab}
        onChoose={(chosen) => setParams({ tab: chosen === 'content' ? null : chosen })}
      >
        {tab === 'content' ? (
          <div className="grid gap-x-8 gap-y-6 wide:grid-cols-2">
            {groups.map((group) => (
              <section key={group.title} aria-labelledby={group.title}>
                <h2 id={group.title} className="mb-1 border-line border-b pb-1">
                  {t(group.title)}
                </h2>
                <dl className="record-dl">
                  {group.pairs.map(([label, content]) => (
                    <Fragment key={label}>
                      <dt>{label}</dt>
                      <dd className="min-w-0 whitespace-pre-line break-words">{content || t('ui.none')}</dd>
                    </Fragment>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        ) : (
          <RecordHistory register={register} id={id} />
        )}
      </Tabs>
    </>
  );
}

/** A date in words with its ISO form at hand; nothing where it is not known. */
export function day(iso: string | null): ReactNode {
  return iso && <time dateTime={iso}>{plainDate(iso)}</time>;
}

/** Who holds a record, and since when, if it is known. */
export function holder(name: string | null, since: string | null): ReactNode {
  if (!name) return null;
  return (
    <>
      {name}
      {since && <span className="ml-3 text-label">{t('ui.date.from', { date: plainDate(since) })}</span>}
    </>
  );
}

/** An answer that may be unknown. */
export function yesNo(answer: boolean | null): string {
  return answer === null ? t('ui.unanswered') : t(answer ? 'ui.yes' : 'ui.no');
}
