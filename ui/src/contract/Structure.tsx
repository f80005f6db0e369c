/** How the contractor manages personal information, as it reported (F-05): shown, and entered in a form in place. Saving goes through the contract. */
import { useState } from 'react';
import { useChange } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { Contract, ContractView } from '../lib/generated';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { SmallForm } from '../parts/SmallForm';
import { withLists } from './draft';

type Field = keyof NonNullable<Contract['structure']>;

const FIELDS: { field: Field; label: Key; lines?: boolean }[] = [
  { field: 'reported_on', label: 'ui.structure.reported_on' },
  { field: 'manager', label: 'ui.structure.manager' },
  { field: 'in_charge', label: 'ui.structure.in_charge' },
  { field: 'place', label: 'ui.structure.place', lines: true },
  { field: 'education_plan', label: 'ui.structure.education_plan', lines: true },
  { field: 'emergency_contact', label: 'ui.structure.emergency_contact', lines: true },
  { field: 'note', label: 'ui.structure.note', lines: true },
];

export function Structure({ view }: { view: ContractView }) {
  const [open, setOpen] = useState(false);
  const { structure } = view.contract;
  const text = (field: Field) => {
    const value = structure?.[field] ?? null;
    return field === 'reported_on' ? denseDate(value) : value;
  };
  return (
    <section aria-labelledby="structure" data-testid="structure">
      <div className="mb-2 flex items-center justify-between gap-4">
        <h2 id="structure">{t('ui.structure.title')}</h2>
        {view.as_of === null && (
          <Button small data-testid="edit-structure" disabled={open} onClick={() => setOpen(true)}>
            {t('ui.structure.edit')}
          </Button>
        )}
      </div>
      {structure ? (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1">
          {FIELDS.map(({ field, label }) => (
            <div key={field} className="contents">
              <dt className="text-label">{t(label)}</dt>
              <dd className="whitespace-pre-line break-words">{text(field) || t('ui.none')}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-label">{t('ui.structure.none')}</p>
      )}
      {open && <Form view={view} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Form({ view, onClose }: { view: ContractView; onClose: () => void }) {
  const before = view.contract.structure;
  const start = Object.fromEntries(FIELDS.map(({ field }) => [field, before?.[field] ?? ''])) as Record<Field, string>;
  const { values, changed, type } = useTyped({ ...start, reported_on: denseDate(start.reported_on || null) });
  const save = useChange('contract_save', () => {
    onClose();
    say(t('ui.saved'));
  });
  const problems = save.error?.problems ?? [];
  const of = (field: Field) => problems.find((problem) => problem.field === `structure.${field}`);
  const structure = Object.fromEntries(FIELDS.map(({ field }) => [field, values[field] || null]));
  const send = () => save.send({ draft: withLists(view.contract, { structure } as unknown as Partial<Contract>) });
  return (
    <SmallForm
      title={t('ui.structure.edit')}
      heading={<h3 className="mb-2">{t('ui.structure.edit')}</h3>}
      className="panel mt-3"
      changed={changed}
      change={save}
      problems={problems.filter((problem) => !FIELDS.some(({ field }) => problem === of(field)))}
      action={t('ui.save')}
      testId="save-structure"
      onSave={send}
      onClose={onClose}
    >
      <div className="mb-3 grid gap-3 wide:grid-cols-3">
        {FIELDS.map(({ field, label, lines }) => {
          const found = of(field);
          const common = {
            name: field,
            label: t(label),
            value: values[field],
            problem: found ? problemText(found) : null,
            onChange: (value: string) => type({ [field]: value } as Partial<Record<Field, string>>),
          };
          if (lines) return <AreaField key={field} {...common} rows={2} />;
          const placeholder = field === 'reported_on' ? t('ui.field.date_example') : undefined;
          return <TextField key={field} {...common} placeholder={placeholder} />;
        })}
      </div>
    </SmallForm>
  );
}
