/** The files in which something about a cloud use can be seen (証跡): added, written out again, taken off. */
import { Fragment, useEffect, useRef, useState } from 'react';
import { useChange } from '../lib/answers';
import { refused } from '../lib/call';
import { denseDate, figure } from '../lib/date';
import type { Attachment, CloudView, Problem } from '../lib/generated';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { Problems, Refusal } from '../parts/Problems';
import { SmallForm } from '../parts/SmallForm';
import { chooseEvidence, nameOf, useWriteOut } from './Evidence';

/** The files of a cloud use, for a tab of its page. */
export function Files({ view }: { view: CloudView }) {
  const { cloud, may } = view;
  const edits = view.as_of === null && (may.edit || !may.known);
  const [given, setGiven] = useState<string | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [asked, setAsked] = useState<string | null>(null);
  const { write, said } = useWriteOut();
  const remove = useChange('cloud_save');
  const choose = async () => {
    setProblems([]);
    try {
      const file = await chooseEvidence();
      if (file) setGiven(file);
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const takeOff = async (one: Attachment) => {
    const rest = cloud.attachments.filter((other) => other.hash !== one.hash);
    if (!(await remove.send({ draft: { id: cloud.id, revision: cloud.revision, attachments: rest } }))) return;
    setAsked(null);
    say(t('ui.files.removed', { name: one.name }));
  };
  return (
    <section aria-labelledby="files" className="grid gap-3" data-testid="files">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="files">{t('ui.files.title')}</h2>
        {edits && given === null && (
          <Button small data-testid="add-file" onClick={() => void choose()}>
            {t('ui.files.add')}
          </Button>
        )}
      </div>
      <Problems problems={problems} />
      <Refusal problems={remove.error?.problems ?? []} onRead={remove.readAgain} />
      {given !== null && <Add key={given} view={view} file={given} onClose={() => setGiven(null)} />}
      {said}
      {cloud.attachments.length === 0 ? (
        <p className="text-ink-2">{t('ui.files.none')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('ui.files.what')}</th>
                <th scope="col">{t('ui.files.name')}</th>
                <th scope="col" className="figure">
                  {t('ui.files.size')}
                </th>
                <th scope="col">{t('ui.files.on')}</th>
                <th scope="col">{t('ui.files.by')}</th>
                <th scope="col" className="no-print">
                  <span className="sr-only">{t('ui.files.do')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {cloud.attachments.map((one) => (
                <Fragment key={one.hash}>
                  <tr data-testid={`file-${one.hash.slice(0, 8)}`}>
                    <td className="min-w-32">{one.title ?? t('ui.none')}</td>
                    <td className="min-w-32 break-all">{one.name}</td>
                    <td className="figure whitespace-nowrap">{size(one.size)}</td>
                    <td className="whitespace-nowrap" title={one.on}>
                      {denseDate(one.on)}
                    </td>
                    <td>{one.by}</td>
                    <td className="no-print">
                      <div className="flex justify-end gap-4 whitespace-nowrap">
                        <button
                          type="button"
                          className="link"
                          data-testid="save-file"
                          aria-label={t('ui.files.of', { name: one.name, what: t('ui.files.save') })}
                          onClick={() => void write(one)}
                        >
                          {t('ui.files.save')}
                        </button>
                        {edits && (
                          <button
                            type="button"
                            className="link"
                            data-testid="remove-file"
                            aria-label={t('ui.files.of', { name: one.name, what: t('ui.files.remove') })}
                            aria-expanded={asked === one.hash}
                            onClick={() => setAsked(one.hash)}
                          >
                            {t('ui.files.remove')}
                          </button>
                        )}
                      </div>
                    </td>
                  </tr>
                  {asked === one.hash && (
                    <tr className="no-print">
                      <td colSpan={6} className="bg-quiet">
                        <div role="alert" className="flex flex-wrap items-center justify-end gap-3">
                          <p>{t('ui.files.remove_ask', { name: one.name })}</p>
                          <Button
                            small
                            data-testid="remove-do"
                            disabled={remove.isPending}
                            onClick={() => void takeOff(one)}
                          >
                            {t('ui.files.remove')}
                          </Button>
                          <Button small weight="quiet" data-testid="remove-stay" onClick={() => setAsked(null)}>
                            {t('ui.cancel')}
                          </Button>
                        </div>
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="text-label">{t('ui.files.help')}</p>
    </section>
  );
}

/** What the chosen file is, before it is kept. */
function Add({ view, file, onClose }: { view: CloudView; file: string; onClose: () => void }) {
  const { id, revision } = view.cloud;
  const [title, setTitle] = useState('');
  const add = useChange('cloud_attach', () => {
    say(t('ui.files.added'));
    onClose();
  });
  const field = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone, and the file is chosen already.
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  const save = () => add.send({ id, revision, file, title: title.trim() || null });
  return (
    <SmallForm
      title={t('ui.files.add')}
      className="panel grid gap-3"
      changed={title !== ''}
      change={add}
      problems={add.error?.problems ?? []}
      action={t('ui.files.add')}
      testId="add-file-do"
      onSave={save}
      onClose={onClose}
    >
      <p className="break-all">
        <b>{t('ui.files.name')}</b>
        {t('ui.wide_space')}
        {nameOf(file)}
      </p>
      <div ref={field}>
        <TextField
          name="title"
          className="max-w-120"
          label={t('ui.files.what')}
          help={t('ui.files.what_help')}
          value={title}
          onChange={setTitle}
        />
      </div>
    </SmallForm>
  );
}

/** A size as a person compares it. */
function size(bytes: number): string {
  if (bytes < 1024) return t('ui.files.bytes', { n: bytes });
  const kb = bytes / 1024;
  if (kb < 1000) return t('ui.files.kb', { n: figure(Math.ceil(kb)) });
  return t('ui.files.mb', { n: (kb / 1024).toFixed(1) });
}
