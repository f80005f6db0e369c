/** What falls due, for the fake of the desktop: the recorded lists, with a memory of what was done about each date. */
import type {
  DueAct,
  DueActRequest,
  DueDayQuery,
  DueItem,
  DueLettersSave,
  DueListPaper,
  DueLoad,
  DueMonth,
  DueQuery,
  DueStep,
  MailSave,
  MailTest,
  MailView,
  PictureQuery,
  Problem,
  ReminderSettings,
  Timeline,
  TimelineQuery,
  TimelineRow,
  ToldQuery,
} from '../../src/lib/generated';
import dueLetters from './answers/due_letters_save.json';
import dueList from './answers/due_list.json';
import dueLoad from './answers/due_load.json';
import dueMonth from './answers/due_month.json';
import dueTimeline from './answers/due_timeline.json';
import dueTold from './answers/due_told.json';
import home from './answers/home.json';
import mailShow from './answers/mail_show.json';
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

/** What a picture of nothing shows. */
const NONE = { count: 0, overdue: 0 };

/** The eighteen months from a fiscal year or a month on. */
function shown(when: string): Pick<Timeline, 'year' | 'first' | 'last' | 'before' | 'after'> {
  const [year = 0, month = 4] = when.split('-').map(Number);
  const at = (months: number, day: number): string =>
    new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
  const [before, after] = [at(-6, 1).slice(0, 7), at(6, 1).slice(0, 7)];
  return { year: month < 4 ? year - 1 : year, first: at(0, 1), last: at(18, 0), before, after };
}

/** The recorded year with only the rows that are asked for; `many` records where more are pretended. */
function timeline(query: TimelineQuery, empty: boolean, many: number): Timeline {
  const year = dueTimeline as unknown as Timeline;
  const fits = (row: TimelineRow): boolean =>
    (!query.kind || row.kind === query.kind) &&
    (query.whose !== 'mine' || row.owner === ME) &&
    (query.whose !== 'section' || row.section === dueList.section) &&
    (!query.section || row.section === query.section) &&
    (!query.owner || row.owner === query.owner);
  const shifted = query.when ? shown(query.when) : {};
  const own = empty ? [] : year.rows.filter(fits);
  const records = own.filter((row) => row.certificate === null || query.kind === 'certificate');
  const offset = query.offset ?? 0;
  const limit = query.limit ?? 200;
  const total = many > 0 ? many : records.length;
  const rows = many > 0 ? Array.from({ length: limit }, (_, at) => numbered(own, offset + at)) : own;
  return { ...year, ...shifted, rows, offset, records: Math.min(limit, total - offset), total };
}

/** One of many rows, none of which is another. */
function numbered(rows: TimelineRow[], at: number): TimelineRow {
  const row = rows[at % rows.length] as TimelineRow;
  return { ...row, record: { ...row.record, id: `${row.record.id}-${at}` } };
}

/** The commands about due dates, over the recorded ones. */
export function dues(
  { empty = false, contracts: many = 0 }: { empty?: boolean; contracts?: number },
  refuse: (problems: Problem[]) => Promise<never>,
) {
  let mail = structuredClone(mailShow) as unknown as MailView;
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
    due_timeline: (query: TimelineQuery) => timeline(query, empty, many),
    due_month: (_: PictureQuery): DueMonth => {
      const month = dueMonth as unknown as DueMonth;
      if (!empty) return month;
      return { ...month, total: 0, days: month.days.map((day) => ({ ...day, count: 0, items: [] })) };
    },
    due_day: (query: DueDayQuery) => {
      const items = asked(dueList.items as unknown as DueItem[], {}).filter(({ due_on }) => due_on === query.on);
      return { ...dueList, items, total: items.length };
    },
    due_load: (_: PictureQuery): DueLoad => {
      const load = dueLoad as unknown as DueLoad;
      return empty ? { ...load, sections: [], all: { ...load.all, total: NONE } } : load;
    },
    due_letters_save: (request: DueLettersSave) => {
      if (request.by && !/^[R\d]/.test(request.by))
        return refuse([{ code: 'date_unreadable', field: 'by', args: { value: request.by } }]);
      return dueLetters;
    },
    due_list_save: (request: DueListPaper) => ({ path: `${request.folder}期限一覧_${status.today}.docx`, count: 1 }),
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
    due_told: (query: ToldQuery) => {
      const all = empty ? [] : dueTold.digests;
      const digests = all.filter(({ outcome }) => !query.failed || outcome !== 'told');
      return { digests, total: digests.length };
    },
    mail_show: () => mail,
    mail_save: (request: MailSave) => {
      mail = { ...mail, settings: { ...request.settings, revision: request.settings.revision + 1 } };
      if (request.password) mail.has_password = true;
      return mail;
    },
    mail_test: (request: MailTest) =>
      request.to ? { to: request.to, answer: 'queued' } : refuse([{ code: 'mail_to_whom', field: 'to', args: {} }]),
    reminder_list: () => ({ ...reminderList, settings }),
    reminder_save: (request: ReminderSettings) => {
      settings = { ...request, revision: request.revision + 1 };
      return { ...reminderList, settings };
    },
  };
}
