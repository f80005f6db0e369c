/** Whose due dates a screen shows: one's own, those of the section with the sections below it, or all. Part of the address. */
import { useAnswer } from '../lib/answers';
import type { DueQuery } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Choices } from '../parts/Button';

export type Whose = NonNullable<DueQuery['whose']>;
const WHOSE: Whose[] = ['mine', 'section', 'all'];

/** What the address says, and a setter; without a word it is all. */
export function useWhose(): [Whose, (whose: Whose) => void] {
  const [params, setParams] = useSearch();
  const said = WHOSE.find((one) => one === params.get('whose')) ?? 'all';
  return [said, (whose) => setParams({ whose: whose === 'all' ? null : whose })];
}

export function WhoseChoice() {
  const [whose, setWhose] = useWhose();
  const section = useAnswer('status', {}, { keep: true }).data?.section;
  const label = (value: Whose): string => (value === 'section' && section) || t(`ui.due.whose.${value}`);
  return (
    <Choices
      label="ui.due.whose"
      value={whose}
      onChange={setWhose}
      choices={WHOSE.map((value) => ({ value, label: label(value), testId: `whose-${value}` }))}
    />
  );
}
