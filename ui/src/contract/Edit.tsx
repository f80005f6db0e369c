/** Entering and changing a contract. The ledger reads the draft while one types and says how it was understood, what it objects to, and what the answers change. */
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { ContractCheck, ContractView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { type Editable, EditFrame, useEdit } from '../parts/EditFrame';
import { FactsForm } from '../parts/FactsForm';
import { Ready } from '../parts/Problems';
import { Basics } from './Basics';
import { ChangePanel } from './ChangePanel';
import { differences } from './differences';
import { draft, shown } from './draft';
import { nameOf } from './View';

const CONTRACT: Editable<ContractView, ContractCheck> = {
  register: 'contract',
  record: (view) => view.contract,
  name: (view) => nameOf(view.contract),
  shown: (view, field) => shown(view.contract, {}, field),
  check: (view, typed) => call('contract_check', { draft: draft(view.contract, typed) }),
  save: (view, typed) => call('contract_save', { draft: draft(view.contract, typed) }),
  read: (id) => call('contract_show', { id }),
  differences,
};

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} />}</Ready>;
}

export function New() {
  const asked = useAnswer('contract_blank', {});
  return <Ready asked={asked}>{(view) => <Form start={view} />}</Ready>;
}

function Form({ start }: { start: ContractView }) {
  const edit = useEdit(CONTRACT, start);
  const [params, setParams] = useSearch();
  const factsOnly = params.get('part') === 'facts';
  const { base, check, typed, problemOf, lastFact, onAnswer, onType } = edit;
  const view = check?.view ?? base;
  const change = check?.change ?? null;
  return (
    <EditFrame
      edit={edit}
      title={factsOnly ? t('ui.edit.facts_title') : edit.isNew ? t('ui.edit.new_title') : t('ui.edit.title')}
      beside={factsOnly ? t('ui.edit.facts_beside') : null}
      actions={
        factsOnly && (
          <Button weight="quiet" onClick={() => setParams({ part: null, fact: null })}>
            {t('ui.edit.all')}
          </Button>
        )
      }
      facts
    >
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_328px]">
        <div>
          {!factsOnly && (
            <Basics
              contract={base.contract}
              typed={typed}
              normal={check?.normal ?? {}}
              onType={onType}
              onTouch={edit.onLeave}
              problemOf={problemOf}
            />
          )}
          <FactsForm
            questions={view.questions}
            typed={typed}
            problemOf={problemOf}
            lastFact={lastFact}
            change={change}
            onAnswer={onAnswer}
          />
        </div>
        <ChangePanel base={base} view={view} change={change} typed={typed} waiting={edit.waiting} />
      </div>
    </EditFrame>
  );
}
