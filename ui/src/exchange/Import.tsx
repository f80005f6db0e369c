/** Reading a ledger that people keep into a register: a file is chosen, looked at, corrected, and only then taken. What is in the file, and what becomes of it, the ledger says. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call, cancel, chooseFile, onFileDrop, type Refused, refused } from '../lib/call';
import type { ImportResult, Problem, Register } from '../lib/generated';
import { addGate, go, useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { useLeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { Choose, readableKinds } from './Choose';
import { type Asked, type Shown, usePreview } from './lines';
import { Preview } from './Preview';
import { Result } from './Result';
import { importRequest, REGISTERS, type Reading, readingOf } from './reading';
import { Working } from './Working';

const SHOWN: Shown[] = ['all', 'create', 'update', 'unchanged', 'rejected', 'asked'];

interface Finished {
  reading: Reading;
  answer: ImportResult;
}

export function Import({ register: named }: { register?: string }) {
  const register = REGISTERS.find((one) => one.id === named)?.id ?? 'contract';
  return <Steps key={register} register={register} />;
}

function Steps({ register }: { register: Register }) {
  const client = useQueryClient();
  const [params, setParams] = useSearch();
  const [turn, setTurn] = useState(0);
  const [reading, setReading] = useState<Reading | null>(null);
  const [failed, setFailed] = useState<Reading | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [running, setRunning] = useState(false);
  const [finished, setFinished] = useState<Finished | null>(null);
  const show = SHOWN.find((one) => one === params.get('show')) ?? 'all';
  const table = Number(params.get('table')) || 0;
  const asked: Asked | null = reading && { turn, import: importRequest(register, reading), table, show };
  const answer = usePreview(asked);
  const last = useRef<{ data: NonNullable<typeof answer.data>; reading: Reading } | null>(null);
  if (reading && answer.data?.asked.turn === turn && !answer.isPlaceholderData) {
    last.current = { data: answer.data, reading };
  }
  const settled = reading && last.current?.data.asked.turn === turn ? last.current.data : null;
  const changes = reading && !running ? reading.repairs.length + (reading.mapping ? 1 : 0) : 0;
  const guard = useLeaveGuard({ changes });

  /** Back to where one was; a stop that was asked for is no problem. */
  const stopped = (error: Refused, wanted: Reading | null) => {
    const rest = error.problems.filter((problem) => problem.code !== 'import_cancelled');
    setProblems(rest);
    if (rest.length === 0) say(t('ui.import.stopped'));
    else setFailed(wanted);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is told once
  useEffect(() => {
    if (!answer.error || !reading) return;
    stopped(answer.error, reading);
    const former = last.current?.data.asked.turn === turn ? last.current : null;
    setReading(former?.reading ?? null);
    if (former) {
      const { table: at, show: lines } = former.data.asked;
      setParams({ table: at === 0 ? null : String(at), show: lines === 'all' ? null : lines });
    }
  }, [answer.error]);
  useEffect(() => {
    if (!running) return;
    // Whoever left now would never see what was taken, nor the way to take it back.
    return addGate(() => {
      say(t('ui.import.wait'));
      return false;
    });
  }, [running]);
  const busy = useRef(false);
  busy.current = asked !== null && answer.isFetching;
  useEffect(
    () => () => {
      // A file that nobody waits for any more must not hold up the ledger.
      if (busy.current) cancel().catch(() => {});
    },
    [],
  );

  const read = (next: Reading) => {
    setTurn((now) => now + 1);
    setProblems([]);
    setFailed(null);
    setFinished(null);
    setReading(next);
    setParams({ table: null, show: null });
  };
  const choose = async () => {
    try {
      const file = await chooseFile(readableKinds());
      if (file) read(readingOf(file));
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const close = () => {
    setReading(null);
    setFinished(null);
    setProblems([]);
    setParams({ table: null, show: null });
  };
  const change = (next: Reading) => {
    setProblems([]);
    setReading(next);
  };
  const run = async (remember: string | null) => {
    if (!reading || running) return;
    setRunning(true);
    setProblems([]);
    try {
      const done = await call('import_run', { import: importRequest(register, reading), remember });
      setFinished({ reading, answer: done });
      setReading(null);
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'import_preview' });
    } catch (error) {
      stopped(refused(error), null);
    } finally {
      setRunning(false);
    }
  };

  const [over, setOver] = useState(false);
  const dropped = useRef((_path: string) => {});
  dropped.current = (path) => {
    if (!running) guard.ask(() => read(readingOf(path)));
  };
  useEffect(
    () =>
      onFileDrop((drop) => {
        setOver(drop.over);
        if (drop.path) dropped.current(drop.path);
      }),
    [],
  );

  return (
    <>
      {finished ? (
        <Result
          register={register}
          request={importRequest(register, finished.reading)}
          result={finished.answer}
          onNext={close}
        />
      ) : settled && reading ? (
        <Preview
          register={register}
          preview={settled.preview}
          asked={settled.asked}
          wanted={show}
          reading={reading}
          problems={problems}
          running={running}
          working={
            running ? (
              <Working key="run" what={t('ui.import.running')} />
            ) : busy.current ? (
              <Working key="read" what={t('ui.import.reading', { file: settled.preview.file_name })} />
            ) : null
          }
          over={over}
          onReading={change}
          onShow={(next) => setParams({ show: next === 'all' ? null : next })}
          onTable={(next) => setParams({ table: next === 0 ? null : String(next), show: null })}
          onRun={run}
          onChoose={() => guard.ask(() => void choose())}
          onClose={() => !running && guard.ask(close)}
        />
      ) : (
        <Choose
          register={register}
          problems={problems}
          failed={failed}
          over={over}
          working={
            reading && <Working what={t('ui.import.reading', { file: reading.file.split(/[/\\]/).at(-1) ?? '' })} />
          }
          busy={reading !== null}
          onRegister={(next) => go(`/import/${next}`)}
          onChoose={choose}
          onRead={read}
        />
      )}
      {guard.question}
    </>
  );
}
