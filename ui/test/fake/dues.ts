/** What falls due, for the fake of the desktop: the recorded lists, with a memory of what was done about each date. */
import type {
  DueAct,
  DueActRequest,
  DueItem,
  DueQuery,
  DueStep,
  Problem,
  ReminderSettings,
} from '../../src/lib/generated';
import dueList from './answers/due_list.json';
import home from './answers/home.json';
import reminderList from './answers/reminder_list.json';
import status from './answers/status.json';

const ME = dueList.me;
const STATES = { done: 'done', not_applicable: 'not_applicable' } as Record<DueStep, DueAct['state']>;

/** Whether an act, or a question about one, is about this date. */
const isAbout = (item: DueItem, asked: DueActRequest): boolean =>
  item.record.id === asked.record &&
  item.rule === asked.rule &&
  (item.what ?? null) === (asked.what ?? null) &&
  item.due_on === asked.due_on;

/** The commands about due dates, over the recorded ones. */
export function dues(empty: boolean, refuse: (problems: Problem[]) => Promise<never>) {
  const acts: { asked: DueActRequest; act: DueAct }[] = [];
  let settings = structuredClone(reminderList.settings) as unknown as ReminderSettings;
  const acted = (item: DueItem): DueItem => {
    const act = acts.findLast(({ asked }) => isAbout(item, asked))?.act ?? item.act ?? null;
    if (!act?.person && !act?.section) return { ...item, act };
    return { ...item, act, owner: act.person, section: act.section ?? item.section };
  };
  const asked = (all: DueItem[], query: DueQuery): DueItem[] =>
    all
      .map(acted)
      .filter(
        (item) =>
          (query.whose !== 'mine' || item.owner === ME) &&
          (query.whose !== 'section' || item.section === dueList.section) &&
          (!query.owner || item.owner === query.owner) &&
          (!query.section || item.section === query.section) &&
          (!query.until || !/^\d{4}-/.test(query.until) || item.due_on <= query.until) &&
          (query.settled ||
            ((item.act?.state ?? 'open') === 'open' && (item.act?.snoozed_until ?? '') <= status.today)),
      );
  return {
    home: (query: DueQuery) => {
      if (empty) return { ...home, due: [], findings: [], people: [], empty: true };
      const due = asked(home.due as unknown as DueItem[], query);
      return { ...home, due, due_total: due.length };
    },
    due_list: (query: DueQuery) => {
      if (query.until && !/^[R\d]/.test(query.until))
        return refuse([{ code: 'date_unreadable', field: 'until', args: { value: query.until } }]);
      const items = empty ? [] : asked(dueList.items as unknown as DueItem[], query);
      return { ...dueList, items, total: items.length };
    },
    due_act: (request: DueActRequest) => {
      const { step, note, until, person, section } = request;
      const missing = (field: string): Problem => ({ code: 'required', field, args: {} });
      const problems: Problem[] = [];
      if (!note && !['hand_on', 'reopen'].includes(step)) problems.push(missing('note'));
      if (step === 'snooze' && !until) problems.push(missing('until'));
      if (step === 'hand_on' && !person && !section)
        problems.push({ code: 'hand_on_to_whom', field: 'person', args: {} });
      if (problems.length > 0) return refuse(problems);
      const before = acts.findLast(({ asked }) => asked.record === request.record && asked.rule === request.rule)?.act;
      const act: DueAct = {
        id: 'act',
        register: request.register,
        record: request.record,
        rule: request.rule,
        what: request.what ?? null,
        due_on: request.due_on,
        state: STATES[step] ?? 'open',
        note: note ?? null,
        snoozed_until: step === 'snooze' ? '2027-01-12' : null,
        person: step === 'hand_on' ? (person ?? null) : (before?.person ?? null),
        section: step === 'hand_on' ? (section ?? null) : (before?.section ?? null),
        on: status.today,
        by: ME ?? '',
        revision: request.revision + 1,
      };
      acts.push({ asked: request, act });
      return act;
    },
    reminder_list: () => ({ ...reminderList, settings }),
    reminder_save: (request: ReminderSettings) => {
      settings = { ...request, revision: request.revision + 1 };
      return { ...reminderList, settings };
    },
  };
}
