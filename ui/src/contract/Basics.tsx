/** The fields of a contract itself: names, contractor, term, amount, decision. Each keeps what was typed; how the ledger reads it stands under it. */
import { useAnswer } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { Contract, Tri } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { AreaField, SelectField, TextField } from '../parts/Field';
import type { Typed } from '../parts/FormControl';
import { YesNo } from '../parts/Segments';
import { shown } from './draft';
import { METHODS } from './Facts';

/** The fields that show their own problem. */
export const FIELDS: ReadonlySet<string> = new Set([
  'title',
  'number',
  'section',
  'owner',
  'method',
  'contractor.name',
  'contractor.corporate_number',
  'contractor.address',
  'contractor.representative',
  'contractor.country',
  'contractor.parent_country',
  'signed_on',
  'starts_on',
  'ends_on',
  'notice_days',
  'amount_yen',
  'decided_on',
  'document_number',
  'note',
]);

export function Basics({
  contract,
  typed,
  normal,
  onType,
  onTouch,
  problemOf,
}: {
  contract: Contract;
  typed: Typed;
  normal: Record<string, string>;
  onType: (field: string, value: unknown) => void;
  onTouch: (field: string) => void;
  problemOf: (field: string) => string | null;
}) {
  const people = useAnswer('person_list', {}).data ?? [];
  const sections = useAnswer('section_list', {}).data ?? [];
  const text = (field: string) => ({
    name: field,
    value: shown(contract, typed, field),
    onChange: (value: string) => onType(field, value),
    onBlur: () => onTouch(field),
    problem: problemOf(field),
    understood: normal[field] && normal[field] !== shown(contract, typed, field) ? normal[field] : null,
  });
  const date = (field: string) => ({ ...text(field), placeholder: t('ui.field.date_example') });
  const renewal = 'auto_renewal' in typed ? (typed.auto_renewal as Tri) : contract.auto_renewal;
  return (
    <div className="mb-6 grid gap-5">
      <Group title="ui.edit.group.contract">
        <TextField label={t('ui.field.title')} {...text('title')} required className="wide:col-span-4" lang="ja" />
        <TextField label={t('ui.field.number')} {...text('number')} className="wide:col-span-2" />
        <TextField
          label={t('ui.field.section')}
          {...text('section')}
          options={sections.map((section) => section.name)}
          className="wide:col-span-2"
        />
        <TextField
          label={t('ui.field.owner')}
          {...text('owner')}
          options={people.map((person) => person.name)}
          className="wide:col-span-2"
        />
        <SelectField
          name="method"
          label={t('ui.field.method')}
          value={shown(contract, typed, 'method')}
          onChange={(value) => onType('method', value || null)}
          options={METHODS.map((method) => ({ value: method.value, label: t(method.key) }))}
          empty={t('ui.choose')}
          problem={problemOf('method')}
          className="wide:col-span-2"
        />
      </Group>
      <Group title="ui.edit.group.contractor">
        <TextField
          label={t('ui.field.contractor.name')}
          {...text('contractor.name')}
          className="wide:col-span-4"
          lang="ja"
        />
        <TextField
          label={t('ui.field.corporate_number')}
          {...text('contractor.corporate_number')}
          inputMode="numeric"
          className="wide:col-span-2"
        />
        <TextField
          label={t('ui.field.contractor.address')}
          {...text('contractor.address')}
          className="wide:col-span-4"
          lang="ja"
        />
        <TextField
          label={t('ui.field.contractor.representative')}
          {...text('contractor.representative')}
          className="wide:col-span-2"
          lang="ja"
        />
        <TextField label={t('ui.field.country')} {...text('contractor.country')} className="wide:col-span-3" />
        <TextField
          label={t('ui.field.parent_country')}
          {...text('contractor.parent_country')}
          className="wide:col-span-3"
        />
      </Group>
      <Group title="ui.edit.group.term">
        <TextField label={t('ui.field.starts_on')} {...date('starts_on')} className="wide:col-span-2" />
        <TextField label={t('ui.field.ends_on')} {...date('ends_on')} className="wide:col-span-2" />
        <TextField
          label={t('ui.field.amount_yen')}
          {...text('amount_yen')}
          inputMode="numeric"
          className="wide:col-span-2"
        />
        <div className="wide:col-span-4">
          <div id="auto-renewal" className="mb-0.5 font-bold">
            {t('ui.field.auto_renewal')}
          </div>
          <YesNo
            name="auto_renewal"
            testId="auto_renewal"
            labelledBy="auto-renewal"
            value={renewal}
            onChange={(value) => onType('auto_renewal', value)}
          />
        </div>
        <TextField
          label={t('ui.field.notice_days')}
          {...text('notice_days')}
          inputMode="numeric"
          className="wide:col-span-2"
        />
      </Group>
      <Group title="ui.edit.group.decision">
        <TextField label={t('ui.field.decided_on')} {...date('decided_on')} className="wide:col-span-2" />
        <TextField label={t('ui.field.document_number')} {...text('document_number')} className="wide:col-span-2" />
        {contract.pins.length > 0 ? (
          <div className="wide:col-span-2" data-testid="signed-on">
            <div className="mb-0.5 font-bold">{t('ui.field.signed_on')}</div>
            <div title={contract.signed_on ?? undefined}>{plainDate(contract.signed_on)}</div>
          </div>
        ) : (
          <TextField
            label={t('ui.field.signed_on')}
            {...date('signed_on')}
            help={contract.signed_on === null ? t('ui.edit.signed_on_help') : undefined}
            className="wide:col-span-2"
          />
        )}
        <AreaField
          name="note"
          label={t('ui.field.note')}
          value={shown(contract, typed, 'note')}
          onChange={(value) => onType('note', value)}
          problem={problemOf('note')}
          rows={2}
          className="wide:col-span-6"
        />
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: Key; children: React.ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 w-full border-ink-2 border-b pb-1 font-bold text-ink-2">{t(title)}</legend>
      <div className="grid gap-x-4 gap-y-3 wide:grid-cols-6">{children}</div>
    </fieldset>
  );
}
