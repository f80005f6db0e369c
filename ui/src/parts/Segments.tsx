/** An answer by joined radio buttons: yes, no and unknown are equals. `Y`, `N` and `U` answer while the focus is inside. */
import { type KeyboardEvent, useId } from 'react';
import { isImeKey } from '../lib/keys';
import { preferences } from '../lib/preferences';
import { t } from '../lib/wording';
import { Sign } from './Mark';

export interface Segment {
  /** Also the end of its test id. */
  id: string;
  label: string;
  unknown?: boolean;
  /** The letter that chooses it. */
  letter?: string;
}

export function Segments({
  name,
  testId,
  labelledBy,
  describedBy,
  segments,
  value,
  onChange,
  wrap,
}: {
  name: string;
  testId: string;
  labelledBy: string;
  describedBy?: string;
  segments: Segment[];
  value: string;
  onChange: (id: string) => void;
  /** Long labels, in as many lines as they need. */
  wrap?: boolean;
}) {
  const group = useId();
  const answer = (event: KeyboardEvent) => {
    if (isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey || !preferences().singleKeys) return;
    const chosen = segments.find((segment) => segment.letter === event.key.toLowerCase());
    if (!chosen) return;
    event.preventDefault();
    onChange(chosen.id);
    const input = event.currentTarget.querySelector<HTMLInputElement>(`input[value="${chosen.id}"]`);
    input?.focus();
  };
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={`seg ${wrap ? 'seg-wrap' : 'seg-answer'}`}
      onKeyDown={answer}
    >
      {segments.map((segment) => (
        <label
          key={segment.id}
          data-testid={`${testId}-${segment.id}`}
          className={segment.unknown ? 'seg-unknown' : ''}
        >
          <input
            type="radio"
            name={`${group}${name}`}
            value={segment.id}
            checked={value === segment.id}
            onChange={() => onChange(segment.id)}
          />
          {segment.unknown && value === segment.id && <Sign shape="unknown" />}
          {segment.label}
        </label>
      ))}
    </div>
  );
}

/** The three answers to a question of yes or no. */
export function YesNo({
  name,
  testId,
  labelledBy,
  describedBy,
  value,
  onChange,
}: {
  name: string;
  testId: string;
  labelledBy: string;
  describedBy?: string;
  value: boolean | null;
  onChange: (value: boolean | null) => void;
}) {
  return (
    <Segments
      {...{ name, testId, labelledBy, describedBy }}
      segments={[
        { id: 'yes', label: t('ui.yes'), letter: 'y' },
        { id: 'no', label: t('ui.no'), letter: 'n' },
        { id: 'unknown', label: t('ui.unanswered'), letter: 'u', unknown: true },
      ]}
      value={value === null ? 'unknown' : value ? 'yes' : 'no'}
      onChange={(id) => onChange(id === 'yes' ? true : id === 'no' ? false : null)}
    />
  );
}
