/** A check sheet that goes out as a workbook and comes back: issued, read, and taken over after a look. Which record it is about, and what its answers are, is said by whoever shows it. */
import { type ReactNode, useState } from 'react';
import { Open } from '../exchange/Result';
import { chooseFile, chooseFolder, refused } from '../lib/call';
import { denseDate } from '../lib/date';
import type { Problem, SheetFile, SheetNote } from '../lib/generated';
import { t } from '../lib/wording';
import { Button } from './Button';
import { Mark } from './Mark';
import { Problems, Refusal } from './Problems';

const BOOKS = ['xlsx', 'ods', 'xls'];

interface DeskProps<R> {
  title: string;
  help: string;
  issue: (folder: string) => Promise<SheetFile>;
  read: (file: string) => Promise<R>;
  /** What a returned sheet says; `close` puts it away. */
  children: (reading: R, file: string, close: () => void) => ReactNode;
}

export function SheetDesk<R>({ title, help, issue, read, children }: DeskProps<R>) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const [issued, setIssued] = useState<SheetFile | null>(null);
  const [returned, setReturned] = useState<{ file: string; reading: R } | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setProblems([]);
    setIssued(null);
    try {
      await work();
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const write = () =>
    attempt(async () => {
      const folder = await chooseFolder();
      if (folder !== null) setIssued(await issue(folder));
    });
  const choose = () =>
    attempt(async () => {
      const file = await chooseFile([{ name: t('ui.cloud.papers.book'), endings: BOOKS }]);
      if (file) setReturned({ file, reading: await read(file) });
    });
  return (
    <div className="grid gap-3">
      <h2>{title}</h2>
      <p className="text-label">{help}</p>
      <div className="flex flex-wrap gap-3">
        <Button small data-testid="issue-sheet" onClick={() => void write()}>
          {t('ui.cloud.papers.issue')}
        </Button>
        <Button small data-testid="read-sheet" onClick={() => void choose()}>
          {t('ui.cloud.papers.read')}
        </Button>
      </div>
      <Problems problems={problems} />
      {issued && (
        <p role="status" className="break-all" data-testid="sheet-issued">
          <Mark shape="met">
            {t('ui.cloud.papers.issued', { number: issued.number, n: issued.questions, due: denseDate(issued.due_on) })}
          </Mark>{' '}
          {issued.path} <Open path={issued.path} onProblems={setProblems} />
        </p>
      )}
      {returned && children(returned.reading, returned.file, () => setReturned(null))}
    </div>
  );
}

interface ReadingProps {
  reading: { number: string | null; notes: SheetNote[]; answers: unknown[]; usable: boolean };
  problems: Problem[];
  busy: boolean;
  /** Words for taking it over; nothing if there is nothing to take. */
  take: string | null;
  /** Nothing for who only reads. */
  onTake: (() => void) | null;
  onRead: () => Promise<void>;
  onClose: () => void;
  /** The table of its answers. */
  children: ReactNode;
}

/** What a returned sheet says, before anything is taken over. */
export function SheetReading({ reading, problems, busy, take, onTake, onRead, onClose, children }: ReadingProps) {
  return (
    <div className="panel grid gap-3" data-testid="sheet-reading">
      <h3>{t('ui.cloud.papers.reading', { number: reading.number ?? t('ui.none') })}</h3>
      {reading.notes.length > 0 && (
        <ul className="grid gap-1">
          {reading.notes.map((note) => (
            <li key={note.text}>
              <Mark shape={note.blocks ? 'finding' : 'unknown'}>{note.text}</Mark>
            </li>
          ))}
        </ul>
      )}
      {reading.answers.length > 0 && <div className="overflow-x-auto">{children}</div>}
      <Refusal problems={problems} onRead={onRead} />
      <div className="flex flex-wrap gap-3">
        {onTake && take !== null && reading.usable && (
          <Button small data-testid="take-sheet" disabled={busy} onClick={onTake}>
            {take}
          </Button>
        )}
        <Button small weight="quiet" data-testid="close-sheet" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </div>
  );
}
