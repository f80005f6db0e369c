/** The history of the office: every change with its hash, and the check that nothing was edited, deleted, reordered, cut off or restored from an old copy. */
import { useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import { figure } from '../lib/date';
import type { Problem, Verification } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Button, PrintButton } from '../parts/Button';
import { TextField } from '../parts/Field';
import { HistoryTable } from '../parts/HistoryTable';
import { Mark } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Problems, Ready } from '../parts/Problems';

const PAGE = 100;

export function History() {
  const [params, setParams] = useSearch();
  const offset = Math.max(0, Number(params.get('offset')) || 0);
  const status = useAnswer('status', {}).data;
  const asked = useAnswer('history_list', { offset, limit: PAGE }, { keep: true });
  const total = status?.rows ?? 0;
  const turn = (to: number) => setParams({ offset: to > 0 ? String(to) : null });
  const older = offset + PAGE < total ? () => turn(offset + PAGE) : null;
  const newer = offset > 0 ? () => turn(Math.max(0, offset - PAGE)) : null;
  useKeys([
    { caps: ['J'], label: t('ui.history.older'), on: ['j'], run: () => older?.() },
    { caps: ['K'], label: t('ui.history.newer'), on: ['k'], run: () => newer?.() },
  ]);
  return (
    <>
      <PageHead title={t('ui.nav.history')} beside={t('ui.items', { n: figure(total) })} actions={<PrintButton />} />
      <Verify head={status?.head ?? ''} />
      <Ready asked={asked}>{(rows) => <HistoryTable rows={rows} records />}</Ready>
      <div className="no-print mt-3 flex items-center gap-4">
        <Button small disabled={!newer} onClick={() => newer?.()}>
          {t('ui.history.newer')}
        </Button>
        <Button small disabled={!older} onClick={() => older?.()}>
          {t('ui.history.older')}
        </Button>
      </div>
    </>
  );
}

function Verify({ head }: { head: string }) {
  const [known, setKnown] = useState('');
  const [result, setResult] = useState<Verification | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    setProblems([]);
    try {
      setResult(await call('history_verify', { head: known.trim() || null }));
    } catch (error) {
      setProblems(refused(error).problems);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel mb-4" aria-labelledby="verify">
      <h2 id="verify" className="mb-1">
        {t('ui.history.verify')}
      </h2>
      <p className="mb-2 text-ink-2">{t('ui.history.verify_text')}</p>
      <Problems problems={problems} />
      <TextField
        name="head"
        label={t('ui.history.known_head')}
        help={t('ui.history.known_head_help', { head: head.slice(0, 8) })}
        value={known}
        onChange={setKnown}
        className="max-w-2xl"
        beside={
          <Button weight="filled" data-testid="verify" disabled={busy} onClick={() => void verify()}>
            {busy ? t('ui.history.verifying') : t('ui.history.verify_do')}
          </Button>
        }
      />
      <div role="status" data-testid="verification">
        {result?.ok && (
          <Mark shape="met">{t('ui.history.ok', { n: figure(result.rows), head: result.head.slice(0, 8) })}</Mark>
        )}
        {result && !result.ok && (
          <>
            <Mark shape="finding" bold>
              {t('ui.history.not_ok')}
            </Mark>
            <ul className="mt-1">
              {result.problems.map((problem) => (
                <li key={problem.code + problem.seq}>
                  {problem.seq !== null && <b className="mr-2">{t('ui.history.row', { n: problem.seq })}</b>}
                  {problem.text}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
