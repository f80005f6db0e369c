/** The head of a page: the way back, the title, what belongs to it, the actions at the right. Also the head and foot of its printed form. */
import { Fragment, type ReactNode, useEffect } from 'react';
import { useAnswer } from '../lib/answers';
import { t } from '../lib/wording';
import { Link } from './Button';

export interface Crumb {
  to?: string;
  label: string;
}

export function PageHead({
  title,
  beside,
  crumbs = [],
  actions,
  conditions,
}: {
  title: string;
  beside?: ReactNode;
  crumbs?: Crumb[];
  actions?: ReactNode;
  conditions?: string;
}) {
  const status = useAnswer('status', {}).data;
  useEffect(() => {
    document.title = t('ui.window_title', { page: title });
  }, [title]);
  return (
    <header className="mb-3">
      {status && <style>{printedFoot(t('ui.print_foot', { head: status.head.slice(0, 8) }))}</style>}
      <div className="print-only mb-2 border-b border-line pb-1">
        {t('ui.print_head', { office: status?.office ?? '', date: status?.today_text ?? '' })}
        {conditions ? <span className="ml-4">{conditions}</span> : null}
      </div>
      {crumbs.length > 0 && (
        <nav aria-label={t('ui.crumbs')} className="flex h-5 items-center gap-2">
          {crumbs.map((crumb, at) => (
            <Fragment key={crumb.label}>
              {at > 0 && (
                <span aria-hidden="true" className="px-1 text-label">
                  /
                </span>
              )}
              {crumb.to ? (
                <Link
                  to={crumb.to}
                  className={`${at === 0 ? 'whitespace-nowrap' : 'one-line'} no-underline hover:underline`}
                >
                  {crumb.label}
                </Link>
              ) : (
                <span className="one-line text-label">{crumb.label}</span>
              )}
            </Fragment>
          ))}
        </nav>
      )}
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <h1 className="min-w-0">{title}</h1>
          {beside ? <div className="text-label">{beside}</div> : null}
        </div>
        {actions ? (
          <div className="no-print ml-auto flex flex-wrap items-center justify-end gap-3">{actions}</div>
        ) : null}
      </div>
    </header>
  );
}

/** A line in the margin of every printed page, where no row can run into it. */
function printedFoot(text: string): string {
  return `@page { @bottom-right { content: ${JSON.stringify(text)}; font-size: 9pt; } }`;
}
