/** What an import did: its numbers, the rows that stayed outside, what is to be looked at next, and the way to take all of it back. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { forget } from '../lib/answers';
import { call, chooseSave, openPath, refused } from '../lib/call';
import { figure } from '../lib/date';
import type { ImportNote, ImportRequest, ImportResult, Problem, Register, UndoResult } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { type Key, t } from '../lib/wording';
import { Button, ButtonLink, Link } from '../parts/Button';
import { Disclosure } from '../parts/Disclosure';
import { Mark, type Shape, Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { placeOf } from './lines';
import { REGISTERS } from './reading';
import { Working } from './Working';

export function Result({
  register,
  request,
  result,
  onNext,
}: {
  register: Register;
  request: ImportRequest;
  result: ImportResult;
  onNext: () => void;
}) {
  const client = useQueryClient();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [saved, setSaved] = useState<{ file: string; rows: number } | null>(null);
  const [added, setAdded] = useState(false);
  const [asking, setAsking] = useState(false);
  const [undone, setUndone] = useState<UndoResult | null>(null);
  const [busy, setBusy] = useState<Key | null>(null);
  const { label, list } = REGISTERS.find((one) => one.id === register) ?? { label: 'ui.import.title', list: '/' };
  useKeys([{ caps: ['N'], label: t('ui.import.next'), on: ['n'], run: onNext }]);

  const attempt = async (what: Key, work: () => Promise<void>) => {
    setBusy(what);
    setProblems([]);
    try {
      await work();
    } catch (error) {
      setProblems(refused(error).problems);
    } finally {
      setBusy(null);
    }
  };
  const saveRejected = () =>
    attempt('ui.import.saving_rejected', async () => {
      const kinds = [{ name: t('ui.export.format.xlsx'), endings: ['xlsx'] }];
      const file = await chooseSave(t('ui.import.rejected_name', { register: t(label) }), kinds);
      if (file) setSaved(await call('import_rejected_save', { import: request, file }));
    });
  const addSections = () =>
    attempt('ui.import.sections_adding', async () => {
      await call('section_add', { names: result.unknown_sections });
      setAdded(true);
      await forget(client);
    });
  const undo = () =>
    attempt('ui.import.undoing', async () => {
      setAsking(false);
      if (result.batch === null) return;
      setUndone(await call('import_undo', { batch: result.batch }));
      await forget(client);
    });
  const numbers: { key: Key; shape: Shape; n: number }[] = [
    { key: 'ui.import.show.create', shape: 'create', n: result.created },
    { key: 'ui.import.show.update', shape: 'update', n: result.updated },
    { key: 'ui.import.show.unchanged', shape: 'same', n: result.unchanged },
    { key: 'ui.import.show.rejected', shape: 'rejected', n: result.rejected_rows },
    { key: 'ui.import.show.asked', shape: 'unknown', n: countRows(result.queries) },
  ];
  return (
    <>
      <PageHead
        title={t(undone ? 'ui.import.undone_title' : 'ui.import.done_title')}
        beside={`${t(label)}${t('ui.wide_space')}${request.file.split(/[/\\]/).at(-1) ?? ''}`}
        actions={
          <>
            <Button data-testid="next-file" onClick={onNext}>
              {t('ui.import.next')}
            </Button>
            <ButtonLink to={list} weight="filled" data-testid="to-list">
              {t('ui.import.to_list', { register: t(label) })}
            </ButtonLink>
          </>
        }
      />
      {busy && <Working key={busy} what={t(busy)} />}
      <Problems problems={problems} />
      {undone ? (
        <section role="status" className="panel mb-4" data-testid="undone">
          <Mark shape="met">{t('ui.import.undone', { removed: undone.removed, restored: undone.restored })}</Mark>
          {undone.kept > 0 && <p className="mt-1">{t('ui.import.kept', { n: undone.kept })}</p>}
        </section>
      ) : (
        <>
          <dl className="mb-4 flex flex-wrap border-ink-2 border-y" data-testid="numbers">
            {numbers.map(({ key, shape, n }) => (
              <div key={key} className="min-w-36 flex-1 border-line border-l px-4 py-2.5 first:border-l-0">
                <dt className={n === 0 ? 'text-label' : ''}>
                  {n === 0 ? t(key) : <Mark shape={shape}>{t(key)}</Mark>}
                </dt>
                <dd className={`text-20 ${n === 0 ? 'text-label' : 'font-bold'}`}>{t('ui.items', { n: figure(n) })}</dd>
              </div>
            ))}
          </dl>
          <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_300px]">
            <div className="grid content-start gap-5">
              {result.rejected_rows > 0 && (
                <section aria-labelledby="rejected">
                  <h2 id="rejected" className="mb-1 border-ink-2 border-b pb-1">
                    {t('ui.import.rejected_title', { n: figure(result.rejected_rows) })}
                  </h2>
                  <p className="my-2">{t('ui.import.rejected_text')}</p>
                  <div className="mb-2 flex flex-wrap items-center gap-3">
                    <Button data-testid="save-rejected" disabled={busy !== null} onClick={saveRejected}>
                      {t('ui.import.rejected_save')}
                    </Button>
                    {saved && (
                      <span role="status" data-testid="rejected-saved" className="min-w-0 break-all">
                        <Mark shape="met">{t('ui.import.rejected_saved', { n: figure(saved.rows) })}</Mark> {saved.file}{' '}
                        <Open path={saved.file} onProblems={setProblems} />
                      </span>
                    )}
                  </div>
                  <Disclosure label={t('ui.import.cells', { n: figure(result.rejected.length) })}>
                    <Cells notes={result.rejected} list={null} />
                  </Disclosure>
                </section>
              )}
              {result.queries.length > 0 && (
                <section aria-labelledby="queries">
                  <h2 id="queries" className="mb-1 border-ink-2 border-b pb-1">
                    {t('ui.import.queries_title', { n: figure(countRows(result.queries)) })}
                  </h2>
                  <p className="my-2">{t('ui.import.queries_text')}</p>
                  <Cells notes={result.queries} list={register === 'person' || register === 'section' ? null : list} />
                </section>
              )}
              {result.rejected_rows === 0 && result.queries.length === 0 && (
                <p>
                  <Mark shape="met">{t('ui.import.all_taken')}</Mark>
                </p>
              )}
            </div>
            <div className="grid content-start gap-4">
              {result.unknown_sections.length > 0 && (
                <section className="panel" aria-labelledby="sections" data-testid="unknown-sections">
                  <h2 id="sections" className="mb-1">
                    {t('ui.import.sections', { n: result.unknown_sections.length })}
                  </h2>
                  <p className="mb-2">{t('ui.import.sections_text')}</p>
                  <ul className="mb-2">
                    {result.unknown_sections.map((section) => (
                      <li key={section} className="flex items-center gap-2 py-0.5">
                        <Sign shape={added ? 'met' : 'unknown'} />
                        {section}
                      </li>
                    ))}
                  </ul>
                  {added ? (
                    <Mark shape="met">{t('ui.import.sections_added', { n: result.unknown_sections.length })}</Mark>
                  ) : (
                    <Button data-testid="add-sections" disabled={busy !== null} onClick={addSections}>
                      {t('ui.import.sections_add', { n: result.unknown_sections.length })}
                    </Button>
                  )}
                  <p className="mt-2">
                    <Link to="/people">{t('ui.nav.people')}</Link>
                  </p>
                </section>
              )}
              {result.renewals > 0 && <p>{t('ui.import.renewals', { n: figure(result.renewals) })}</p>}
              {result.batch !== null && (
                <section className="panel" aria-labelledby="take-back">
                  <h2 id="take-back" className="mb-1">
                    {t('ui.import.undo_title')}
                  </h2>
                  <p className="mb-2">{t('ui.import.undo_help')}</p>
                  <Button data-testid="undo" disabled={busy !== null} onClick={() => setAsking(true)}>
                    {t('ui.import.undo')}
                  </Button>
                </section>
              )}
            </div>
          </div>
        </>
      )}
      <ModalOverlay isOpen={asking} onOpenChange={setAsking} className="sheet-ground">
        <Modal className="sheet">
          <Dialog role="alertdialog" className="outline-none">
            <Heading slot="title" level={2}>
              {t('ui.import.undo_ask')}
            </Heading>
            <p className="my-3">
              {t('ui.import.undo_text', { created: figure(result.created), updated: figure(result.updated) })}
            </p>
            <div className="flex flex-wrap justify-end gap-3">
              <Button weight="quiet" data-testid="undo-stay" onClick={() => setAsking(false)}>
                {t('ui.import.undo_stay')}
              </Button>
              <Button weight="filled" data-testid="undo-do" onClick={undo}>
                {t('ui.import.undo')}
              </Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

/** Opens a file that was just written. */
export function Open({ path, onProblems }: { path: string; onProblems: (problems: Problem[]) => void }) {
  return (
    <button
      type="button"
      className="link"
      data-testid="open-file"
      aria-label={t('ui.annex.open_this', { path })}
      onClick={() => openPath(path).catch((error) => onProblems(refused(error).problems))}
    >
      {t('ui.annex.open')}
    </button>
  );
}

function countRows(notes: ImportNote[]): number {
  return new Set(notes.map((note) => placeOf(note.sheet, note.row))).size;
}

/** Cells with what is wrong with them; where a list is named, the record of the row can be opened. */
function Cells({ notes, list }: { notes: ImportNote[]; list: string | null }) {
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="figure">
              {t('ui.import.column.row')}
            </th>
            <th scope="col">{t('ui.import.column.record')}</th>
            <th scope="col">{t('ui.import.column.heading')}</th>
            <th scope="col">{t('ui.import.column.value')}</th>
            <th scope="col">{t('ui.import.column.message')}</th>
          </tr>
        </thead>
        <tbody>
          {notes.slice(0, MANY).map((note) => {
            return (
              <tr key={`${placeOf(note.sheet, note.row)} ${note.column} ${note.code}`}>
                <td className="figure">{note.row}</td>
                <td>
                  {note.record && list ? (
                    <Link to={`${list}/${note.record}`}>{note.title ?? t('ui.none')}</Link>
                  ) : (
                    (note.title ?? t('ui.none'))
                  )}
                </td>
                <td className="min-w-22">{note.column}</td>
                <td className="min-w-28 break-all font-bold">{note.value.trim() || t('ui.import.blank')}</td>
                <td className="min-w-48">{note.message}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {notes.length > MANY && <p className="py-1 text-label">{t('ui.more', { n: figure(notes.length - MANY) })}</p>}
    </div>
  );
}

/** More are read better in the workbook of the rejected rows. */
const MANY = 200;
