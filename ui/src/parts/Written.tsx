/** Papers that are written into a folder: which folder the person says, what was written can be opened, and what hindered it is told. */
import { useState } from 'react';
import { Open } from '../exchange/Result';
import { chooseFolder, refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark } from './Mark';
import { say } from './notice';

/** What was written the last time, and the way to write again. */
export interface Writing {
  problems: Problem[];
  paths: string[];
  busy: boolean;
  /** Into `known`, or into a folder that the person is asked for. */
  write: (make: (folder: string) => Promise<string[]>, known?: string | null) => Promise<void>;
  onProblems: (problems: Problem[]) => void;
}

/** `told` says how many papers were written. */
export function useWriting(told = (n: number) => t('ui.cloud.papers.written', { n })): Writing {
  const [problems, onProblems] = useState<Problem[]>([]);
  const [paths, setPaths] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const write: Writing['write'] = async (make, known = null) => {
    onProblems([]);
    setPaths([]);
    setBusy(true);
    try {
      const folder = known ?? (await chooseFolder());
      if (folder !== null) {
        const made = await make(folder);
        setPaths(made);
        say(told(made.length));
      }
    } catch (error) {
      onProblems(refused(error).problems);
    }
    setBusy(false);
  };
  return { problems, paths, busy, write, onProblems };
}

/** Files that were written, each to be opened. */
export function Written({ writing }: { writing: Writing }) {
  if (writing.paths.length === 0) return null;
  return (
    <div role="status" data-testid="papers-written">
      <ul className="grid gap-1">
        {writing.paths.map((path) => (
          <li key={path} className="break-all">
            <Mark shape="met">{t('ui.files.written')}</Mark> {path} <Open path={path} onProblems={writing.onProblems} />
          </li>
        ))}
      </ul>
    </div>
  );
}
