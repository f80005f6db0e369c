/** The step about an application that comes next for whoever looks, filled, and those that may be taken beside it, folded. */
import type { ReactNode } from 'react';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import { Mark } from '../parts/Mark';
import { type CaseView, type Deciding, isOpen } from './case';
import { Decide } from './Decide';
import { Review, SendBack, Withdraw } from './Steps';

/** `apply` is the register's panel of applying; `applies` says whether that is what comes next, else it is folded under `otherwise`. `children` are steps that only the register has. */
export function Next({
  view,
  apply,
  applies,
  otherwise,
  deciding,
  children,
}: {
  view: CaseView;
  apply: (filled: boolean) => ReactNode;
  applies: boolean;
  otherwise: string;
  deciding?: Deciding;
  children?: ReactNode;
}) {
  const { may, application } = view;
  const open = isOpen(view);
  const key = `${application?.id} ${application?.revision}`;
  const decide = (filled: boolean) => <Decide key={key} view={view} filled={filled} {...deciding} />;
  return (
    <>
      {may.decide && decide(true)}
      {may.review &&
        (may.decide ? (
          <Folded label={t('ui.review.do')}>
            <Review key={key} view={view} filled={false} />
          </Folded>
        ) : (
          <Review key={key} view={view} filled />
        ))}
      {applies && may.apply.length > 0 && <div key={key}>{apply(true)}</div>}
      <Waiting view={view} />
      {may.act && !may.decide && <Folded label={t('ui.decide.act')}>{decide(false)}</Folded>}
      {may.send_back && !may.decide && !may.review && (
        <Folded label={t('ui.return.title')}>
          <SendBack key={key} view={view} />
        </Folded>
      )}
      {may.apply.length > 0 && !applies && (
        <Folded label={otherwise}>
          <div key={key}>{apply(false)}</div>
        </Folded>
      )}
      {may.withdraw && open && (
        <Folded label={t('ui.withdraw.do')}>
          <Withdraw key={key} view={view} />
        </Folded>
      )}
      {children}
    </>
  );
}

/** That it waits for somebody else. */
function Waiting({ view }: { view: CaseView }) {
  const { may, application } = view;
  if (!application || !isOpen(view) || may.decide || may.review || application.state === 'returned') return null;
  return (
    <section className="panel" data-testid="waiting">
      <Mark shape="review" bold>
        {t(application.state === 'review' ? 'ui.case.waits_review' : 'ui.case.waits_decision')}
      </Mark>
      {may.own && <p className="mt-1 text-label">{t('ui.case.own')}</p>}
    </section>
  );
}

/** A step that may be taken beside the one that comes next. */
export function Folded({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="panel">
      <Disclosure label={label}>
        <div className="mt-2">{children}</div>
      </Disclosure>
    </div>
  );
}

/** That the account is nobody's, so that no step can be taken. */
export function NotKnown() {
  return (
    <section className="panel" data-testid="not-known">
      <Mark shape="unknown">
        <span className="whitespace-normal">{t('ui.case.not_known')}</span>
      </Mark>
    </section>
  );
}
