/** A long operation: how far it is, and the way to stop it. Short ones show nothing. */
import { useEffect, useState } from 'react';
import { cancel, type ProgressInfo, progress } from '../lib/call';
import { figure } from '../lib/date';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';

/** Before this nobody waits. */
const PATIENCE = 300;
const EVERY = 200;

export function Working({ what }: { what: string }) {
  const [shown, setShown] = useState(false);
  const [info, setInfo] = useState<ProgressInfo | null>(null);
  const [stopping, setStopping] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const look = async () => {
      const now = await progress();
      if (gone) return;
      setShown(true);
      setInfo(now);
      timer = setTimeout(look, EVERY);
    };
    timer = setTimeout(look, PATIENCE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  if (!shown) return null;
  const stage = stopping
    ? t('ui.working.stopping')
    : ((info && find(`progress.${info.stage}`)) ?? t('ui.working.started'));
  return (
    <section aria-label={what} data-testid="working" className="panel no-print mb-3 flex flex-wrap items-center gap-3">
      <div className="grid min-w-60 flex-1 gap-1">
        <div className="flex justify-between gap-3">
          <span role="status">
            <b>{what}</b> <span className="ml-2">{stage}</span>
          </span>
          {info && info.total > 0 && (
            <span>{t('ui.working.done', { done: figure(info.done), total: figure(info.total) })}</span>
          )}
        </div>
        <progress
          className="bar"
          aria-label={stage}
          {...(info && info.total > 0 ? { value: info.done, max: info.total } : {})}
        />
      </div>
      <Button
        data-testid="stop"
        disabled={stopping}
        onClick={() => {
          setStopping(true);
          cancel().catch(() => setStopping(false));
        }}
      >
        {t('ui.working.stop')}
      </Button>
    </section>
  );
}
