/** The office as it is made up: executive bodies, sections below each other, the people of each, and how many records they answer for. */
import { Fragment } from 'react';
import { useAnswer } from '../lib/answers';
import { denseRange, figure } from '../lib/date';
import type { Person, PersonHolding, Section } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { roleName } from './forms';
import { type Branch, officeTree } from './tree';

export function SectionTree({
  sections,
  people,
  onSection,
  onPerson,
}: {
  sections: Section[];
  people: Person[];
  onSection: (id: string) => void;
  onPerson: (id: string) => void;
}) {
  const holdings = useAnswer('person_holdings', {}).data ?? [];
  const held = new Map(holdings.map((holding) => [holding.person, holding]));
  const tree = officeTree(sections, people);
  if (sections.length === 0 && people.length === 0) return <p className="text-label">{t('ui.section.none')}</p>;
  const rows = (list: Person[], depth: number, shown: boolean) =>
    list.map((person) => (
      <PersonRow
        key={person.id}
        person={person}
        depth={depth}
        sectionShown={shown}
        holding={held.get(person.id)}
        onEdit={onPerson}
      />
    ));
  const branch = (one: Branch, depth: number) => (
    <Fragment key={one.section.id}>
      <tr data-testid={`section-${one.section.id}`}>
        <th scope="rowgroup" colSpan={5} style={{ borderBottomColor: 'var(--line)' }}>
          <span className="flex items-baseline gap-2" style={{ paddingLeft: `${depth * 1.25}rem` }}>
            <button type="button" className="link font-bold" onClick={() => onSection(one.section.id)}>
              {one.section.name}
            </button>
            {one.people.length > 0 && (
              <span className="font-normal text-label">{t('ui.section.people', { n: one.people.length })}</span>
            )}
          </span>
        </th>
      </tr>
      {rows(one.people, depth + 1, false)}
      {one.below.map((below) => branch(below, depth + 1))}
    </Fragment>
  );
  return (
    <section aria-labelledby="sections" className="min-w-0">
      <h2 id="sections">{t('ui.section.tree')}</h2>
      <div className="overflow-x-auto">
        <table className="table" data-testid="section-tree">
          <thead>
            <tr>
              <th scope="col">{t('ui.section.or_person')}</th>
              <th scope="col">{t('ui.person.roles')}</th>
              <th scope="col">{t('ui.person.accounts')}</th>
              <th scope="col">{t('ui.person.term')}</th>
              <th scope="col">{t('ui.person.holds')}</th>
            </tr>
          </thead>
          {tree.bodies.map((body) => (
            <tbody key={body.name ?? ''} data-testid={`body-${body.name ?? ''}`}>
              <tr className="group">
                <th scope="rowgroup" colSpan={5}>
                  {body.name ?? t('ui.section.no_body')}
                </th>
              </tr>
              {body.branches.map((one) => branch(one, 0))}
            </tbody>
          ))}
          {tree.elsewhere.length > 0 && (
            <tbody data-testid="body-elsewhere">
              <tr className="group">
                <th scope="rowgroup" colSpan={5}>
                  {t('ui.section.elsewhere')}
                </th>
              </tr>
              {rows(tree.elsewhere, 0, true)}
            </tbody>
          )}
        </table>
      </div>
    </section>
  );
}

const REGISTERS: {
  count: keyof PersonHolding & ('contracts' | 'clouds' | 'sns' | 'incidents');
  list: string;
  label: Key;
}[] = [
  { count: 'contracts', list: '/contract', label: 'ui.person.contracts' },
  { count: 'clouds', list: '/cloud', label: 'ui.person.clouds' },
  { count: 'sns', list: '/sns', label: 'ui.person.accounts_held' },
  { count: 'incidents', list: '/incident', label: 'ui.person.incidents' },
];

function PersonRow({
  person,
  depth,
  sectionShown,
  holding,
  onEdit,
}: {
  person: Person;
  depth: number;
  sectionShown: boolean;
  holding: PersonHolding | undefined;
  onEdit: (id: string) => void;
}) {
  const place = (list: string) => `${list}?${new URLSearchParams({ text: person.name })}`;
  return (
    <tr data-testid={`person-${person.id}`}>
      <td className="whitespace-nowrap">
        <span style={{ paddingLeft: `${depth * 1.25}rem` }}>
          <button type="button" className="link" onClick={() => onEdit(person.id)}>
            {person.name}
          </button>
          {sectionShown && person.section && <span className="ml-2">{person.section}</span>}
        </span>
      </td>
      <td>{person.roles.map(roleName).join(t('ui.list_separator')) || t('ui.none')}</td>
      <td className="whitespace-nowrap">{person.accounts.join(' ') || t('ui.none')}</td>
      <td className="whitespace-nowrap">{denseRange(person.from, person.until)}</td>
      <td className="whitespace-nowrap">
        {holding ? (
          <span className="flex gap-3">
            {REGISTERS.filter(({ count }) => holding[count] > 0).map(({ count, list, label }) => (
              <Link key={count} to={place(list)}>
                {t(label, { n: figure(holding[count]) })}
              </Link>
            ))}
          </span>
        ) : (
          t('ui.none')
        )}
      </td>
    </tr>
  );
}
