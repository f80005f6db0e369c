/** State marks: always a shape and a text, never colour alone. Colours come by `currentColor`, so forced colours keep them. */
import type { ReactNode } from 'react';
import type { RequirementState } from '../lib/generated';
import { type Key, t } from '../lib/wording';

export type Shape =
  | 'finding'
  | 'unknown'
  | 'overdue'
  | 'soon'
  | 'met'
  | 'review'
  | 'waived'
  | 'closed'
  | 'recommended'
  | 'not_yet'
  | 'changed'
  | 'create'
  | 'update'
  | 'same'
  | 'rejected';

const COLOUR: Record<Shape, string> = {
  finding: 'text-finding',
  unknown: 'text-unknown',
  overdue: 'text-finding',
  soon: 'text-ink-2',
  met: 'text-met',
  review: 'text-ink-2',
  waived: 'text-label',
  closed: 'text-label',
  recommended: 'text-label',
  not_yet: 'text-label',
  changed: 'text-accent',
  create: 'text-met',
  update: 'text-accent',
  same: 'text-label',
  rejected: 'text-finding',
};

function Drawing({ shape }: { shape: Shape }) {
  switch (shape) {
    case 'finding':
      return (
        <>
          <path d="M8 1.2 15.4 14.4H.6Z" fill="currentColor" />
          <path d="M8 5.6v4.6M8 11.4v1.6" stroke="var(--ground)" strokeWidth="1.6" />
        </>
      );
    case 'unknown':
      return (
        <>
          <path d="M8 1 15 8 8 15 1 8Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path
            d="M6.2 6.7c0-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.5c0 1.2-1.7 1.2-1.7 2.3M8 10.3v1.3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
          />
        </>
      );
    case 'overdue':
      return (
        <>
          <rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" />
          <path d="M8 4v4.4h3" fill="none" stroke="var(--ground)" strokeWidth="1.6" />
        </>
      );
    case 'soon':
      return (
        <>
          <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 4.5v4h2.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </>
      );
    case 'met':
      return (
        <>
          <circle cx="8" cy="8" r="7.2" fill="currentColor" />
          <path d="m4.6 8.2 2.4 2.4 4.4-4.8" fill="none" stroke="var(--ground)" strokeWidth="1.7" />
        </>
      );
    case 'review':
      return (
        <>
          <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 1.6a6.4 6.4 0 0 0 0 12.8Z" fill="currentColor" />
        </>
      );
    case 'waived':
      return (
        <>
          <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="m3.6 12.4 8.8-8.8" stroke="currentColor" strokeWidth="1.5" />
        </>
      );
    case 'closed':
      return (
        <>
          <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M4.5 8h7" stroke="currentColor" strokeWidth="1.7" />
        </>
      );
    case 'recommended':
      return <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.5" />;
    case 'not_yet':
      return (
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="3 2.2" />
      );
    case 'changed':
      return <path d="M2 8h9M8 4.2 11.8 8 8 11.8M14 3v10" fill="none" stroke="currentColor" strokeWidth="1.6" />;
    case 'create':
      return <path d="M8 3v10M3 8h10" stroke="currentColor" strokeWidth="1.8" />;
    case 'update':
      return (
        <path
          d="M13 6.4A5.2 5.2 0 0 0 3.6 5M3 9.6A5.2 5.2 0 0 0 12.4 11M3.2 2v3.4h3.4M12.8 14v-3.4H9.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        />
      );
    case 'same':
      return <path d="M3.5 6h9M3.5 10h9" stroke="currentColor" strokeWidth="1.6" />;
    case 'rejected':
      return <path d="m3.8 3.8 8.4 8.4m0-8.4-8.4 8.4" stroke="currentColor" strokeWidth="2" />;
  }
}

/** A shape alone; only for places where the text stands right beside it. */
export function Sign({ shape, place = 'self-center' }: { shape: Shape; place?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className={`inline-block size-4 shrink-0 ${place} ${COLOUR[shape]}`}>
      <Drawing shape={shape} />
    </svg>
  );
}

/** A shape inside a picture: its middle at `x` of the width and `y` from the top, on ground of its own so that no bar runs through it. */
export function SignAt({ shape, x, y, title }: { shape: Shape; x: string; y: number; title: string }) {
  return (
    <svg aria-hidden="true" x={x} y={y} overflow="visible" className={COLOUR[shape]}>
      <g transform="translate(-8 -8)">
        <title>{title}</title>
        <rect x="-1" y="-1" width="18" height="18" fill="var(--ground)" />
        <Drawing shape={shape} />
      </g>
    </svg>
  );
}

/** A shape with its text; beside several lines the shape stands at the first. */
export function Mark({ shape, children, bold }: { shape: Shape; children: ReactNode; bold?: boolean }) {
  return (
    <span className={`inline-flex items-baseline gap-[5px] ${COLOUR[shape]} ${bold ? 'font-bold' : ''}`}>
      <Sign shape={shape} place="mt-[calc((1lh-1rem)/2)] self-start" />
      <span className="whitespace-nowrap">{children}</span>
    </span>
  );
}

const STATE: Record<RequirementState, { shape: Shape; key: Key }> = {
  missing: { shape: 'finding', key: 'ui.state.missing' },
  unknown: { shape: 'unknown', key: 'ui.state.unknown' },
  met: { shape: 'met', key: 'ui.state.met' },
  waived: { shape: 'waived', key: 'ui.state.waived' },
  not_yet: { shape: 'not_yet', key: 'ui.state.not_yet' },
  recommended: { shape: 'recommended', key: 'ui.state.recommended' },
};

/** The state of a requirement. */
export function StateMark({ state, bold }: { state: RequirementState; bold?: boolean }) {
  const { shape, key } = STATE[state];
  return (
    <Mark shape={shape} bold={bold}>
      {t(key)}
    </Mark>
  );
}

/** A count with its mark; a zero is a dash, so that marks stand out. */
export function CountMark({ shape, count, label }: { shape: Shape; count: number; label: string }) {
  if (count === 0) {
    return (
      <span className="inline-block w-4 text-center text-label">
        <span aria-hidden="true">{t('ui.none')}</span>
        <span className="sr-only">{t('ui.count_of', { label, n: 0 })}</span>
      </span>
    );
  }
  return (
    <Mark shape={shape}>
      <span className="sr-only">{label}</span> {count}
    </Mark>
  );
}
