/** One person of the list with everything to be handed over. The successor of one record, or of all, is changed in place; only the one that is changed has a field. */
import { useState } from 'react';
import { longDate } from '../lib/date';
import type { Successor, TransferChoice, TransferMove, TransferRecord } from '../lib/generated';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { SuccessorField } from './SuccessorField';
import { recordPlace, registerName } from './words';

/** What is being changed: `all`, or the key of a record. */
type Changing = string | null;

const keyOf = (record: TransferRecord) => `${record.register} ${record.id}`;

export function Leaver({
  moved,
  successors,
  choices,
  onChoices,
}: {
  moved: TransferMove;
  successors: Successor[];
  choices: TransferChoice[];
  onChoices: (choices: TransferChoice[]) => void;
}) {
  const [changing, setChanging] = useState<Changing>(null);
  const others = choices.filter((one) => one.row !== moved.row || one.person);
  const own = choices.filter((one) => one.row === moved.row && !one.person);
  const forAll = (successor: string | null) => {
    setChanging(null);
    onChoices(successor === null ? others : [...others, { row: moved.row, successor }]);
  };
  const forOne = (record: TransferRecord, successor: string | null) => {
    setChanging(null);
    const rest = own.filter((one) => !(one.register === record.register && one.id === record.id));
    const choice = { row: moved.row, register: record.register, id: record.id, successor };
    onChoices([...others, ...rest, ...(successor === null ? [] : [choice])]);
  };
  const id = `leaver-${moved.row}`;
  const to = moved.to_section ?? t('ui.transfer.away');
  return (
    <section aria-labelledby={id} className="panel min-w-0" data-testid={id}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id}>
          {moved.name}
          <span className="ml-3 font-normal">
            {moved.from_section ?? t('ui.none')}
            <span aria-hidden="true" className="mx-1.5 text-label">
              →
            </span>
            <span className="sr-only">{t('ui.transfer.arrow')}</span>
            {to}
          </span>
          <span className="ml-3 font-normal text-label">{longDate(moved.on)}</span>
        </h2>
        {changing !== 'all' && (
          <Button small className="no-print" data-testid={`change-all-${moved.row}`} onClick={() => setChanging('all')}>
            {t('ui.transfer.change_all')}
          </Button>
        )}
      </div>
      {moved.notes.map((note) => (
        <p key={note.code} className="my-1">
          <Mark shape="unknown">
            <span className="whitespace-normal">{note.text}</span>
          </Mark>
        </p>
      ))}
      {changing === 'all' && (
        <SuccessorField
          label={t('ui.transfer.all_of', { name: moved.name })}
          successors={successors}
          exclude={moved.person}
          chosen={own.some((one) => !one.id)}
          onChoose={forAll}
          onLeave={() => setChanging(null)}
        />
      )}
      <div className="mt-1 overflow-x-auto">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('ui.transfer.register')}</th>
              <th scope="col">{t('ui.transfer.record')}</th>
              <th scope="col">{t('ui.transfer.duty')}</th>
              <th scope="col">{t('ui.transfer.successor')}</th>
              <th scope="col">{t('ui.transfer.reason')}</th>
              <th scope="col">
                <span className="sr-only">{t('ui.transfer.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {moved.records.map((record) => (
              <tr key={keyOf(record)} data-testid={`record-${moved.row}-${record.id}`}>
                <td className="whitespace-nowrap">{registerName(record.register)}</td>
                <td>
                  <Link to={recordPlace(record.register, record.id)}>
                    {[record.number, record.title].filter(Boolean).join(t('ui.wide_space'))}
                  </Link>
                </td>
                <td>{record.duties_text}</td>
                {changing === keyOf(record) ? (
                  <td colSpan={3}>
                    <SuccessorField
                      label={t('ui.transfer.one_of', { title: record.title })}
                      successors={successors}
                      exclude={moved.person}
                      chosen={own.some((one) => one.register === record.register && one.id === record.id)}
                      onChoose={(key) => forOne(record, key)}
                      onLeave={() => setChanging(null)}
                    />
                  </td>
                ) : (
                  <>
                    <td className="whitespace-nowrap">
                      {record.successor_name ? (
                        <>
                          <b>{record.successor_name}</b>
                          <span className="ml-2 text-label">{record.successor_section ?? t('ui.none')}</span>
                        </>
                      ) : (
                        <Mark shape="finding">{t('ui.transfer.nobody')}</Mark>
                      )}
                    </td>
                    <td className="text-label">{record.reason_text}</td>
                    <td className="text-right">
                      <Button
                        small
                        weight="quiet"
                        className="no-print"
                        data-testid={`change-${moved.row}-${record.id}`}
                        aria-label={t('ui.transfer.change_of', { title: record.title })}
                        onClick={() => setChanging(keyOf(record))}
                      >
                        {t('ui.transfer.change')}
                      </Button>
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
