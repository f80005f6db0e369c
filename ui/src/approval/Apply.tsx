/** Applying, and applying again for what was sent back. What can be applied for the ledger says; how it is sent the register does. */
import { type ReactNode, useId } from 'react';
import type { Refused } from '../lib/call';
import type { ApplicationKind } from '../lib/generated';
import { useTyped } from '../lib/typed';
import { find, t } from '../lib/wording';
import { AreaField } from '../parts/Field';
import { Segments } from '../parts/Segments';
import type { CaseView } from './case';
import { Panel, textOf } from './Steps';

/** A command of applying, as `useChange` gives it. */
interface Change {
  isPending: boolean;
  error: Refused | null;
  readAgain: () => Promise<void>;
}

/** `help` is said beside a kind; `fix` is where what is missing can be filled in. */
export function Apply({
  view,
  change,
  onSend,
  fix,
  help = {},
  filled = false,
}: {
  view: Pick<CaseView, 'application' | 'may'>;
  change: Change;
  onSend: (kind: ApplicationKind, reason: string | null) => Promise<boolean>;
  fix: string | (() => void) | undefined;
  help?: Partial<Record<ApplicationKind, ReactNode>>;
  filled?: boolean;
}) {
  const { may } = view;
  const title = useId();
  const { values, changed, type } = useTyped({ kind: may.apply[0] as ApplicationKind, reason: '' });
  const problems = change.error?.problems ?? [];
  const again = view.application?.state === 'returned';
  const said = help[values.kind];
  return (
    <Panel
      title={t(again ? 'ui.apply.again' : 'ui.apply.title')}
      titleId={title}
      action={t(again ? 'ui.apply.again' : 'ui.apply.do', { kind: find(`application_kind.${values.kind}`) ?? '' })}
      testId="do-apply"
      filled={filled}
      changed={changed}
      change={change}
      problems={problems.filter((problem) => problem.field !== 'reason')}
      onSend={() => onSend(values.kind, values.reason || null)}
      fix={fix}
    >
      {may.apply.length > 1 && (
        <Segments
          name="kind"
          testId="apply-kind"
          labelledBy={title}
          segments={may.apply.map((kind) => ({ id: kind, label: find(`application_kind.${kind}`) ?? kind }))}
          value={values.kind}
          onChange={(kind) => type({ kind: kind as ApplicationKind })}
        />
      )}
      {said && <p className="text-label">{said}</p>}
      <AreaField
        name="apply-reason"
        label={t(again ? 'ui.apply.answer' : 'ui.apply.reason')}
        value={values.reason}
        onChange={(reason) => type({ reason })}
        problem={textOf(problems, 'reason')}
      />
    </Panel>
  );
}
