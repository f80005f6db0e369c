/** Sections and the people in them: who may answer for a record. A person who leaves gets an end date and stays in the history. */
import { ExportButton } from '../exchange/Export';
import { useAnswer } from '../lib/answers';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { PersonForm, SectionForm } from './forms';
import { SectionTree } from './SectionTree';

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
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
          <SectionTree
            sections={sections}
            people={people}
            onSection={(id) => edit({ section: id })}
            onPerson={(id) => edit({ person: id })}
          />
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
