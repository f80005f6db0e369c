/** What every register shows of an application beside its record. A cloud use, an official account and a matter of a contract all have these fields, so that one set of steps serves them. */
import type { Application, BoundChange, CaseMay, Hindrance, PastApplication } from '../lib/generated';

/** An application and its approval (案件), and what the person who looks may do about it. */
export interface CaseView {
  application: Application | null;
  previous: PastApplication | null;
  changes: BoundChange[];
  since_seen: BoundChange[];
  past: PastApplication[];
  hash: string;
  may: CaseMay;
}

/** A requirement that is to be left out of an approval (例外), with the reason. */
interface Wanted {
  requirement: string;
  reason: string;
}

/** What a register has its decisions shown with: what stands in the way, exceptions where there is a check sheet, and what an empty day stands for. */
export interface Deciding {
  hinders?: Pick<Hindrance, 'text' | 'blocks' | 'exceptable' | 'requirement'>[];
  wanted?: Wanted[];
  /** The name of a requirement. */
  nameOf?: (id: string) => string;
  expiresHelp?: string;
  checkHelp?: string;
}

/** Whether somebody still has to do something about it. */
export function isOpen({ application }: Pick<CaseView, 'application'>): boolean {
  return application !== null && ['review', 'decision', 'returned'].includes(application.state);
}
