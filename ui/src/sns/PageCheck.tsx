/** A saved page beside the register: what may be taken for an account of the office, what the register does not hold, and what the page lacks. Whose an account is nobody is asked. */
import type { ReactNode } from 'react';
import { figure } from '../lib/date';
import type { PageFinding, PageLink, SnsPageCheck } from '../lib/generated';
import { find, type Key, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { Comparison, type Wanted } from '../parts/outside/Comparison';
import { useGiven, useLook } from '../parts/outside/given';
import { Numbers } from '../parts/outside/Numbers';

const WANTED: Wanted = {
  home: { to: '/sns', label: 'ui.nav.sns' },
  fields: [],
  drop: 'ui.sns.check.drop',
  heading: 'ui.sns.check.columns',
  columns: ['ui.sns.check.column.page', 'ui.sns.check.column.saved', 'ui.sns.check.column.encoding'],
  tells: ['ui.sns.check.tells.strangers', 'ui.sns.check.tells.exchanged', 'ui.sns.check.tells.owner'],
};
/** What the page lacks, or shows though it should not. */
const LACKS = ['missing', 'ended', 'unpublished', 'without_address'];
/** What cannot be told of a page. */
const DOUBTS = ['unreadable', 'left_off'];
const NONE: string[] = [];

export function PageCheck() {
  const given = useGiven('sns_page_check', NONE, () => {}, pages);
  const look = useLook('sns_page_check', given, { file: given.file ?? '' });
  const check = look.error ? undefined : look.data;
  return (
    <Comparison
      title="ui.sns.check"
      wanted={WANTED}
      given={given}
      busy={look.isFetching}
      problems={given.problems.concat(look.error?.problems ?? [])}
    >
      {check && <Report check={check} />}
    </Comparison>
  );
}

/** What the dialog offers. */
function pages() {
  return [{ name: t('ui.sns.check.kind'), endings: ['html', 'htm', 'xhtml'] }];
}

function Report({ check }: { check: SnsPageCheck }) {
  const { near, strangers, hidden, listed, findings } = check;
  const lacks = findings.filter((finding) => LACKS.includes(finding.code));
  const doubts = findings.filter((finding) => DOUBTS.includes(finding.code));
  const unknown = [...strangers, ...hidden];
  return (
    <>
      <p className="mb-3 text-ink-2" data-testid="page-read">
        {t('ui.sns.check.page', { title: check.title, encoding: check.encoding })}
      </p>
      {findings.length === 0 && (
        <p className="mb-3" data-testid="page-clean">
          <Mark shape="met">{t('ui.sns.check.clean')}</Mark>
        </p>
      )}
      <Numbers
        numbers={[
          { key: 'ui.sns.check.near', n: near.length, shape: 'finding' },
          { key: 'ui.sns.check.strangers', n: unknown.length, shape: 'unknown' },
          { key: 'ui.sns.check.missing', n: lacks.length, shape: 'unknown' },
          { key: 'ui.sns.check.listed', n: listed.length, shape: 'met' },
          { key: 'ui.sns.check.links', n: check.links },
        ]}
      />
      {doubts.map((doubt) => (
        <p key={doubt.code} className="mb-3">
          <Mark shape="unknown">
            <span className="whitespace-normal">{doubt.text}</span>
          </Mark>
        </p>
      ))}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Part id="near" n={near.length} empty="ui.sns.check.near_none">
          <Near check={check} />
        </Part>
        <Part id="strangers" n={unknown.length} empty="ui.sns.check.strangers_none">
          <Strangers links={unknown} />
        </Part>
        <Part id="missing" n={lacks.length} empty="ui.sns.check.missing_none">
          <Lacks check={check} lacks={lacks} />
        </Part>
      </div>
    </>
  );
}

function Part({
  id,
  n,
  empty,
  children,
}: {
  id: 'near' | 'strangers' | 'missing';
  n: number;
  empty: Key;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} data-testid={id}>
      <h2 id={id}>
        {t(`ui.sns.check.${id}`)} <span className="ml-2 font-normal">{t('ui.items', { n: figure(n) })}</span>
      </h2>
      <p className="mb-2 text-ink-2">{t(`ui.sns.check.${id}_text`)}</p>
      {n === 0 ? <Mark shape="met">{t(empty)}</Mark> : <div className="overflow-x-auto">{children}</div>}
    </section>
  );
}

/** An account of the register, as a link to it. */
function Account({ check, id }: { check: SnsPageCheck; id: string | null }) {
  const account = id === null ? undefined : check.accounts[id];
  if (!account) return t('ui.none');
  return (
    <>
      <Link to={`/sns/${id}`}>{account.name}</Link>
      <span className="tag ml-2">{account.medium_text}</span>
    </>
  );
}

const placeText = (link: PageLink) => find(`sns.place.${link.place}`) ?? link.place;

function Near({ check }: { check: SnsPageCheck }) {
  return (
    <table className="table" aria-labelledby="near">
      <thead>
        <tr>
          <th scope="col">{t('ui.sns.check.address')}</th>
          <th scope="col">{t('ui.sns.check.shown')}</th>
          <th scope="col">{t('ui.sns.check.like')}</th>
          <th scope="col">{t('ui.sns.check.why')}</th>
        </tr>
      </thead>
      <tbody>
        {check.near.map((link) => (
          <tr key={link.address + link.why}>
            <td className="break-all font-bold">{link.address}</td>
            <td>
              {link.shown || t('ui.none')}
              <span className="tag ml-2">{placeText(link)}</span>
            </td>
            <td>
              <Account check={check} id={link.like} />
            </td>
            <td className="whitespace-normal">{(link.why && find(`sns.why.${link.why}`)) ?? t('ui.none')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Strangers({ links }: { links: PageLink[] }) {
  return (
    <table className="table" aria-labelledby="strangers">
      <thead>
        <tr>
          <th scope="col">{t('ui.sns.check.address')}</th>
          <th scope="col">{t('ui.sns.check.shown')}</th>
          <th scope="col">{t('ui.field.medium')}</th>
          <td className="no-print border-b-ink-2!" />
        </tr>
      </thead>
      <tbody>
        {links.map((link) => (
          <tr key={link.address}>
            <td className="break-all font-bold">{link.address}</td>
            <td>
              {link.shown || t('ui.none')}
              <span className="tag ml-2">{placeText(link)}</span>
            </td>
            <td className="whitespace-nowrap">
              {link.medium ? (find(`medium.${link.medium}`) ?? link.medium) : t('ui.sns.check.short')}
            </td>
            <td className="no-print text-right">
              {link.medium && (
                <Link
                  to={`/sns/new?${new URLSearchParams({ url: link.address })}`}
                  aria-label={t('ui.sns.check.register_of', { address: link.address })}
                >
                  {t('ui.sns.check.register')}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lacks({ check, lacks }: { check: SnsPageCheck; lacks: PageFinding[] }) {
  return (
    <table className="table" aria-labelledby="missing">
      <thead>
        <tr>
          <th scope="col">{t('ui.sns.check.account')}</th>
          <th scope="col">{t('ui.sns.check.what')}</th>
        </tr>
      </thead>
      <tbody>
        {lacks.map((finding) => (
          <tr key={`${finding.code} ${finding.account}`}>
            <td>
              <Account check={check} id={finding.account} />
            </td>
            <td className="whitespace-normal">{finding.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
