/** The form of an incident: which fields it has, in the order in which a person comes to know them. */
import { find, t } from '../lib/wording';
import type { EntryField } from '../parts/Entries';
import type { FormField, FormGroup } from '../parts/FormControl';
import { label, reports } from './words';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({ name, label: label(name), ...more });
const area = (name: string): FormField => field(name, { kind: 'area', wide: 6 });
const asked = (name: string): FormField =>
  field(name, {
    kind: 'yes_no',
    label: find(`ui.incident.ask.${name}`) ?? label(name),
    help: find(`ui.incident.ask.${name}.help`) ?? undefined,
    wide: 3,
  });

export const title = (): FormField => field('title', { required: true, wide: 6, help: t('ui.incident.title_help') });

/** When it happened and who found it; its kinds stand before. */
export const happened = (): FormField[] => [
  field('happened_on', { kind: 'date' }),
  field('found_on', { kind: 'date' }),
  field('found_by'),
];

export const known = (): FormGroup => ({
  title: 'ui.incident.group.known',
  fields: [
    field('known_on', { kind: 'date', help: t('ui.incident.known_on_help'), wide: 4 }),
    field('known_by', { offered: 'sections' }),
    field('contractor_knew_on', { kind: 'date', wide: 3 }),
    field('contractor_reported_on', { kind: 'date', wide: 3 }),
  ],
});

export const whose = (): FormGroup => ({
  title: 'ui.incident.group.whose',
  fields: [
    ...['personal_info', 'my_number', 'special_care', 'ordinance_care', 'property_damage', 'malicious'].map(asked),
    field('persons', { help: t('ui.incident.persons_help'), wide: 3 }),
    field('persons_note', { wide: 3 }),
    area('items'),
  ],
});

/** Where it happened, with the titles of the records that are linked now. */
export const places = (titles: Partial<Record<string, string>>): FormGroup => ({
  title: 'ui.incident.group.where',
  fields: (['contract', 'cloud', 'sns'] as const).map((links) =>
    field(links, { kind: 'link', links, linked: titles[links] ?? null }),
  ),
});

/** What a report says besides whose information it is and who was told. */
export const items = (): FormGroup => ({
  title: 'ui.incident.group.items',
  fields: ['overview', 'cause', 'secondary_harm', 'response', 'prevention', 'remarks'].map(area),
});

export const notice = (): FormGroup => ({
  title: 'ui.incident.group.notice',
  fields: [
    field('notice.on', { kind: 'date' }),
    field('notice.how', { wide: 4 }),
    area('notice.instead'),
    area('publication'),
    field('published_on', { kind: 'date' }),
  ],
});

/** One report that was made. */
export const report = (): EntryField[] => [
  { name: 'kind', label: label('reports.kind'), kind: 'choice', options: reports() },
  { name: 'on', label: label('reports.on'), kind: 'date', required: true },
  { name: 'number', label: label('reports.number') },
  { name: 'to', label: label('reports.to'), wide: 3 },
  { name: 'note', label: label('reports.note'), wide: 3 },
];

export const charge = (): FormGroup => ({
  title: 'ui.incident.group.charge',
  fields: [
    field('number'),
    field('section', { offered: 'sections' }),
    field('owner', { offered: 'people' }),
    field('owner_since', { kind: 'date', help: t('ui.field.since_help'), wide: 3 }),
    field('closed_on', { kind: 'date', help: t('ui.incident.closed_help'), wide: 3 }),
  ],
});
