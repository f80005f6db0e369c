/** Papers from the list of due dates: letters to companies, sections and persons, and the list itself. What stands in them is the ledger's. */
import { useState } from 'react';
import { call } from '../lib/call';
import type { DueItem, DueQuery, LetterKind } from '../lib/generated';
import { fieldProblem } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, Choices } from '../parts/Button';
import { TextField } from '../parts/Field';
import { Problems } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';

type Paper = LetterKind | 'list';
const PAPERS: Paper[] = ['inquiry', 'section', 'person', 'list'];
const FIELDS = ['number', 'on', 'by', 'section', 'contact'] as const;

export function Letters({ chosen, query, onClose }: { chosen: DueItem[]; query: DueQuery; onClose: () => void }) {
  const [paper, setPaper] = useState<Paper>('inquiry');
  const [typed, setTyped] = useState<Partial<Record<(typeof FIELDS)[number], string>>>({});
  const [left, setLeft] = useState<DueItem[]>([]);
  const writing = useWriting((n) => t('ui.letter.made', { n }));
  const items = chosen.map(({ record, rule, what, due_on }) => ({
    register: record.type,
    record: record.id,
    rule,
    what,
    due_on,
  }));
  const make = () => {
    setLeft([]);
    return writing.write(async (folder) => {
      if (paper === 'list') return [(await call('due_list_save', { query, folder })).path];
      const written = await call('due_letters_save', { kind: paper, items, query, folder, ...typed });
      setLeft(written.left_out);
      return written.files.map((file) => file.path);
    });
  };
  const shown = new Set<string>(FIELDS);
  return (
    <section
      className="no-print mb-3 grid gap-3 rounded-8 border border-line p-3"
      aria-labelledby="letters"
      data-testid="letters"
    >
      <div className="flex flex-wrap items-baseline gap-3">
        <h2 id="letters">{t('ui.letter.title')}</h2>
        <span className="text-label" role="status" data-testid="chosen">
          {chosen.length > 0 && paper !== 'list' ? t('ui.letter.chosen', { n: chosen.length }) : t('ui.letter.whole')}
        </span>
      </div>
      <div>
        <Choices
          label="ui.letter.kind"
          value={paper}
          onChange={setPaper}
          choices={PAPERS.map((value) => ({ value, label: t(`ui.letter.kind.${value}`), testId: `paper-${value}` }))}
        />
      </div>
      <Problems problems={writing.problems.filter(({ field }) => !field || !shown.has(field))} />
      {paper !== 'list' && (
        <>
          <p className="text-label">{t('ui.letter.help')}</p>
          <div className="grid gap-3 sm:grid-cols-2 wide:grid-cols-3">
            {FIELDS.map((field) => (
              <TextField
                key={field}
                name={field}
                label={t(`ui.letter.${field}`)}
                help={t(`ui.letter.${field}_help`)}
                value={typed[field] ?? ''}
                onChange={(value) => setTyped({ ...typed, [field]: value })}
                problem={fieldProblem(writing.problems, field)}
              />
            ))}
          </div>
        </>
      )}
      <div className="flex flex-wrap gap-3">
        <Button small disabled={writing.busy} data-testid="make-letters" onClick={() => void make()}>
          {t('ui.letter.make')}
        </Button>
        <Button small weight="quiet" data-testid="close-letters" onClick={onClose}>
          {t('ui.month_view.close')}
        </Button>
      </div>
      <Written writing={writing} />
      {left.length > 0 && (
        <details>
          <summary>{t('ui.letter.left_out', { n: left.length })}</summary>
          <ul className="mt-1 grid gap-0.5 pl-4">
            {left.map((item) => (
              <li key={`${item.record.id}${item.rule}${item.what}${item.due_on}`}>
                {item.title} {item.record.title}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
