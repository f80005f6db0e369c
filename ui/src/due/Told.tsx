/** What was told to whom and when, and what was not taken and why: the log as the ledger keeps it. */
import { useState } from 'react';
import { useAnswer } from '../lib/answers';
import { denseDate, instant } from '../lib/date';
import type { Digest, ToldItem } from '../lib/generated';
import { problemText } from '../lib/problem';
import { find, t } from '../lib/wording';
import { Choices, PrintButton } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';

export function Told() {
  const [failed, setFailed] = useState(false);
  const asked = useAnswer('due_told', { failed }, { keep: true });
  return (
    <div className="paper-wide">
      <PageHead
        title={t('ui.told.title')}
        crumbs={[
          { to: '/settings', label: t('ui.nav.settings') },
          { to: '/settings/reminders', label: t('ui.reminder.title') },
          { label: t('ui.told.title') },
        ]}
        beside={asked.data ? t('ui.items', { n: asked.data.total }) : undefined}
        actions={<PrintButton />}
      />
      <div className="no-print mb-3">
        <Choices
          label="ui.told.show"
          value={failed ? 'failed' : 'all'}
          onChange={(value) => setFailed(value === 'failed')}
          choices={[
            { value: 'all', label: t('ui.told.all'), testId: 'told-all' },
            { value: 'failed', label: t('ui.told.failed'), testId: 'told-failed' },
          ]}
        />
      </div>
      <Ready asked={asked}>
        {({ digests }) => (digests.length === 0 ? <p>{t('ui.told.none')}</p> : <Table digests={digests} />)}
      </Ready>
    </div>
  );
}

function Table({ digests }: { digests: Digest[] }) {
  return (
    <div className="relative overflow-x-auto">
      <table className="table" aria-label={t('ui.told.title')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.told.at')}</th>
            <th scope="col" className="w-64">
              {t('ui.told.whom')}
            </th>
            <th scope="col">{t('ui.told.channel')}</th>
            <th scope="col">{t('ui.told.outcome')}</th>
            <th scope="col" className="w-[40%]">
              {t('ui.told.what')}
            </th>
          </tr>
        </thead>
        <tbody>
          {digests.map((digest) => (
            <tr key={digest.id} data-testid="told-row">
              <td className="whitespace-nowrap align-top">{instant(digest.at)}</td>
              <td className="align-top">
                {digest.name}
                {digest.address && <div className="text-label">{digest.address}</div>}
              </td>
              <td className="whitespace-nowrap align-top">{find(`told.channel.${digest.channel}`)}</td>
              <td className="align-top">
                <Mark shape={digest.outcome === 'told' ? 'met' : 'finding'}>
                  {find(`told.outcome.${digest.outcome}`)}
                </Mark>
                {digest.problem && <div className="text-label">{problemText(digest.problem)}</div>}
              </td>
              <td className="align-top">
                <ul className="grid gap-0.5">
                  {digest.items.map((item) => (
                    <li key={`${item.register}${item.record}${item.rule}${item.what ?? ''}${item.due_on}`}>
                      {t('ui.told.item', { on: denseDate(item.due_on), task: item.task, record: item.title })}
                      <span className="text-label"> {item.moments.map(moment).join(t('ui.list_separator'))}</span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** At which moment, in words: `lead:30`, `overdue`, `again:2`, `escalated`, `awake:…`. */
function moment(word: ToldItem['moments'][number]): string {
  const [kind = '', value = ''] = word.split(':');
  const days = Number(value);
  if (kind === 'lead' && days < 0) return find('told.moment.lead_after', { days: -days }) ?? word;
  return find(`told.moment.${kind}`, { days: value, times: value }) ?? word;
}
