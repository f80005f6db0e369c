/** A stand-in for the desktop in tests. Answers are the ledger's own, kept as JSON; what is added here is only enough life for a screen to be used: paging, typing, saving. No rule of the product is repeated. */
import type { Drop, Transport } from '../../src/lib/call';
import type {
  ApplicationState,
  Change,
  CloudAttach,
  CloudView,
  ContractPage,
  ContractQuery,
  ContractRow,
  ContractView,
  FactValue,
  ImportPreview,
  PreviewRequest,
  Problem,
  Section,
  ServicesRequest,
  SnsRow,
  SnsView,
  TransferPreview,
  TransferRequest,
  UsageRequest,
} from '../../src/lib/generated';
import { type Account, accounts } from './accounts';
import annexPreview from './answers/annex_preview.json';
import annexSave from './answers/annex_save.json';
import archiveSave from './answers/archive_save.json';
import catalogueShow from './answers/catalogue_show.json';
import cloudApproved from './answers/cloud_approved.json';
import cloudBlank from './answers/cloud_blank.json';
import cloudCheckup from './answers/cloud_checkup.json';
import cloudDecision from './answers/cloud_decision.json';
import cloudHistory from './answers/cloud_history.json';
import cloudList from './answers/cloud_list.json';
import cloudOwn from './answers/cloud_own.json';
import cloudReview from './answers/cloud_review.json';
import cloudShow from './answers/cloud_show.json';
import contractBlank from './answers/contract_blank.json';
import contractHistory from './answers/contract_history.json';
import contractList from './answers/contract_list.json';
import exportSave from './answers/export_save.json';
import historyList from './answers/history_list.json';
import historyVerify from './answers/history_verify.json';
import importPreview from './answers/import_preview.json';
import importRejectedSave from './answers/import_rejected_save.json';
import importRun from './answers/import_run.json';
import importUndo from './answers/import_undo.json';
import officeShow from './answers/office_show.json';
import orphans from './answers/orphans.json';
import personHoldings from './answers/person_holdings.json';
import personList from './answers/person_list.json';
import recordHolders from './answers/record_holders.json';
import recoveryShow from './answers/recovery_show.json';
import sectionList from './answers/section_list.json';
import snsHistory from './answers/sns_history.json';
import snsHolders from './answers/sns_holders.json';
import snsList from './answers/sns_list.json';
import status from './answers/status.json';
import transferApply from './answers/transfer_apply.json';
import transferPapers from './answers/transfer_papers.json';
import transferPreview from './answers/transfer_preview.json';
import { dues } from './dues';
import { habits, type OwnOptions } from './habits';
import { among, applied, CONTRACTS, waiting } from './matters';
import { attached, matcher, used } from './outside';
import { contractSheets, papers, returned } from './papers';
import { publication } from './publication';
import { registers } from './registers';
import type { RiskOptions } from './risks';

type Request = Record<string, unknown>;

export interface FakeOptions extends OwnOptions, RiskOptions {
  /** An empty ledger. */
  empty?: boolean;
  /** How many contracts the list pretends to hold. */
  contracts?: number;
  /** The reason why the ledger cannot be opened. */
  closed?: Problem[];
  /** Refuses a command; an empty list lets it through. */
  refuse?: (name: string, request: Request) => Problem[];
  /** Changes the contract before it is shown. */
  change?: (view: ContractView) => void;
  /** The contract in a certain place, as a certain person sees it. */
  contract?: keyof typeof CONTRACTS;
  /** The cloud use in a certain place, as a certain person sees it. */
  cloud?: keyof typeof CLOUDS;
  /** The id of a further cloud use whose application waits for its decision. */
  waits?: string;
  /** The official account in a certain place, as a certain person sees it, and how it is changed before it is shown. */
  sns?: Account;
  changeSns?: (view: SnsView) => void;
  /** Accounts whose approval has lapsed, and whether their list was never published. */
  lapsedAccounts?: SnsRow[];
  unpublished?: boolean;
  /** Changes the cloud use, or the empty one, before it is shown. */
  changeCloud?: (view: CloudView) => void;
  /** The sections in place of the usual ones. */
  sections?: Section[];
  /** The file a person chooses to import, and the lines it pretends to have. */
  file?: string;
  lines?: number;
  /** Milliseconds that reading a file and importing it take; with it the progress is told and a stop is heard. */
  slow?: number;
  /** Changes the preview before it is shown. */
  preview?: (preview: ImportPreview, request: PreviewRequest) => void;
  /** Filled with the way to hold a file over the window and let it go. */
  drop?: { now?: (drop: Drop) => void };
  /** Titles of 300 characters, rare and private characters. */
  hard?: boolean;
}

/** A title as long as one may be, with a character beyond the first plane and one that only this office has. */
const HARD_TITLE =
  `𠮷野町立図書館（${String.fromCodePoint(0xe000)}）${'情報システムの運用及び保守並びに関連する業務の委託'.repeat(12)}`.slice(
    0,
    300,
  );

/** A cloud use that was taken over; one that waits for its review, as the security office sees it; one that was approved;
 * one that waits for its decision, as the approver and as the applicant see it. */
const CLOUDS = {
  show: cloudShow,
  review: cloudReview,
  approved: cloudApproved,
  decision: cloudDecision,
  own: cloudOwn,
};

const clone = <T>(value: T): T => structuredClone(value);
const recorded = (contractList as unknown as ContractPage).rows;

/** Makes a transport with a memory of its own. */
export function fakeTransport(options: FakeOptions = {}): Transport {
  let view = clone(CONTRACTS[options.contract ?? 'show']) as unknown as ContractView;
  const rows = clone(recorded);
  if (options.hard) {
    view.contract.title = HARD_TITLE;
    view.contract.contractor.name = HARD_TITLE.slice(0, 100);
    for (const row of rows.slice(0, 3)) Object.assign(row, { title: HARD_TITLE, contractor: HARD_TITLE.slice(0, 100) });
  }
  let cloud = clone(CLOUDS[options.cloud ?? 'show']) as unknown as CloudView;
  const blankCloud = clone(cloudBlank) as unknown as CloudView;
  const account = accounts(options.sns, options.changeSns);
  options.change?.(view);
  options.changeCloud?.(cloud);
  options.changeCloud?.(blankCloud);
  const blank = clone(contractBlank) as unknown as ContractView;
  const total = options.empty ? 0 : (options.contracts ?? rows.length);
  const refuse = (problems: Problem[]) => Promise.reject({ problems });

  const answers: Record<string, (request: Request) => unknown> = {
    status: () => ({
      ...status,
      contracts: total,
      ...(options.empty ? { findings: 0, unknown: 0, due: 0, overdue: 0, waiting: 0, rows: 3 } : {}),
    }),
    ...(dues(options, refuse) as unknown as Record<string, (request: Request) => unknown>),
    contract_list: (request) => list(rows, request as ContractQuery, total),
    contract_show: (request) => (request.on ? asOf(view, String(request.on)) : view),
    contract_blank: () => blank,
    contract_check: (request) =>
      check(request.draft as Request, request.draft && (request.draft as Request).id ? view : blank),
    contract_save: (request) => {
      const draft = request.draft as Request;
      const problems = problemsOf(draft);
      if (problems.length > 0) return refuse(problems);
      const base = draft.id ? view : blank;
      view = check(draft, base).view;
      view.contract = { ...view.contract, id: view.contract.id || 'new-one', revision: view.contract.revision + 1 };
      return view;
    },
    contract_apply: (request) => {
      if (String(request.matter).startsWith('waiver:') && !request.reason) return refuse([required('reason')]);
      view = applied(view, String(request.matter));
      return view;
    },
    contract_sign: (request) => step({ signed_on: request.signed_on }),
    contract_renew: (request) => step({ starts_on: request.starts_on, ends_on: request.ends_on }),
    contract_close: (request) => step({ closed_on: request.closed_on, closing: request }, 'closed'),
    contract_reopen: () => step({ closed_on: null, closing: null }, 'running'),
    contract_history: () => contractHistory,
    cloud_list: (request) => thin(options.empty ? [] : cloudList.rows, request),
    cloud_show: (request) => (request.on ? { ...cloud, as_of: request.on } : cloud),
    cloud_save: (request) => {
      const draft = request.draft as Request;
      if (draft.service === null || (!draft.id && !draft.service)) return refuse([required('service')]);
      cloud = { ...cloud, cloud: next(cloud.cloud, draft) };
      return cloud;
    },
    cloud_blank: () => blankCloud,
    cloud_check: (request) => {
      const draft = request.draft as Request;
      const base = draft.id ? cloud : blankCloud;
      const bound = Object.keys(draft).some((field) => !['id', 'revision', 'manager', 'note'].includes(field));
      return {
        problems: draft.service === null || (!draft.id && !draft.service) ? [required('service')] : [],
        view: { ...base, cloud: next(base.cloud, draft) },
        reopens: base.standing === 'stands' && bound ? cloudCheckup.reopens : [],
      };
    },
    cloud_apply: () => moved({ status: 'applied' }, 'review'),
    cloud_suspend: (request) => moved({ status: 'suspended', suspension: { ...request, was: 'approved' } }),
    cloud_resume: () => moved({ status: 'approved', suspension: null }),
    application_comment: (request) => said(request),
    application_review: (request) => (request.text ? said(request, 'decision') : refuse([required('text')])),
    application_return: (request) => (request.text ? said(request, 'returned') : refuse([required('text')])),
    application_withdraw: (request) => said(request, 'withdrawn'),
    application_decide: (request) =>
      request.hash === among([cloud, account.now(), ...view.cases], request).hash
        ? said(request, request.outcome as ApplicationState)
        : refuse([{ code: 'seen_differs', field: null, args: {} }]),
    inbox: () => waiting(options),
    cloud_history: () => cloudHistory,
    sns_list: (request) => thin(options.empty ? [] : snsList.rows, request),
    ...account.commands,
    ...publication(options.unpublished ?? false),
    ...registers(options),
    sns_history: () => snsHistory,
    annex_preview: (request) => {
      const kinds = request.kinds as string[] | null;
      return { ...annexPreview, papers: annexPreview.papers.filter((paper) => !kinds || kinds.includes(paper.kind)) };
    },
    annex_save: () => annexSave,
    office_show: () => officeShow,
    office_save: (request) => request.office,
    section_list: () => (options.empty ? [] : (options.sections ?? sectionList)),
    section_save: (request) => request.section,
    person_list: () => (options.empty ? [] : personList),
    person_save: (request) => request.person,
    person_holdings: () => (options.empty ? [] : personHoldings),
    record_holders: (request) => (request.register === 'sns' ? snsHolders : recordHolders),
    orphans: (request) =>
      options.empty
        ? { rows: [], total: 0 }
        : { total: orphans.total, rows: orphans.rows.slice(0, (request.limit as number | null) ?? undefined) },
    transfer_preview: (request) => transferred(request as unknown as TransferRequest),
    transfer_apply: (request) =>
      request.leave_open ? transferApply : { ...transferApply, still_open: [], questions: [] },
    transfer_papers: () => transferPapers,
    history_list: () => historyList,
    history_verify: () => historyVerify,
    recovery_show: () => recoveryShow,
    catalogue_show: () => catalogueShow,
    import_preview: (request) => slowly(() => previewed(request as unknown as PreviewRequest, options)),
    import_run: (request) => slowly(() => imported(request)),
    import_rejected_save: (request) => ({ ...importRejectedSave, file: request.file }),
    import_undo: () => importUndo,
    export_save: (request) => ({
      ...exportSave,
      file: request.file,
      lost: request.encoding === 'cp932' ? exportSave.lost : [],
    }),
    archive_save: (request) => ({ ...archiveSave, file: request.file }),
    cloud_usage: (request) => slowly(() => used(request as unknown as UsageRequest)),
    cloud_services: (request) => slowly(() => matched(request as unknown as ServicesRequest)),
    cloud_attach: (request) => {
      cloud = attached(cloud, request as unknown as CloudAttach);
      return cloud;
    },
    evidence_save: (request) => ({ file: request.file, rows: 1 }),
    ...papers,
    cloud_sheet_read: ({ file }) => returned(cloud, file),
    cloud_sheet_apply: () => cloud,
    ...contractSheets(() => view),
  };
  const matched = matcher();
  /** Told while something slow is done; the fake has one thing in hand at a time. */
  let stage: { stage: string; done: number; total: number } | null = null;
  let stop = false;
  async function slowly<T>(work: () => T): Promise<T> {
    if (!options.slow) return work();
    stop = false;
    for (let done = 0; done < 20 && !stop; done++) {
      stage = { stage: done < 10 ? 'read' : 'check', done: done * 250, total: 5000 };
      await new Promise((ready) => setTimeout(ready, (options.slow ?? 0) / 20));
    }
    stage = null;
    return stop ? refuse([{ code: 'import_cancelled', field: null, args: {} }]) : work();
  }
  function moved(change: Request, state?: ApplicationState) {
    const { application } = cloud;
    cloud = {
      ...cloud,
      cloud: { ...cloud.cloud, ...change, revision: cloud.cloud.revision + 1 },
      application: application && { ...application, state: state ?? application.state },
    };
    return cloud;
  }
  /** The application after a step: nobody has a further one. */
  function said(request: Request, state?: ApplicationState) {
    const of = among([cloud, account.now(), ...view.cases], request);
    const { application, may } = of;
    if (!application) return refuse([]);
    const by = { ...application.by, name: may.name, at: `2026-11-26T06:00:0${application.revision % 10}Z` };
    const comment = {
      by,
      step: null,
      requirement: (request.requirement as string) ?? null,
      text: String(request.text),
    };
    of.application = {
      ...application,
      state: state ?? application.state,
      revision: application.revision + 1,
      comments: request.text ? [...application.comments, comment] : application.comments,
    };
    if (state)
      Object.assign(may, { review: false, decide: false, act: false, send_back: false, withdraw: false, apply: [] });
    return { application: of.application };
  }
  function step(change: Request, status = view.status) {
    view = { ...view, status, contract: { ...view.contract, ...change, revision: view.contract.revision + 1 } };
    return view;
  }

  return {
    startup: async () => ({ ok: !options.closed?.length, problems: options.closed ?? [] }),
    recover: async (typed) => {
      if (!/^(K{4}7-?)+$/.test(typed.trim()))
        return refuse([{ code: 'recovery_mistyped', field: null, args: { group: '1' } }]);
      options.closed?.splice(0);
    },
    call: async (name, request) => {
      options.onCall?.(name, request);
      const problems = options.refuse?.(name, request as Request) ?? [];
      if (problems.length > 0) return refuse(problems);
      const answer = answers[name];
      if (!answer) return refuse([{ code: 'command_unknown', field: null, args: { name } }]);
      return clone(await answer(request as Request));
    },
    chooseFolder: async () => annexSave.files[0]?.path.replace(/[^/\\]*$/, '') ?? null,
    chooseFile: async (kinds) => {
      options.onCall?.('choose_file', { kinds });
      return options.file ?? `D:\\契約\\${importPreview.file_name}`;
    },
    progress: async () => stage,
    cancel: async () => {
      stop = true;
    },
    onFileDrop: async (told) => {
      if (options.drop) options.drop.now = told;
      return () => {};
    },
    ...habits(options),
  };
}

/** The record of an earlier day; the fake reads only one way of typing one. */
function asOf(view: ContractView, typed: string): ContractView | Promise<never> {
  const on = typed === 'R8.10.1' ? '2026-10-01' : typed;
  if (!/^\d{4}-\d\d-\d\d$/.test(on)) {
    return Promise.reject({ problems: [{ code: 'date_unreadable', field: 'on', args: { value: typed } }] });
  }
  return { ...view, as_of: on };
}

function list(rows: ContractRow[], query: ContractQuery, total: number): ContractPage {
  const matches = (row: ContractRow) =>
    (!query.text || [row.title, row.contractor, row.number ?? ''].some((field) => field.includes(query.text ?? ''))) &&
    (!query.status || row.status === query.status) &&
    (!query.section || row.section === query.section) &&
    (!query.findings || row.findings > 0) &&
    (!query.unknown || row.unknown > 0);
  const found = total === 0 ? [] : rows.filter(matches);
  const key =
    query.sort === 'next_due' || !query.sort
      ? (row: ContractRow) => row.next_due?.on ?? '9'
      : (row: ContractRow) => row[query.sort as keyof ContractRow] as string | number;
  found.sort((a, b) => ((key(a) ?? '') < (key(b) ?? '') ? -1 : 1) * (query.descending ? -1 : 1));
  const many = total > rows.length ? Math.round((total * found.length) / rows.length) : found.length;
  const from = query.offset ?? 0;
  const until = Math.min(many, from + (query.limit ?? many));
  const page: ContractRow[] = [];
  for (let at = from; at < until; at++) {
    const row = found[at % found.length];
    if (row) page.push(at < found.length ? row : { ...row, id: `${row.id}-${at}` });
  }
  return { rows: page, total: many, all: total };
}

/** The record after a draft: what was not sent stays. */
function next<T extends { id: string; revision: number }>(record: T, draft: Request): T {
  return { ...record, ...draft, id: String(draft.id ?? 'new-one'), revision: record.revision + 1 };
}

const required = (field: string): Problem => ({ code: 'required', field, args: {} });

/** A page of a register whose rows are only found by equal words and by a part of any text. */
function thin(rows: Request[], request: Request) {
  const equal = ['status', 'section', 'medium'].filter((name) => request[name]);
  const found = rows.filter(
    (row) =>
      equal.every((name) => row[name] === request[name]) &&
      (!request.text || Object.values(row).some((value) => String(value).includes(String(request.text)))),
  );
  const key = (row: Request) => String(row[String(request.sort)] ?? '\uffff');
  found.sort((a, b) => (key(a) < key(b) ? -1 : 1) * (request.descending ? -1 : 1));
  const from = Number(request.offset ?? 0);
  return { rows: found.slice(from, from + Number(request.limit ?? 100)), total: found.length, all: rows.length };
}

/** The one objection the fake has, so that a screen can show it. */
function problemsOf(draft: Request): Problem[] {
  const problems: Problem[] = [];
  if (!String(draft.title ?? '').trim()) problems.push({ code: 'required', field: 'title', args: {} });
  if (/^x/i.test(String(draft.starts_on ?? '')))
    problems.push({ code: 'date_unreadable', field: 'starts_on', args: { value: String(draft.starts_on) } });
  return problems;
}

function check(
  draft: Request,
  base: ContractView,
): { problems: Problem[]; view: ContractView; change: Change; normal: Record<string, string> } {
  const view = clone(base);
  const facts = (draft.facts ?? {}) as Record<string, FactValue | null>;
  const added: Change['added'] = [];
  for (const question of view.questions) {
    if (question.derived) continue;
    const value = facts[question.fact] ?? null;
    if (JSON.stringify(value) === JSON.stringify(question.value)) continue;
    question.value = value;
    for (const row of view.requirements) {
      if (row.state !== 'unknown' || value === null || !row.undecided.some((fact) => fact.fact === question.fact))
        continue;
      row.undecided = [];
      if (value === false) {
        row.state = 'waived';
        continue;
      }
      row.state = 'missing';
      added.push({ id: row.id, title: row.title });
      view.counts.applies += 1;
      view.counts.missing += 1;
    }
  }
  view.requirements = view.requirements.filter(
    (row, at) => row.state !== 'waived' || base.requirements[at]?.state === 'waived',
  );
  view.counts.unknown = view.requirements.filter((row) => row.state === 'unknown').length;
  view.contract = { ...view.contract, ...(draft as object), facts } as ContractView['contract'];
  const normal: Record<string, string> = {};
  for (const field of ['starts_on', 'ends_on']) {
    const value = String(draft[field] ?? '');
    if (/^R9\.4\.1$/i.test(value)) normal[field] = '令和9年4月1日';
  }
  const annexes = base.annexes.map((annex) => annex.kind);
  return {
    problems: problemsOf(draft),
    view,
    normal,
    change: {
      added,
      removed: [],
      before: base.counts,
      after: view.counts,
      annexes_before: annexes,
      annexes_after: annexes,
      why:
        added.length > 0
          ? [{ document: '個人情報の保護に関する法律 第66条', text: '安全管理措置を講じる義務があります。' }]
          : [],
    },
  };
}

/** The recorded look at a file: one page of its lines, with the person's mapping and corrections in place. */
function previewed(request: PreviewRequest, options: FakeOptions): ImportPreview {
  const preview = clone(importPreview) as unknown as ImportPreview;
  const { corrections, mapping, file, encoding } = request.import;
  preview.file_name = file.split(/[/\\]/).at(-1) ?? '';
  if (/\.(csv|tsv|txt)$/i.test(file)) preview.encoding = encoding ?? 'cp932';
  for (const column of preview.columns) {
    const decided = mapping?.[column.heading];
    if (decided === undefined) continue;
    column.field = decided;
    column.field_text = preview.fields.find((choice) => choice.field === decided)?.text ?? null;
  }
  for (const { row, column, value } of corrections ?? []) {
    const line = preview.lines.find((one) => one.row === row);
    if (!line) continue;
    const cell = line.cells.find((one) => one.column === column);
    if (cell) Object.assign(cell, { text: value, code: null, rejected: false, corrected: true });
    preview.notes = preview.notes.filter((note) => note.row !== row || note.column !== column);
    if (line.action === 'rejected') {
      line.action = 'create';
      preview.counts.create += 1;
      preview.counts.rejected -= 1;
    } else if (line.asked) {
      line.asked = false;
      preview.counts.asked -= 1;
    }
  }
  preview.notes_total = preview.notes.length;
  options.preview?.(preview, request);
  const { show } = request;
  const matching = preview.lines.filter(
    (line) => !show || show === 'all' || (show === 'asked' ? line.asked : line.action === show),
  );
  const from = request.offset ?? 0;
  preview.total = options.lines && (!show || show === 'all') ? options.lines : matching.length;
  const until = Math.min(preview.total, from + (request.limit ?? 500));
  preview.lines = [];
  for (let at = from; at < until; at++) {
    const line = matching[at % matching.length];
    if (!line) continue;
    const again = (importPreview.lines.at(-1)?.last_row ?? 0) * Math.floor(at / matching.length);
    preview.lines.push({ ...line, row: line.row + again, last_row: line.last_row + again });
  }
  return preview;
}

function imported(request: Request): typeof importRun {
  const corrections = (request.import as { corrections?: { row: number }[] | null }).corrections ?? [];
  const open = <T extends { row: number }>(notes: T[]) =>
    notes.filter((note) => !corrections.some((correction) => correction.row === note.row));
  const rejected = open(importRun.rejected);
  const taken = importRun.rejected.length - rejected.length;
  return {
    ...importRun,
    rejected,
    queries: open(importRun.queries),
    created: importRun.created + taken,
    rejected_rows: importRun.rejected_rows - taken,
  };
}

/** The recorded plan with what was chosen in the place of the proposals. */
function transferred(request: TransferRequest): TransferPreview {
  const plan = clone(transferPreview) as unknown as TransferPreview;
  for (const moved of plan.moves) {
    const own = (request.choices ?? []).filter((choice) => choice.row === moved.row);
    for (const record of moved.records) {
      const choice = own.findLast((one) => one.id === record.id) ?? own.findLast((one) => !one.id);
      if (choice?.successor === undefined || choice.successor === null) continue;
      const person = plan.successors.find((one) => one.key === choice.successor);
      const chosen = {
        successor: person?.key ?? null,
        successor_name: person?.name ?? null,
        successor_section: person?.section ?? null,
      };
      Object.assign(record, chosen, { reason: 'chosen', reason_text: '選んだ人' });
    }
  }
  const records = plan.moves.flatMap((moved) => moved.records);
  plan.counts.open = records.filter((record) => record.successor === null).length;
  return plan;
}
