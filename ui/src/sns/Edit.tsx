/** The form of an official account. The ledger reads the draft while one types and says what the address was understood as, what is missing, and whether saving asks for the approval anew. There is no field for a password: this is no place to keep one. */
import { useEffect } from 'react';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { Problem, Question, SnsCheckup, SnsView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import { type Editable, type Edited, EditFrame, useEdit } from '../parts/EditFrame';
import type { Difference } from '../parts/Elsewhere';
import { Entries, type Entry } from '../parts/Entries';
import { FactsForm } from '../parts/FactsForm';
import { TextField } from '../parts/Field';
import { FieldGroup } from '../parts/FieldGroup';
import {
  draftOf,
  FormControl,
  type FormField,
  type FormGroup,
  recorded,
  shown,
  type Typed,
} from '../parts/FormControl';
import { Ready } from '../parts/Problems';
import { FormAside } from './FormAside';
import * as fields from './fields';
import { label } from './words';

const SNS: Editable<SnsView, SnsCheckup> = {
  register: 'sns',
  record: (view) => view.sns,
  name: (view) => view.sns.name,
  check: (view, typed) => call('sns_check', { draft: draftOf(view.sns, typed) }),
  save: (view, typed) => call('sns_save', { draft: draftOf(view.sns, typed) }),
  read: (id) => call('sns_show', { id }),
  differences,
};

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('sns_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} />}</Ready>;
}

export function New() {
  const asked = useAnswer('sns_blank', {});
  const [params] = useSearch();
  const url = params.get('url');
  return <Ready asked={asked}>{(view) => <Form start={view} first={url ? { url } : undefined} />}</Ready>;
}

function Form({ start, first }: { start: SnsView; first?: Typed }) {
  const edit = useEdit(SNS, start, first);
  const { base, check, typed, lastFact, onAnswer, onType, onLeave } = edit;
  const [params] = useSearch();
  const wanted = params.get('field');
  const people = (useAnswer('person_list', {}).data ?? []).map((person) => person.name);
  const sections = (useAnswer('section_list', {}).data ?? []).map((section) => section.name);
  const view = check?.view ?? base;
  const { sns } = base;
  const problemOf = (name: string) => edit.problemOf(name) ?? secretIn(check?.problems ?? [], name);
  const value = (name: string) => (name in typed ? typed[name] : (recorded(sns, name) ?? null));
  const control = (field: FormField) => (
    <FormControl
      key={field.name}
      field={field}
      text={field.name === 'medium' && edit.isNew && !('medium' in typed) ? '' : shown(sns, typed, field.name)}
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
  const { form } = edit;
  useEffect(() => {
    if (!wanted) return;
    const place = form.current?.querySelector<HTMLElement>(placeOf(wanted));
    place?.scrollIntoView?.({ block: 'center' });
    place?.focus();
  }, [wanted, form]);
  const takenOver = fields.takenOver();
  return (
    <EditFrame edit={edit} title={t(edit.isNew ? 'ui.sns.new' : 'ui.sns.edit')} facts>
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <div className="grid min-w-0 content-start gap-5">
          <FieldGroup title="ui.sns.group.address">
            <AddressField edit={edit} problem={problemOf('url')} />
          </FieldGroup>
          {[fields.account(), fields.custody(), fields.posting()].map(group)}
          <FactsForm
            questions={view.questions.map(always)}
            typed={typed}
            problemOf={problemOf}
            lastFact={lastFact}
            change={null}
            onAnswer={onAnswer}
          />
          <p className="-mb-3 text-label" data-testid="no-password">
            {t('ui.sns.no_password_help')}
          </p>
          {[fields.keeping(view.contract_title, view.sns), fields.shown()].map(group)}
          <FieldGroup title="ui.sns.response">
            <Entries
              name="response"
              title={t('ui.sns.response')}
              why={t('ui.sns.response_help')}
              alone
              add={t('ui.sns.response_add')}
              blank={{ contact: '', phone: null, task: null }}
              fields={fields.step()}
              entries={(value('response') as Entry[] | null) ?? []}
              problemOf={problemOf}
              onType={(entries) =>
                onType(
                  'response',
                  // Whom to call is a text of the record, and an empty one is asked for.
                  entries.map((entry) => ({ ...entry, contact: entry.contact ?? '' })),
                )
              }
            />
          </FieldGroup>
          {!edit.isNew && sns.status !== 'applied' && group(fields.ending(view.sns))}
          {group(fields.beside(view.cloud_title))}
          {!decidedHere(view) && (
            <Disclosure
              label={t('ui.sns.take_over')}
              start={takenOver.some(({ name }) => name === wanted || problemOf(name))}
            >
              <p className="mt-1 mb-2 text-label">{t('ui.sns.take_over_help')}</p>
              <div className="grid gap-x-4 gap-y-3 wide:grid-cols-6">{takenOver.map(control)}</div>
            </Disclosure>
          )}
        </div>
        <FormAside view={view} reopens={check?.reopens ?? []} waiting={edit.waiting} />
      </div>
    </EditFrame>
  );
}

/** Whether the account itself was decided here: then no approval of elsewhere is typed any more. */
function decidedHere({ past }: SnsView): boolean {
  return past.some(({ kind, decided_on }) => decided_on !== null && ['new', 'change', 'renewal'].includes(kind));
}

/** The address, with what it was understood as under it. */
function AddressField({ edit, problem }: { edit: Edited<SnsView, SnsCheckup>; problem: string | null }) {
  const { base, check, typed, onType, onLeave } = edit;
  const text = shown(base.sns, typed, 'url');
  const read = check?.view;
  const understood =
    text.trim() === '' || !read
      ? null
      : read.sns.handle
        ? t('ui.sns.understood', { medium: read.medium_text, handle: read.sns.handle, url: read.sns.url ?? '' })
        : read.sns.medium === 'other'
          ? t('ui.sns.understood_not')
          : t('ui.sns.understood_medium', { medium: read.medium_text, url: read.sns.url ?? '' });
  return (
    <div className="wide:col-span-6" aria-live="polite">
      <TextField
        name="url"
        label={label('url')}
        help={t('ui.sns.url_help')}
        value={text}
        onChange={(next) => onType('url', next)}
        onBlur={() => onLeave('url')}
        problem={problem}
        understood={understood}
      />
    </div>
  );
}

/** What looks like a password is said at once, before anybody leaves the field. */
function secretIn(problems: Problem[], name: string): string | null {
  const found = problems.find(
    ({ code, field }) => code === 'looks_like_password' && (field === name || field?.startsWith(`${name}.`)),
  );
  return found ? problemText(found) : null;
}

/** What is posted is asked for in any case: no account may post what is not of class 1. */
function always(question: Question): Question {
  if (question.fact !== 'confidentiality') return question;
  return { ...question, matters: true, affects: Math.max(question.affects, 1) };
}

/** Where the focus goes for a field that the address asks for. */
function placeOf(name: string): string {
  const plain = CSS.escape(name);
  return [
    `[name="${plain}"]`,
    `[data-testid="${plain}-yes"] input`,
    `[data-testid="unlink-${plain}"]`,
    `[data-testid="add-${plain}"]`,
  ].join(', ');
}

/** The fields in which two readings of an account differ; a list of entries is told as one. */
function differences(before: SnsView, now: SnsView): Difference[] {
  const inner = ['facts', 'posting', 'suspension', 'closing'];
  const flat = ({ sns }: SnsView): [string, string, string][] => {
    const own = Object.keys(sns).filter((name) => !['id', 'revision', ...inner].includes(name));
    const within = inner.flatMap((outer) =>
      Object.keys((recorded(sns, outer) as object | null) ?? {}).map((name) => `${outer}.${name}`),
    );
    return [...own, ...within].map((name) => {
      const value = recorded(sns, name);
      const entries = Array.isArray(value) && value.some((one) => typeof one === 'object');
      const words = entries ? t('ui.items', { n: value.length }) : shown(sns, {}, name);
      return [name, JSON.stringify(value ?? null), words];
    });
  };
  const old = new Map(flat(before).map(([name, exact, words]) => [name, { exact, words }]));
  return flat(now)
    .filter(([name, exact]) => (old.get(name)?.exact ?? 'null') !== exact)
    .map(([name, , words]) => ({ field: name, before: old.get(name)?.words ?? '', now: words }));
}
