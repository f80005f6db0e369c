/** The recovery key: shown only when asked for, printed as a sheet of its own, forgotten as soon as it is hidden or the page is left. It never enters the answers the window remembers. */
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Problems } from '../parts/Problems';

export function Recovery() {
  const [key, setKey] = useState<{ text: string | null } | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const wanted = useSearch()[0].get('show') === 'recovery';
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wanted) button.current?.focus();
  }, [wanted]);
  const show = async () => {
    setProblems([]);
    try {
      setKey(await call('recovery_show', {}));
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  return (
    <section aria-labelledby="recovery" className="mt-2 grid content-start gap-3">
      <h2 id="recovery" className="border-ink-2 border-b pb-1">
        {t('ui.recovery.title')}
      </h2>
      <p className="text-ink-2">{t('ui.recovery.text')}</p>
      <Problems problems={problems} />
      {key === null && (
        <div>
          <Button ref={button} data-testid="recovery-show" onClick={() => void show()}>
            {t('ui.recovery.show')}
          </Button>
        </div>
      )}
      {key !== null && key.text === null && <p role="status">{t('ui.recovery.none')}</p>}
      {key?.text && (
        <>
          <div role="status" className="rounded-4 border border-line bg-quiet p-3">
            <Groups text={key.text} />
          </div>
          <p className="font-bold">{t('ui.recovery.keep')}</p>
          <div className="flex gap-3">
            <Button data-testid="recovery-print" onClick={() => window.print()}>
              {t('ui.recovery.print')}
            </Button>
            <Button weight="quiet" data-testid="recovery-hide" onClick={() => setKey(null)}>
              {t('ui.recovery.hide')}
            </Button>
          </div>
          <Sheet text={key.text} />
        </>
      )}
    </section>
  );
}

/** The groups with their numbers, because a mistyped group is named by its number. */
function Groups({ text }: { text: string }) {
  return (
    <ol className="recovery-groups" data-testid="recovery-key" aria-label={t('ui.recovery.title')}>
      {text.split('-').map((group, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place
        <li key={at}>{group}</li>
      ))}
    </ol>
  );
}

/** The only thing on paper while the key is shown. */
function Sheet({ text }: { text: string }) {
  const status = useAnswer('status', {}).data;
  return createPortal(
    <section className="print-only print-alone" data-testid="recovery-sheet">
      <h1>{t('ui.recovery.sheet')}</h1>
      <p>{t('ui.print_head', { office: status?.office ?? '', date: status?.today_text ?? '' })}</p>
      <p>{t('ui.recovery.of', { path: status?.path ?? '' })}</p>
      <Groups text={text} />
      <p>{t('ui.recovery.keep')}</p>
      <p>{t('ui.recovery.use')}</p>
    </section>,
    document.body,
  );
}
