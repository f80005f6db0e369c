/** The public list of official accounts: what it would say today, what changed since the last one, what is held back, and the way to write it for the web site. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forget, useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import { denseDate, plainDate } from '../lib/date';
import type { PublicAccount, SnsHeldBack, SnsPublicList } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { Button, Link, PrintButton } from '../parts/Button';
import { AreaField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { Mark } from '../parts/Mark';
import { Numbers } from '../parts/outside/Numbers';
import { PageHead } from '../parts/PageHead';
import { Problems, Ready } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';
import { mediumText } from './words';

export function Public() {
  const asked = useAnswer('sns_public_list', {}, { keep: true });
  return <Ready asked={asked}>{(list) => <Page list={list} />}</Ready>;
}

function Page({ list }: { list: SnsPublicList }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const writing = useWriting(() => t('ui.sns.public.written'));
  const contact = typed ?? list.contact ?? '';
  const changed = typed !== null && typed !== (list.contact ?? '');
  const publish = (known: string | null) =>
    writing.write(async (folder) => {
      const { html, csv, json } = await call('sns_publish', { folder, contact });
      setTyped(null);
      await forget(client);
      return [html, csv, json];
    }, known);
  const fresh = list.published_on !== null && !changed;
  return (
    <>
      <LeaveGuard changes={changed && !writing.busy ? 1 : 0} />
      <PageHead
        title={t('ui.sns.public.link')}
        crumbs={[{ to: '/sns', label: t('ui.nav.sns') }, { label: t('ui.sns.public.link') }]}
        beside={
          <span className="tag" data-testid="public-state">
            {fresh ? (
              <Mark shape="met">{t('ui.sns.public.same', { date: denseDate(list.published_on) })}</Mark>
            ) : (
              <Mark shape="update">{t('ui.sns.public.pending')}</Mark>
            )}
          </span>
        }
        actions={
          <>
            <PrintButton />
            {list.folder !== null && (
              <Button data-testid="publish-again" disabled={writing.busy} onClick={() => void publish(list.folder)}>
                {t('ui.sns.public.publish_again')}
              </Button>
            )}
            <Button weight="filled" data-testid="publish" disabled={writing.busy} onClick={() => void publish(null)}>
              {t('ui.sns.public.publish')}
            </Button>
          </>
        }
      />
      <p className="mb-3 text-ink-2">{t('ui.sns.public.text')}</p>
      <Problems problems={writing.problems} />
      <div className="mb-4 empty:hidden">
        <Written writing={writing} />
      </div>
      <Numbers
        numbers={[
          { key: 'ui.sns.public.shown', n: list.accounts.length },
          { key: 'ui.sns.public.changes', n: list.changes.length, shape: 'update' },
          { key: 'ui.sns.public.held', n: list.held.length, shape: 'unknown' },
        ]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <div className="grid min-w-0 content-start gap-6">
          <Changes list={list} />
          <Held held={list.held} />
          <Accounts accounts={list.accounts} />
        </div>
        <aside aria-label={t('ui.sns.public.last')} className="grid content-start gap-4">
          <Last list={list} />
          <AreaField
            name="contact"
            className="no-print"
            label={t('ui.sns.public.contact')}
            help={t('ui.sns.public.contact_help')}
            value={contact}
            onChange={setTyped}
          />
        </aside>
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: Key; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id} data-testid={id}>
      <h2 id={id} className="mb-1">
        {t(title)}
      </h2>
      {children}
    </section>
  );
}

function Changes({ list }: { list: SnsPublicList }) {
  return (
    <Part id="changes" title="ui.sns.public.changes">
      {list.last_on === null ? (
        <p>{t(list.newest_on === null ? 'ui.sns.public.first' : 'ui.sns.public.only')}</p>
      ) : list.changes.length === 0 ? (
        <p>{t('ui.sns.public.changes_none')}</p>
      ) : (
        <ul className="list-disc pl-5">
          {list.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Held({ held }: { held: SnsHeldBack[] }) {
  return (
    <Part id="held" title="ui.sns.public.held">
      {held.length === 0 ? (
        <Mark shape="met">{t('ui.sns.public.held_none')}</Mark>
      ) : (
        <ul className="grid gap-1">
          {held.map((one) => (
            <li key={one.id} className="flex flex-wrap gap-x-3">
              <Link to={`/sns/${one.id}`}>{one.name}</Link>
              <span>{one.text}</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Accounts({ accounts }: { accounts: PublicAccount[] }) {
  return (
    <Part id="shown" title="ui.sns.public.shown">
      <div className="overflow-x-auto">
        <table className="table" aria-labelledby="shown">
          <thead>
            <tr>
              <th scope="col">{t('ui.field.medium')}</th>
              <th scope="col">{t('ui.sns.check.account')}</th>
              <th scope="col">{t('ui.column.section')}</th>
              <th scope="col">{t('ui.sns.public.confirmed')}</th>
              <th scope="col">{t('ui.sns.public.state')}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.id}>
                <td className="whitespace-nowrap">{mediumText(account.medium)}</td>
                <td>
                  <Link to={`/sns/${account.id}`}>{account.name}</Link>
                  <div className="break-all text-ink-2">{account.url}</div>
                </td>
                <td>{account.section ?? t('ui.none')}</td>
                <td className="whitespace-nowrap" title={account.confirmed_on ?? undefined}>
                  {denseDate(account.confirmed_on) || t('ui.none')}
                </td>
                <td className="whitespace-nowrap">{stateOf(account)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

function stateOf({ ended_on, suspended }: PublicAccount): string {
  if (ended_on) return t('ui.sns.public.state.ended', { date: denseDate(ended_on) });
  return t(suspended ? 'ui.sns.public.state.suspended' : 'ui.sns.public.state.active');
}

/** When the list was published last, and where its files went. */
function Last({ list }: { list: SnsPublicList }) {
  return (
    <section className="keep panel" aria-labelledby="last" data-testid="last-publication">
      <h2 id="last" className="mb-1">
        {t('ui.sns.public.last')}
      </h2>
      {list.newest_on === null ? (
        <p>{t('ui.sns.public.never')}</p>
      ) : (
        <>
          <p>{t('ui.sns.public.last_on', { date: plainDate(list.newest_on) })}</p>
          <p className="mt-1 text-label">{t('ui.sns.public.folder')}</p>
          <p className="break-all">{list.folder ?? t('ui.sns.public.folder_unknown')}</p>
        </>
      )}
    </section>
  );
}
