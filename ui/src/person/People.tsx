/** Sections and the people in them: who may answer for a record. A person who leaves gets an end date and stays in the history. */
import { ExportButton } from '../exchange/Export';
import { useAnswer } from '../lib/answers';
import { denseRange } from '../lib/date';
import type { Person, Section } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { PersonForm, roleName, SectionForm } from './forms';

export function People() {
  const people = useAnswer('person_list', {}).data ?? [];
  const sections = useAnswer('section_list', {}).data ?? [];
  const [params, setParams] = useSearch();
  const person = params.get('person');
  const section = params.get('section');
  const close = () => setParams({ person: null, section: null });
  const edit = (change: { person?: string; section?: string }) =>
    setParams({ person: change.person ?? null, section: change.section ?? null });
  useKeys([
    { caps: ['N'], label: t('ui.person.add'), on: ['n'], run: () => edit({ person: 'new' }) },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], run: close },
  ]);
  const nameOf = (id: string | null) => sections.find((one) => one.id === id)?.name ?? id ?? t('ui.none');
  const chosenPerson = people.find((one) => one.id === person);
  const chosenSection = sections.find((one) => one.id === section);
  return (
    <>
      <PageHead
        title={t('ui.nav.people')}
        beside={t('ui.person.beside', { sections: sections.length, people: people.length })}
        actions={
          <>
            <PrintButton />
            <ExportButton registers={['person', 'section']} />
            <Button data-testid="new-section" onClick={() => edit({ section: 'new' })}>
              {t('ui.section.add')}
            </Button>
            <Button weight="filled" data-testid="new-person" onClick={() => edit({ person: 'new' })}>
              {t('ui.person.add')}
            </Button>
          </>
        }
      />
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_344px]">
        <div className="grid min-w-0 content-start gap-6">
          <PersonTable people={people} onEdit={(id) => edit({ person: id })} />
          <SectionTable sections={sections} nameOf={nameOf} onEdit={(id) => edit({ section: id })} />
        </div>
        <div>
          {(chosenPerson || person === 'new') && (
            <PersonForm key={person} person={chosenPerson ?? null} sections={sections} onClose={close} />
          )}
          {(chosenSection || section === 'new') && (
            <SectionForm key={section} section={chosenSection ?? null} sections={sections} onClose={close} />
          )}
          {!person && !section && <p className="panel text-ink-2">{t('ui.person.text')}</p>}
        </div>
      </div>
    </>
  );
}

function PersonTable({ people, onEdit }: { people: Person[]; onEdit: (id: string) => void }) {
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t('ui.person.title')}</h2>
      {people.length === 0 ? (
        <p className="text-label">{t('ui.person.none')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('ui.person.name')}</th>
                <th scope="col">{t('ui.person.section')}</th>
                <th scope="col">{t('ui.person.roles')}</th>
                <th scope="col">{t('ui.person.accounts')}</th>
                <th scope="col">{t('ui.person.term')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id} data-testid={`person-${person.id}`}>
                  <td className="whitespace-nowrap">
                    <button type="button" className="link" onClick={() => onEdit(person.id)}>
                      {person.name}
                    </button>
                  </td>
                  <td>{person.section ?? t('ui.none')}</td>
                  <td>{person.roles.map(roleName).join(t('ui.list_separator')) || t('ui.none')}</td>
                  <td className="whitespace-nowrap">{person.accounts.join(' ') || t('ui.none')}</td>
                  <td className="whitespace-nowrap">{denseRange(person.from, person.until)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SectionTable({
  sections,
  nameOf,
  onEdit,
}: {
  sections: Section[];
  nameOf: (id: string | null) => string;
  onEdit: (id: string) => void;
}) {
  return (
    <section aria-labelledby="sections">
      <h2 id="sections">{t('ui.section.title')}</h2>
      {sections.length === 0 ? (
        <p className="text-label">{t('ui.section.none')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('ui.section.name')}</th>
              <th scope="col">{t('ui.section.parent')}</th>
              <th scope="col">{t('ui.section.body')}</th>
            </tr>
          </thead>
          <tbody>
            {sections.map((section) => (
              <tr key={section.id} data-testid={`section-${section.id}`}>
                <td>
                  <button type="button" className="link" onClick={() => onEdit(section.id)}>
                    {section.name}
                  </button>
                </td>
                <td>{nameOf(section.parent)}</td>
                <td>{section.body ?? t('ui.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
