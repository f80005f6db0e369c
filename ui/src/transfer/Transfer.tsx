/** Personnel transfers: a list is chosen, everything that people hold is reviewed with who takes it over, and only then handed over. Who is proposed and why, the ledger says. */
import { useEffect, useRef, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import { chooseFile, onFileDrop, refused } from '../lib/call';
import type { Problem, TransferChoice, TransferResult } from '../lib/generated';
import { t } from '../lib/wording';
import { useLeaveGuard } from '../parts/LeaveGuard';
import { Choose, listKinds } from './Choose';
import { Done } from './Done';
import { Review } from './Review';

export function Transfer() {
  const [file, setFile] = useState<string | null>(null);
  const [choices, setChoices] = useState<TransferChoice[]>([]);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [over, setOver] = useState(false);
  const [done, setDone] = useState<TransferResult | null>(null);
  const preview = useAnswer('transfer_preview', { file, choices }, { enabled: file !== null && !done, keep: true });
  const apply = useChange('transfer_apply', setDone);
  const guard = useLeaveGuard({ changes: done ? 0 : choices.length });

  const read = (next: string) => {
    apply.reset();
    setChoices([]);
    setProblems([]);
    setDone(null);
    setFile(next);
  };
  const choose = async () => {
    try {
      const chosen = await chooseFile(listKinds());
      if (chosen) read(chosen);
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const close = () => {
    apply.reset();
    setFile(null);
    setChoices([]);
    setDone(null);
  };
  const dropped = useRef((_path: string) => {});
  dropped.current = (path) => !apply.isPending && guard.ask(() => read(path));
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
      {done ? (
        <Done result={done} onNext={close} />
      ) : file && preview.data ? (
        <Review
          preview={preview.data}
          choices={choices}
          busy={apply.isPending || preview.isFetching}
          problems={[...(preview.error?.problems ?? []), ...(apply.error?.problems ?? [])]}
          onChoices={(next) => {
            apply.reset();
            setChoices(next);
          }}
          onRead={apply.readAgain}
          onChoose={() => guard.ask(() => void choose())}
          onApply={(leaveOpen) =>
            void apply.send({ file, choices, leave_open: leaveOpen, token: preview.data?.token ?? null })
          }
        />
      ) : (
        <Choose
          over={over}
          reading={file !== null && preview.isFetching ? t('ui.transfer.reading') : null}
          problems={[...problems, ...(file ? (preview.error?.problems ?? []) : [])]}
          onChoose={() => void choose()}
        />
      )}
      {guard.question}
    </>
  );
}
