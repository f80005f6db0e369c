/** What was applied for (F-10): the facts and fields of a cloud use, its lists, its checks and its end. Reads only. */
import { Fragment, type ReactNode } from 'react';
import { denseDate, figure } from '../lib/date';
import type { CloudView } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { day, holder, yesNo } from '../parts/values';
import { EvidenceFile } from './Evidence';
import { ending } from './fields';
import { requirementName } from './words';

type Pair = [string, ReactNode];

export function Content({ view }: { view: CloudView }) {
  const { cloud } = view;
  const label = (name: string) => find(`cloud_field.${name}`) ?? find(`ui.field.${name}`) ?? name;
  const text = (name: keyof typeof cloud): Pair => [label(name), cloud[name] as string | null];
  const asked = view.fields.filter((need) => need.asked && typeof cloud[need.field as 'backup'] !== 'object');
  const needed = [
    'information',
    'locations',
    'jurisdiction',
    'service_level',
    'backup',
    'access_log',
    'responsibility',
    'exit_plan',
  ] as const;
  const use: Pair[] = [
    text('section'),
    [label('manager'), holder(cloud.manager, cloud.manager_since)],
    text('security_manager'),
    text('purpose'),
    text('url'),
    [label('domains'), cloud.domains.join('\n')],
    [label('users'), cloud.users === null ? null : figure(cloud.users)],
    text('user_scope'),
    [label('starts_on'), day(cloud.starts_on)],
    [label('ends_on'), day(cloud.ends_on)],
    [t('ui.cloud.budget'), cloud.budget_yen === null ? null : figure(cloud.budget_yen)],
    text('configured_by'),
    [
      t('ui.field.contract'),
      view.contract_title && <Link to={`/contract/${cloud.contract}`}>{view.contract_title}</Link>,
    ],
    ...view.sns.map(
      (one): Pair => [
        t('ui.nav.sns'),
        <Link key={one.id} to={`/sns/${one.id}`}>
          {one.title}
        </Link>,
      ],
    ),
    text('note'),
  ];
  const provider: Pair[] = [
    [t('ui.field.provider.name'), cloud.provider.name],
    [t('ui.field.corporate_number'), cloud.provider.corporate_number],
    [t('ui.field.country'), cloud.provider.country],
    [t('ui.field.parent_country'), cloud.provider.parent_country],
  ];
  const details = needed
    .filter((name) => cloud[name] !== null || asked.some((need) => need.field === name))
    .map((name) => text(name));
  return (
    <div className="grid gap-5">
      <Group title={t('ui.cloud.group.use')} pairs={use} />
      <Group title={t('ui.cloud.provider')} pairs={provider} />
      <Group title={t('ui.contract.facts')} pairs={view.facts.map((fact) => [fact.label, fact.text])} />
      <Group title={t('ui.cloud.group.needed')} pairs={details} />
      <Lines
        title={label('subprocessors')}
        heads={[t('ui.cloud.subprocessor.name'), t('ui.field.country'), t('ui.subcontract.scope')]}
        rows={cloud.subprocessors.map((one) => [one.name, one.country, one.scope])}
      />
      <Lines
        title={label('assurances')}
        heads={[
          t('ui.certificate.kind'),
          t('ui.certificate.number'),
          t('ui.cloud.assurance.in_scope'),
          t('ui.certificate.valid_until'),
          t('ui.cloud.assurance.relied'),
          t('ui.files.title'),
        ]}
        rows={cloud.assurances.map((one) => [
          find(`certificate.${one.kind}`) ?? one.kind,
          one.number,
          yesNo(one.in_scope),
          [denseDate(one.valid_until), one.renewal_pending ? t('ui.cloud.assurance.pending') : '']
            .filter(Boolean)
            .join(' '),
          t(one.relied_on ? 'ui.yes' : 'ui.no'),
          one.evidence && <EvidenceFile cloud={cloud} hash={one.evidence} />,
        ])}
      />
      <Lines
        title={label('exceptions')}
        heads={[t('ui.cloud.exception.requirement'), t('ui.cloud.exception.reason')]}
        rows={cloud.exceptions.map((one) => [requirementName(view, one.requirement), one.reason])}
      />
      <Lines
        title={t('ui.cloud.check.title')}
        heads={[
          t('ui.cloud.check.on'),
          t('ui.cloud.check.checker'),
          t('ui.cloud.check.settings_kept'),
          t('ui.cloud.check.terms_changed'),
          t('ui.cloud.check.accounts_cleared'),
          t('ui.cloud.check.result'),
        ]}
        rows={cloud.checks.map((one) => [
          denseDate(one.on),
          one.checker,
          yesNo(one.settings_kept),
          yesNo(one.terms_changed),
          yesNo(one.accounts_cleared),
          one.result,
        ])}
      />
      {cloud.ending && (
        <Group
          title={t('ui.cloud.group.ending')}
          pairs={ending().fields.map((field) => {
            const value = cloud.ending?.[field.name.slice('ending.'.length) as 'on'] ?? null;
            return [field.label, field.kind === 'date' ? day(value) : value];
          })}
        />
      )}
    </div>
  );
}

function Group({ title, pairs }: { title: string; pairs: Pair[] }) {
  if (pairs.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-1 border-line border-b pb-1">{title}</h2>
      <dl className="record-dl">
        {pairs.map(([label, content], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two accounts have one label
          <Fragment key={at}>
            <dt>{label}</dt>
            <dd className="min-w-0 whitespace-pre-line break-words">{content || t('ui.none')}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function Lines({ title, heads, rows }: { title: string; heads: string[]; rows: ReactNode[][] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-1">{title}</h2>
      <div className="overflow-x-auto">
        <table className="table" aria-label={title}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className="whitespace-normal!">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: these records have no identity but their place
              <tr key={at}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                  <td key={column}>{cell || t('ui.none')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
