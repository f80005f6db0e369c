/** A field to choose who takes over, by typing a part of the name or the section. Nothing is chosen until a person is picked from the list. */
import { Button as AriaButton, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Successor } from '../lib/generated';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';

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
  const people = successors.filter((one) => one.key !== exclude);
  const text = (one: Successor) =>
    t(one.arrives ? 'ui.transfer.candidate_arrives' : 'ui.transfer.candidate', {
      name: one.name,
      section: one.section ?? t('ui.none'),
      n: one.held,
    });
  return (
    <div className="no-print my-1 flex flex-wrap items-end gap-2">
      <ComboBox
        autoFocus
        menuTrigger="focus"
        defaultItems={people.map((one) => ({ id: one.key, text: text(one) }))}
        onSelectionChange={(key) => key !== null && onChoose(String(key))}
        className="min-w-64 flex-1"
      >
        <Label className="mb-0.5 block font-bold">{label}</Label>
        <div className="flex">
          <Input
            className="input"
            data-testid="successor"
            placeholder={t('ui.transfer.type_name')}
            onKeyDown={(event) => event.key === 'Escape' && onLeave()}
          />
          <AriaButton className="btn btn-small -ml-px" aria-label={t('ui.transfer.show_people')}>
            <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5">
              <path d="m1 3 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
            </svg>
          </AriaButton>
        </div>
        <Popover className="menu max-h-80 w-(--trigger-width) overflow-y-auto">
          <ListBox>
            {(item: { id: string; text: string }) => (
              <ListBoxItem id={item.id} textValue={item.text} className="menu-item">
                {item.text}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
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
