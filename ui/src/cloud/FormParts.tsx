/** The parts of the application form, in the order in which a use is described. Fields that this use does not need are folded away and say so. */
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../lib/answers';
import type { CloudCheckup, CloudView } from '../lib/generated';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import type { Edited } from '../parts/EditFrame';
import { Entries, type Entry } from '../parts/Entries';
import { FieldGroup } from '../parts/FieldGroup';
import { FormControl, type FormField, recorded, shown } from '../parts/FormControl';
import { EvidenceField } from './Evidence';
import { basics, ending, isRunning, type ListOf, lists, needed, takenOver } from './fields';

export function Parts({
  edit,
  view,
  children,
}: {
  edit: Edited<CloudView, CloudCheckup>;
  /** The record as it would be. */
  view: CloudView;
  /** The questions about facts. */
  children: ReactNode;
}) {
  const { base, typed, problemOf, onType, onLeave } = edit;
  const [all, setAll] = useState(false);
  const people = (useAnswer('person_list', {}).data ?? []).map((person) => person.name);
  const sections = (useAnswer('section_list', {}).data ?? []).map((section) => section.name);
  const { cloud } = base;
  const value = (field: string) => (field in typed ? typed[field] : (recorded(cloud, field) ?? null));
  const control = (field: FormField) => (
    <FormControl
      key={field.name}
      field={field}
      text={shown(cloud, typed, field.name)}
      value={value(field.name)}
      problem={problemOf(field.name)}
      offered={field.offered && { people, sections }[field.offered]}
      onType={(next) => onType(field.name, next)}
      onLeave={() => onLeave(field.name)}
    />
  );
  const known = lists(view, ({ path, value: now, put }) => (
    <EvidenceField
      name={path}
      className="wide:col-span-6"
      cloud={cloud}
      value={now as string | null}
      problem={problemOf(path)}
      onType={put}
      onKept={edit.setBase}
      onRead={edit.readAgain}
    />
  ));
  const list = (which: ListOf, why?: string, alone = false) => (
    <Entries
      key={which.name}
      {...which}
      why={why}
      alone={alone}
      entries={(value(which.name) as Entry[] | null) ?? []}
      offered={people}
      problemOf={problemOf}
      onType={(entries) => onType(which.name, entries)}
    />
  );
  const filled = (field: string) => {
    const now = value(field);
    return Array.isArray(now) ? now.length > 0 : now !== null && now !== '';
  };
  const needs = view.fields.filter((need) => all || need.asked || filled(need.field));
  const hidden = view.fields.filter((need) => !need.asked && !filled(need.field)).length;
  const running = isRunning(cloud);
  return (
    <div className="grid min-w-0 content-start gap-5">
      {basics().map((group) => (
        <FieldGroup key={group.title} title={group.title}>
          {group.fields.map(control)}
        </FieldGroup>
      ))}
      {children}
      <FieldGroup title="ui.cloud.group.needed">
        {needs.map((need) => {
          const field = needed(need.field, need.because_text);
          if (field) return control(field);
          const which = known[need.field as ListOf['name']];
          return which && list(which, need.because_text);
        })}
        {(hidden > 0 || all) && (
          <p className="wide:col-span-6">
            <button
              type="button"
              className="link"
              aria-pressed={all}
              data-testid="all-fields"
              onClick={() => setAll(!all)}
            >
              {all ? t('ui.cloud.fields_needed') : t('ui.cloud.fields_all', { n: hidden })}
            </button>
          </p>
        )}
      </FieldGroup>
      <FieldGroup title="ui.cloud.group.exceptions">
        {list(known.exceptions, t('ui.cloud.exceptions_help'), true)}
      </FieldGroup>
      <FieldGroup title="ui.cloud.group.beside">
        {control({
          name: 'contract',
          label: t('ui.field.contract'),
          kind: 'link',
          links: 'contract',
          linked: view.contract_title,
        })}
        {control({ name: 'note', label: t('ui.field.note'), kind: 'area', wide: 6 })}
      </FieldGroup>
      {running && (
        <FieldGroup title="ui.cloud.group.checks">
          {list(known.checks, undefined, true)}
          {control({ name: 'next_check_on', label: t('ui.case.next_check'), kind: 'date' })}
        </FieldGroup>
      )}
      {running && <FieldGroup title="ui.cloud.group.ending">{ending().fields.map(control)}</FieldGroup>}
      {cloud.application === null && !['applied', 'returned'].includes(cloud.status) && (
        <Disclosure label={t('ui.cloud.take_over')} start={takenOver(cloud).some(({ name }) => problemOf(name))}>
          <p className="mt-1 mb-2 text-label">{t('ui.cloud.take_over_help')}</p>
          <div className="grid gap-x-4 gap-y-3 wide:grid-cols-6">{takenOver(cloud).map(control)}</div>
        </Disclosure>
      )}
    </div>
  );
}
