/** The application form of a cloud use. The ledger reads the draft while one types and says what this use needs, why, and whether saving would reopen the approval. */
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { CloudCheckup, CloudView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { type Editable, EditFrame, useEdit } from '../parts/EditFrame';
import type { Difference } from '../parts/Elsewhere';
import { FactsForm } from '../parts/FactsForm';
import { draftOf, recorded, shown, type Typed } from '../parts/FormControl';
import { Ready } from '../parts/Problems';
import { Aside } from './FormAside';
import { Parts } from './FormParts';

const CLOUD: Editable<CloudView, CloudCheckup> = {
  register: 'cloud',
  record: (view) => view.cloud,
  name: (view) => view.cloud.service,
  check: (view, typed) => call('cloud_check', { draft: draftOf(view.cloud, typed) }),
  save: (view, typed) => call('cloud_save', { draft: draftOf(view.cloud, typed) }),
  read: (id) => call('cloud_show', { id }),
  differences,
};

/** Fields that the address of a new application can bring along. */
const KNOWN = ['service', 'url'];

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('cloud_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} />}</Ready>;
}

export function New() {
  const asked = useAnswer('cloud_blank', {});
  const [params] = useSearch();
  const first = Object.fromEntries(KNOWN.map((field) => [field, params.get(field)]).filter(([, value]) => value));
  return <Ready asked={asked}>{(view) => <Form start={view} first={first} />}</Ready>;
}

function Form({ start, first }: { start: CloudView; first?: Typed }) {
  const edit = useEdit(CLOUD, start, first);
  const { base, check, typed, problemOf, lastFact, onAnswer } = edit;
  const view = check?.view ?? base;
  return (
    <EditFrame edit={edit} title={t(edit.isNew ? 'ui.cloud.new' : 'ui.cloud.edit')} facts>
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <Parts edit={edit} view={view}>
          <FactsForm
            questions={view.questions}
            typed={typed}
            problemOf={problemOf}
            lastFact={lastFact}
            change={null}
            onAnswer={onAnswer}
          />
        </Parts>
        <Aside view={view} reopens={check?.reopens ?? []} waiting={edit.waiting} />
      </div>
    </EditFrame>
  );
}

/** The fields in which two readings of a use differ; a list is told as one. */
function differences(before: CloudView, now: CloudView): Difference[] {
  const text = (value: unknown): string =>
    value !== null && typeof value === 'object' && Object.keys(value).length > 0
      ? t('ui.items', { n: Object.keys(value).length })
      : '';
  const flat = ({ cloud }: CloudView): [string, string, string][] => {
    const fields = Object.keys(cloud).filter((field) => !['id', 'revision', 'facts', 'provider'].includes(field));
    const inner = (outer: 'facts' | 'provider') => Object.keys(cloud[outer]).map((field) => `${outer}.${field}`);
    return [...fields, ...inner('facts'), ...inner('provider')].map((field) => {
      const value = recorded(cloud, field);
      const plain = value === null || typeof value !== 'object';
      return [field, JSON.stringify(value ?? null), plain ? shown(cloud, {}, field) : text(value)];
    });
  };
  const old = new Map(flat(before).map(([field, exact, words]) => [field, { exact, words }]));
  return flat(now)
    .filter(([field, exact]) => (old.get(field)?.exact ?? 'null') !== exact)
    .map(([field, , words]) => ({ field, before: old.get(field)?.words ?? '', now: words }));
}
