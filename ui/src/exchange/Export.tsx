/** Writing a register as a table, and the whole ledger as one file: a button with a small panel, a place to save, and what was written. */
import { useEffect, useId, useRef, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call, chooseSave, refused } from '../lib/call';
import { denseDate, figure } from '../lib/date';
import type { DateForm, ExportResult, Problem, Register, SavedFile, TextForm } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { Problems } from '../parts/Problems';
import { Open } from './Result';
import { REGISTERS } from './reading';
import { Working } from './Working';

const FORMATS: { id: string; ending: string; label: Key; encoding: TextForm | null }[] = [
  { id: 'xlsx', ending: 'xlsx', label: 'ui.export.format.xlsx', encoding: null },
  { id: 'utf8', ending: 'csv', label: 'ui.export.format.csv_utf8', encoding: 'utf8' },
  { id: 'cp932', ending: 'csv', label: 'ui.export.format.csv_cp932', encoding: 'cp932' },
  { id: 'jsonl', ending: 'jsonl', label: 'ui.export.format.jsonl', encoding: null },
];
const DATES: { id: DateForm; label: Key }[] = [
  { id: 'wareki', label: 'ui.export.dates.wareki' },
  { id: 'iso', label: 'ui.export.dates.iso' },
];

/** The button on the page of one register, or of several that stand on one page. */
export function ExportButton({ registers }: { registers: [Register, ...Register[]] }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('input:checked')?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isImeKey(event)) return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', onEscape);
    };
  }, [open]);
  return (
    <div ref={box} className="relative">
      <Button
        ref={button}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-testid="export"
        onClick={() => setOpen(!open)}
      >
        {t('ui.export.do')}
      </Button>
      {open && (
        <section
          id={id}
          aria-labelledby={`${id}t`}
          className="absolute top-full right-0 z-20 mt-1 w-104 whitespace-normal rounded-6 border border-control bg-ground p-4 shadow-1 max-wide:fixed max-wide:inset-x-4 max-wide:top-4 max-wide:max-h-[calc(100dvh-2rem)] max-wide:w-auto max-wide:overflow-y-auto"
        >
          <Panel registers={registers} title={`${id}t`} />
        </section>
      )}
    </div>
  );
}

function Panel({ registers, title }: { registers: [Register, ...Register[]]; title: string }) {
  const [register, setRegister] = useState(registers[0]);
  const [format, setFormat] = useState(FORMATS[0]);
  const [dates, setDates] = useState<DateForm>('wareki');
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [written, setWritten] = useState<ExportResult | null>(null);
  const today = useAnswer('status', {}).data?.today ?? null;
  const name = t(REGISTERS.find((one) => one.id === register)?.label ?? 'ui.import.title');
  if (!format) return null;
  const save = async () => {
    setProblems([]);
    setWritten(null);
    try {
      const kinds = [{ name: t(format.label), endings: [format.ending] }];
      const proposed = t('ui.export.name', { register: name, date: denseDate(today), ending: format.ending });
      const file = await chooseSave(proposed, kinds);
      if (!file) return;
      setBusy(true);
      const { encoding } = format;
      setWritten(await call('export_save', { register, file, dates, encoding }));
    } catch (error) {
      setProblems(refused(error).problems);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-3">
      <h2 id={title}>{t('ui.export.title', { register: name })}</h2>
      {registers.length > 1 && (
        <Radios
          label={t('ui.export.what')}
          name="register"
          options={REGISTERS.filter((one) => registers.includes(one.id))}
          chosen={register}
          onChange={(id) => {
            setRegister(id);
            setWritten(null);
          }}
        />
      )}
      <Radios
        label={t('ui.export.format.label')}
        name="format"
        options={FORMATS}
        chosen={format.id}
        onChange={(id) => setFormat(FORMATS.find((one) => one.id === id))}
      />
      {format.ending !== 'jsonl' && (
        <Radios
          label={t('ui.export.dates.label')}
          name="dates"
          options={DATES}
          chosen={dates}
          onChange={(id) => setDates(id as DateForm)}
        />
      )}
      <p className="text-label">{t(format.ending === 'jsonl' ? 'ui.export.help_jsonl' : 'ui.export.help')}</p>
      {busy && <Working what={t('ui.export.writing')} />}
      <Problems problems={problems} />
      {written && <Written written={written} onProblems={setProblems} />}
      <div className="flex justify-end">
        <Button weight="filled" data-testid="export-save" disabled={busy} onClick={save}>
          {t('ui.export.choose_place')}
        </Button>
      </div>
    </div>
  );
}

function Radios<V extends string>({
  label,
  name,
  options,
  chosen,
  onChange,
}: {
  label: string;
  name: string;
  options: { id: V; label: Key }[];
  chosen: V;
  onChange: (id: V) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-bold">{label}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map((option) => (
          <label key={option.id} className="flex items-center gap-2">
            <input
              type="radio"
              name={name}
              data-testid={`${name}-${option.id}`}
              checked={chosen === option.id}
              onChange={() => onChange(option.id)}
            />
            {t(option.label)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Written({ written, onProblems }: { written: ExportResult; onProblems: (problems: Problem[]) => void }) {
  return (
    <div role="status" data-testid="exported" className="rounded-4 border border-line bg-quiet px-3 py-2">
      <Mark shape="met">{t('ui.export.done', { n: figure(written.records) })}</Mark>
      <p className="break-all">
        {written.file} <Open path={written.file} onProblems={onProblems} />
      </p>
      {written.lost.length > 0 && (
        <div className="mt-2" data-testid="lost">
          <Mark shape="unknown">
            <span className="whitespace-normal">{t('ui.export.lost', { n: figure(written.lost.length) })}</span>
          </Mark>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
          <section aria-label={t('ui.export.lost_list')} tabIndex={0} className="mt-1 max-h-40 overflow-y-auto">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="figure">
                    {t('ui.import.column.row')}
                  </th>
                  <th scope="col">{t('ui.import.column.heading')}</th>
                  <th scope="col">{t('ui.export.character')}</th>
                </tr>
              </thead>
              <tbody>
                {written.lost.map((lost, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same character may be lost twice in a cell
                  <tr key={at}>
                    <td className="figure">{figure(lost.row)}</td>
                    <td>{lost.column}</td>
                    <td>{lost.character}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  );
}

/** Everything in one file, for whoever must keep it or move it elsewhere. */
export function Archive() {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [written, setWritten] = useState<SavedFile | null>(null);
  const today = useAnswer('status', {}).data?.today ?? null;
  const save = async () => {
    setProblems([]);
    setWritten(null);
    try {
      const kinds = [{ name: t('ui.archive.kind'), endings: ['zip'] }];
      const file = await chooseSave(t('ui.archive.name', { date: denseDate(today) }), kinds);
      if (!file) return;
      setBusy(true);
      setWritten(await call('archive_save', { file }));
    } catch (error) {
      setProblems(refused(error).problems);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="archive" className="mt-2 grid content-start gap-3">
      <h2 id="archive" className="border-ink-2 border-b pb-1">
        {t('ui.archive.title')}
      </h2>
      <p className="text-ink-2">{t('ui.archive.text')}</p>
      {busy && <Working what={t('ui.export.writing')} />}
      <Problems problems={problems} />
      <div className="flex flex-wrap items-center gap-3">
        <Button data-testid="archive-save" disabled={busy} onClick={save}>
          {t('ui.archive.do')}
        </Button>
        {written && (
          <span role="status" data-testid="archived" className="min-w-0 break-all">
            <Mark shape="met">{t('ui.archive.done', { n: figure(written.rows) })}</Mark> {written.file}{' '}
            <Open path={written.file} onProblems={setProblems} />
          </span>
        )}
      </div>
    </section>
  );
}
