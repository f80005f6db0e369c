/** A field to choose who takes over, by typing a part of the name or the section. Nothing is chosen until what stands in it is one of the people offered. */
import { useState } from 'react';
import type { Successor } from '../lib/generated';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { TextField } from '../parts/Field';

/** Each person in words, no two alike: people of one name in one section are told apart by their mail addresses. */
function named(people: Successor[]): { key: string; text: string }[] {
  const words = people.map((one) =>
    t(one.arrives ? 'ui.transfer.candidate_arrives' : 'ui.transfer.candidate', {
      name: one.name,
      section: one.section ?? t('ui.none'),
      n: one.held,
    }),
  );
  return people.map((one, at) => {
    const text = words[at] ?? one.name;
    const alone = words.indexOf(text) === words.lastIndexOf(text);
    return { key: one.key, text: alone ? text : `${text} ${one.email ?? one.key.slice(-8)}` };
  });
}

export function SuccessorField({
  label,
  successors,
  exclude,
  chosen,
  onChoose,
  onLeave,
}: {
  label: string;
  successors: Successor[];
  /** Id of the person who goes. */
  exclude: string | null;
  /** Whether somebody was chosen already, so that the proposal can be taken again. */
  chosen: boolean;
  /** The key of a person, the empty text for nobody, null for the proposal. */
  onChoose: (key: string | null) => void;
  onLeave: () => void;
}) {
  const [typed, setTyped] = useState('');
  const people = named(successors.filter((one) => one.key !== exclude));
  const type = (text: string) => {
    setTyped(text);
    const person = people.find((one) => one.text === text);
    if (person) onChoose(person.key);
  };
  return (
    <div className="no-print my-1 flex flex-wrap items-end gap-2">
      <TextField
        name="successor"
        label={label}
        value={typed}
        onChange={type}
        options={people.map((one) => one.text)}
        placeholder={t('ui.transfer.type_name')}
        className="min-w-64 flex-1"
        autoFocus
        data-testid="successor"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <Button small onClick={() => onChoose('')}>
        {t('ui.transfer.nobody_yet')}
      </Button>
      {chosen && (
        <Button small onClick={() => onChoose(null)}>
          {t('ui.transfer.proposal')}
        </Button>
      )}
      <Button small weight="quiet" onClick={onLeave}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
