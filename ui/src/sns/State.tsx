/** How a line of the card stands: as a mark that leads to the requirement it belongs to. A finding about the line's own fields goes before the requirement. */
import type { ReactNode } from 'react';
import type { SnsView } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark, type Shape, Sign } from '../parts/Mark';
import { STATES } from './words';

interface Of {
  view: SnsView;
  /** The fields of the line. */
  fields: string[];
  /** Those it can meet; the first that applies to the account is shown. */
  requirements?: string[];
  /** Whether the line says something, where no requirement asks for it: what is said and not objected to is right. */
  said?: boolean;
}

interface Standing {
  shape: Shape;
  key: Key;
  requirement: string | null;
  why: string | undefined;
}

function standing({ view, fields, requirements = [], said }: Of): Standing | null {
  const found = view.findings.find((finding) => fields.includes(finding.field ?? ''));
  if (found) {
    const look: [Shape, Key] =
      found.code === 'sns_dormant_soon'
        ? ['soon', 'ui.sns.state.soon']
        : found.severity === 'must'
          ? ['finding', 'ui.state.missing']
          : ['unknown', 'ui.state.unknown'];
    return { shape: look[0], key: look[1], requirement: found.requirement, why: found.text };
  }
  const row = requirements.map((id) => view.requirements.find((one) => one.id === id)).find((one) => one !== undefined);
  if (row) return { ...STATES[row.state], requirement: row.id, why: row.evidence_text ?? row.remedy_text ?? row.title };
  if (said === undefined) return null;
  return { ...STATES[said ? 'met' : 'unknown'], requirement: null, why: undefined };
}

const placeOf = (view: SnsView, requirement: string) =>
  `/sns/${view.sns.id}?tab=requirements&open=${requirement}${view.as_of ? `&on=${view.as_of}` : ''}`;

/** The state at the end of a line. */
export function State(of: Of) {
  const stands = standing(of);
  if (!stands) return null;
  const mark = <Mark shape={stands.shape}>{t(stands.key)}</Mark>;
  const testId = `state-${of.fields[0]}`;
  if (!stands.requirement) return <span data-testid={testId}>{mark}</span>;
  return (
    <Link
      to={placeOf(of.view, stands.requirement)}
      title={stands.why}
      data-testid={testId}
      className="no-underline hover:underline"
    >
      {mark}
      <span className="sr-only">{stands.requirement}</span>
    </Link>
  );
}

/** The name of a line with its state as a shape before it, for lists whose end holds a value. */
export function Standing({ children, ...of }: Of & { children: ReactNode }) {
  const stands = standing(of);
  if (!stands) return children;
  const name = (
    <span className="inline-flex items-baseline gap-[5px] text-ink">
      <Sign shape={stands.shape} />
      {children}
      <span className="sr-only">{t(stands.key)}</span>
    </span>
  );
  if (!stands.requirement) return name;
  return (
    <Link
      to={placeOf(of.view, stands.requirement)}
      title={stands.why}
      data-testid={`state-${of.fields[0]}`}
      className="no-underline hover:underline"
    >
      {name}
    </Link>
  );
}
