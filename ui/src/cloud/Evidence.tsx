/** The file in which something about a cloud use can be seen (証跡), named where it is said: one of those kept with the use, or a new one that is kept there and then; and the way to see it again. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Open } from '../exchange/Result';
import { useChange } from '../lib/answers';
import { call, chooseFile, chooseSave, refused } from '../lib/call';
import type { Attachment, Cloud, CloudView, Problem, SavedFile } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { SelectField, TextField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Problems, Refusal } from '../parts/Problems';

const KINDS = ['pdf', 'docx', 'xlsx', 'png', 'jpg', 'jpeg', 'eml', 'msg', 'txt', 'csv', 'html', 'zip'];

/** Asks for a file to keep; nothing when the person cancels. */
export function chooseEvidence(): Promise<string | null> {
  return chooseFile([
    { name: t('ui.files.kind'), endings: KINDS },
    { name: t('ui.files.any'), endings: ['*'] },
  ]);
}

/** The name of a file without its folders. */
export const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** What a file is called; one that was taken off is only known by its hash. */
export function evidenceText(cloud: Cloud, hash: string): string {
  const file = cloud.attachments.find((one) => one.hash === hash);
  return file?.title ?? file?.name ?? hash.slice(0, 8);
}

/** Writes a kept file out where the person says; `said` tells where it is, with the way to open it, or why it is not. */
export function useWriteOut(): { write: (file: Pick<Attachment, 'hash' | 'name'>) => Promise<void>; said: ReactNode } {
  const [problems, setProblems] = useState<Problem[]>([]);
  const [written, setWritten] = useState<SavedFile | null>(null);
  const write = async ({ hash, name }: Pick<Attachment, 'hash' | 'name'>) => {
    setProblems([]);
    setWritten(null);
    try {
      const ending = /\.([^.]+)$/.exec(name)?.[1];
      const file = await chooseSave(name, ending ? [{ name: ending.toUpperCase(), endings: [ending] }] : []);
      if (file) setWritten(await call('evidence_save', { hash, file }));
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const said = (
    <>
      <Problems problems={problems} />
      {written && (
        <p role="status" data-testid="file-written" className="break-all">
          <Mark shape="met">{t('ui.files.written')}</Mark> {written.file}{' '}
          <Open path={written.file} onProblems={setProblems} />
        </p>
      )}
    </>
  );
  return { write, said };
}

/** The file in which something was seen, with the way to see it again. */
export function EvidenceFile({ cloud, hash }: { cloud: Cloud; hash: string }) {
  const { write, said } = useWriteOut();
  const text = evidenceText(cloud, hash);
  const name = cloud.attachments.find((one) => one.hash === hash)?.name ?? text;
  return (
    <>
      <span className="break-all">{text}</span>{' '}
      <button
        type="button"
        className="link no-print whitespace-nowrap"
        data-testid={`see-${hash.slice(0, 8)}`}
        aria-label={t('ui.files.of', { name: text, what: t('ui.files.save') })}
        onClick={() => void write({ hash, name })}
      >
        {t('ui.files.save')}
      </button>
      {said}
    </>
  );
}

/** Chooses among the files kept with the use, or keeps a further one; a use without a record yet can keep none. */
export function EvidenceField({
  name,
  cloud,
  value,
  problem,
  className = '',
  onType,
  onKept,
  onRead,
}: {
  name: string;
  /** The record as it stands. */
  cloud: Cloud;
  value: string | null;
  problem: string | null;
  className?: string;
  onType: (hash: string | null) => void;
  /** Told of the record with its further file, where the page does not ask for it by itself. */
  onKept?: (view: CloudView) => void;
  /** The way to the newest record, where the page has one of its own. */
  onRead?: () => Promise<void>;
}) {
  const [given, setGiven] = useState<string | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  if (cloud.id === '') return null;
  const hashes = cloud.attachments.map((file) => file.hash);
  const offered = value === null || hashes.includes(value) ? hashes : [...hashes, value];
  const choose = async () => {
    setProblems([]);
    try {
      setGiven(await chooseEvidence());
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  return (
    <div className={`grid gap-2 ${className}`}>
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          name={name}
          className="min-w-60 flex-1"
          label={t('ui.files.title')}
          value={value ?? ''}
          problem={problem}
          options={offered.map((hash) => ({ value: hash, label: evidenceText(cloud, hash) }))}
          empty={t('ui.none')}
          onChange={(hash) => onType(hash || null)}
        />
        {given === null && (
          <Button small className="mb-1" data-testid={`keep-${name}`} onClick={() => void choose()}>
            {t('ui.files.add')}
          </Button>
        )}
      </div>
      <Problems problems={problems} />
      {given !== null && (
        <Keep
          cloud={cloud}
          file={given}
          onKept={(view) => {
            onKept?.(view);
            // The ledger puts a further file behind the others.
            onType(view.cloud.attachments.at(-1)?.hash ?? value);
            setGiven(null);
          }}
          onRead={onRead}
          onClose={() => setGiven(null)}
        />
      )}
    </div>
  );
}

/** What the chosen file is, before it is kept. It stands inside a form, and its keys must not save that. */
function Keep({
  cloud,
  file,
  onKept,
  onRead,
  onClose,
}: {
  cloud: Cloud;
  file: string;
  onKept: (view: CloudView) => void;
  onRead?: () => Promise<void>;
  onClose: () => void;
}) {
  const [title, setTitle] = useState('');
  const keep = useChange('cloud_attach', (view) => {
    say(t('ui.files.added'));
    onKept(view);
  });
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  const send = () => keep.send({ id: cloud.id, revision: cloud.revision, file, title: title.trim() || null });
  const onKey = (event: KeyboardEvent) => {
    if (isImeKey(event) || !['Enter', 'Escape'].includes(event.key)) return;
    if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else void send();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be one more frame around two others
    <div role="group" className="panel grid gap-3" aria-label={t('ui.files.add')} ref={field} onKeyDown={onKey}>
      <Refusal
        problems={keep.error?.problems ?? []}
        onRead={async () => {
          await (onRead ?? keep.readAgain)();
          keep.reset();
        }}
      />
      <p className="break-all">
        <b>{t('ui.files.name')}</b>
        {t('ui.wide_space')}
        {nameOf(file)}
      </p>
      <TextField
        name="evidence-title"
        className="max-w-120"
        label={t('ui.files.what')}
        help={t('ui.files.what_help')}
        value={title}
        onChange={setTitle}
      />
      <div className="flex gap-3">
        <Button small data-testid="keep-do" disabled={keep.isPending} onClick={() => void send()}>
          {t('ui.files.add')}
        </Button>
        <Button small weight="quiet" data-testid="keep-stay" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </div>
    </div>
  );
}
