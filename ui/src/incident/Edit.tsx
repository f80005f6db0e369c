/** The form of an incident. The ledger reads the draft while one types and says whether it is reported and by which days. */
import { useEffect, useId } from 'react';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { IncidentCheckup, IncidentKind, IncidentView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { type Editable, EditFrame, useEdit } from '../parts/EditFrame';
import { Entries, type Entry } from '../parts/Entries';
import { FieldGroup } from '../parts/FieldGroup';
import {
  draftOf,
  FormControl,
  type FormField,
  type FormGroup,
  type FormRecord,
  recorded,
  shown,
  type Typed,
} from '../parts/FormControl';
import { Mark } from '../parts/Mark';
import { Ready } from '../parts/Problems';
import { Texts } from '../parts/Texts';
import * as fields from './fields';
import { StepList, Verdict } from './Verdict';
import { KINDS, kindName, label } from './words';

/** Findings that stand beside the form before the rest is folded. */
const SHOWN = 4;
/** The records in which an incident happens. */
const PLACES = ['contract', 'cloud', 'sns'];

const record = ({ incident }: IncidentView): FormRecord => ({ ...incident, facts: {} });

const INCIDENT: Editable<IncidentView, IncidentCheckup> = {
  register: 'incident',
  record,
  name: (view) => view.incident.title,
  check: (view, typed) => call('incident_check', { draft: draftOf(record(view), typed) }),
  save: (view, typed) => call('incident_save', { draft: draftOf(record(view), typed) }),
  read: (id) => call('incident_show', { id }),
  differences: (before, now) =>
    flat(now)
      .filter((field) => exact(before, field) !== exact(now, field))
      .map((field) => ({ field, before: plain(before, field), now: plain(now, field) })),
};

/** Every field that a person fills, those of the notice one by one. */
function flat({ incident }: IncidentView): string[] {
  const own = Object.keys(incident).filter((field) => !['id', 'revision', 'notice'].includes(field));
  return [...own, ...Object.keys(incident.notice).map((field) => `notice.${field}`)];
}

const exact = (view: IncidentView, field: string) => JSON.stringify(recorded(record(view), field) ?? null);

function plain(view: IncidentView, field: string): string {
  const { incident } = view;
  if (field === 'kinds') return incident.kinds.map(kindName).join(t('ui.list_separator'));
  if (field === 'reports') return t('ui.items', { n: incident.reports.length });
  const value = recorded(record(view), field);
  return typeof value === 'boolean' ? t(value ? 'ui.yes' : 'ui.no') : shown(record(view), {}, field);
}

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('incident_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} />}</Ready>;
}

/** A new incident; one that is recorded from the page of a record is linked to it already. */
export function New() {
  const asked = useAnswer('incident_blank', {});
  const [params] = useSearch();
  const first = Object.fromEntries(PLACES.map((name) => [name, params.get(name)]).filter(([, id]) => id));
  return <Ready asked={asked}>{(view) => <Form start={view} first={first} />}</Ready>;
}

function Form({ start, first }: { start: IncidentView; first?: Typed }) {
  const edit = useEdit(INCIDENT, start, first);
  const { base, check, typed, problemOf, onType, onLeave, form } = edit;
  const [params] = useSearch();
  const wanted = params.get('field');
  const people = (useAnswer('person_list', {}).data ?? []).map((person) => person.name);
  const sections = (useAnswer('section_list', {}).data ?? []).map((section) => section.name);
  const view = check?.view ?? base;
  const value = (name: string) => (name in typed ? typed[name] : (recorded(record(base), name) ?? null));
  const control = (field: FormField) => (
    <FormControl
      key={field.name}
      field={field}
      text={shown(record(base), typed, field.name)}
      value={value(field.name)}
      problem={problemOf(field.name)}
      offered={field.offered && { people, sections }[field.offered]}
      onType={(next) => onType(field.name, next)}
      onLeave={() => onLeave(field.name)}
    />
  );
  const group = ({ title, fields }: FormGroup) => (
    <FieldGroup key={title} title={title}>
      {fields.map(control)}
    </FieldGroup>
  );
  useEffect(() => {
    if (!wanted) return;
    const place = form.current?.querySelector<HTMLElement>(placeOf(wanted));
    place?.scrollIntoView?.({ block: 'center' });
    place?.focus();
  }, [wanted, form]);
  const titles = Object.fromEntries(view.links.map((link) => [link.register, link.title]));
  return (
    <EditFrame edit={edit} title={t(edit.isNew ? 'ui.incident.new' : 'ui.incident.edit')}>
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <div className="grid min-w-0 content-start gap-5">
          <FieldGroup title="ui.incident.group.what">
            {control(fields.title())}
            <Kinds
              chosen={(value('kinds') as IncidentKind[] | null) ?? []}
              problem={problemOf('kinds')}
              onChoose={(kinds) => onType('kinds', kinds)}
            />
            <label className="inline-flex min-h-9 items-center gap-2 wide:col-span-6">
              <input
                type="checkbox"
                name="suspected"
                className="size-4"
                checked={value('suspected') === true}
                onChange={(event) => onType('suspected', event.target.checked)}
              />
              {t('ui.incident.suspected')}
            </label>
            {fields.happened().map(control)}
          </FieldGroup>
          {[fields.known(), fields.whose(), fields.places(titles), fields.items(), fields.notice()].map(group)}
          <h2 className="sr-only">{t('ui.incident.group.reports')}</h2>
          <FieldGroup title="ui.incident.group.reports">
            <Entries
              name="reports"
              title={t('ui.incident.reports')}
              why={t('ui.incident.reports.help')}
              alone
              add={t('ui.incident.reports.add')}
              blank={{ kind: 'initial', on: '', to: null, number: null, note: null }}
              fields={fields.report()}
              entries={(value('reports') as Entry[] | null) ?? []}
              problemOf={problemOf}
              onType={(entries) =>
                onType(
                  'reports',
                  // The day is a text of the record, and an empty one is asked for.
                  entries.map((entry) => ({ ...entry, on: entry.on ?? '' })),
                )
              }
            />
          </FieldGroup>
          {group(fields.charge())}
        </div>
        <Aside view={view} waiting={edit.waiting} />
      </div>
    </EditFrame>
  );
}

/** What happened, as boxes of which several may be ticked. */
function Kinds({
  chosen,
  problem,
  onChoose,
}: {
  chosen: IncidentKind[];
  problem: string | null;
  onChoose: (kinds: IncidentKind[]) => void;
}) {
  const id = useId();
  return (
    <fieldset className="min-w-0 wide:col-span-6" data-testid="kinds" aria-describedby={`${id}h`}>
      <legend className="font-bold">{label('kinds')}</legend>
      <p id={`${id}h`} className="text-label">
        {t('ui.incident.kinds_help')}
      </p>
      <div className="grid gap-x-4 sm:grid-cols-2 wide:grid-cols-3">
        {KINDS.map((kind) => (
          <label key={kind} className="inline-flex min-h-8 items-center gap-2">
            <input
              type="checkbox"
              name="kinds"
              value={kind}
              className="size-4 shrink-0"
              checked={chosen.includes(kind)}
              onChange={({ target }) =>
                onChoose(KINDS.filter((one) => (one === kind ? target.checked : chosen.includes(one))))
              }
            />
            {kindName(kind)}
          </label>
        ))}
      </div>
      {problem && (
        <p data-testid="problem-kinds">
          <Mark shape="finding">
            <span className="whitespace-normal">{problem}</span>
          </Mark>
        </p>
      )}
    </fieldset>
  );
}

/** Beside the form: whether it is reported and by which days, and what is wrong with it as it would be. */
function Aside({ view, waiting }: { view: IncidentView; waiting: boolean }) {
  const texts = view.findings.map((finding) => finding.text);
  return (
    <aside
      aria-label={t('ui.incident.form_aside')}
      className="grid content-start gap-4 self-start wide:sticky wide:top-0"
      aria-busy={waiting}
    >
      <Verdict verdict={view.verdict} edit={null} />
      <StepList view={view} />
      {texts.length > 0 && (
        <section className="panel" aria-labelledby="form-findings">
          <h2 id="form-findings" className="mb-1">
            {t('ui.incident.findings_n', { n: texts.length })}
          </h2>
          <Texts texts={texts} shown={SHOWN} />
        </section>
      )}
    </aside>
  );
}

/** Where the focus goes for a field that the address asks for. */
function placeOf(name: string): string {
  const plain = CSS.escape(name);
  return [`[name="${plain}"]`, `[data-testid="${plain}-yes"] input`, `[data-testid="add-${plain}"]`].join(', ');
}
