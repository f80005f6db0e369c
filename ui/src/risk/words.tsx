/** Levels of risk and how it moved, each as shape and word. The levels in words are the ledger's own; nothing is judged here. */
import type { Moved, RiskLevel } from '../lib/generated';
import { find, type Key, t } from '../lib/wording';
import { Sign } from '../parts/Mark';

/** The levels, the greatest first; the undecided is 0 and comes last where it can come at all. */
export const LEVELS = [4, 3, 2, 1] as const;

export type Side = 'inherent' | 'measures' | 'residual';

/** A level in words; 0 is undecided. */
export function levelText(side: Side, level: number): string {
  return find(level === 0 ? 'risk_level.undecided' : `risk_level.${side}.${level}`) ?? String(level);
}

export const MOVES: Moved[] = ['up', 'down', 'otherwise', 'new'];

const MOVED: Record<Moved, { key: Key; drawing: string; colour: string }> = {
  up: { key: 'ui.risk.moved.up', drawing: 'M8 14V3M3.5 7.5 8 3l4.5 4.5', colour: 'text-finding' },
  down: { key: 'ui.risk.moved.down', drawing: 'M8 2v11M3.5 8.5 8 13l4.5-4.5', colour: 'text-met' },
  otherwise: {
    key: 'ui.risk.moved.otherwise',
    drawing: 'M2 5h11M10 2l3 3-3 3M14 11H3M6 8l-3 3 3 3',
    colour: 'text-ink-2',
  },
  new: { key: 'ui.risk.moved.new', drawing: 'M8 2.5v11M2.5 8h11', colour: 'text-accent' },
};

export function movedText(moved: Moved): string {
  return t(MOVED[moved].key);
}

/** How it moved since the end of the last quarter. */
export function MovedMark({ moved, children }: { moved: Moved; children?: React.ReactNode }) {
  const { drawing, colour } = MOVED[moved];
  return (
    <span className={`inline-flex items-baseline gap-[5px] whitespace-nowrap ${colour}`}>
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 self-center">
        <path d={drawing} fill="none" stroke="currentColor" strokeWidth="1.8" />
      </svg>
      <span>{children ?? movedText(moved)}</span>
    </span>
  );
}

/** As many of four steps as the level has; what is undecided has the sign of what is unknown. */
export function LevelSign({ level }: { level: number }) {
  if (level === 0) return <Sign shape="unknown" />;
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="inline-block size-4 shrink-0 self-center">
      {[1, 2, 3, 4].map((step) => (
        <rect
          key={step}
          x={4 * step - 3.25}
          y={14.25 - 3 * step}
          width="2.5"
          height={3 * step}
          fill={step <= level ? 'currentColor' : 'none'}
          stroke="currentColor"
        />
      ))}
    </svg>
  );
}

/** What remains, as the ledger words it. */
export function LevelMark({ level, bold }: { level: RiskLevel; bold?: boolean }) {
  const decided = level.least === level.worst;
  return (
    <span
      className={`inline-flex min-w-0 items-baseline gap-[5px] ${decided ? '' : 'text-unknown'} ${bold ? 'font-bold' : ''}`}
    >
      <LevelSign level={decided ? level.least : 0} />
      <span className="one-line">{level.text}</span>
    </span>
  );
}
