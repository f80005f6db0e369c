/** People and sections: a person's section is its name. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { officeTree } from '../../src/person/tree';
import holdings from '../fake/answers/person_holdings.json';
import people from '../fake/answers/person_list.json';
import sections from '../fake/answers/section_list.json';
import { open } from '../open';

const person = people[0] as (typeof people)[number];
const section = () => screen.findByRole<HTMLSelectElement>('combobox', { name: '所属' });

test('the section of a person is shown by its name and sent by its name', async () => {
  const { user, asked } = open(`/people?person=${person.id}`);
  await waitFor(async () => expect((await section()).value).toBe(person.section));
  const other = sections.find((one) => one.name !== person.section)?.name ?? '';
  await user.selectOptions(await section(), other);
  await user.click(screen.getByTestId('save-person'));
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(asked('person_save')[0]?.request.person).toMatchObject({ id: person.id, section: other });
});

test('a section that is no longer in the list is still shown and kept', async () => {
  const { user, asked } = open(`/people?person=${person.id}`, { sections: [] });
  await waitFor(async () => expect((await section()).value).toBe(person.section));
  expect(within(screen.getByTestId(`person-${person.id}`)).getByText(person.section)).toBeTruthy();
  await user.click(screen.getByTestId('save-person'));
  await waitFor(() => expect(asked('person_save')[0]?.request.person).toMatchObject({ section: person.section }));
});

test('choosing somebody else asks before what was typed is lost', async () => {
  const { user } = open(`/people?person=${person.id}`);
  await user.type(await screen.findByLabelText(/^氏名/), '（旧姓）');
  await user.click(within(screen.getByTestId(`person-${people[1]?.id}`)).getByRole('button'));
  await screen.findByRole('alertdialog');
  expect(screen.getByLabelText<HTMLInputElement>(/^氏名/).value).toBe(`${person.name}（旧姓）`);
});

test('after somebody else saved the form keeps what was typed and takes the newest revision', async () => {
  let saves = 0;
  const { user, asked } = open(`/people?person=${person.id}`, {
    refuse: (name) =>
      name === 'person_save' && saves++ === 0
        ? [{ code: 'changed_elsewhere', field: null, args: { by: '佐藤 健一', at: '10:15' } }]
        : [],
  });
  await user.type(await screen.findByLabelText(/^氏名/), '（旧姓）');
  await user.click(screen.getByTestId('save-person'));
  const lists = asked('person_list').length;
  await user.click(await screen.findByTestId('read-again'));
  await waitFor(() => expect(screen.queryByTestId('problems')).toBeNull());
  expect(asked('person_list').length).toBeGreaterThan(lists);
  expect(screen.getByLabelText<HTMLInputElement>(/^氏名/).value).toBe(`${person.name}（旧姓）`);
});

test('the office stands as it is made up, with the people of each section and what they hold', async () => {
  open('/people');
  const tree = await screen.findByTestId('section-tree');
  const bodies = [...new Set(sections.map((one) => one.body))];
  for (const body of bodies) expect(within(tree).getByTestId(`body-${body}`)).toBeTruthy();
  const rows = within(tree).getAllByRole('row');
  const at = (id: string) => rows.findIndex((row) => row.dataset.testid === id);
  const below = sections.find((one) => one.parent) as (typeof sections)[number];
  expect(at(`section-${below.parent}`)).toBeLessThan(at(`section-${below.id}`));
  const section = sections.find((one) => one.name === person.section) as (typeof sections)[number];
  expect(at(`person-${person.id}`)).toBeGreaterThan(at(`section-${section.id}`));
  const holder = holdings.find((one) => one.contracts > 0) as (typeof holdings)[number];
  const row = within(screen.getByTestId(`person-${holder.person}`));
  const name = people.find((one) => one.id === holder.person)?.name ?? '';
  const link = await row.findByRole<HTMLAnchorElement>('link', { name: `契約${holder.contracts}` });
  expect(decodeURIComponent(link.hash.replaceAll('+', ' '))).toBe(`#/contract?text=${name}`);
});

test('sections in a circle are shown once each', () => {
  const section = (id: string, parent: string | null) => ({
    id,
    name: id,
    parent,
    body: null,
    email: null,
    revision: 1,
  });
  const { bodies } = officeTree([section('a', 'b'), section('b', 'a'), section('c', 'gone')], []);
  const all = (branches: (typeof bodies)[number]['branches']): string[] =>
    branches.flatMap((one) => [one.section.id, ...all(one.below)]);
  expect(all(bodies.flatMap((body) => body.branches)).sort()).toEqual(['a', 'b', 'c']);
});
