/** The review of a list: what is not clear, then each person who hands over with what, to whom and why, then those who hold nothing. */
import { useState } from 'react';
import { figure, longDate } from '../lib/date';
import type { Problem, TransferChoice, TransferMove, TransferPreview, TransferQuestion } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { t } from '../lib/wording';
import { Button, PrintButton } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Refusal } from '../parts/Problems';
import { Leaver } from './Leaver';

export function Review({
  preview,
  choices,
  busy,
  problems,
  onChoices,
  onRead,
  onChoose,
  onApply,
}: {
  preview: TransferPreview;
  choices: TransferChoice[];
  busy: boolean;
  problems: Problem[];
  onChoices: (choices: TransferChoice[]) => void;
  onRead: () => Promise<void>;
  onChoose: () => void;
  onApply: (leaveOpen: boolean) => void;
}) {
  const [leaving, setLeaving] = useState(false);
  const { counts, moves, questions, successors } = preview;
  const open = counts.open + questions.length;
  const ready = counts.records - counts.open;
  const nothing = counts.people === 0 && counts.records === 0;
  const blocked = busy || nothing || (open > 0 && !leaving);
  const givers = moves.filter((moved) => moved.records.length > 0);
  const others = moves.filter((moved) => moved.records.length === 0);
  const apply = () => !blocked && onApply(open > 0 && leaving);
  useKeys([{ caps: ['Ctrl', 'S'], label: t('ui.transfer.keys.apply'), on: ['Ctrl+s'], run: apply }]);
  const person = (row: number, id: string) =>
    onChoices([...choices.filter((one) => !(one.row === row && one.person)), { row, person: id }]);
  return (
    <>
      <PageHead
        title={t('ui.nav.transfer')}
        beside={preview.file_name}
        actions={
          <>
            <PrintButton />
            <Button onClick={onChoose} disabled={busy}>
              {t('ui.transfer.other')}
            </Button>
            <Button weight="filled" data-testid="apply" disabled={blocked} onClick={apply}>
              {t('ui.transfer.apply', { n: figure(ready) })}
            </Button>
          </>
        }
      />
      <Refusal problems={problems} onRead={onRead} />
      <div className="panel mb-4 flex flex-wrap items-center gap-x-6 gap-y-2" data-testid="counts">
        <p className="font-bold text-16">
          {t('ui.transfer.counts', {
            people: figure(counts.people),
            records: figure(counts.records),
            open: figure(counts.open),
          })}
        </p>
        <p className="text-label">{t('ui.transfer.nothing_written')}</p>
        {open > 0 && (
          <label className="no-print ml-auto inline-flex min-h-7 items-center gap-1.5">
            <input
              type="checkbox"
              className="size-4"
              checked={leaving}
              data-testid="leave-open"
              onChange={(event) => setLeaving(event.target.checked)}
            />
            {t('ui.transfer.leave_open')}
          </label>
        )}
      </div>
      {counts.ahead > 0 && (
        <p className="mb-4" data-testid="ahead">
          <Mark shape="unknown">
            <span className="whitespace-normal">{t('ui.transfer.ahead', { n: figure(counts.ahead) })}</span>
          </Mark>
        </p>
      )}
      {nothing && questions.length === 0 && (
        <p className="mb-4" data-testid="nothing-to-do">
          <Mark shape="met">{t('ui.transfer.nothing_to_do')}</Mark>
        </p>
      )}
      {questions.length > 0 && <Questions questions={questions} choices={choices} onPerson={person} />}
      <div className="grid gap-4">
        {givers.map((moved) => (
          <Leaver key={moved.row} moved={moved} successors={successors} choices={choices} onChoices={onChoices} />
        ))}
      </div>
      {others.length > 0 && <Others moves={others} />}
    </>
  );
}

function Questions({
  questions,
  choices,
  onPerson,
}: {
  questions: TransferQuestion[];
  choices: TransferChoice[];
  onPerson: (row: number, id: string) => void;
}) {
  return (
    <section aria-labelledby="questions" className="mb-6" data-testid="questions">
      <h2 id="questions">{t('ui.transfer.questions', { n: questions.length })}</h2>
      <ul>
        {questions.map((question) => (
          <li key={question.row} className="border-line border-b py-2">
            <p className="flex flex-wrap gap-x-3">
              <span className="text-label">{t('ui.transfer.at', { at: question.at })}</span>
              <Mark shape={question.code === 'rejected' ? 'rejected' : 'unknown'}>
                <span className="whitespace-normal">
                  {question.name && <b className="mr-2 text-ink">{question.name}</b>}
                  {question.text}
                </span>
              </Mark>
            </p>
            {question.candidates.length > 0 && (
              <fieldset className="no-print mt-1 ml-5">
                <legend className="sr-only">{t('ui.transfer.who', { name: question.name })}</legend>
                {question.candidates.map((candidate) => (
                  <label key={candidate.id} className="flex min-h-7 items-center gap-1.5">
                    <input
                      type="radio"
                      name={`who-${question.row}`}
                      checked={choices.some((one) => one.row === question.row && one.person === candidate.id)}
                      onChange={() => onPerson(question.row, candidate.id)}
                    />
                    {[candidate.name, candidate.section, candidate.email].filter(Boolean).join(t('ui.wide_space'))}
                  </label>
                ))}
              </fieldset>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Others({ moves }: { moves: TransferMove[] }) {
  return (
    <section aria-labelledby="others" className="mt-6" data-testid="others">
      <h2 id="others">{t('ui.transfer.others', { n: moves.length })}</h2>
      <div className="overflow-x-auto">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('ui.person.name')}</th>
              <th scope="col">{t('ui.transfer.from')}</th>
              <th scope="col">{t('ui.transfer.to')}</th>
              <th scope="col">{t('ui.transfer.on')}</th>
              <th scope="col">{t('ui.transfer.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((moved) => (
              <tr key={moved.row}>
                <td className="whitespace-nowrap">{moved.name}</td>
                <td>{moved.from_section ?? t('ui.none')}</td>
                <td>{moved.to_section ?? t('ui.transfer.away')}</td>
                <td className="whitespace-nowrap">{longDate(moved.on)}</td>
                <td>
                  {t(`ui.transfer.kind.${moved.kind}`)}
                  {moved.notes.map((note) => (
                    <p key={note.code}>
                      <Mark shape="unknown">
                        <span className="whitespace-normal">{note.text}</span>
                      </Mark>
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
