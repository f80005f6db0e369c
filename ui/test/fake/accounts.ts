/** Official accounts in the stand-in: those that were recorded, and just enough reading of a draft for the form to be used. No rule of the product is repeated. */
import type { Problem, SnsCheckup, SnsView } from '../../src/lib/generated';
import snsApply from './answers/sns_apply.json';
import snsApproved from './answers/sns_approved.json';
import snsBlank from './answers/sns_blank.json';
import snsCheckup from './answers/sns_checkup.json';
import snsClosed from './answers/sns_closed.json';
import snsDecision from './answers/sns_decision.json';
import snsOwn from './answers/sns_own.json';
import snsReview from './answers/sns_review.json';
import snsShow from './answers/sns_show.json';
import snsWhole from './answers/sns_whole.json';

type Request = Record<string, unknown>;

/** An account with much to put right; one of which all is known; a closed one; and one on its way from its application to a change, as the applicant, public relations or the approver see it. */
const ACCOUNTS = {
  show: snsShow,
  whole: snsWhole,
  closed: snsClosed,
  apply: snsApply,
  review: snsReview,
  approved: snsApproved,
  decision: snsDecision,
  own: snsOwn,
};

/** Which of them is shown. */
export type Account = keyof typeof ACCOUNTS;

/** The account that everything is about, and the commands about it. */
export function accounts(which: Account = 'show', change?: (view: SnsView) => void) {
  let view = structuredClone(ACCOUNTS[which]) as unknown as SnsView;
  const blank = structuredClone(snsBlank) as unknown as SnsView;
  change?.(view);
  const baseOf = (draft: Request) => (draft.id ? view : blank);
  return {
    now: () => view,
    commands: {
      sns_show: (request: Request) => (request.on ? { ...view, as_of: request.on } : view),
      sns_blank: () => blank,
      sns_check: ({ draft }: Request) => check(draft as Request, baseOf(draft as Request)),
      sns_save: (request: Request) => {
        const draft = request.draft as Request;
        const problems = problemsOf(draft);
        if (problems.length > 0) return Promise.reject({ problems });
        const base = baseOf(draft);
        view = { ...base, sns: next(base.sns, draft) };
        return view;
      },
      sns_apply: () => {
        const { application } = snsReview as unknown as SnsView;
        view = { ...view, application, may: { ...view.may, apply: [], own: true } };
        return view;
      },
    },
  };
}

/** The record after a draft: what was not sent stays. */
function next(record: SnsView['sns'], draft: Request): SnsView['sns'] {
  return { ...record, ...draft, id: String(draft.id ?? 'new-one'), revision: record.revision + 1 };
}

/** No name, and what is called a password. */
function problemsOf(draft: Request): Problem[] {
  const nameless = draft.name === null || (!draft.id && !draft.name);
  const problems: Problem[] = nameless ? [{ code: 'required', field: 'name', args: {} }] : [];
  for (const [field, value] of Object.entries(draft)) {
    const found = /パスワード[:：]\s*(\S{4,})/.exec(String(value));
    if (found) problems.push({ code: 'looks_like_password', field, args: { length: String(found[1]?.length ?? 0) } });
  }
  return problems;
}

/** An account as it would be; only addresses of Instagram are read. */
function check(draft: Request, base: SnsView): SnsCheckup {
  const { url } = draft;
  const read = /instagram\.com\/(\w+)/.exec(String(url ?? ''))?.[1];
  const known = read && { medium: 'instagram', handle: read, url: `https://www.instagram.com/${read}` };
  const bound = ['name', 'url', 'purpose', 'posting', 'reply_policy', 'facts'].some((field) => field in draft);
  const view = { ...base, sns: { ...next(base.sns, draft), ...known } } as SnsView;
  if (known) view.medium_text = 'Instagram';
  else if (url) Object.assign(view.sns, { medium: 'other', handle: null });
  const reopens = base.sns.application && bound ? (snsCheckup as unknown as SnsCheckup).reopens : [];
  return { problems: problemsOf(draft), view, reopens };
}
