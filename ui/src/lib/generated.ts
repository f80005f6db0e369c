/** Types and commands of the program, made from the command table of the ledger crate. Not edited by hand: `sekisho types`. */

/** Yes, no, or unknown. */
export type Tri = boolean | null;

export type ActState = "open" | "done" | "not_applicable";

export type Acting = { 
/**
 * Name of the one who should decide.
 */
absent: string, 
/**
 * Why somebody else does.
 */
reason: string, };

export type Action = "create" | "update" | "unchanged" | "rejected";

export type Agreed = { 
/**
 * Title.
 */
title: string, 
/**
 * Name of the contractor.
 */
contractor: string, 
/**
 * ISO date.
 */
starts_on: string | null, 
/**
 * ISO date.
 */
ends_on: string | null, };

export type Align = "left" | "center" | "right";

export type Anchor = "contract_end" | "renewal_notice" | "return_arrangement" | "contract_certificate" | "subcontract_consent" | "contract_erasure" | "onsite_inspection" | "contract_measure" | "contract_report" | "start_documents" | "training_report" | "contract_owner_leaves" | "contract_signed" | "contract_start" | "cloud_approval" | "cloud_end" | "cloud_check" | "cloud_assurance" | "cloud_erasure" | "cloud_manager_leaves" | "cloud_decided" | "account_holder_leaves" | "account_credentials" | "account_credentials_changed" | "account_last_post" | "account_approval" | "account_closed" | "account_opened" | "incident_report" | "stocktaking" | "catalogue_update" | "budget_season" | "ordinance";

export type AnnexFiles = { 
/**
 * The files.
 */
files: Array<WrittenAnnex>, };

export type AnnexKind = "security" | "personal_info" | "mynumber" | "spec_sheet" | "f20";

export type AnnexPaper = { 
/**
 * Which.
 */
kind: AnnexKind, 
/**
 * Title.
 */
title: string, 
/**
 * Name for a file, legal on Windows.
 */
file_name: string, 
/**
 * Its articles.
 */
articles: Array<Article>, 
/**
 * Its text.
 */
blocks: Array<Block>, 
/**
 * Whether it is signed and cannot change.
 */
pinned: boolean, 
/**
 * Version of the catalogue.
 */
catalogue: string, 
/**
 * Text at the head of each page.
 */
header: string, 
/**
 * Text at the foot of each page.
 */
footer: string, 
/**
 * Whether the page lies on its side.
 */
landscape: boolean, 
/**
 * ISO date of composition.
 */
made_on: string, 
/**
 * Name of the office.
 */
author: string, };

export type AnnexPreview = { 
/**
 * The papers.
 */
papers: Array<AnnexPaper>, 
/**
 * The style they are written in.
 */
style: Style, };

export type AnnexRequest = { 
/**
 * Id.
 */
id: string, 
/**
 * Kinds; none for all that the contract calls for.
 */
kinds?: Array<AnnexKind> | null, };

export type AnnexSave = { 
/**
 * Id.
 */
id: string, 
/**
 * Kinds; none for all that the contract calls for.
 */
kinds?: Array<AnnexKind> | null, 
/**
 * Folder.
 */
folder: string, };

export type AnnexSummary = { 
/**
 * Which.
 */
kind: AnnexKind, 
/**
 * Title.
 */
title: string, 
/**
 * Number of its articles.
 */
articles: number, 
/**
 * Whether it is signed.
 */
pinned: boolean, };

export type Answered = "yes" | "partly" | "no" | "not_applicable" | "unknown";

export type Application = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Register of the record.
 */
register: Register, 
/**
 * Id of the record.
 */
record: string, 
/**
 * What of the record it is about; none for the record itself.
 */
matter: string | null, 
/**
 * What is applied for.
 */
kind: ApplicationKind, 
/**
 * Where it is.
 */
state: ApplicationState, 
/**
 * Title of the record.
 */
title: string, 
/**
 * Section of the record.
 */
section: string | null, 
/**
 * Who applied last.
 */
by: By, 
/**
 * Everybody else who applied for it.
 */
applicants: Array<By>, 
/**
 * Everybody who changed what is applied for while it was open.
 */
editors: Array<By>, 
/**
 * The state in which the record was before.
 */
was: string, 
/**
 * What was approved before, as far as it is known.
 */
before: unknown, 
/**
 * What of the record was applied for; after the decision what was decided on. Canonical JSON of the bound fields.
 */
content: unknown, 
/**
 * SHA-256 of the content.
 */
hash: string, 
/**
 * The content that was there when it was reviewed or sent back last.
 */
seen?: unknown, 
/**
 * What was said, oldest first.
 */
comments: Array<Comment>, 
/**
 * Who reviewed it.
 */
reviewed: By | null, 
/**
 * What was decided.
 */
decision: Decision | null, 
/**
 * Number of this version; 0 for a new one.
 */
revision: number, };

export type ApplicationKind = "new" | "change" | "renewal" | "end" | "suspension" | "resumption";

export type ApplicationState = "review" | "decision" | "returned" | "approved" | "conditional" | "refused" | "withdrawn";

export type ApplicationStep = { 
/**
 * Id of the application.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * What is said: the opinion of a review, the reason of sending it back or of taking it back.
 */
text?: string | null, 
/**
 * Id of the requirement that a remark is about.
 */
requirement?: string | null, };

export type ApprovedListFiles = { 
/**
 * The paper.
 */
paper: string, 
/**
 * The workbook.
 */
workbook: string, 
/**
 * Number of uses.
 */
rows: number, };

export type Article = { 
/**
 * Number, from 1.
 */
number: number, 
/**
 * Id of the clause; for tables the requirement.
 */
clause: string, 
/**
 * Title.
 */
title: string, 
/**
 * Requirements that it meets.
 */
requirements: Array<string>, 
/**
 * Version of the wording.
 */
version: string, 
/**
 * Its first block in the paper.
 */
first_block: number, 
/**
 * Number of its blocks.
 */
blocks: number, };

export type Assurance = { 
/**
 * A value of the fact `certs`.
 */
kind: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * What it covers, in words.
 */
scope: string | null, 
/**
 * Whether that covers this use.
 */
in_scope: boolean | null, 
/**
 * ISO date from which it is valid.
 */
valid_from: string | null, 
/**
 * ISO date until which it is valid.
 */
valid_until: string | null, 
/**
 * ISO date of the end of the audited period (ISMAP, SOC 2).
 */
audited_until: string | null, 
/**
 * Whether a renewal was applied for and is pending.
 */
renewal_pending: boolean, 
/**
 * Whether the approval relies on it.
 */
relied_on: boolean, 
/**
 * Hash of the file in which it can be seen.
 */
evidence: string | null, };

export type Attachment = { 
/**
 * SHA-256 of its content.
 */
hash: string, 
/**
 * Name of the file as it came.
 */
name: string, 
/**
 * What it is, in words.
 */
title: string | null, 
/**
 * Size in bytes.
 */
size: number, 
/**
 * ISO date on which it was added.
 */
on: string, 
/**
 * Who added it.
 */
by: string, };

export type Badge = "obtained" | "applied" | "not_offered" | "none";

export type Bar = { 
/**
 * What it is about.
 */
label: string, 
/**
 * How long each of its parts is, with its tone.
 */
parts: Array<[number, Tone]>, 
/**
 * The figures beside it, in words.
 */
figure: string, };

export type BatchRequest = { 
/**
 * The number.
 */
batch: number, };

export type Block = { "type": "title", 
/**
 * The words.
 */
text: string, } | { "type": "subtitle", 
/**
 * The words.
 */
text: string, } | { "type": "paragraph", 
/**
 * The words.
 */
text: string, 
/**
 * Side on which it stands.
 */
align: Align, 
/**
 * Indentation of all its lines, in characters.
 */
indent: number, } | { "type": "caption", 
/**
 * The words.
 */
text: string, } | { "type": "line", 
/**
 * 0 article or unlabelled first paragraph, 1 paragraph (項), 2 item (号), 3 and 4 sub-items (細目).
 */
level: number, 
/**
 * The number as printed; empty for a line that goes on without one.
 */
label: string, 
/**
 * The words.
 */
text: string, } | { "type": "heading", 
/**
 * 1 to 3.
 */
level: number, 
/**
 * The words.
 */
text: string, } | { "type": "table", 
/**
 * Width of each column in thousandths of the text width; anything that does not fit the columns means equal widths.
 */
widths: Array<number>, 
/**
 * Header row; empty for none.
 */
header: Array<string>, 
/**
 * Rows; a short row is filled with empty cells.
 */
rows: Array<Array<string>>, 
/**
 * In smaller letters.
 */
small: boolean, } | { "type": "matrix", 
/**
 * Width of each column in thousandths of the text width, as of a table.
 */
widths: Array<number>, 
/**
 * Header row; empty for none.
 */
header: Array<string>, 
/**
 * Rows.
 */
rows: Array<Array<Toned>>, } | { "type": "bars", 
/**
 * What each tone means; empty where every bar has one part.
 */
legend: Array<Toned>, 
/**
 * The bars.
 */
rows: Array<Bar>, } | { "type": "note", 
/**
 * The words.
 */
text: string, } | { "type": "seal_box", 
/**
 * Lines naming the one who seals.
 */
lines: Array<string>, } | { "type": "page_break" } | { "type": "rule" };

export type BoundChange = { 
/**
 * Dotted path of the field.
 */
field: string, 
/**
 * Its name in words.
 */
label: string, 
/**
 * What it was.
 */
before: string | null, 
/**
 * What it is.
 */
after: string | null, };

export type By = { 
/**
 * Id of the person; empty where the account is nobody's.
 */
person: string, 
/**
 * Account of the operating system.
 */
account: string, 
/**
 * Name as it was then.
 */
name: string, 
/**
 * Section as it was then.
 */
section: string | null, 
/**
 * When, as RFC 3339 in UTC.
 */
at: string, 
/**
 * ISO date in the ledger's day.
 */
on: string, };

export type ById = { 
/**
 * Id.
 */
id: string, };

export type CalendarStyle = "wareki" | "iso";

export type Candidate = { 
/**
 * Id within the contract, such as `c1`.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * 法人番号.
 */
corporate_number: string | null, 
/**
 * Its judgements.
 */
scores: Array<Score>, };

export type CandidateStanding = { 
/**
 * Whether it may be chosen.
 */
fit: Fit, 
/**
 * Points times weights.
 */
total: number, 
/**
 * The most that can be had.
 */
most: number, 
/**
 * Place among those that are not unfit, from 1; equal totals share it. None where nobody gave points.
 */
rank: number | null, };

export type CaseMay = { 
/**
 * Whether the account is that of a person in the ledger.
 */
known: boolean, 
/**
 * Name of that person.
 */
name: string, 
/**
 * Apply for these.
 */
apply: Array<ApplicationKind>, 
/**
 * Say something about the application.
 */
comment: boolean, 
/**
 * Review it.
 */
review: boolean, 
/**
 * Send it back.
 */
send_back: boolean, 
/**
 * Decide it.
 */
decide: boolean, 
/**
 * Decide it in the approver's place (代決).
 */
act: boolean, 
/**
 * Whether it is the person's own application.
 */
own: boolean, 
/**
 * Take it back.
 */
withdraw: boolean, };

export type CatalogueEntry = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * What it asks for.
 */
summary: string, 
/**
 * Area.
 */
area: string, 
/**
 * Area in words.
 */
area_text: string, 
/**
 * How strict.
 */
severity: Severity, 
/**
 * Kind of basis.
 */
basis: string, 
/**
 * Kind of basis in words.
 */
basis_text: string, 
/**
 * When it applies, in words of the catalogue.
 */
applies_text: string, 
/**
 * Sources with their marks.
 */
sources: Array<Source>, 
/**
 * Record types it is about.
 */
record_types: Array<string>, 
/**
 * Clause that meets it.
 */
clause: string | null, 
/**
 * Wording of that clause, as a template.
 */
clause_text: string | null, };

export type CatalogueView = { 
/**
 * Version.
 */
version: string, 
/**
 * ISO date of its facts.
 */
as_of: string, 
/**
 * Requirements in catalogue order.
 */
requirements: Array<CatalogueEntry>, 
/**
 * Documents by id.
 */
documents: Array<DocumentEntry>, };

export type Certificate = { 
/**
 * A value of the fact `certs`.
 */
kind: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Scope.
 */
scope: string | null, 
/**
 * ISO date until which it is valid.
 */
valid_until: string | null, };

export type CertificateLeft = { 
/**
 * What it is, in words.
 */
title: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Scope.
 */
scope: string | null, 
/**
 * ISO date.
 */
valid_until: string | null, 
/**
 * Days left; negative once it lapsed.
 */
days: number | null, };

export type Chain = { 
/**
 * The nodes, each after the one that it hangs on.
 */
nodes: Array<ChainNode>, 
/**
 * The lines.
 */
edges: Array<ChainEdge>, };

export type ChainEdge = { 
/**
 * Node above.
 */
from: string, 
/**
 * Node below.
 */
to: string, };

export type ChainKind = "contract" | "contractor" | "subcontractor" | "cloud" | "account";

export type ChainNode = { 
/**
 * Its word in the edges: `contract`, `contractor`, the id of an entry or of a record.
 */
id: string, 
/**
 * What it is.
 */
kind: ChainKind, 
/**
 * Its name.
 */
title: string, 
/**
 * What it does.
 */
detail: string | null, 
/**
 * How far it is from the contract; the contractor is 1.
 */
level: number, 
/**
 * How its consent stands.
 */
state: ChainState, 
/**
 * The record to open, where it is one of its own.
 */
link: Link | null, };

export type ChainProblem = { 
/**
 * `edited`, `deleted`, `reordered`, `truncated` or `restored_copy` of the chain; `record_differs`, `record_missing`,
 * `record_without_history` or `annex_differs` of what stands beside it.
 */
code: string, 
/**
 * Row where it was noticed.
 */
seq: number | null, 
/**
 * The same in words.
 */
text: string, };

export type ChainState = "none" | "consented" | "missing" | "refused" | "expired" | "unknown";

export type Change = { 
/**
 * Requirements that begin to apply.
 */
added: Array<Named>, 
/**
 * Requirements that no longer apply.
 */
removed: Array<Named>, 
/**
 * Counts of the record as saved.
 */
before: Counts, 
/**
 * Counts with the draft.
 */
after: Counts, 
/**
 * Annexes of the record as saved.
 */
annexes_before: Array<AnnexKind>, 
/**
 * Annexes with the draft.
 */
annexes_after: Array<AnnexKind>, 
/**
 * Sources behind the added requirements.
 */
why: Array<Why>, };

export type Channel = "mail" | "desktop";

export type CheckedAccount = { 
/**
 * Name of the account.
 */
name: string, 
/**
 * Where it is.
 */
medium: Medium, 
/**
 * The same in words.
 */
medium_text: string, 
/**
 * Its address.
 */
url: string | null, };

export type Choice = { 
/**
 * Value.
 */
value: string, 
/**
 * In words.
 */
label: string, };

export type ClausePlace = { 
/**
 * Id of the clause.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Which annex.
 */
annex: AnnexKind, 
/**
 * Number of the article.
 */
article: number, 
/**
 * Whether it is signed.
 */
pinned: boolean, };

export type Close = { 
/**
 * Id.
 */
id: string, 
/**
 * As typed.
 */
closed_on: string, 
/**
 * As typed.
 */
returned_on?: string | null, 
/**
 * As typed.
 */
erasure_certificate_on?: string | null, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * Revision that the person saw.
 */
revision: number, };

export type Closing = { 
/**
 * ISO date.
 */
closed_on: string, 
/**
 * ISO date on which everything was back.
 */
returned_on: string | null, 
/**
 * ISO date of the erasure certificate.
 */
erasure_certificate_on: string | null, 
/**
 * Remark.
 */
note: string | null, };

export type Cloud = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Number (承認番号).
 */
number: string | null, 
/**
 * Name of the service.
 */
service: string, 
/**
 * Who provides it (提供事業者).
 */
provider: Contractor, 
/**
 * Its address.
 */
url: string | null, 
/**
 * Hosts under which it is used beside that of the address, for the comparison with a proxy log.
 */
domains: Array<string>, 
/**
 * Name of the section that uses it.
 */
section: string | null, 
/**
 * Name of the head of that section (情報セキュリティ管理者).
 */
security_manager: string | null, 
/**
 * Name of the person who manages it (クラウドサービス管理者).
 */
manager: string | null, 
/**
 * ISO date since which this person manages it, if it is known.
 */
manager_since: string | null, 
/**
 * What it is used for.
 */
purpose: string | null, 
/**
 * Which information is handled, in words.
 */
information: string | null, 
/**
 * Number of people who use it.
 */
users: number | null, 
/**
 * Who uses it.
 */
user_scope: string | null, 
/**
 * ISO date on which the use begins.
 */
starts_on: string | null, 
/**
 * ISO date until which it is planned.
 */
ends_on: string | null, 
/**
 * Yen a year; 0 where it is free.
 */
budget_yen: number | null, 
/**
 * Where the data lie, in words (東京・大阪リージョン).
 */
locations: string | null, 
/**
 * Court that has jurisdiction.
 */
jurisdiction: string | null, 
/**
 * Service level: availability, recovery, hours.
 */
service_level: string | null, 
/**
 * Backups.
 */
backup: string | null, 
/**
 * Access records.
 */
access_log: string | null, 
/**
 * Who is responsible for what (責任分界).
 */
responsibility: string | null, 
/**
 * Who configures it.
 */
configured_by: string | null, 
/**
 * How the data come back and are erased at the end.
 */
exit_plan: string | null, 
/**
 * To whom the provider passes work on.
 */
subprocessors: Array<SubProcessor>, 
/**
 * What speaks for the provider.
 */
assurances: Array<Assurance>, 
/**
 * What is known.
 */
facts: { [key in string]: FactValue }, 
/**
 * Answers by id of the requirement.
 */
answers: { [key in string]: CloudAnswer }, 
/**
 * Requirements that cannot be met.
 */
exceptions: Array<WantedException>, 
/**
 * Where it is between application and end.
 */
status: CloudStatus, 
/**
 * Conditions of the approval.
 */
conditions: string | null, 
/**
 * ISO date of the decision.
 */
decided_on: string | null, 
/**
 * ISO date until which it is approved.
 */
expires_on: string | null, 
/**
 * ISO date of the next check.
 */
next_check_on: string | null, 
/**
 * Id of the application on which the approval rests; none where it was taken over from another ledger.
 */
application: string | null, 
/**
 * Files that show something of it.
 */
attachments: Array<Attachment>, 
/**
 * Checks.
 */
checks: Array<CloudCheck>, 
/**
 * Suspension.
 */
suspension: Suspension | null, 
/**
 * End.
 */
ending: CloudEnding | null, 
/**
 * ISO date of the end.
 */
ended_on: string | null, 
/**
 * Id of the contract under which it is used.
 */
contract: string | null, 
/**
 * Remark.
 */
note: string | null, 
/**
 * Number of this version; 0 for a new one.
 */
revision: number, };

export type CloudAnswer = { 
/**
 * The answer.
 */
answer: Verdict, 
/**
 * What was found, in words (東京・大阪).
 */
detail: string | null, 
/**
 * Where it can be seen.
 */
source: string | null, 
/**
 * What kind of place that is.
 */
source_kind: SourceKind | null, 
/**
 * ISO date on which it was seen.
 */
seen_on: string | null, 
/**
 * Hash of the file in which it can be seen.
 */
evidence: string | null, 
/**
 * The risk that stays.
 */
risk: string | null, 
/**
 * Who accepts that risk.
 */
risk_acceptor: string | null, };

export type CloudApply = { 
/**
 * Id of the cloud use.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * What is applied for.
 */
kind: ApplicationKind, 
/**
 * Why; what the person has to say to the one who reviews.
 */
reason?: string | null, };

export type CloudAttach = { 
/**
 * Id of the cloud use.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * Where the file is.
 */
file: string, 
/**
 * What it is, in words.
 */
title?: string | null, };

export type CloudCheck = { 
/**
 * ISO date.
 */
on: string, 
/**
 * Who checked.
 */
checker: string | null, 
/**
 * Who confirmed it.
 */
confirmed_by: string | null, 
/**
 * Whether the settings are as decided.
 */
settings_kept: boolean | null, 
/**
 * Whether the terms changed since the last check.
 */
terms_changed: boolean | null, 
/**
 * Whether accounts and rights were looked through and needless ones removed.
 */
accounts_cleared: boolean | null, 
/**
 * Whether the service is used at all.
 */
in_use: boolean | null, 
/**
 * What was found.
 */
result: string | null, 
/**
 * What is put right.
 */
correction: string | null, 
/**
 * ISO date on which it was put right.
 */
corrected_on: string | null, };

export type CloudCheckup = { 
/**
 * What would hinder saving.
 */
problems: Array<Problem>, 
/**
 * The record as it would be.
 */
view: CloudView, 
/**
 * Changes that would reopen the approval; empty if saving leaves it.
 */
reopens: Array<BoundChange>, };

export type CloudCounts = { 
/**
 * Requirements that apply.
 */
applies: number, 
/**
 * Not met.
 */
missing: number, 
/**
 * Undecided.
 */
unknown: number, 
/**
 * Not answered.
 */
unanswered: number, 
/**
 * Met, some on a condition.
 */
met: number, };

export type CloudDraft = { id: string | null; revision: number; [field: string]: unknown };

export type CloudEnding = { 
/**
 * ISO date on which the use ends.
 */
on: string | null, 
/**
 * Why it ends.
 */
reason: string | null, 
/**
 * Where the data go.
 */
migration: string | null, 
/**
 * ISO date on which they are there.
 */
migrated_on: string | null, 
/**
 * ISO date on which the data at the provider were erased.
 */
erased_on: string | null, 
/**
 * How they were erased.
 */
erasure_method: string | null, 
/**
 * What became of copies and backups.
 */
copies: string | null, 
/**
 * ISO date on which the accounts were disposed of.
 */
accounts_disposed_on: string | null, 
/**
 * ISO date of the certificate of erasure.
 */
certificate_on: string | null, 
/**
 * Hash of the certificate.
 */
evidence: string | null, 
/**
 * What remains, and why.
 */
remaining: string | null, };

export type CloudMay = { 
/**
 * Change the record.
 */
edit: boolean, 
/**
 * Suspend the use.
 */
suspend: boolean, 
/**
 * Let it go on.
 */
resume: boolean, 
/**
 * Whether the account is that of a person in the ledger.
 */
known: boolean, 
/**
 * Name of that person.
 */
name: string, 
/**
 * Apply for these.
 */
apply: Array<ApplicationKind>, 
/**
 * Say something about the application.
 */
comment: boolean, 
/**
 * Review it.
 */
review: boolean, 
/**
 * Send it back.
 */
send_back: boolean, 
/**
 * Decide it.
 */
decide: boolean, 
/**
 * Decide it in the approver's place (代決).
 */
act: boolean, 
/**
 * Whether it is the person's own application.
 */
own: boolean, 
/**
 * Take it back.
 */
withdraw: boolean, };

export type CloudPage = { 
/**
 * Rows of the page.
 */
rows: Array<CloudRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Cloud uses in the register.
 */
all: number, };

export type CloudPaperFiles = { 
/**
 * The files.
 */
files: Array<WrittenCloudPaper>, };

export type CloudPaperKind = "application" | "sheet" | "approval" | "decision" | "check" | "erasure";

export type CloudPapers = { 
/**
 * Id.
 */
id: string, 
/**
 * Kinds; none for all that the use calls for.
 */
kinds?: Array<CloudPaperKind> | null, 
/**
 * Folder.
 */
folder: string, };

export type CloudQuery = { 
/**
 * Words that all occur in number, service, provider, section, manager, purpose or address.
 */
text?: string | null, 
/**
 * Cloud uses in this state.
 */
status?: CloudStatus | null, 
/**
 * Cloud uses whose approval stands today, or has lapsed.
 */
standing?: Standing | null, 
/**
 * Cloud uses of the section with this name.
 */
section?: string | null, 
/**
 * Cloud uses with findings, or without.
 */
findings?: boolean | null, 
/**
 * A column of the list.
 */
sort?: string | null, 
/**
 * Greatest first.
 */
descending?: boolean | null, 
/**
 * Rows to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Rows to give, at most 500.
 */
limit?: number | null, };

export type CloudRequirementRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * What it asks for.
 */
summary: string, 
/**
 * How strict.
 */
severity: Severity, 
/**
 * Kind of basis in words.
 */
basis_text: string, 
/**
 * Phase.
 */
phase: string, 
/**
 * How it stands.
 */
state: CloudState, 
/**
 * The same in words.
 */
state_text: string, 
/**
 * Whether it is asked on the check sheet.
 */
asked: boolean, 
/**
 * Why it applies, in words.
 */
because_text: string, 
/**
 * Sources.
 */
sources: Array<Source>, 
/**
 * The answer.
 */
answer: CloudAnswer | null, 
/**
 * The answer in words.
 */
answer_text: string | null, 
/**
 * The answer that was approved before, if it was another.
 */
former_text: string | null, 
/**
 * Whether the answer is another than the one that was approved before.
 */
changed: boolean, 
/**
 * What of the record meets it, in words.
 */
by_record_text: string | null, 
/**
 * Number of comments on it.
 */
comments: number, 
/**
 * Remark of the catalogue.
 */
note: string | null, };

export type CloudRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Name of the service.
 */
service: string, 
/**
 * Name of the provider.
 */
provider: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * Manager.
 */
manager: string | null, 
/**
 * Where it is between application and end.
 */
status: CloudStatus, 
/**
 * ISO date.
 */
decided_on: string | null, 
/**
 * ISO date.
 */
expires_on: string | null, 
/**
 * ISO date of the last day on which the approval stands.
 */
stands_until: string | null, 
/**
 * ISO date of the next check.
 */
next_check_on: string | null, 
/**
 * How the approval stands.
 */
standing: Standing, 
/**
 * Number of findings.
 */
findings: number, };

export type CloudSave = { 
/**
 * The draft.
 */
draft: CloudDraft, };

export type CloudSheetApply = { 
/**
 * Id of the cloud use.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * The file.
 */
file: string, 
/**
 * Requirements whose answers are taken; none for all of them.
 */
answers?: Array<string> | null, };

export type CloudSheetRead = { 
/**
 * Id of the cloud use.
 */
id: string, 
/**
 * The file.
 */
file: string, };

export type CloudSheetReading = { 
/**
 * Number that stands in it.
 */
number: string | null, 
/**
 * Version of that issue.
 */
version: number | null, 
/**
 * ISO date of that issue.
 */
issued_on: string | null, 
/**
 * Answers that can be taken, in the order of the sheet.
 */
answers: Array<SheetAnswer>, 
/**
 * What is odd, what makes it unusable first.
 */
notes: Array<SheetNote>, 
/**
 * Whether answers can be taken.
 */
usable: boolean, };

export type CloudSheetSave = { 
/**
 * Id of the cloud use.
 */
id: string, 
/**
 * Folder.
 */
folder: string, 
/**
 * Until when the provider is to answer, as typed; two weeks if nothing is said.
 */
due_on?: string | null, };

export type CloudState = "missing" | "unknown" | "unanswered" | "conditional" | "met" | "not_applicable" | "excepted" | "not_yet";

export type CloudStatus = "draft" | "applied" | "returned" | "approved" | "conditional" | "refused" | "suspended" | "ended";

export type CloudSuspend = { 
/**
 * Id of the cloud use.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * A day as typed; today if none is given.
 */
on?: string | null, 
/**
 * Why.
 */
reason: string, };

export type CloudView = { 
/**
 * The record.
 */
cloud: Cloud, 
/**
 * The state in words.
 */
status_text: string, 
/**
 * How the approval stands.
 */
standing: Standing, 
/**
 * ISO date until which it does.
 */
stands_until: string | null, 
/**
 * What is known, in words.
 */
facts: Array<FactRow>, 
/**
 * Numbers of requirements.
 */
counts: CloudCounts, 
/**
 * The check sheet, in the order of the catalogue.
 */
requirements: Array<CloudRequirementRow>, 
/**
 * Findings of the rules.
 */
findings: Array<Finding>, 
/**
 * What stands in the way of an approval.
 */
hinders: Array<Hindrance>, 
/**
 * Questions about facts.
 */
questions: Array<Question>, 
/**
 * Fields of the application that depend on the facts.
 */
fields: Array<FieldNeed>, 
/**
 * What the person who looks may do.
 */
may: CloudMay, 
/**
 * Title of the contract under which it is used.
 */
contract_title: string | null, 
/**
 * What falls due, nearest first.
 */
due: Array<DueItem>, 
/**
 * Official accounts that run on it.
 */
sns: Array<Link>, 
/**
 * ISO date, if it is shown as it was.
 */
as_of: string | null, 
/**
 * Hash of the end of the history.
 */
head: string, 
/**
 * The open application, else the one on which the approval rests.
 */
application: Application | null, 
/**
 * The approval with which it is compared.
 */
previous: PastApplication | null, 
/**
 * What changed since that approval.
 */
changes: Array<BoundChange>, 
/**
 * What changed since the open application was reviewed or sent back last.
 */
since_seen: Array<BoundChange>, 
/**
 * All applications, newest first.
 */
past: Array<PastApplication>, 
/**
 * SHA-256 of what an approval is bound to, as it is now.
 */
hash: string, };

export type Comma = "ideographic" | "fullwidth";

export type Comment = { 
/**
 * Who, and when.
 */
by: By, 
/**
 * What was done with these words, if it was more than a remark: `returned`, `reviewed`, `applied`, `withdrawn`.
 */
step: string | null, 
/**
 * Id of the requirement.
 */
requirement: string | null, 
/**
 * What was said.
 */
text: string, };

export type Company = { 
/**
 * Id.
 */
id: string, 
/**
 * 法人番号, 13 digits.
 */
corporate_number: string | null, 
/**
 * Name of today (商号).
 */
name: string, 
/**
 * Names that it had before.
 */
former_names: Array<FormerName>, 
/**
 * Other spellings that mean it.
 */
spellings: Array<string>, 
/**
 * Representative.
 */
representative: string | null, 
/**
 * Address of the head office.
 */
address: string | null, 
/**
 * Country of the head office.
 */
country: string | null, 
/**
 * Who controls it.
 */
parent: ParentCompany, 
/**
 * Certificates.
 */
certificates: Array<Certificate>, 
/**
 * Whom to call.
 */
contacts: Array<Contact>, 
/**
 * ISO date since which it is suspended from designation (指名停止).
 */
suspended_from: string | null, 
/**
 * ISO date until which it is.
 */
suspended_until: string | null, 
/**
 * Why.
 */
suspended_reason: string | null, 
/**
 * Remark.
 */
note: string | null, 
/**
 * Id of the company that took its place, if they turned out to be one.
 */
merged_into: string | null, 
/**
 * Number of this version; 0 for one that only other records name.
 */
revision: number, };

export type CompanyDraft = { id: string | null; revision: number; [field: string]: unknown };

export type CompanyPage = { 
/**
 * Rows of the page.
 */
rows: Array<CompanyRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Companies in the register.
 */
all: number, };

export type CompanyQuery = { 
/**
 * Words that all occur in names, spellings, number, representative, address or remark.
 */
text?: string | null, 
/**
 * Companies with findings, or without.
 */
findings?: boolean | null, 
/**
 * Companies that are abroad themselves or by who controls them, or not.
 */
abroad?: boolean | null, 
/**
 * Companies that are suspended from designation today, or not.
 */
suspended?: boolean | null, 
/**
 * Companies without a corporate number, or with one.
 */
number_missing?: boolean | null, 
/**
 * Companies that stand behind a contract that is not over.
 */
running?: boolean | null, 
/**
 * A column of the list.
 */
sort?: string | null, 
/**
 * Greatest first.
 */
descending?: boolean | null, 
/**
 * Rows to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Rows to give, at most 500.
 */
limit?: number | null, };

export type CompanyRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * 法人番号.
 */
corporate_number: string | null, 
/**
 * Whether it or who controls it is abroad.
 */
abroad: boolean, 
/**
 * Whether it is suspended from designation today.
 */
suspended: boolean, 
/**
 * Number of contracts that name it, as contractor or below.
 */
contracts: number, 
/**
 * Number of those that are not over.
 */
running: number, 
/**
 * Number of cloud uses.
 */
clouds: number, 
/**
 * Number of accounts.
 */
accounts: number, 
/**
 * Number of findings.
 */
findings: number, 
/**
 * Whether somebody keeps it; else only records name it.
 */
kept: boolean, };

export type CompanyView = { 
/**
 * The record.
 */
company: Company, 
/**
 * Whether somebody keeps it; else it is worked out from the records that name it.
 */
kept: boolean, 
/**
 * Whether it or who controls it is abroad.
 */
abroad: boolean, 
/**
 * Whether it is suspended from designation today.
 */
suspended: boolean, 
/**
 * The company that took its place.
 */
merged_into: Link | null, 
/**
 * Companies that went into it.
 */
merged: Array<Link>, 
/**
 * The controlling company, where the register has it.
 */
parent: Link | null, 
/**
 * How records write it.
 */
spellings: Array<Spelling>, 
/**
 * Its certificates.
 */
certificates: Array<CertificateLeft>, 
/**
 * Contracts that name it, those that are not over first.
 */
contracts: Array<PartyRow>, 
/**
 * Cloud uses that name it.
 */
clouds: Array<PartyRow>, 
/**
 * Accounts that name it.
 */
accounts: Array<PartyRow>, 
/**
 * Yen of its own contracts that are not over.
 */
amount_yen: number, 
/**
 * What is wrong.
 */
findings: Array<Finding>, 
/**
 * What falls due for the records that name it, nearest first.
 */
due: Array<DueItem>, 
/**
 * Its history.
 */
history: Array<HistoryRow>, };

export type Concentration = { 
/**
 * The companies.
 */
rows: Array<ConcentrationRow>, 
/**
 * How many companies have anything that is not over.
 */
total: number, 
/**
 * Records that are not over and name a company.
 */
records: number, };

export type ConcentrationQuery = { 
/**
 * Rows to give, 100 unless named.
 */
limit?: number | null, };

export type ConcentrationRow = { 
/**
 * Id of the company.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Contracts of its own that are not over.
 */
contracts: number, 
/**
 * Contracts of others below which it works.
 */
below: number, 
/**
 * Cloud uses.
 */
clouds: number, 
/**
 * Accounts.
 */
accounts: number, 
/**
 * Yen of its own contracts.
 */
amount_yen: number, 
/**
 * Number of sections that would be hit.
 */
sections: number, };

export type Confirmation = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * ISO date.
 */
on: string, 
/**
 * Where it can be seen.
 */
source: string, 
/**
 * Remark.
 */
note: string | null, };

export type Conjunction = "kanji" | "hiragana";

export type Contact = { 
/**
 * Name.
 */
name: string | null, 
/**
 * Section of the company.
 */
section: string | null, 
/**
 * Telephone number.
 */
phone: string | null, 
/**
 * Mail address.
 */
email: string | null, 
/**
 * What for.
 */
purpose: ContactFor, };

export type ContactFor = "contract" | "security" | "incident";

export type ContentLine = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * The same in words.
 */
label: string, 
/**
 * Its value in words.
 */
value: string, };

export type Contract = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Number (契約番号).
 */
number: string | null, 
/**
 * Title (件名).
 */
title: string, 
/**
 * Name of the owning section (所管課).
 */
section: string | null, 
/**
 * Name of the person who answers for it.
 */
owner: string | null, 
/**
 * ISO date since which this person answers for it, if it is known.
 */
owner_since: string | null, 
/**
 * Contractor.
 */
contractor: Contractor, 
/**
 * How the contractor was chosen.
 */
method: Method | null, 
/**
 * ISO date of signing.
 */
signed_on: string | null, 
/**
 * ISO date.
 */
starts_on: string | null, 
/**
 * ISO date.
 */
ends_on: string | null, 
/**
 * Whether it renews itself.
 */
auto_renewal: boolean | null, 
/**
 * Days of notice before it renews itself.
 */
notice_days: number | null, 
/**
 * The same in months, where the contract says months.
 */
notice_months: number | null, 
/**
 * Amount in yen, tax included.
 */
amount_yen: number | null, 
/**
 * ISO date of the decision (決裁日).
 */
decided_on: string | null, 
/**
 * Number of the decision document.
 */
document_number: string | null, 
/**
 * Remark.
 */
note: string | null, 
/**
 * What is known.
 */
facts: { [key in string]: FactValue }, 
/**
 * Re-outsourcings.
 */
subcontracts: Array<Subcontract>, 
/**
 * Certificates.
 */
certificates: Array<Certificate>, 
/**
 * Inspections.
 */
inspections: Array<Inspection>, 
/**
 * What has to be put right, and by when.
 */
measures: Array<Measure>, 
/**
 * Who works for it at the contractor.
 */
workers: Array<Worker>, 
/**
 * What was handed to the contractor.
 */
information: Array<Entrusted>, 
/**
 * How the contractor manages personal information, as it reported.
 */
structure: Structure | null, 
/**
 * Documents the contractor owes.
 */
deliverables: Array<Deliverable>, 
/**
 * Domains that the contractor holds for the office.
 */
domains: Array<Domain>, 
/**
 * How the contractor was selected.
 */
selection: Selection | null, 
/**
 * Requirements left out.
 */
waivers: Array<Waiver>, 
/**
 * Evidence recorded.
 */
confirmations: Array<Confirmation>, 
/**
 * Annexes as signed.
 */
pins: Array<Pin>, 
/**
 * What was agreed when it was signed; none where only the day of signing was recorded.
 */
agreed: Agreed | null, 
/**
 * Id of the term before.
 */
renewed_from: string | null, 
/**
 * Id of the first term.
 */
lineage: string, 
/**
 * Number of the term, from 1.
 */
term: number, 
/**
 * How it ended.
 */
closing: Closing | null, 
/**
 * ISO date of closing.
 */
closed_on: string | null, 
/**
 * Version of the catalogue at signing.
 */
catalogue: string | null, 
/**
 * Number of this version; 0 for a new one.
 */
revision: number, };

export type ContractAnswer = { 
/**
 * How far it is done.
 */
answer: Fulfilment, 
/**
 * Evidence, or the reason why it does not apply (根拠・証跡).
 */
evidence: string | null, 
/**
 * What will be done (改善計画).
 */
plan: string | null, 
/**
 * ISO date until which it will be done (改善期限).
 */
plan_until: string | null, };

export type ContractApply = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * What is applied for: `waiver:` with the id of a requirement, `subcontract:` with the id of an entry.
 */
matter: string, 
/**
 * Why: the reason of a waiver; for a re-outsourcing what the person has to say to the one who reviews.
 */
reason?: string | null, };

export type ContractCase = { 
/**
 * What it is about, as `contract_apply` takes it.
 */
matter: string, 
/**
 * The same in words.
 */
title: string, 
/**
 * Whether it is approved, here or outside this ledger.
 */
approved: boolean, 
/**
 * What is applied for, in words.
 */
content: Array<ContentLine>, 
/**
 * What the person who looks may do about it.
 */
may: CaseMay, 
/**
 * The open application, else the one on which the approval rests.
 */
application: Application | null, 
/**
 * The approval with which it is compared.
 */
previous: PastApplication | null, 
/**
 * What changed since that approval.
 */
changes: Array<BoundChange>, 
/**
 * What changed since the open application was reviewed or sent back last.
 */
since_seen: Array<BoundChange>, 
/**
 * All applications, newest first.
 */
past: Array<PastApplication>, 
/**
 * SHA-256 of what an approval is bound to, as it is now.
 */
hash: string, };

export type ContractCheck = { 
/**
 * What would hinder saving.
 */
problems: Array<Problem>, 
/**
 * The record as it would be.
 */
view: ContractView, 
/**
 * What would change.
 */
change: Change, 
/**
 * What was understood of dates, amounts and numbers, by field.
 */
normal: { [key in string]: string }, };

export type ContractDraft = { id: string | null; revision: number; [field: string]: unknown };

export type ContractForm = { 
/**
 * Which.
 */
kind: FormKind, 
/**
 * Its number among the forms, such as F-01.
 */
form: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Id of the re-outsourcing that it is about.
 */
part: string | null, 
/**
 * Why it is wanted now, or what is known for it.
 */
hint: string | null, 
/**
 * Whether it is wanted now.
 */
wanted: boolean, };

export type ContractFormSave = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Which.
 */
form: FormKind, 
/**
 * Folder.
 */
folder: string, 
/**
 * Id or name of the re-outsourcing that a form is about; each that calls for one where nothing is said.
 */
part?: string | null, 
/**
 * Also those who pledged already, and what came back already.
 */
all?: boolean | null, };

export type ContractOversightSave = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Which.
 */
kind: OversightKind, 
/**
 * Folder.
 */
folder: string, };

export type ContractPage = { 
/**
 * Rows of the page.
 */
rows: Array<ContractRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Contracts in the register.
 */
all: number, };

export type ContractQuery = { 
/**
 * Words that all occur in number, title, contractor, section or owner.
 */
text?: string | null, 
/**
 * Contracts whose term touches this fiscal year.
 */
fiscal_year?: number | null, 
/**
 * Contracts in this state.
 */
status?: ContractStatus | null, 
/**
 * Contracts of the section with this name.
 */
section?: string | null, 
/**
 * Whether personal information is handled.
 */
personal_info?: boolean | null, 
/**
 * Whether My Number work is entrusted.
 */
my_number?: boolean | null, 
/**
 * Whether there are findings.
 */
findings?: boolean | null, 
/**
 * Whether something is unknown.
 */
unknown?: boolean | null, 
/**
 * A column of the list.
 */
sort?: string | null, 
/**
 * Greatest first.
 */
descending?: boolean | null, 
/**
 * Rows to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Rows to give, at most 500.
 */
limit?: number | null, };

export type ContractRegisterPaper = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Number of contracts on it.
 */
count: number, };

export type ContractRegisterSave = { 
/**
 * Which contracts, and in which order; its page is not looked at.
 */
query?: ContractQuery | null, 
/**
 * Folder.
 */
folder: string, };

export type ContractReturn = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Id of the contract.
 */
contract: string, 
/**
 * Title of the contract then.
 */
title: string, 
/**
 * Number of the sheet.
 */
number: string, 
/**
 * Version of the sheet.
 */
version: number, 
/**
 * Fiscal year of the answers.
 */
fiscal_year: number, 
/**
 * ISO date of the answers.
 */
answered_on: string, 
/**
 * Who answered.
 */
respondent: string | null, 
/**
 * The file as it came; its day is that on which it was accepted.
 */
file: Attachment, 
/**
 * Answers by requirement.
 */
answers: { [key in string]: ContractAnswer }, };

export type ContractRisk = { 
/**
 * What remains.
 */
level: RiskLevel, 
/**
 * Why, in one sentence.
 */
sentence: string, 
/**
 * What the contract is in itself.
 */
inherent: RiskSide, 
/**
 * Whether the measures are in place.
 */
measures: RiskSide, 
/**
 * What would lessen it, the most useful first.
 */
fixes: Array<RiskFix>, 
/**
 * What would remain if all of that were done.
 */
after: RiskLevel, 
/**
 * The last quarter; none if the ledger knew nothing then.
 */
then: RiskThen | null, 
/**
 * Whether the office judges by a method of its own.
 */
adjusted: boolean, };

export type ContractRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Title.
 */
title: string, 
/**
 * Name of the contractor.
 */
contractor: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * Owner.
 */
owner: string | null, 
/**
 * ISO date.
 */
starts_on: string | null, 
/**
 * ISO date.
 */
ends_on: string | null, 
/**
 * Yen.
 */
amount_yen: number | null, 
/**
 * The next due date.
 */
next_due: NextDue | null, 
/**
 * Number of findings.
 */
findings: number, 
/**
 * Number of requirements that cannot be decided.
 */
unknown: number, 
/**
 * Where it is in its life.
 */
status: ContractStatus, };

export type ContractSelectionSave = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Which.
 */
kind: SelectionKind, 
/**
 * Folder.
 */
folder: string, };

export type ContractSheetAnswer = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Title of the requirement.
 */
title: string, 
/**
 * Row of the file.
 */
row: number, 
/**
 * The answer.
 */
answer: ContractAnswer, 
/**
 * The answer that was accepted in this fiscal year.
 */
current: ContractAnswer | null, 
/**
 * The answer of an earlier fiscal year.
 */
before: ContractAnswer | null, 
/**
 * Whether less is done than in that year.
 */
worse: boolean, 
/**
 * Whether it is another than what was accepted in this fiscal year.
 */
changes: boolean, };

export type ContractSheetApply = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * The file.
 */
file: string, };

export type ContractSheetIssue = { 
/**
 * Number.
 */
number: string, 
/**
 * Version.
 */
version: number, 
/**
 * ISO date.
 */
issued_on: string, 
/**
 * Number of questions.
 */
questions: number, 
/**
 * Whether it came back and was accepted.
 */
returned: boolean, };

export type ContractSheetRead = { 
/**
 * Id of the contract; none for the one whose number stands in the file.
 */
id?: string | null, 
/**
 * The file.
 */
file: string, };

export type ContractSheetReading = { 
/**
 * Id of the contract; none where no contract is known.
 */
contract: string | null, 
/**
 * Title of the contract.
 */
title: string | null, 
/**
 * Revision of the contract.
 */
revision: number, 
/**
 * Number that stands in the file.
 */
number: string | null, 
/**
 * Version of that issue.
 */
version: number | null, 
/**
 * ISO date of that issue.
 */
issued_on: string | null, 
/**
 * Who answered.
 */
respondent: string | null, 
/**
 * ISO date of the answers.
 */
answered_on: string, 
/**
 * Fiscal year of the answers.
 */
fiscal_year: number, 
/**
 * The earlier fiscal year with which they are compared.
 */
year_before: number | null, 
/**
 * Report that would be noted as received.
 */
report: string | null, 
/**
 * Whether this very file was accepted before.
 */
taken: boolean, 
/**
 * Answers that can be accepted, in the order of the sheet.
 */
answers: Array<ContractSheetAnswer>, 
/**
 * What is odd, what makes it unusable first.
 */
notes: Array<SheetNote>, 
/**
 * Whether it can be accepted.
 */
usable: boolean, };

export type ContractSheetRow = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Title of the requirement.
 */
title: string, 
/**
 * The answer of the newest year.
 */
answer: ContractAnswer | null, 
/**
 * The answer of the year before.
 */
before: ContractAnswer | null, 
/**
 * Whether less is done than in the year before.
 */
worse: boolean, 
/**
 * Why it is a finding, `sheet_plan_missing` or `sheet_plan_passed`; nothing if it is none.
 */
lack: string | null, };

export type ContractSheetSave = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Folder.
 */
folder: string, 
/**
 * Until when the contractor is to answer, as typed; two weeks if nothing is said.
 */
due_on?: string | null, };

export type ContractSheets = { 
/**
 * What was issued, newest first.
 */
issues: Array<ContractSheetIssue>, 
/**
 * What came back, of the terms before too, newest first.
 */
returns: Array<ContractReturn>, 
/**
 * Newest fiscal year with answers.
 */
fiscal_year: number | null, 
/**
 * The fiscal year with answers before that.
 */
year_before: number | null, 
/**
 * Questions with their answers.
 */
rows: Array<ContractSheetRow>, };

export type ContractStatus = "draft" | "signed" | "running" | "ended" | "closed";

export type ContractView = { 
/**
 * The record.
 */
contract: Contract, 
/**
 * Where it is in its life.
 */
status: ContractStatus, 
/**
 * Numbers of requirements.
 */
counts: Counts, 
/**
 * Requirements that apply or cannot be decided, unmet first.
 */
requirements: Array<RequirementRow>, 
/**
 * Findings of the rules.
 */
findings: Array<Finding>, 
/**
 * Questions, those with the largest effect first within a group.
 */
questions: Array<Question>, 
/**
 * Due dates, nearest first.
 */
due: Array<DueItem>, 
/**
 * Annexes.
 */
annexes: Array<AnnexSummary>, 
/**
 * Terms of the lineage.
 */
terms: Array<Term>, 
/**
 * Cloud uses and accounts that name it.
 */
links: Array<Link>, 
/**
 * Waivers and re-outsourcings with their applications.
 */
cases: Array<ContractCase>, 
/**
 * ISO date if this is the record as it was.
 */
as_of: string | null, 
/**
 * Hash of the end of the history.
 */
head: string, };

export type Contractor = { 
/**
 * Name as typed.
 */
name: string, 
/**
 * 法人番号, 13 digits.
 */
corporate_number: string | null, 
/**
 * Address.
 */
address: string | null, 
/**
 * Representative.
 */
representative: string | null, 
/**
 * Country of the head office.
 */
country: string | null, 
/**
 * Country of the controlling parent.
 */
parent_country: string | null, };

export type ContractorSave = { 
/**
 * The draft.
 */
draft: CompanyDraft, };

export type Correction = { 
/**
 * Place of the sheet in the file, from 0.
 */
sheet: number, 
/**
 * Row as the spreadsheet numbers it.
 */
row: number, 
/**
 * Column, from 0.
 */
column: number, 
/**
 * What is to be read there.
 */
value: string, };

export type Counts = { 
/**
 * Requirements that apply.
 */
applies: number, 
/**
 * Without evidence.
 */
missing: number, 
/**
 * Undecided.
 */
unknown: number, 
/**
 * With evidence.
 */
met: number, 
/**
 * Left out on purpose.
 */
waived: number, 
/**
 * Not yet due.
 */
not_yet: number, 
/**
 * Recommended, without evidence.
 */
recommended: number, };

export type DateForm = "wareki" | "iso";

export type Decided = { 
/**
 * The application.
 */
application: Application, };

export type Decision = { 
/**
 * What was decided.
 */
outcome: Outcome, 
/**
 * By whom, and when.
 */
by: By, 
/**
 * Whether it was decided in somebody's place.
 */
acting: Acting | null, 
/**
 * Conditions.
 */
conditions: Array<string>, 
/**
 * Exceptions that were granted.
 */
exceptions: Array<Exception>, 
/**
 * Number of the approval.
 */
number: string | null, 
/**
 * ISO date until which it is approved.
 */
expires_on: string | null, 
/**
 * ISO date of the next check.
 */
next_check_on: string | null, 
/**
 * Reason, or remark.
 */
note: string | null, };

export type DecisionRequest = { 
/**
 * Id of the application.
 */
id: string, 
/**
 * Revision that the person saw.
 */
revision: number, 
/**
 * Hash of the content that the person saw.
 */
hash: string, 
/**
 * What is decided.
 */
outcome: Outcome, 
/**
 * Conditions, each by itself.
 */
conditions?: Array<string>, 
/**
 * Exceptions that are granted.
 */
exceptions?: Array<Exception>, 
/**
 * A day as typed; a year, if none is given, and for a renewal a year after the last approval.
 */
expires_on?: string | null, 
/**
 * A day as typed; half a year later, if none is given.
 */
next_check_on?: string | null, 
/**
 * Whether it is decided in somebody's place.
 */
acting?: Acting | null, 
/**
 * Reason, or remark.
 */
note?: string | null, };

export type Deliverable = { 
/**
 * Kind.
 */
kind: DeliverableKind, 
/**
 * Title.
 */
title: string, 
/**
 * ISO date.
 */
due_on: string | null, 
/**
 * ISO date.
 */
received_on: string | null, 
/**
 * Months after which it comes again until the end of the contract; each further one is an entry of its own.
 */
every_months: number | null, };

export type DeliverableKind = "start_documents" | "pledge" | "periodic_report" | "training_report" | "plan" | "erasure_certificate" | "other";

export type Digest = { 
/**
 * Id: the same for the same dates to the same person, however often it is sent.
 */
id: string, 
/**
 * Over which way.
 */
channel: Channel, 
/**
 * Whom: the id of a person, or `section:` and that of a section.
 */
recipient: string, 
/**
 * Name of the person or the section.
 */
name: string, 
/**
 * Mail address.
 */
address: string | null, 
/**
 * ISO date of the day it is about.
 */
on: string, 
/**
 * When, as RFC 3339 in UTC.
 */
at: string, 
/**
 * What became of it.
 */
outcome: ToldOutcome, 
/**
 * Why it was not taken.
 */
problem: Problem | null, 
/**
 * How often it was tried.
 */
tries: number, 
/**
 * Its subject.
 */
subject: string, 
/**
 * The dates in it.
 */
items: Array<ToldItem>, 
/**
 * Whether the history has a row of it: once it was taken. What was tried before is in the log alone.
 */
noted: boolean, };

export type Distinction = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Id of the one whose id comes first.
 */
one: string, 
/**
 * Id of the other.
 */
other: string, 
/**
 * Why they are two.
 */
reason: string, 
/**
 * Who said so.
 */
by: string, 
/**
 * ISO date.
 */
on: string, };

export type DocumentEntry = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Date or edition.
 */
date: string, 
/**
 * Where it can be found.
 */
url: string, 
/**
 * How much of it was read.
 */
read: string, };

export type Domain = { 
/**
 * The name.
 */
name: string, 
/**
 * ISO date until which it is registered.
 */
registered_until: string | null, 
/**
 * ISO date on which the office got it back, or saw that it is kept for good.
 */
returned_on: string | null, 
/**
 * Remark.
 */
note: string | null, };

export type DraftRequest = { 
/**
 * The draft.
 */
draft: ContractDraft, };

export type DueAct = { 
/**
 * Id.
 */
id: string, 
/**
 * Register.
 */
register: string, 
/**
 * Id of the record.
 */
record: string, 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * Which of several.
 */
what: string | null, 
/**
 * ISO date.
 */
due_on: string, 
/**
 * How it stands.
 */
state: ActState, 
/**
 * What was done, or why it does not apply, was put off or handed on.
 */
note: string | null, 
/**
 * ISO date until which nobody is told.
 */
snoozed_until: string | null, 
/**
 * Whom it was handed on to.
 */
person: string | null, 
/**
 * The section it was handed on to.
 */
section: string | null, 
/**
 * ISO date of the last step.
 */
on: string, 
/**
 * Who took it.
 */
by: string, 
/**
 * Number of this version.
 */
revision: number, };

export type DueActRequest = { 
/**
 * Register.
 */
register: string, 
/**
 * Id of the record.
 */
record: string, 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * Which of several.
 */
what?: string | null, 
/**
 * ISO date.
 */
due_on: string, 
/**
 * What to do.
 */
step: DueStep, 
/**
 * What was done, or why.
 */
note?: string | null, 
/**
 * A date as typed, until which nobody is told.
 */
until?: string | null, 
/**
 * Whom it is handed on to.
 */
person?: string | null, 
/**
 * The section it is handed on to.
 */
section?: string | null, 
/**
 * The version of what was done that whoever acts has seen; 0 where nothing was done yet.
 */
revision: number, };

export type DueCalendar = { 
/**
 * Path of the file.
 */
path: string, 
/**
 * Entries that are open.
 */
open: number, 
/**
 * Entries that are struck out.
 */
cancelled: number, };

export type DueCalendarSave = { 
/**
 * Path of the file.
 */
path: string, 
/**
 * Whose dates.
 */
query: DueQuery, };

export type DueDay = { 
/**
 * ISO date.
 */
on: string, 
/**
 * Whether it belongs to the month, not only to one of its weeks.
 */
in_month: boolean, 
/**
 * Why the office is closed, in words; on a weekend that is nothing else there are none.
 */
closed_for: string | null, 
/**
 * Whether the office is closed.
 */
closed: boolean, 
/**
 * Dates that fall on it.
 */
count: number, 
/**
 * The first of them.
 */
items: Array<DueItem>, };

export type DueDayQuery = { 
/**
 * Whose.
 */
whose?: Whose | null, 
/**
 * Name of whoever answers.
 */
owner?: string | null, 
/**
 * Name of a section.
 */
section?: string | null, 
/**
 * The day as typed; today without it.
 */
on?: string | null, };

export type DueItem = { 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * The record.
 */
record: DueRecord, 
/**
 * ISO date.
 */
due_on: string, 
/**
 * ISO date from which to tell people.
 */
notice_on: string, 
/**
 * Who answers for the record.
 */
owner: string | null, 
/**
 * Section of the record.
 */
section: string | null, 
/**
 * How near.
 */
stage: Stage, 
/**
 * What to do, in words.
 */
title: string, 
/**
 * Days from today; negative when overdue.
 */
days: number, 
/**
 * Which of several.
 */
what: string | null, 
/**
 * What was done about it.
 */
act: DueAct | null, };

export type DueKey = { 
/**
 * Register of the record.
 */
register: string, 
/**
 * Id of the record.
 */
record: string, 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * Which of several.
 */
what?: string | null, 
/**
 * ISO date.
 */
due_on: string, };

export type DueLetters = { 
/**
 * The letters, by addressee.
 */
files: Array<WrittenLetter>, 
/**
 * Dates that are in none, because nobody outside owes anything for them, or nobody is named.
 */
left_out: Array<DueItem>, };

export type DueLettersSave = { 
/**
 * Which.
 */
kind: LetterKind, 
/**
 * The dates; without any, all that the query lists and that fit.
 */
items?: Array<DueKey> | null, 
/**
 * Which dates are listed.
 */
query?: DueQuery | null, 
/**
 * Number of the document (文書番号); room for it without one.
 */
number?: string | null, 
/**
 * Day of the letter as typed; today without one.
 */
on?: string | null, 
/**
 * Day by which to answer, as typed; two weeks without one.
 */
by?: string | null, 
/**
 * The section that writes; without one that of whoever works, else that of all dates of the letter.
 */
section?: string | null, 
/**
 * Telephone or mail address for questions.
 */
contact?: string | null, 
/**
 * Folder.
 */
folder: string, };

export type DueList = { 
/**
 * Sorted by date; at most 2,000.
 */
items: Array<DueItem>, 
/**
 * How many there are.
 */
total: number, 
/**
 * The name of whoever is working, if a person is known.
 */
me: string | null, 
/**
 * The section of whoever is working.
 */
section: string | null, };

export type DueListPaper = { 
/**
 * Which dates.
 */
query?: DueQuery | null, 
/**
 * Folder.
 */
folder: string, };

export type DueLoad = { 
/**
 * The fiscal year.
 */
year: number, 
/**
 * ISO date.
 */
today: string, 
/**
 * The months as ISO dates begin (`2026-04`), April first.
 */
months: Array<string>, 
/**
 * By section, the most burdened by what is overdue first, then by number.
 */
sections: Array<LoadSection>, 
/**
 * All sections together.
 */
all: LoadRow, };

export type DueMonth = { 
/**
 * The month, as ISO dates begin (`2026-12`).
 */
month: string, 
/**
 * The month before.
 */
before: string, 
/**
 * The month after.
 */
after: string, 
/**
 * ISO date.
 */
today: string, 
/**
 * Whole weeks from Sunday to Saturday.
 */
days: Array<DueDay>, 
/**
 * Dates in the month.
 */
total: number, };

export type DueNews = { 
/**
 * Id under which to say that it was shown; none where nothing is new.
 */
id: string | null, 
/**
 * Headline, in words.
 */
title: string, 
/**
 * What is new, in words.
 */
body: string, 
/**
 * The page that shows it: that of the record where one is new.
 */
place: string, 
/**
 * Overdue.
 */
overdue: number, 
/**
 * Within seven days.
 */
week: number, 
/**
 * Everything that is told of.
 */
open: number, 
/**
 * What stands open, in words.
 */
summary: string, 
/**
 * The first dates.
 */
lines: Array<NewsLine>, };

export type DueNewsShown = { 
/**
 * Id.
 */
id: string, 
/**
 * Whether it was shown.
 */
shown: boolean, };

export type DuePaper = { 
/**
 * Path of the file.
 */
path: string, 
/**
 * Number of dates in it.
 */
count: number, };

export type DueQuery = { 
/**
 * Whose.
 */
whose?: Whose | null, 
/**
 * Name of whoever answers.
 */
owner?: string | null, 
/**
 * Name of a section.
 */
section?: string | null, 
/**
 * ISO date up to which dates are listed; without it, all that people are told of.
 */
until?: string | null, 
/**
 * With those that are done, do not apply or were put off.
 */
settled?: boolean | null, };

export type DueRecord = { 
/**
 * Register.
 */
type: string, 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Number, where it has one.
 */
number?: string, };

export type DueStep = "done" | "not_applicable" | "snooze" | "hand_on" | "reopen";

export type Duplicate = { 
/**
 * The one that more records name.
 */
one: Side, 
/**
 * The other.
 */
other: Side, 
/**
 * Why they may be one.
 */
reasons: Array<Likely>, };

export type Duplicates = { 
/**
 * The pairs.
 */
pairs: Array<Duplicate>, 
/**
 * How many there are.
 */
total: number, };

export type DuplicatesQuery = { 
/**
 * Only those of the company with this id.
 */
id?: string | null, 
/**
 * Pairs to give, 100 unless named.
 */
limit?: number | null, };

export type Duty = "owner" | "manager" | "deputy" | "operators" | "recovery_holder" | "factor_holder" | "codes_holder";

export type Encoding = "utf8" | "utf16_le" | "utf16_be" | "cp932";

export type Enforcement = { 
/**
 * ISO date.
 */
on: string, 
/**
 * Days from today.
 */
days: number, };

export type Entrusted = { 
/**
 * What it is, and on which medium (情報・媒体の名称).
 */
name: string, 
/**
 * ISO date on which it was handed over (授受日).
 */
handed_on: string | null, 
/**
 * How many pieces or persons (件数).
 */
count: number | null, 
/**
 * How it was handed over: carried, sent, encrypted (授受の方法).
 */
method: string | null, 
/**
 * Where it is kept (保管場所).
 */
place: string | null, 
/**
 * Whether it was copied (複製の有無).
 */
copied: boolean | null, 
/**
 * Number of the consent to the copy (承諾番号).
 */
copy_consent: string | null, 
/**
 * ISO date on which it came back or was erased (返却・消去の日).
 */
back_on: string | null, 
/**
 * How many came back or were erased.
 */
back_count: number | null, 
/**
 * How: returned, erased by what (返却・消去の方法).
 */
back_method: string | null, 
/**
 * Why it may stay (残存する理由, such as a duty to keep it).
 */
kept_because: string | null, };

export type Escalation = { 
/**
 * Days after the date.
 */
after_days: number, 
/**
 * Whom.
 */
to: Array<Recipient>, };

export type EvidenceRequest = { 
/**
 * SHA-256 of its content.
 */
hash: string, 
/**
 * Where to.
 */
file: string, };

export type Exception = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Why.
 */
reason: string, };

export type ExportRequest = { 
/**
 * Which register.
 */
register: Register, 
/**
 * Path; its ending (xlsx, csv, jsonl) says the format.
 */
file: string, 
/**
 * How dates are shown.
 */
dates?: DateForm | null, 
/**
 * How the characters of a CSV are written.
 */
encoding?: TextForm | null, };

export type ExportResult = { 
/**
 * Its path.
 */
file: string, 
/**
 * Records in it.
 */
records: number, 
/**
 * Characters that were replaced by a geta mark (〓).
 */
lost: Array<LostCharacter>, };

export type FactRow = { 
/**
 * Id of the fact.
 */
id: string, 
/**
 * What it is about.
 */
label: string, 
/**
 * The answer.
 */
text: string, };

export type FactType = "bool" | "ordinal" | "enum" | "set" | "int" | "date";

export type FactValue = boolean | number | string | Array<string>;

export type FactorText = { 
/**
 * Its name in methods.
 */
id: string, 
/**
 * In words.
 */
label: string, 
/**
 * What it rests on, or that it is this program's own.
 */
basis: string, 
/**
 * Its choices in words, from the least to the worst.
 */
choices: Array<string>, };

export type FieldChange = { 
/**
 * Dotted path of the field.
 */
field: string, 
/**
 * Value before.
 */
before: string | null, 
/**
 * Value after.
 */
after: string | null, };

export type FieldChoice = { 
/**
 * Path of the field.
 */
field: string, 
/**
 * In words.
 */
text: string, };

export type FieldNeed = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * Whether it is asked.
 */
asked: boolean, 
/**
 * Requirements that ask for it, in words.
 */
because_text: string, };

export type FileRequest = { 
/**
 * Its path.
 */
file: string, };

export type Finding = { 
/**
 * What is wrong.
 */
code: string, 
/**
 * The field it is about.
 */
field: string | null, 
/**
 * The requirement it is about.
 */
requirement: string | null, 
/**
 * How grave.
 */
severity: Severity, 
/**
 * What is wrong and what to do.
 */
text: string, 
/**
 * Law or practice behind it.
 */
basis: string | null, };

export type FindingGroup = { 
/**
 * Kind.
 */
code: string, 
/**
 * In words.
 */
text: string, 
/**
 * Number of records.
 */
count: number, 
/**
 * Register of the records.
 */
register: Register, 
/**
 * The list of contracts; other registers list those with findings.
 */
query: ContractQuery, };

export type Fit = "fit" | "open" | "unfit";

export type FormKind = "workers" | "pledge" | "consent" | "consent_notice" | "structure" | "information" | "erasure" | "training";

export type FormerName = { 
/**
 * The name.
 */
name: string, 
/**
 * ISO date of the last day on which it had the name, if that is known.
 */
until: string | null, };

export type Fulfilment = "done" | "partial" | "not_done" | "not_applicable";

export type HandoverFiles = { 
/**
 * The files.
 */
files: Array<WrittenHandover>, };

export type HandoverPlace = { 
/**
 * Name.
 */
name: string, 
/**
 * Section; of the one who hands over the old one.
 */
section: string | null, };

export type Hindrance = { 
/**
 * What it is.
 */
code: string, 
/**
 * The requirement it is about.
 */
requirement: string | null, 
/**
 * Whether an exception for that requirement lifts it.
 */
exceptable: boolean, 
/**
 * Outcomes it stands in the way of.
 */
blocks: Array<Outcome>, 
/**
 * In words.
 */
text: string, };

export type HistoryRequest = { 
/**
 * Rows to leave out, newest first.
 */
offset?: number | null, 
/**
 * Rows to give, 200 unless named.
 */
limit?: number | null, };

export type HistoryRow = { 
/**
 * Number in the chain, from 1.
 */
seq: number, 
/**
 * Id of the row.
 */
id: string, 
/**
 * When, as RFC 3339 in UTC.
 */
at: string, 
/**
 * Who.
 */
by: string, 
/**
 * Which operation.
 */
op: string, 
/**
 * The operation in words.
 */
op_text: string, 
/**
 * Register of the record.
 */
register: string, 
/**
 * Id of the record.
 */
record: string, 
/**
 * Title or name of the record after (or before) the change.
 */
title: string | null, 
/**
 * Hash of the row.
 */
hash: string, 
/**
 * Which fields changed.
 */
changes: Array<FieldChange>, };

export type Holder = { 
/**
 * Name; none for a time in which nobody answered for it.
 */
holder: string | null, 
/**
 * Section of the record then.
 */
section: string | null, 
/**
 * ISO date of the first day, if it is known.
 */
from: string | null, 
/**
 * ISO date of the last day; none for who holds it now.
 */
until: string | null, 
/**
 * Which operation made it so.
 */
by_op: string, 
/**
 * The operation in words.
 */
by_op_text: string, 
/**
 * ISO date on which it was written.
 */
written_on: string, };

export type Home = { 
/**
 * ISO date.
 */
today: string, 
/**
 * The date in words.
 */
today_text: string, 
/**
 * The fiscal year in words.
 */
fiscal_year_text: string, 
/**
 * Load by month.
 */
months: Array<MonthLoad>, 
/**
 * The ordinance of 2027-07-01.
 */
ordinance: Enforcement, 
/**
 * Overdue and within thirty-one days, nearest first, at most 2,000.
 */
due: Array<DueItem>, 
/**
 * How many there are.
 */
due_total: number, 
/**
 * Findings by kind.
 */
findings: Array<FindingGroup>, 
/**
 * Load by person.
 */
people: Array<PersonLoad>, 
/**
 * Whether no register holds anything yet.
 */
empty: boolean, };

export type ImportCounts = { 
/**
 * Data rows.
 */
rows: number, 
/**
 * New records.
 */
create: number, 
/**
 * Records that change.
 */
update: number, 
/**
 * Records that stay as they are.
 */
unchanged: number, 
/**
 * Rows that cannot be taken.
 */
rejected: number, 
/**
 * Rows that are taken and asked about.
 */
asked: number, 
/**
 * Lines that are not read: titles, totals, remarks.
 */
skipped: number, };

export type ImportNote = { 
/**
 * Sheet; none for a text file.
 */
sheet?: string, 
/**
 * Row as the spreadsheet numbers it.
 */
row: number, 
/**
 * Heading.
 */
column: string, 
/**
 * What is wrong.
 */
code: string, 
/**
 * The cell as typed.
 */
value: string, 
/**
 * What happened and what to do, in words.
 */
message: string, 
/**
 * What the row calls itself: title, service, name.
 */
title: string | null, 
/**
 * Id of the record that the row became or is.
 */
record: string | null, };

export type ImportPreview = { 
/**
 * Name of the file without its folder.
 */
file_name: string, 
/**
 * Its format in words.
 */
kind: string, 
/**
 * How its characters are written, if it is a text.
 */
encoding: Encoding | null, 
/**
 * Every sheet, read or not.
 */
sheets: Array<SheetInfo>, 
/**
 * The tables found, in the order of the file.
 */
tables: Array<TableInfo>, 
/**
 * The table whose columns and lines follow.
 */
table: number, 
/**
 * Rows of all tables.
 */
counts: ImportCounts, 
/**
 * Columns of the table.
 */
columns: Array<PreviewColumn>, 
/**
 * Fields that a heading may be given.
 */
fields: Array<FieldChoice>, 
/**
 * Lines of the table.
 */
lines: Array<PreviewLine>, 
/**
 * Lines that match, of this table.
 */
total: number, 
/**
 * Cells to be corrected or confirmed, of all tables, at most 500.
 */
notes: Array<PreviewNote>, 
/**
 * Number of such cells.
 */
notes_total: number, 
/**
 * Name of the remembered mapping that was used.
 */
remembered: string | null, 
/**
 * What a person should know about the file, in words.
 */
warnings: Array<string>, };

export type ImportRequest = { 
/**
 * What the file holds.
 */
register: Register, 
/**
 * Its path.
 */
file: string, 
/**
 * How its characters are written, where the person knows better.
 */
encoding?: Encoding | null, 
/**
 * Fields for headings by decision of a person, or none for "not read"; without it a remembered one is used.
 */
mapping?: { [key in string]: string | null } | null, 
/**
 * Cells that the person corrected.
 */
corrections?: Array<Correction> | null, };

export type ImportResult = { 
/**
 * Data rows.
 */
rows: number, 
/**
 * Records made.
 */
created: number, 
/**
 * Records changed.
 */
updated: number, 
/**
 * Records that were as the rows say.
 */
unchanged: number, 
/**
 * Rows that were not taken, cell by cell.
 */
rejected: Array<ImportNote>, 
/**
 * Rows that were taken and are asked about, cell by cell.
 */
queries: Array<ImportNote>, 
/**
 * Number of rows that were not taken.
 */
rejected_rows: number, 
/**
 * Records that became the next term of an earlier one.
 */
renewals: number, 
/**
 * Sections named in the rows that the ledger does not have.
 */
unknown_sections: Array<string>, 
/**
 * What a person should know about the file, in words.
 */
warnings: Array<string>, 
/**
 * Number by which the import can be taken back; none where nothing was written.
 */
batch: number | null, };

export type ImportRun = { 
/**
 * The file and how it is understood.
 */
import: ImportRequest, 
/**
 * Name under which the mapping is remembered for these headings.
 */
remember?: string | null, };

export type Inbox = { 
/**
 * Open applications, those first that wait for the person who looks, then by day.
 */
rows: Array<InboxRow>, 
/**
 * How many wait for the person who looks.
 */
mine: number, 
/**
 * Cloud uses whose approval has lapsed, the longest ago first.
 */
lapsed: Array<CloudRow>, 
/**
 * Official accounts whose approval has lapsed, the longest ago first.
 */
lapsed_sns: Array<SnsRow>, };

export type InboxRow = { 
/**
 * Id of the application.
 */
id: string, 
/**
 * Register of the record.
 */
register: Register, 
/**
 * Id of the record.
 */
record: string, 
/**
 * Title of the record.
 */
title: string, 
/**
 * What of it, such as `waiver:CT-05`; none for the record itself.
 */
matter: string | null, 
/**
 * The same in words.
 */
matter_text: string | null, 
/**
 * Section of the record.
 */
section: string | null, 
/**
 * What is applied for.
 */
kind: ApplicationKind, 
/**
 * The same in words.
 */
kind_text: string, 
/**
 * Where it is.
 */
state: ApplicationState, 
/**
 * The same in words.
 */
state_text: string, 
/**
 * Who applied.
 */
applicant: string, 
/**
 * ISO date.
 */
applied_on: string, 
/**
 * Days since.
 */
days: number, 
/**
 * What the person who looks has to do.
 */
my_step: MyStep | null, };

export type Incident = { 
/**
 * Id.
 */
id: string, 
/**
 * Number as people know it.
 */
number: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * Section that looks after it.
 */
section: string | null, 
/**
 * Who looks after it.
 */
owner: string | null, 
/**
 * ISO date since which they do.
 */
owner_since: string | null, 
/**
 * Id of the contract in whose work it happened.
 */
contract: string | null, 
/**
 * Id of the cloud use in which it happened.
 */
cloud: string | null, 
/**
 * Id of the account to which it happened.
 */
sns: string | null, 
/**
 * What happened.
 */
kinds: Array<IncidentKind>, 
/**
 * Whether it is only feared that it happened (おそれ).
 */
suspected: boolean, 
/**
 * ISO date on which it happened (発生日).
 */
happened_on: string | null, 
/**
 * ISO date on which it was found, by anybody (発覚日).
 */
found_on: string | null, 
/**
 * Who found it.
 */
found_by: string | null, 
/**
 * ISO date on which any section of the office knew: day one of the clock (知った日).
 */
known_on: string | null, 
/**
 * The section that knew first.
 */
known_by: string | null, 
/**
 * ISO date on which the contractor knew.
 */
contractor_knew_on: string | null, 
/**
 * ISO date on which the contractor told the office.
 */
contractor_reported_on: string | null, 
/**
 * ISO date on which it was entered here; day one where nobody says when the office knew.
 */
recorded_on: string | null, 
/**
 * Whether personal information is concerned.
 */
personal_info: boolean | null, 
/**
 * Whether My Number data are (特定個人情報).
 */
my_number: boolean | null, 
/**
 * Whether special-care information is (要配慮個人情報).
 */
special_care: boolean | null, 
/**
 * Whether special-care information of the ordinance is (条例要配慮個人情報).
 */
ordinance_care: boolean | null, 
/**
 * Whether damage to property is feared (財産的被害のおそれ).
 */
property_damage: boolean | null, 
/**
 * Whether it may have been done on purpose (不正の目的のおそれ).
 */
malicious: boolean | null, 
/**
 * Number of persons whose data it is (本人の数); the most that is feared while it is not known exactly.
 */
persons: number | null, 
/**
 * What is known of the number beside it.
 */
persons_note: string | null, 
/**
 * What happened, in words (概要).
 */
overview: string | null, 
/**
 * Which data of each person (個人情報の項目).
 */
items: string | null, 
/**
 * Cause (原因).
 */
cause: string | null, 
/**
 * Further harm, or that it is feared (二次被害又はそのおそれ).
 */
secondary_harm: string | null, 
/**
 * What is done for the persons (本人への対応).
 */
response: string | null, 
/**
 * How the persons were told.
 */
notice: PersonsNotice, 
/**
 * What was made public (公表の実施状況).
 */
publication: string | null, 
/**
 * ISO date on which it was made public.
 */
published_on: string | null, 
/**
 * So that it does not happen again (再発防止のための措置).
 */
prevention: string | null, 
/**
 * Anything else that helps (その他参考となる事項).
 */
remarks: string | null, 
/**
 * Reports to the commission.
 */
reports: Array<IncidentReport>, 
/**
 * ISO date on which nothing more is to be done.
 */
closed_on: string | null, 
/**
 * Number of this version.
 */
revision: number, };

export type IncidentCheckup = { 
/**
 * What follows.
 */
view: IncidentView, 
/**
 * What cannot be read.
 */
problems: Array<Problem>, };

export type IncidentDraft = { id: string | null; revision: number; [field: string]: unknown };

export type IncidentKind = "leak" | "loss" | "damage" | "takeover" | "malware" | "access" | "outage" | "breach" | "other";

export type IncidentPage = { 
/**
 * Rows of the page.
 */
rows: Array<IncidentRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Incidents in the register.
 */
all: number, };

export type IncidentPaperFiles = { 
/**
 * The files.
 */
files: Array<WrittenIncidentPaper>, };

export type IncidentPaperKind = "initial" | "final" | "contractor";

export type IncidentPaperRow = { 
/**
 * Which.
 */
kind: IncidentPaperKind, 
/**
 * What it is called.
 */
text: string, 
/**
 * Whether the incident calls for it as it is now.
 */
wanted: boolean, 
/**
 * What has to be known before it is whole, in words.
 */
lacks: Array<string>, };

export type IncidentPapers = { 
/**
 * Id.
 */
id: string, 
/**
 * Which; those that it calls for as it is now where nothing is said.
 */
kinds?: Array<IncidentPaperKind> | null, 
/**
 * Folder.
 */
folder: string, };

export type IncidentQuery = { 
/**
 * Words that all occur in number, title, section, owner or what is said about it.
 */
text?: string | null, 
/**
 * Incidents in this state.
 */
state?: IncidentState | null, 
/**
 * Incidents of the section with this name.
 */
section?: string | null, 
/**
 * A column of the list.
 */
sort?: string | null, 
/**
 * Smallest first; without a column and this, the newest come first.
 */
descending?: boolean | null, 
/**
 * Rows to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Rows to give, at most 500.
 */
limit?: number | null, };

export type IncidentReport = { 
/**
 * Which.
 */
kind: IncidentReportKind, 
/**
 * ISO date on which it was made.
 */
on: string, 
/**
 * To whom; the commission (個人情報保護委員会) where nothing is said.
 */
to: string | null, 
/**
 * Number under which it was received.
 */
number: string | null, 
/**
 * Remark.
 */
note: string | null, };

export type IncidentReportKind = "initial" | "follow_up" | "final";

export type IncidentRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Title.
 */
title: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * Who looks after it.
 */
owner: string | null, 
/**
 * What happened.
 */
kinds: Array<IncidentKind>, 
/**
 * ISO date of the day on which the office knew.
 */
known_on: string | null, 
/**
 * Number of persons.
 */
persons: number | null, 
/**
 * Whether it is reported to the commission; none while that is not settled.
 */
reported: boolean | null, 
/**
 * ISO date by which the next report is made; none where none is open.
 */
next_on: string | null, 
/**
 * Days from today to that; negative once it has passed.
 */
next_days: number | null, 
/**
 * ISO date.
 */
closed_on: string | null, 
/**
 * Number of findings.
 */
findings: number, };

export type IncidentSave = { 
/**
 * The draft.
 */
draft: IncidentDraft, };

export type IncidentState = "open" | "closed";

export type IncidentStep = { 
/**
 * Which.
 */
kind: IncidentStepKind, 
/**
 * What to do, in words.
 */
title: string, 
/**
 * Where it comes from.
 */
basis: string, 
/**
 * ISO date of the last day; none where the law names no day.
 */
due_on: string | null, 
/**
 * Days from today to it; negative once it has passed.
 */
days: number | null, 
/**
 * ISO date on which it was done.
 */
done_on: string | null, 
/**
 * Whether nothing more is to be done about it.
 */
done: boolean, };

export type IncidentStepKind = "initial" | "persons" | "final";

export type IncidentVerdict = { 
/**
 * Whether it is; none while what is known does not settle it.
 */
reported: boolean | null, 
/**
 * In a sentence.
 */
text: string, 
/**
 * Why it is, each with its law.
 */
reasons: Array<string>, 
/**
 * What would settle it.
 */
unknown: Array<UnknownField>, };

export type IncidentView = { 
/**
 * The record.
 */
incident: Incident, 
/**
 * ISO date from which the days count.
 */
day_one: string | null, 
/**
 * Whether it is reported.
 */
verdict: IncidentVerdict, 
/**
 * What the law asks for, in order; empty where it need not be reported.
 */
steps: Array<IncidentStep>, 
/**
 * What is wrong.
 */
findings: Array<Finding>, 
/**
 * The records in which it happened.
 */
links: Array<Link>, 
/**
 * The contractor in whose work it happened.
 */
contractor: string | null, 
/**
 * What falls due, nearest first.
 */
due: Array<DueItem>, 
/**
 * Papers that can be written.
 */
papers: Array<IncidentPaperRow>, };

export type Inspection = { 
/**
 * ISO date.
 */
on: string, 
/**
 * How.
 */
method: InspectionMethod, 
/**
 * Where.
 */
place: string | null, 
/**
 * Who inspected.
 */
inspector: string | null, 
/**
 * Who was there for the contractor (立会者).
 */
attendants: string | null, 
/**
 * Whether those at work were those of the worker list (従事者名簿との突合).
 */
workers_match: boolean | null, 
/**
 * Whether sub-contractors were inspected as well, or what the contractor did about them.
 */
subcontractors_checked: boolean | null, 
/**
 * Result.
 */
result: string | null, };

export type InspectionMethod = "onsite" | "video" | "documents";

export type IntoFolder = { 
/**
 * Folder.
 */
folder: string, };

export type Judgement = "meets" | "partly" | "fails" | "not_seen";

export type LetterKind = "inquiry" | "section" | "person";

export type Likely = { 
/**
 * `number`, `name`, `head`, `form`, `branch` or `letter`.
 */
code: string, 
/**
 * In words.
 */
text: string, };

export type LineKind = "skipped" | "heading" | "data";

export type Link = { 
/**
 * Its register.
 */
register: Register, 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Whether it has not ended.
 */
open: boolean, };

export type LoadMonth = { 
/**
 * All of them.
 */
count: number, 
/**
 * Those whose day has passed.
 */
overdue: number, };

export type LoadRow = { 
/**
 * Name of the section or the person; none where none is known. For what the office has to do itself, its name.
 */
name: string | null, 
/**
 * Whether it is what the office has to do itself, which is nobody's in the registers.
 */
of_office: boolean, 
/**
 * April to March.
 */
months: Array<LoadMonth>, 
/**
 * What should have been done before the year began.
 */
earlier: number, 
/**
 * All of it.
 */
total: LoadMonth, };

export type LoadSection = { 
/**
 * By person, in the order of sections; none of what the office has to do itself.
 */
people: Array<LoadRow>, 
/**
 * Name of the section or the person; none where none is known. For what the office has to do itself, its name.
 */
name: string | null, 
/**
 * Whether it is what the office has to do itself, which is nobody's in the registers.
 */
of_office: boolean, 
/**
 * April to March.
 */
months: Array<LoadMonth>, 
/**
 * What should have been done before the year began.
 */
earlier: number, 
/**
 * All of it.
 */
total: LoadMonth, };

export type LostCharacter = { 
/**
 * Row of the table, the headings being 1.
 */
row: number, 
/**
 * Heading.
 */
column: string, 
/**
 * The character.
 */
character: string, };

export type MailSave = { 
/**
 * The server.
 */
settings: MailSettings, 
/**
 * The password, only to be kept in the keyring of this computer; without it the one that is kept stays.
 */
password?: string | null, };

export type MailSecurity = "none" | "starttls" | "tls";

export type MailSettings = { 
/**
 * Whether mail is sent.
 */
on: boolean, 
/**
 * Name of the server.
 */
host: string, 
/**
 * Its port.
 */
port: number, 
/**
 * How the way to it is protected.
 */
security: MailSecurity, 
/**
 * Name to sign in with; none where the server asks for none.
 */
user: string | null, 
/**
 * Name of whoever writes.
 */
from_name: string | null, 
/**
 * Mail address of whoever writes.
 */
from_address: string, 
/**
 * Number of this version; 0 before the first save.
 */
revision: number, };

export type MailTest = { 
/**
 * To this address; to that of whoever is working without it.
 */
to?: string | null, };

export type MailTested = { 
/**
 * To which address.
 */
to: string, 
/**
 * What the server answered.
 */
answer: string, };

export type MailView = { 
/**
 * The server.
 */
settings: MailSettings, 
/**
 * Whether this computer holds the password; none where none is needed or the keyring cannot be asked.
 */
has_password: boolean | null, 
/**
 * Whether whoever is working may change it.
 */
may_change: boolean, };

export type MatchedBy = "number" | "service_and_provider" | "service";

export type Measure = { 
/**
 * What was found (指摘事項).
 */
finding: string, 
/**
 * What brought it up.
 */
source: MeasureSource, 
/**
 * ISO date on which it was found.
 */
found_on: string | null, 
/**
 * What is to be done (是正の内容).
 */
action: string | null, 
/**
 * Who does it, at the contractor or in the office.
 */
owner: string | null, 
/**
 * ISO date by which it is done (是正期限).
 */
due_on: string | null, 
/**
 * ISO date on which it was done (是正完了日).
 */
done_on: string | null, 
/**
 * How that was seen (確認の方法・証跡).
 */
evidence: string | null, };

export type MeasureSource = "inspection" | "sheet" | "report" | "incident" | "other";

export type Medium = "x" | "facebook" | "instagram" | "line" | "youtube" | "tiktok" | "note" | "threads" | "other";

export type Merge = { 
/**
 * Id of the one that stays.
 */
keep: string, 
/**
 * Id of the one that goes into it.
 */
drop: string, 
/**
 * Revision of the one that stays, as the person saw it.
 */
keep_revision: number, 
/**
 * Revision of the other.
 */
drop_revision: number, 
/**
 * Fields that are taken from the one that goes.
 */
take?: Array<string> | null, };

export type MergeField = { 
/**
 * Its name.
 */
field: string, 
/**
 * Its name in words.
 */
label: string, 
/**
 * What the one that stays says.
 */
keep: string | null, 
/**
 * What the other says.
 */
drop: string | null, 
/**
 * Whether the other's is taken unless the person chooses otherwise.
 */
take: boolean, };

export type MergeReview = { 
/**
 * The one that stays.
 */
keep: Company, 
/**
 * The one that goes into it.
 */
drop: Company, 
/**
 * Fields that differ.
 */
fields: Array<MergeField>, 
/**
 * Names that become other spellings of the one that stays.
 */
names: Array<string>, 
/**
 * Places of records that would mean the one that stays.
 */
moved: number, };

export type MergeReviewRequest = { 
/**
 * Id of the one that is to stay.
 */
keep: string, 
/**
 * Id of the one that is to go into it.
 */
drop: string, };

export type Method = "general" | "designated" | "negotiated" | "proposal" | "other";

export type MonthLoad = { 
/**
 * 1 to 12, April first.
 */
month: number, 
/**
 * Due dates.
 */
count: number, 
/**
 * Whether it is this month.
 */
current: boolean, };

export type MoveKind = "moves" | "leaves" | "joins" | "done" | "no_move";

export type Moved = "up" | "down" | "otherwise" | "new";

export type MyStep = "review" | "decide" | "answer";

export type Named = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, };

export type NewsLine = { 
/**
 * In words.
 */
text: string, 
/**
 * The page that shows its record, as the window names it.
 */
place: string, };

export type NextDue = { 
/**
 * ISO date.
 */
on: string, 
/**
 * In words.
 */
title: string, 
/**
 * Whether the date has passed.
 */
overdue: boolean, };

export type NotSame = { 
/**
 * Id.
 */
one: string, 
/**
 * Id.
 */
other: string, 
/**
 * Why.
 */
reason: string, };

export type Nothing = Record<symbol, never>;

export type Office = { 
/**
 * Name, such as 潮見市.
 */
name: string, 
/**
 * Kind of body.
 */
kind: OfficeKind, 
/**
 * 全国地方公共団体コード.
 */
code: string | null, 
/**
 * Title of its head (市長).
 */
head_title: string, 
/**
 * 法人番号.
 */
corporate_number: string | null, 
/**
 * Facts for the catalogue.
 */
facts: OfficeFacts, 
/**
 * How papers are written.
 */
style: Style, 
/**
 * When it is closed.
 */
calendar: OfficeCalendar, 
/**
 * Number of this version; 0 before the first save.
 */
revision: number, };

export type OfficeCalendar = { 
/**
 * First of the days around the new year: 12-29 as saved; none if the office does not close.
 */
closed_from: string | null, 
/**
 * The last of them: 01-03.
 */
closed_until: string | null, 
/**
 * Single days, in their order.
 */
days: Array<OfficeDay>, };

export type OfficeDay = { 
/**
 * The day: 2026-08-14 as saved, in any form as typed.
 */
on: string | null, 
/**
 * Whether the office is closed; else it is open although it would be closed.
 */
closed: boolean, 
/**
 * What the day is, in the office's words.
 */
name: string | null, };

export type OfficeFacts = { 
/**
 * Whether 地方自治法施行規則第16条の3 binds the office; unknown until answered.
 */
reg_16_3_target_org: boolean | null, 
/**
 * Network separation model (三層分離).
 */
network_model: string | null, };

export type OfficeKind = "city" | "town" | "village" | "ward" | "prefecture" | "union";

export type OfficeSave = { 
/**
 * The office.
 */
office: Office, };

export type OpenRecord = { 
/**
 * Register.
 */
register: Register, 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Title, service or name.
 */
title: string, 
/**
 * Who goes.
 */
name: string, 
/**
 * What the person does for it, in words.
 */
duties_text: string, };

export type Orphan = { 
/**
 * Register.
 */
register: Register, 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Title, service or name.
 */
title: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * What the person did for it.
 */
duty: Duty, 
/**
 * The same in words.
 */
duty_text: string, 
/**
 * Who is named.
 */
holder: string | null, 
/**
 * Why that is not enough.
 */
why: OrphanReason, 
/**
 * The same in words.
 */
why_text: string, };

export type OrphanQuery = { 
/**
 * Rows to give, 2,000 unless named; 0 to count only.
 */
limit?: number | null, };

export type OrphanReason = "left" | "moved" | "nobody";

export type Orphans = { 
/**
 * Contracts, cloud uses and accounts, in this order.
 */
rows: Array<Orphan>, 
/**
 * How many there are.
 */
total: number, };

export type Outcome = "approved" | "conditional" | "refused";

export type OversightKind = "record" | "demand" | "suspension" | "termination";

export type PageFinding = { 
/**
 * Which list it is from: part of the locale key `sns.check.<code>`.
 */
code: string, 
/**
 * Id of the account that it is about.
 */
account: string | null, 
/**
 * The address that it is about.
 */
address: string | null, 
/**
 * The finding in words.
 */
text: string, };

export type PageLink = { 
/**
 * Where it is, if that is known.
 */
medium: Medium | null, 
/**
 * The address in its one form, or the handle with its @.
 */
address: string, 
/**
 * As it is written on the page, where that is something else.
 */
typed: string | null, 
/**
 * The words of the link.
 */
shown: string, 
/**
 * How it stands in the page.
 */
place: Place, 
/**
 * How often.
 */
times: number, 
/**
 * Id of the account that it may be taken for.
 */
like: string | null, 
/**
 * Why.
 */
why: Why | null, };

export type ParentCompany = { 
/**
 * Name.
 */
name: string | null, 
/**
 * Country.
 */
country: string | null, 
/**
 * 法人番号.
 */
corporate_number: string | null, };

export type Parties = "kou_otsu" | "hatchu_juchu" | "itaku_jutaku";

export type PartyRow = { 
/**
 * Register of the record.
 */
register: Register, 
/**
 * Id of the record.
 */
id: string, 
/**
 * Number of the record.
 */
number: string | null, 
/**
 * Title of the record.
 */
title: string, 
/**
 * Section of the record.
 */
section: string | null, 
/**
 * Yen, where it is the contractor itself.
 */
amount_yen: number | null, 
/**
 * ISO date of the beginning.
 */
from_on: string | null, 
/**
 * ISO date of the last day; none where there is none.
 */
until_on: string | null, 
/**
 * Whether it is not over.
 */
running: boolean, 
/**
 * As what it is named, in words.
 */
role: string, 
/**
 * The level of re-outsourcing; 0 for the company itself.
 */
tier: number, 
/**
 * As the record writes the name.
 */
written: string, 
/**
 * Number of findings of the record; none of an account, whose findings depend on the others.
 */
findings: number | null, };

export type PastApplication = { 
/**
 * Id.
 */
id: string, 
/**
 * What was applied for.
 */
kind: ApplicationKind, 
/**
 * The same in words.
 */
kind_text: string, 
/**
 * Where it is.
 */
state: ApplicationState, 
/**
 * The same in words.
 */
state_text: string, 
/**
 * Who applied.
 */
applicant: string, 
/**
 * ISO date.
 */
applied_on: string, 
/**
 * Who decided.
 */
decided_by: string | null, 
/**
 * ISO date.
 */
decided_on: string | null, 
/**
 * Number of the approval.
 */
number: string | null, 
/**
 * SHA-256 of what was seen.
 */
hash: string, };

export type Person = { 
/**
 * Id; empty for a new one.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Name of the section.
 */
section: string | null, 
/**
 * Mail address.
 */
email: string | null, 
/**
 * Accounts of the operating system or the database.
 */
accounts: Array<string>, 
/**
 * Roles.
 */
roles: Array<Role>, 
/**
 * ISO date from which the person is in the section.
 */
from: string | null, 
/**
 * ISO date until which.
 */
until: string | null, 
/**
 * Number of this version; 0 for a new one.
 */
revision: number, };

export type PersonDraft = Partial<Person>;

export type PersonHolding = { 
/**
 * Id of the person.
 */
person: string, 
/**
 * Contracts.
 */
contracts: number, 
/**
 * Cloud uses.
 */
clouds: number, 
/**
 * Accounts.
 */
sns: number, 
/**
 * Incidents.
 */
incidents: number, };

export type PersonLoad = { 
/**
 * Section.
 */
section: string, 
/**
 * Person.
 */
owner: string, 
/**
 * Overdue.
 */
overdue: number, 
/**
 * In the next seven days.
 */
week: number, 
/**
 * In the next thirty-one days, the week included.
 */
month: number, };

export type PersonSave = { 
/**
 * The person.
 */
person: PersonDraft, };

export type PersonsNotice = { 
/**
 * ISO date on which they were told.
 */
on: string | null, 
/**
 * How.
 */
how: string | null, 
/**
 * Why they cannot be told, and what is done instead (個人情報保護法第68条第2項ただし書).
 */
instead: string | null, };

export type PictureQuery = { 
/**
 * Whose.
 */
whose?: Whose | null, 
/**
 * Name of whoever answers.
 */
owner?: string | null, 
/**
 * Name of a section.
 */
section?: string | null, 
/**
 * The fiscal year (年度) as typed, for the month view the month, for the timeline either; the one of today without it.
 */
when?: string | null, };

export type Pin = { 
/**
 * Which annex.
 */
kind: AnnexKind, 
/**
 * Version of the catalogue.
 */
catalogue: string, 
/**
 * Its clauses.
 */
clauses: Array<PinnedClause>, 
/**
 * SHA-256 of the paper kept in the ledger.
 */
hash: string, };

export type PinnedClause = { 
/**
 * Id of the clause.
 */
id: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Article in which it was printed.
 */
article: number, 
/**
 * Requirements that the article meets.
 */
requirements: Array<string>, };

export type Place = "link" | "embedded" | "said" | "text";

export type Posting = { 
/**
 * Categories that are posted.
 */
allowed: Array<string>, 
/**
 * Categories that are not, beyond information of class 2 and above, which never is (SN-04).
 */
forbidden: Array<string>, 
/**
 * Who approves a post before it goes out.
 */
approver: string | null, 
/**
 * Whether what must be available in any case also stands on the office's own site (SN-07).
 */
on_own_site: boolean | null, };

export type PreviewCell = { 
/**
 * Column, from 0.
 */
column: number, 
/**
 * As typed.
 */
text: string, 
/**
 * The code of what is wrong with it.
 */
code: string | null, 
/**
 * Whether it stops the row.
 */
rejected: boolean, 
/**
 * Whether the person corrected it.
 */
corrected: boolean, };

export type PreviewChange = { 
/**
 * Path of the field.
 */
field: string, 
/**
 * The field in words.
 */
text: string, 
/**
 * What the ledger has.
 */
before: string | null, 
/**
 * What the file has.
 */
after: string | null, };

export type PreviewColumn = { 
/**
 * Place in the sheet, from 0.
 */
index: number, 
/**
 * Letters of the column.
 */
letters: string, 
/**
 * Heading as in the sheet.
 */
heading: string, 
/**
 * Field it is read as; none if it is not read.
 */
field: string | null, 
/**
 * The same in words.
 */
field_text: string | null, 
/**
 * Some values as typed.
 */
examples: Array<string>, 
/**
 * Whether its values are set to the right, as amounts are.
 */
right: boolean, };

export type PreviewLine = { 
/**
 * Row as the spreadsheet numbers it.
 */
row: number, 
/**
 * Last row, where several lines that are not read stand together.
 */
last_row: number, 
/**
 * What it is.
 */
kind: LineKind, 
/**
 * What becomes of it.
 */
action: Action | null, 
/**
 * Whether something is asked about it.
 */
asked: boolean, 
/**
 * Its filled cells.
 */
cells: Array<PreviewCell>, 
/**
 * What would change in the record.
 */
changes: Array<PreviewChange>, };

export type PreviewNote = { 
/**
 * Place of the table.
 */
table: number, 
/**
 * Place of the sheet in the file, for a correction.
 */
sheet: number, 
/**
 * Name of the sheet.
 */
sheet_name: string, 
/**
 * Row as the spreadsheet numbers it.
 */
row: number, 
/**
 * Column, from 0.
 */
column: number, 
/**
 * Heading.
 */
heading: string, 
/**
 * What is wrong.
 */
code: string, 
/**
 * Whether it stops the row.
 */
rejected: boolean, 
/**
 * The cell as typed.
 */
value: string, 
/**
 * What happened and what to do.
 */
message: string, 
/**
 * A value that would do, if there is one to propose.
 */
suggestion: string | null, 
/**
 * Values to choose from, as they may be typed.
 */
choices: Array<string>, };

export type PreviewRequest = { 
/**
 * The file and how it is understood.
 */
import: ImportRequest, 
/**
 * Which table of the file is looked at, from 0.
 */
table?: number | null, 
/**
 * Which lines are wanted.
 */
show?: ShowLines | null, 
/**
 * Lines to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Lines to give, at most 500.
 */
limit?: number | null, };

export type Problem = { 
/**
 * What is wrong; a code exists only if a person or a screen acts on it.
 */
code: string, 
/**
 * The field it stands under, as a dotted path (`contractor.name`), or none.
 */
field: string | null, 
/**
 * Values for the placeholders of the text.
 */
args: { [key in string]: string }, };

export type PublicAccount = { 
/**
 * Id of the record; it tells the account again at the next publication and is in none of the files.
 */
id: string, 
/**
 * Where it is.
 */
medium: Medium, 
/**
 * Name of the account (アカウント名).
 */
name: string, 
/**
 * Address.
 */
url: string | null, 
/**
 * Name of the section that runs it (所管課).
 */
section: string | null, 
/**
 * Address of the policy under which it is run (運用ポリシー).
 */
policy_url: string | null, 
/**
 * Day on which somebody last saw that all of this is right (最終確認日).
 */
confirmed_on: string | null, 
/**
 * Whether nothing is posted for the time being (休止).
 */
suspended: boolean, 
/**
 * Day of its end, past or decided (終了日); none while it is in use.
 */
ended_on: string | null, };

export type Question = { 
/**
 * Id of the fact.
 */
fact: string, 
/**
 * Group of the form.
 */
group: string, 
/**
 * The question.
 */
label: string, 
/**
 * A sentence of help.
 */
help: string, 
/**
 * Short label for lists.
 */
short: string, 
/**
 * Kind of answer.
 */
type: FactType, 
/**
 * Values to choose from.
 */
values: Array<Choice>, 
/**
 * The answer; none is "unknown".
 */
value: FactValue | null, 
/**
 * Whether another answer can still change a requirement.
 */
matters: boolean, 
/**
 * How many requirements another answer can change.
 */
affects: number, 
/**
 * How many requirements wait for this answer.
 */
undecided: number, 
/**
 * Whether it follows from other fields of the record and is not asked.
 */
derived: boolean, };

export type Reason = { 
/**
 * Id of the fact.
 */
fact: string, 
/**
 * In words.
 */
text: string, };

export type Recipient = "owner" | "procurement" | "security" | "pr" | "approver";

export type RecordParty = { 
/**
 * Which place: `contractor`, `subcontracts.s1`, `provider`, `contract` ….
 */
place: string, 
/**
 * As the record writes it.
 */
written: string, 
/**
 * The company; none where the name fits several.
 */
company: Link | null, };

export type RecordRequest = { 
/**
 * Register.
 */
register: Register, 
/**
 * Id.
 */
id: string, };

export type Recovery = { 
/**
 * The key in groups with check characters; none where the ledger has no key of its own.
 */
text: string | null, };

export type Register = "contract" | "cloud" | "sns" | "contractor" | "incident" | "person" | "section" | "transfer";

export type RejectedSave = { 
/**
 * The file and how it is understood.
 */
import: ImportRequest, 
/**
 * Path of the workbook to write.
 */
file: string, };

export type ReminderSettings = { 
/**
 * Shipped rules that are switched off.
 */
off: Array<string>, 
/**
 * Shipped rules that are changed.
 */
changed: { [key in string]: RuleChange }, 
/**
 * Rules of the office itself.
 */
own: Array<Rule>, 
/**
 * Ids of rules of the office that are gone; none is used again, since what was done about their dates stays.
 */
retired: Array<string>, 
/**
 * Number of this version; 0 before the first save.
 */
revision: number, };

export type Reminders = { 
/**
 * Rules as they came with the program.
 */
shipped: Array<Rule>, 
/**
 * What the office says differently.
 */
settings: ReminderSettings, 
/**
 * Whether whoever is working may change them.
 */
may_change: boolean, };

export type Renew = { 
/**
 * Id.
 */
id: string, 
/**
 * As typed.
 */
starts_on: string, 
/**
 * As typed.
 */
ends_on: string, };

export type RequirementRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * What it asks for.
 */
summary: string, 
/**
 * Area.
 */
area: string, 
/**
 * Area in words.
 */
area_text: string, 
/**
 * How strict.
 */
severity: Severity, 
/**
 * Kind of basis.
 */
basis: string, 
/**
 * Kind of basis in words.
 */
basis_text: string, 
/**
 * Phase.
 */
phase: string, 
/**
 * How it stands.
 */
state: RequirementState, 
/**
 * Why it applies, in words.
 */
because_text: string, 
/**
 * The facts that made it apply.
 */
because: Array<Reason>, 
/**
 * Unknown facts that would decide it.
 */
undecided: Array<Reason>, 
/**
 * Sources.
 */
sources: Array<Source>, 
/**
 * Papers and lists it appears in.
 */
outputs: Array<string>, 
/**
 * Forms.
 */
forms: Array<string>, 
/**
 * ISO date from which it binds.
 */
effective_from: string | null, 
/**
 * 施行後は必須・今は推奨.
 */
after_enforcement: boolean, 
/**
 * The article that meets it.
 */
clause: ClausePlace | null, 
/**
 * What meets it, in words.
 */
evidence_text: string | null, 
/**
 * What is missing and what to do, in words.
 */
remedy_text: string | null, 
/**
 * Its waiver.
 */
waiver: Waiver | null, 
/**
 * Its confirmation.
 */
confirmation: Confirmation | null, 
/**
 * Remark of the catalogue.
 */
note: string | null, };

export type RequirementState = "missing" | "unknown" | "met" | "waived" | "not_yet" | "recommended";

export type ResponseStep = { 
/**
 * Person, section or company.
 */
contact: string, 
/**
 * Telephone number.
 */
phone: string | null, 
/**
 * What that one does.
 */
task: string | null, };

export type Revision = { 
/**
 * Id.
 */
id: string, 
/**
 * Revision that the person saw.
 */
revision: number, };

export type RiskCell = { 
/**
 * The level of the contract in itself: 1 to 4, or 0 where it is undecided.
 */
inherent: number, 
/**
 * The level of the measures: 1 to 4.
 */
measures: number, 
/**
 * The level that remains there; 0 where it is undecided.
 */
level: number, 
/**
 * Contracts.
 */
count: number, };

export type RiskCount = { 
/**
 * 1 to 4, or 0 where it is undecided.
 */
level: number, 
/**
 * In words.
 */
text: string, 
/**
 * Contracts now.
 */
count: number, 
/**
 * Contracts at the end of the last quarter; none where that is not known.
 */
before: number | null, };

export type RiskFactor = { 
/**
 * Its name in methods.
 */
id: string, 
/**
 * In words.
 */
label: string, 
/**
 * The choice in words; of what is unknown, that it is.
 */
choice: string, 
/**
 * Points; the fewest where a fact is unknown.
 */
low: number, 
/**
 * The most points.
 */
high: number, 
/**
 * What it rests on, or that it is this program's own.
 */
basis: string, 
/**
 * The choice at the end of the last quarter, where it was another.
 */
then: string | null, 
/**
 * The facts that would settle it, where it is open.
 */
facts: Array<string>, };

export type RiskFix = { 
/**
 * The factor.
 */
factor: string, 
/**
 * What to do, in words.
 */
text: string, 
/**
 * What would remain then.
 */
level: RiskLevel, };

export type RiskLevel = { 
/**
 * The least that it can be, 1 to 4.
 */
least: number, 
/**
 * The worst that it can be, 1 to 4.
 */
worst: number, 
/**
 * In words.
 */
text: string, };

export type RiskMethod = { 
/**
 * What the contract is in itself (固有リスク).
 */
inherent: RiskMethodSide, 
/**
 * Whether the measures are in place (対策の状況).
 */
measures: RiskMethodSide, 
/**
 * The level that remains (残存リスク), by the level of the contract and then by that of the measures.
 */
residual: [[number, number, number, number], [number, number, number, number], [number, number, number, number], [number, number, number, number]], };

export type RiskMethodSave = { 
/**
 * The method; none to go back to that of the program.
 */
method?: RiskMethod | null, 
/**
 * Why.
 */
reason: string, 
/**
 * Revision that the person saw.
 */
revision: number, };

export type RiskMethodSide = { 
/**
 * Points by factor, one for each of its choices.
 */
points: { [key in string]: Array<number> }, 
/**
 * The sums from which the second, third and fourth level begin.
 */
from: [number, number, number], };

export type RiskMethodTried = { 
/**
 * How many contracts would be at each level; `before` is how many are by the method that holds.
 */
levels: Array<RiskCount>, 
/**
 * Contracts whose level would be another.
 */
changed: number, 
/**
 * Contracts that are judged.
 */
all: number, };

export type RiskMethodTry = { 
/**
 * The method.
 */
method: RiskMethod, };

export type RiskMethodView = { 
/**
 * The method that holds.
 */
method: RiskMethod, 
/**
 * The method that comes with the program.
 */
shipped: RiskMethod, 
/**
 * Factors of the contract in itself.
 */
inherent: Array<FactorText>, 
/**
 * Factors of the measures.
 */
measures: Array<FactorText>, 
/**
 * Levels of the contract in itself in words, the least first.
 */
inherent_levels: Array<string>, 
/**
 * Levels of the measures in words, the best first.
 */
measures_levels: Array<string>, 
/**
 * Levels that remain in words, the least first.
 */
residual_levels: Array<string>, 
/**
 * The office's own settings.
 */
settings: RiskSettings, 
/**
 * Whether whoever is working may change it.
 */
may_change: boolean, };

export type RiskOverview = { 
/**
 * The matrix, from the greatest level of the contract down, the undecided last.
 */
cells: Array<RiskCell>, 
/**
 * How many contracts are at each level, the greatest first, the undecided last.
 */
levels: Array<RiskCount>, 
/**
 * What moved.
 */
quarter: RiskQuarter, 
/**
 * Whether the office judges by a method of its own.
 */
adjusted: boolean, 
/**
 * Contracts that are judged.
 */
all: number, 
/**
 * Those that the query keeps.
 */
total: number, 
/**
 * The worst first.
 */
rows: Array<RiskRow>, };

export type RiskQuarter = { 
/**
 * That quarter in words.
 */
text: string, 
/**
 * ISO date of its last day.
 */
until: string, 
/**
 * Whether anything is known of then.
 */
known: boolean, 
/**
 * Contracts of which more remains.
 */
up: number, 
/**
 * Contracts of which less remains.
 */
down: number, 
/**
 * Contracts of which the same remains for other reasons.
 */
otherwise: number, 
/**
 * Contracts that were not judged then.
 */
new: number, 
/**
 * Contracts that were closed since.
 */
closed: number, };

export type RiskQuery = { 
/**
 * Words that all occur in number, title, contractor, section or owner.
 */
text?: string | null, 
/**
 * Contracts of the section with this name.
 */
section?: string | null, 
/**
 * The level that remains: 1 to 4, or 0 where it is undecided.
 */
level?: number | null, 
/**
 * The level of the contract in itself: 1 to 4, or 0 where it is undecided.
 */
inherent?: number | null, 
/**
 * The level of the measures: 1 to 4.
 */
measures?: number | null, 
/**
 * How it moved since the end of the last quarter.
 */
moved?: Moved | null, 
/**
 * Rows to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Rows to give, 100 unless named, at most 500.
 */
limit?: number | null, };

export type RiskReport = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its title.
 */
title: string, };

export type RiskReportSave = { 
/**
 * Folder.
 */
folder: string, 
/**
 * Fiscal year; this one unless named.
 */
fiscal_year?: number | null, };

export type RiskRow = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Title.
 */
title: string, 
/**
 * Name of the contractor.
 */
contractor: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * Owner.
 */
owner: string | null, 
/**
 * What remains.
 */
level: RiskLevel, 
/**
 * What the contract is in itself.
 */
inherent: RiskLevel, 
/**
 * Whether the measures are in place.
 */
measures: RiskLevel, 
/**
 * What weighs most, in words.
 */
why: string, 
/**
 * How it moved since the end of the last quarter.
 */
moved: Moved | null, 
/**
 * What remained then.
 */
then: RiskLevel | null, 
/**
 * What is different since then, in words.
 */
changes: Array<string>, };

export type RiskSettings = { 
/**
 * Its own method; none where it takes that of the program.
 */
method: RiskMethod | null, 
/**
 * Why it is so (変更の理由).
 */
reason: string | null, 
/**
 * Who said so.
 */
by: By | null, 
/**
 * ISO date.
 */
on: string | null, 
/**
 * Number of this version; 0 before the first save.
 */
revision: number, };

export type RiskSide = { 
/**
 * The level.
 */
level: RiskLevel, 
/**
 * Points in words.
 */
points: string, 
/**
 * The factors, in the order of the method.
 */
factors: Array<RiskFactor>, };

export type RiskThen = { 
/**
 * That quarter in words.
 */
quarter: string, 
/**
 * What remained; none if the contract was not judged then.
 */
level: RiskLevel | null, 
/**
 * How it moved.
 */
moved: Moved | null, };

export type Role = "applicant" | "procurement" | "security" | "pr" | "approver" | "auditor" | "admin";

export type Rule = { 
/**
 * Id, such as `RM-01`; rules of the office have one of their own.
 */
id: string, 
/**
 * What to do, in the words of whoever wrote the rule.
 */
title: string, 
/**
 * What the date counts from.
 */
anchors: Array<Anchor>, 
/**
 * Months from the anchor to the date; the end of a month stays within it (民法143条2項).
 */
months: number, 
/**
 * Days from there to the date; negative before it.
 */
days: number, 
/**
 * Days before the date on which people are told; negative after it.
 */
lead_days: Array<number>, 
/**
 * Whom.
 */
to: Array<Recipient>, 
/**
 * Days after which people are told again while it is overdue.
 */
again_days?: number | null, 
/**
 * Who else is told, and when.
 */
escalate?: Escalation | null, 
/**
 * A condition over facts, as in the catalogue; none holds for every record.
 */
when?: unknown, 
/**
 * What ends it, in words.
 */
stop_when?: string | null, 
/**
 * Where its date comes from, in words.
 */
basis?: string | null, 
/**
 * Remark.
 */
note?: string | null, };

export type RuleChange = { 
/**
 * Days before the date on which people are told.
 */
lead_days?: Array<number> | null, 
/**
 * Whom.
 */
to?: Array<Recipient> | null, 
/**
 * Days after which people are told again while it is overdue; 0 for never.
 */
again_days?: number | null, 
/**
 * Who else is told, and when.
 */
escalate?: Escalation | null, };

export type SavedFile = { 
/**
 * Its path.
 */
file: string, 
/**
 * Rows or records in it.
 */
rows: number, };

export type Score = { 
/**
 * Id of the requirement that is the criterion.
 */
criterion: string, 
/**
 * Judgement.
 */
judgement: Judgement | null, 
/**
 * Points from 0 to 5.
 */
points: number | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * Why the candidate is accepted though it fails (受容の理由).
 */
accepted_because: string | null, 
/**
 * Who accepts that (受容者).
 */
accepted_by: string | null, };

export type SecondFactor = "app" | "sms" | "key" | "other";

export type Section = { 
/**
 * Id; empty for a new one.
 */
id: string, 
/**
 * Name, unique in the office.
 */
name: string, 
/**
 * Id of the section above.
 */
parent: string | null, 
/**
 * Executive body.
 */
body: string | null, 
/**
 * Mail address, for what no person is told of.
 */
email: string | null, 
/**
 * Number of this version; 0 for a new one.
 */
revision: number, };

export type SectionDraft = Partial<Section>;

export type SectionNames = { 
/**
 * The names.
 */
names: Array<string>, };

export type SectionSave = { 
/**
 * The section.
 */
section: SectionDraft, };

export type Selection = { 
/**
 * ISO date on which the annex was shown to those who bid (特記事項を示した日).
 */
shown_on: string | null, 
/**
 * In what: 公告, 仕様書, 見積依頼書.
 */
shown_in: string | null, 
/**
 * Weights of criteria; 1 where nothing is said.
 */
weights: { [key in string]: number }, 
/**
 * Who was considered.
 */
candidates: Array<Candidate>, 
/**
 * Id of the candidate that was chosen.
 */
chosen: string | null, 
/**
 * ISO date of the decision.
 */
decided_on: string | null, 
/**
 * Who decided.
 */
decided_by: string | null, 
/**
 * Why this one.
 */
reason: string | null, 
/**
 * The office's judgement about the supply chain of the contractor.
 */
supply_chain: SupplyJudgement, 
/**
 * Sheets that came back, oldest first; they cannot be typed.
 */
statements: Array<Statement>, };

export type SelectionCandidate = { 
/**
 * Id within the contract.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Corporate number.
 */
corporate_number: string | null, 
/**
 * Where it stands.
 */
standing: CandidateStanding, 
/**
 * Whether it was chosen.
 */
chosen: boolean, 
/**
 * Whether it is the contractor of the record.
 */
contractor: boolean, 
/**
 * Its judgements, in the order of the criteria.
 */
cells: Array<SelectionCell>, };

export type SelectionCell = { 
/**
 * How it was judged.
 */
score: Score | null, 
/**
 * What it stated on its sheet.
 */
stated: Stated | null, };

export type SelectionCriterion = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What it asks for.
 */
summary: string, 
/**
 * Whether who fails it is unfit.
 */
gate: boolean, 
/**
 * Its weight.
 */
weight: number, };

export type SelectionForm = "selection" | "supply_chain";

export type SelectionIssue = { 
/**
 * Which sheet.
 */
form: SelectionForm, 
/**
 * Number.
 */
number: string, 
/**
 * Version.
 */
version: number, 
/**
 * ISO date.
 */
issued_on: string, 
/**
 * Number of questions.
 */
questions: number, 
/**
 * How many came back and were accepted.
 */
returned: number, };

export type SelectionKind = "result" | "pledge";

export type SelectionView = { 
/**
 * The criteria, in the order of the catalogue.
 */
criteria: Array<SelectionCriterion>, 
/**
 * The candidates as they were entered.
 */
candidates: Array<SelectionCandidate>, 
/**
 * The supply-chain sheet of the contractor.
 */
supply_chain: Array<SupplyItem>, 
/**
 * Whether requirements about the supply chain apply to the contract.
 */
supply_chain_applies: boolean, 
/**
 * Sheets that were issued, newest first.
 */
issues: Array<SelectionIssue>, 
/**
 * Sheets that came back, newest first.
 */
statements: Array<Statement>, };

export type ServiceMatch = { 
/**
 * Id of the use.
 */
id: string, 
/**
 * Name of the service in the register.
 */
service: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * Row of the list.
 */
row: number, 
/**
 * Name of the service in the list.
 */
listed_service: string, 
/**
 * Provider in the list.
 */
listed_provider: string | null, 
/**
 * How it was found.
 */
by: MatchedBy, 
/**
 * What the use holds of this kind.
 */
now: Assurance | null, 
/**
 * What the list says.
 */
listed: Assurance, 
/**
 * Whether the list says something else than the use holds.
 */
differs: boolean, 
/**
 * Whether taking it over reopens an approval.
 */
reopens: boolean, 
/**
 * Whether it was taken over.
 */
taken: boolean, };

export type ServicesReport = { 
/**
 * Headings that were understood, by field.
 */
headings: { [key in string]: string }, 
/**
 * Rows of the list.
 */
rows: number, 
/**
 * Uses that the list speaks for.
 */
matches: Array<ServiceMatch>, 
/**
 * Uses that rely on a registration of this kind which the list does not have: id and service.
 */
missing: Array<[string, string]>, 
/**
 * Rows whose dates could not be read.
 */
unreadable: Array<number>, };

export type ServicesRequest = { 
/**
 * The file.
 */
file: string, 
/**
 * A value of the fact `certs`, such as `ismap`.
 */
kind: string, 
/**
 * Which heading is which field, where the program does not know it.
 */
mapping?: { [key in string]: string }, 
/**
 * Ids of the uses for which the list is taken over; none only to look.
 */
choose?: Array<string>, };

export type Severity = "must" | "should";

export type SheetAnswer = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Row of the file.
 */
row: number, 
/**
 * The answer.
 */
answer: CloudAnswer, 
/**
 * The answer that the record holds now.
 */
current: CloudAnswer | null, 
/**
 * Whether taking it changes the record.
 */
changes: boolean, };

export type SheetFile = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Number.
 */
number: string, 
/**
 * Version.
 */
version: number, 
/**
 * ISO date on which this version was issued.
 */
issued_on: string, 
/**
 * ISO date until which it is to be answered.
 */
due_on: string, 
/**
 * Mark of what is asked.
 */
mark: string, 
/**
 * Number of questions.
 */
questions: number, };

export type SheetInfo = { 
/**
 * Name; empty for a text file.
 */
name: string, 
/**
 * Why it is not read, in words.
 */
skipped: string | null, };

export type SheetNote = { 
/**
 * What.
 */
problem: Problem, 
/**
 * In words.
 */
text: string, 
/**
 * Whether nothing can be taken from the sheet.
 */
blocks: boolean, };

export type Show = { 
/**
 * Id.
 */
id: string, 
/**
 * A day as typed; none for today.
 */
on?: string | null, };

export type ShowLines = "all" | "create" | "update" | "unchanged" | "rejected" | "asked";

export type Side = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * 法人番号.
 */
corporate_number: string | null, 
/**
 * Address.
 */
address: string | null, 
/**
 * Places of records that name it.
 */
named: number, 
/**
 * Whether somebody keeps it.
 */
kept: boolean, };

export type Sign = { 
/**
 * Id.
 */
id: string, 
/**
 * As typed.
 */
signed_on: string, 
/**
 * Revision that the person saw.
 */
revision: number, };

export type Sns = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Where it is.
 */
medium: Medium, 
/**
 * Name of the account (アカウント名).
 */
name: string, 
/**
 * Handle without @, with its capitals.
 */
handle: string | null, 
/**
 * Address in its one form.
 */
url: string | null, 
/**
 * Name of the section that runs it.
 */
section: string | null, 
/**
 * Name of the person who answers for it (運用責任者).
 */
owner: string | null, 
/**
 * ISO date since which this person answers for it, if it is known.
 */
owner_since: string | null, 
/**
 * Name of the deputy (副責任者).
 */
deputy: string | null, 
/**
 * Names of the people who post.
 */
operators: Array<string>, 
/**
 * What it is for.
 */
purpose: string | null, 
/**
 * Whether it may stand in the public list.
 */
publishable: boolean | null, 
/**
 * ISO date.
 */
opened_on: string | null, 
/**
 * ISO date of the last post, as far as it was looked up.
 */
last_post_on: string | null, 
/**
 * Address of the page of the office that lists it.
 */
listed_url: string | null, 
/**
 * Whether signing in takes a second factor.
 */
mfa: boolean | null, 
/**
 * Whether several people sign in with one login.
 */
shared_login: boolean | null, 
/**
 * Name of the person who holds telephone or mail address for recovery.
 */
recovery_holder: string | null, 
/**
 * ISO date on which the credentials were changed last.
 */
credentials_changed_on: string | null, 
/**
 * ISO date on which somebody who could log in was last taken out of owner, deputy and operators.
 */
holder_left_on: string | null, 
/**
 * Where it is between application and closing.
 */
status: SnsStatus, 
/**
 * ISO date.
 */
closed_on: string | null, 
/**
 * Id of the contract under which it is run.
 */
contract: string | null, 
/**
 * For whom it is (対象者).
 */
audience: string | null, 
/**
 * How often something is posted (発信の頻度).
 */
frequency: string | null, 
/**
 * When it is looked after (運用時間・対応時間).
 */
hours: string | null, 
/**
 * What is done about replies, messages and comments (返信・DMの方針, SN-16).
 */
reply_policy: string | null, 
/**
 * What may be posted.
 */
posting: Posting, 
/**
 * Address of the published policy (運用ポリシー, SN-10).
 */
policy_url: string | null, 
/**
 * ISO date from which the policy is in force.
 */
policy_on: string | null, 
/**
 * ISO date of the operating procedure (運用手順書, SN-01).
 */
procedure_on: string | null, 
/**
 * Whether the profile names the office as the one that runs it (SN-02).
 */
profile_named: boolean | null, 
/**
 * The mark of the medium (SN-19).
 */
badge: Badge | null, 
/**
 * ISO date on which the terms of the medium were looked through (SN-20).
 */
terms_checked_on: string | null, 
/**
 * ISO date on which it was last looked for accounts that pretend to be this one (SN-24).
 */
watched_on: string | null, 
/**
 * How the second factor is given.
 */
factor: SecondFactor | null, 
/**
 * Name of the person who has the second factor.
 */
factor_holder: string | null, 
/**
 * Mail address or telephone for recovery, by what it is called (広報課の代表メール).
 */
recovery_contact: string | null, 
/**
 * Name of the person who has the recovery codes.
 */
codes_holder: string | null, 
/**
 * Where the recovery codes are kept (金庫).
 */
codes_place: string | null, 
/**
 * Devices from which it is posted.
 */
devices: string | null, 
/**
 * Who is called when it is taken over, in order.
 */
response: Array<ResponseStep>, 
/**
 * ISO date on which a contractor gave the account back, with what was needed to sign in.
 */
returned_on: string | null, 
/**
 * Evidence recorded.
 */
confirmations: Array<Confirmation>, 
/**
 * Number of the approval.
 */
number: string | null, 
/**
 * ISO date of the approval.
 */
decided_on: string | null, 
/**
 * ISO date of the last day of the approval; none where it has no last day.
 */
expires_on: string | null, 
/**
 * Id of the application on which the approval rests; none where it was given outside this ledger.
 */
application: string | null, 
/**
 * A suspension that is applied for or in force.
 */
suspension: SnsSuspension | null, 
/**
 * How it ends.
 */
closing: SnsClosing | null, 
/**
 * What is known.
 */
facts: { [key in string]: FactValue }, 
/**
 * Id of the approved cloud use under which it runs (SN-20).
 */
cloud: string | null, 
/**
 * Remark.
 */
note: string | null, 
/**
 * Number of this version; 0 for a new one.
 */
revision: number, };

export type SnsApply = { 
/**
 * Id of the account.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * What is applied for.
 */
kind: ApplicationKind, 
/**
 * What the person has to say to the one who reviews.
 */
reason?: string | null, };

export type SnsCheckup = { 
/**
 * What would hinder saving.
 */
problems: Array<Problem>, 
/**
 * The record as it would be.
 */
view: SnsView, 
/**
 * Changes that would have an approval asked for anew; empty if saving leaves it.
 */
reopens: Array<BoundChange>, };

export type SnsClosing = { 
/**
 * ISO date of the end.
 */
on: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * Where people are sent instead.
 */
successor: string | null, 
/**
 * ISO date on which the account was seen to be gone.
 */
deleted_on: string | null, 
/**
 * ISO date on which the links to it were seen to be gone.
 */
links_removed_on: string | null, };

export type SnsCounts = { 
/**
 * Requirements that apply.
 */
applies: number, 
/**
 * Without evidence.
 */
missing: number, 
/**
 * Undecided.
 */
unknown: number, 
/**
 * With evidence.
 */
met: number, };

export type SnsDraft = { id: string | null; revision: number; [field: string]: unknown };

export type SnsHeldBack = { 
/**
 * Id of the account.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Why: part of the locale key `sns.held.<code>`.
 */
code: string, 
/**
 * Why, in words.
 */
text: string, };

export type SnsMay = { 
/**
 * Change the record.
 */
edit: boolean, 
/**
 * Whether the account is that of a person in the ledger.
 */
known: boolean, 
/**
 * Name of that person.
 */
name: string, 
/**
 * Apply for these.
 */
apply: Array<ApplicationKind>, 
/**
 * Say something about the application.
 */
comment: boolean, 
/**
 * Review it.
 */
review: boolean, 
/**
 * Send it back.
 */
send_back: boolean, 
/**
 * Decide it.
 */
decide: boolean, 
/**
 * Decide it in the approver's place (代決).
 */
act: boolean, 
/**
 * Whether it is the person's own application.
 */
own: boolean, 
/**
 * Take it back.
 */
withdraw: boolean, };

export type SnsPage = { 
/**
 * Rows of the page.
 */
rows: Array<SnsRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Accounts in the register.
 */
all: number, };

export type SnsPageCheck = { 
/**
 * Name of the file.
 */
file: string, 
/**
 * Ids of accounts that it names although they are not to be published.
 */
unpublished: Array<string>, 
/**
 * The accounts that are meant, by id.
 */
accounts: { [key in string]: CheckedAccount }, 
/**
 * What a person has to look at, the gravest first; none if the page says what the register says.
 */
findings: Array<PageFinding>, 
/**
 * Title of the page.
 */
title: string, 
/**
 * Name of its encoding.
 */
encoding: string, 
/**
 * How many of its characters could not be read.
 */
unreadable: number, 
/**
 * How many links it has.
 */
links: number, 
/**
 * Ids of accounts in use that it names.
 */
listed: Array<string>, 
/**
 * Ids of accounts in use that it does not name.
 */
missing: Array<string>, 
/**
 * Ids of accounts that have ended and that it still names.
 */
ended: Array<string>, 
/**
 * Ids of accounts that nothing can be found by.
 */
without_address: Array<string>, 
/**
 * What may be taken for an account of the register and is none.
 */
near: Array<PageLink>, 
/**
 * Accounts that are not in the register.
 */
strangers: Array<PageLink>, 
/**
 * Short links: where they lead cannot be told without asking the network.
 */
hidden: Array<PageLink>, 
/**
 * Links that are not given because there are too many.
 */
left_off: number, };

export type SnsPageFile = { 
/**
 * The saved page.
 */
file: string, };

export type SnsPaperFiles = { 
/**
 * The files.
 */
files: Array<WrittenSnsPaper>, };

export type SnsPaperKind = "notice" | "policy" | "procedure" | "card";

export type SnsPaperRow = { 
/**
 * Which.
 */
kind: SnsPaperKind, 
/**
 * What it is called.
 */
text: string, 
/**
 * Whether the account calls for it as it is now.
 */
wanted: boolean, 
/**
 * Fields that have to be known before it is whole.
 */
lacks: Array<string>, };

export type SnsPapers = { 
/**
 * Id.
 */
id: string, 
/**
 * Kinds; none for all that the account calls for.
 */
kinds?: Array<SnsPaperKind> | null, 
/**
 * Folder.
 */
folder: string, };

export type SnsPublicList = { 
/**
 * ISO date.
 */
on: string, 
/**
 * ISO date of the publication before; none the first time.
 */
last_on: string | null, 
/**
 * ISO date of the newest publication, if it says what this one says, on whatever day.
 */
published_on: string | null, 
/**
 * What is shown.
 */
accounts: Array<PublicAccount>, 
/**
 * What changed since the publication before, in words.
 */
changes: Array<string>, 
/**
 * What is held back, and why.
 */
held: Array<SnsHeldBack>, 
/**
 * Where people may ask.
 */
contact: string | null, 
/**
 * ISO date of the newest publication, whatever it said; none before the first.
 */
newest_on: string | null, 
/**
 * Folder into which it was written.
 */
folder: string | null, };

export type SnsPublish = { 
/**
 * Folder.
 */
folder: string, 
/**
 * Where people may ask, in lines; as in the last publication, if it is not named.
 */
contact?: string | null, };

export type SnsPublished = { 
/**
 * The page.
 */
html: string, 
/**
 * The table for spreadsheets.
 */
csv: string, 
/**
 * The data for other programs.
 */
json: string, 
/**
 * What stands in them.
 */
list: SnsPublicList, };

export type SnsQuery = { 
/**
 * Words that all occur in name, handle, address, section, owner, deputy, operators or purpose.
 */
text?: string | null, 
/**
 * Accounts in this state.
 */
status?: SnsStatus | null, 
/**
 * Accounts whose approval stands today, or has lapsed.
 */
standing?: Standing | null, 
/**
 * Accounts of the section with this name.
 */
section?: string | null, 
/**
 * Accounts of this medium.
 */
medium?: Medium | null, 
/**
 * A column of the list.
 */
sort?: string | null, 
/**
 * Greatest first.
 */
descending?: boolean | null, 
/**
 * Rows to leave out at the beginning.
 */
offset?: number | null, 
/**
 * Rows to give, at most 500.
 */
limit?: number | null, };

export type SnsRequirementRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * What it asks for.
 */
summary: string, 
/**
 * How strict.
 */
severity: Severity, 
/**
 * Kind of basis in words.
 */
basis_text: string, 
/**
 * How it stands.
 */
state: SnsState, 
/**
 * The same in words.
 */
state_text: string, 
/**
 * Why it applies, in words.
 */
because_text: string, 
/**
 * Sources.
 */
sources: Array<Source>, 
/**
 * What meets it, in words.
 */
evidence_text: string | null, 
/**
 * What is missing and what to do, in words.
 */
remedy_text: string | null, };

export type SnsRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Medium.
 */
medium: Medium, 
/**
 * Name of the account.
 */
name: string, 
/**
 * Handle without @.
 */
handle: string | null, 
/**
 * Address in its one form.
 */
url: string | null, 
/**
 * Section.
 */
section: string | null, 
/**
 * Owner.
 */
owner: string | null, 
/**
 * Where it is between application and closing.
 */
status: SnsStatus, 
/**
 * ISO date.
 */
opened_on: string | null, 
/**
 * ISO date.
 */
last_post_on: string | null, 
/**
 * Number of the approval.
 */
number: string | null, 
/**
 * ISO date of the last day of the approval.
 */
expires_on: string | null, 
/**
 * How the approval stands.
 */
standing: Standing, };

export type SnsSave = { 
/**
 * The draft.
 */
draft: SnsDraft, };

export type SnsState = "missing" | "unknown" | "recommended" | "met" | "not_yet";

export type SnsStatus = "applied" | "active" | "suspended" | "closed";

export type SnsSuspension = { 
/**
 * ISO date since which nothing is posted.
 */
on: string | null, 
/**
 * Why.
 */
reason: string | null, };

export type SnsView = { 
/**
 * The record.
 */
sns: Sns, 
/**
 * The medium in words.
 */
medium_text: string, 
/**
 * The state in words.
 */
status_text: string, 
/**
 * How the approval stands.
 */
standing: Standing, 
/**
 * What is known, in words.
 */
facts: Array<FactRow>, 
/**
 * Numbers of requirements.
 */
counts: SnsCounts, 
/**
 * Requirements that apply or cannot be decided, in the order of the catalogue.
 */
requirements: Array<SnsRequirementRow>, 
/**
 * Findings of the rules, the grave ones first.
 */
findings: Array<Finding>, 
/**
 * Questions about facts.
 */
questions: Array<Question>, 
/**
 * What stands in the way of an approval, in words.
 */
hinders: Array<string>, 
/**
 * Days since the last post of an account in use.
 */
days_since_post: number | null, 
/**
 * What the person who looks may do.
 */
may: SnsMay, 
/**
 * The papers that can be written about it.
 */
papers: Array<SnsPaperRow>, 
/**
 * Title of the contract under which it is run.
 */
contract_title: string | null, 
/**
 * Name of the cloud use under which it runs.
 */
cloud_title: string | null, 
/**
 * What falls due, nearest first.
 */
due: Array<DueItem>, 
/**
 * ISO date, if it is shown as it was.
 */
as_of: string | null, 
/**
 * Hash of the end of the history.
 */
head: string, 
/**
 * The open application, else the one on which the approval rests.
 */
application: Application | null, 
/**
 * The approval with which it is compared.
 */
previous: PastApplication | null, 
/**
 * What changed since that approval.
 */
changes: Array<BoundChange>, 
/**
 * What changed since the open application was reviewed or sent back last.
 */
since_seen: Array<BoundChange>, 
/**
 * All applications, newest first.
 */
past: Array<PastApplication>, 
/**
 * SHA-256 of what an approval is bound to, as it is now.
 */
hash: string, };

export type Source = { 
/**
 * Id of the document.
 */
doc: string, 
/**
 * Title of the document.
 */
title: string, 
/**
 * Section.
 */
section: string, 
/**
 * `primary`, `toc`, `secondary` or `memory`.
 */
confidence: string, 
/**
 * The mark in words.
 */
mark_text: string, 
/**
 * Whether it bears only a part of the requirement.
 */
partial: boolean, };

export type SourceKind = "terms" | "contract" | "audit_report" | "url" | "reply" | "evidence" | "other";

export type Span = { 
/**
 * ISO date of its first day in these months.
 */
from: string, 
/**
 * ISO date of its last day in these months.
 */
until: string, 
/**
 * Whether it ran before them, or nobody knows since when.
 */
goes_before: boolean, 
/**
 * Whether it goes on after them, or has no end.
 */
goes_after: boolean, 
/**
 * How it stands.
 */
state: SpanState, };

export type SpanState = "running" | "planned" | "renewing" | "review" | "suspended" | "unapproved" | "ended" | "lapsed" | "undated";

export type Spelling = { 
/**
 * As written.
 */
name: string, 
/**
 * The corporate number beside it.
 */
corporate_number: string | null, 
/**
 * In how many places.
 */
count: number, };

export type Stage = "overdue" | "due" | "soon" | "later";

export type Standing = "none" | "stands" | "lapsed";

export type Stated = { 
/**
 * The answer.
 */
answer: Answered, 
/**
 * Country (国名).
 */
country: string | null, 
/**
 * Names, numbers, reasons, where it can be seen (説明).
 */
detail: string | null, };

export type Statement = { 
/**
 * Which sheet.
 */
form: SelectionForm, 
/**
 * Name of the company that answered.
 */
company: string, 
/**
 * Its corporate number.
 */
corporate_number: string | null, 
/**
 * Id of the candidate that it was; none where the contractor itself answered.
 */
candidate: string | null, 
/**
 * Number of the sheet.
 */
number: string, 
/**
 * Version of the sheet.
 */
version: number, 
/**
 * ISO date of the answers.
 */
answered_on: string, 
/**
 * Who answered.
 */
respondent: string | null, 
/**
 * The file as it came; its day is that on which it was accepted.
 */
file: Attachment, 
/**
 * Answers by what was asked.
 */
answers: { [key in string]: Stated }, };

export type StatementApply = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Revision of it that the person saw.
 */
revision: number, 
/**
 * The candidate that answered, by id or name; none for the contractor.
 */
candidate?: string | null, 
/**
 * The file.
 */
file: string, };

export type StatementRead = { 
/**
 * Id of the contract; none for the one whose number stands in the file.
 */
id?: string | null, 
/**
 * The candidate that answered, by id or name; none for the contractor.
 */
candidate?: string | null, 
/**
 * The file.
 */
file: string, };

export type StatementReading = { 
/**
 * Which sheet.
 */
form: SelectionForm, 
/**
 * Id of the contract; none where no contract is known.
 */
contract: string | null, 
/**
 * Title of the contract.
 */
title: string | null, 
/**
 * Revision of the contract.
 */
revision: number, 
/**
 * Number that stands in the file.
 */
number: string | null, 
/**
 * Version of that issue.
 */
version: number | null, 
/**
 * Id of the candidate for whom it would be accepted.
 */
candidate: string | null, 
/**
 * Name of the company for which it would be accepted.
 */
company: string | null, 
/**
 * Who answered.
 */
respondent: string | null, 
/**
 * ISO date of the answers.
 */
answered_on: string, 
/**
 * Whether this very file was accepted for this company before.
 */
taken: boolean, 
/**
 * Answers that can be accepted, in the order of the sheet.
 */
answers: Array<StatementRow>, 
/**
 * What is odd, what makes it unusable first.
 */
notes: Array<SheetNote>, 
/**
 * Whether it can be accepted.
 */
usable: boolean, };

export type StatementRow = { 
/**
 * What was asked.
 */
item: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Row of the file.
 */
row: number, 
/**
 * The answer.
 */
stated: Stated, 
/**
 * The answer that was accepted before.
 */
before: Stated | null, };

export type StatementSheetSave = { 
/**
 * Id of the contract.
 */
id: string, 
/**
 * Which sheet.
 */
form: SelectionForm, 
/**
 * Folder.
 */
folder: string, 
/**
 * Until when it is to be answered, as typed; two weeks if nothing is said.
 */
due_on?: string | null, };

export type Status = { 
/**
 * Where the ledger is.
 */
path: string, 
/**
 * Database engine.
 */
engine: string, 
/**
 * Who is working: the person's name, else the account.
 */
user: string, 
/**
 * The section of the person, if one is known.
 */
section: string | null, 
/**
 * Name of the office.
 */
office: string, 
/**
 * ISO date.
 */
today: string, 
/**
 * The date in words.
 */
today_text: string, 
/**
 * Fiscal year.
 */
fiscal_year: number, 
/**
 * Contracts in the register.
 */
contracts: number, 
/**
 * Cloud uses in the register.
 */
clouds: number, 
/**
 * Official accounts in the register.
 */
sns: number, 
/**
 * Findings over all contracts.
 */
findings: number, 
/**
 * Undecided requirements over all contracts.
 */
unknown: number, 
/**
 * Due dates whose notice has begun.
 */
due: number, 
/**
 * Due dates that have passed.
 */
overdue: number, 
/**
 * Applications that wait for whoever is working.
 */
waiting: number, 
/**
 * Rows of the history.
 */
rows: number, 
/**
 * Hash of the last row.
 */
head: string, 
/**
 * Version of the catalogue.
 */
catalogue: string, 
/**
 * Version of the program.
 */
version: string, };

export type Structure = { 
/**
 * ISO date of the last report.
 */
reported_on: string | null, 
/**
 * Who answers for it (個人情報管理責任者): post and name.
 */
manager: string | null, 
/**
 * Who does it day by day (管理担当者).
 */
in_charge: string | null, 
/**
 * Where it is kept, and how that is locked (保管場所・施錠).
 */
place: string | null, 
/**
 * When and about what workers are trained (教育計画).
 */
education_plan: string | null, 
/**
 * Who is called in an emergency (緊急時の連絡).
 */
emergency_contact: string | null, 
/**
 * Remark.
 */
note: string | null, };

export type Style = { 
/**
 * Words for the parties.
 */
parties: Parties, 
/**
 * Comma.
 */
comma: Comma, 
/**
 * Conjunctions.
 */
conjunction: Conjunction, 
/**
 * How the office calls itself (本市).
 */
self_term: string, 
/**
 * Dates.
 */
calendar: CalendarStyle, 
/**
 * Whether forms carry a box for a seal.
 */
seal_box: boolean, };

export type SubProcessor = { 
/**
 * Name.
 */
name: string, 
/**
 * Country of the head office.
 */
country: string | null, 
/**
 * What it does.
 */
scope: string | null, };

export type Subcontract = { 
/**
 * Id within the contract, such as `s1`.
 */
id: string, 
/**
 * Name of the sub-contractor.
 */
name: string, 
/**
 * 法人番号.
 */
corporate_number: string | null, 
/**
 * Country of the head office.
 */
country: string | null, 
/**
 * Country of the controlling parent.
 */
parent_country: string | null, 
/**
 * 1 for a sub-contractor of the contractor, 2 for the next level, and so on.
 */
tier: number, 
/**
 * The entry from which it has its work: its id, or the name of the company; none for the contractor itself.
 */
under: string | null, 
/**
 * Work that is passed on.
 */
scope: string | null, 
/**
 * Reason.
 */
reason: string | null, 
/**
 * Number of the consent.
 */
approval_number: string | null, 
/**
 * ISO date of the consent.
 */
approved_on: string | null, 
/**
 * ISO date.
 */
starts_on: string | null, 
/**
 * ISO date.
 */
ends_on: string | null, 
/**
 * Whether it handles personal information.
 */
personal_info: boolean | null, 
/**
 * Conditions of the consent.
 */
conditions: string | null, 
/**
 * ISO date until which the consent was given, where it was decided here.
 */
expires_on: string | null, 
/**
 * Id of the application on which the consent rests; none where it was given outside this ledger.
 */
application: string | null, 
/**
 * ISO date on which the consent was refused: the sub-contractor must not work.
 */
refused_on: string | null, };

export type Successor = { 
/**
 * Id of the person, or `row:N` for somebody of the list who is not in the register yet.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * Section after the transfer.
 */
section: string | null, 
/**
 * Mail address, by which people of one name are told apart.
 */
email: string | null, 
/**
 * Records that the person answers for after the transfer, without those of this list.
 */
held: number, 
/**
 * Whether the person comes by this list.
 */
arrives: boolean, };

export type SuccessorReason = "deputy" | "owner" | "arrives" | "arrives_fewest" | "stays" | "chosen" | "nobody";

export type SupplyItem = { 
/**
 * Id of the item.
 */
item: string, 
/**
 * Title.
 */
title: string, 
/**
 * The answer.
 */
stated: Stated | null, 
/**
 * ISO date of the answer.
 */
answered_on: string | null, };

export type SupplyJudgement = { 
/**
 * What was decided.
 */
verdict: SupplyVerdict | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * Who accepts the risk (受容者).
 */
accepted_by: string | null, 
/**
 * ISO date.
 */
judged_on: string | null, };

export type SupplyVerdict = "accepted" | "reduced" | "refused";

export type Suspension = { 
/**
 * ISO date.
 */
on: string, 
/**
 * Why.
 */
reason: string, 
/**
 * The state before it.
 */
was: CloudStatus, };

export type TableInfo = { 
/**
 * Name of its sheet; empty for a text file.
 */
sheet: string, 
/**
 * The cells it reaches over, such as A5:P57.
 */
range: string, 
/**
 * Its data rows.
 */
rows: number, 
/**
 * Lines that are not read.
 */
skipped: number, 
/**
 * Unit of amounts named above the headings, in words.
 */
unit: string | null, };

export type TellMessage = { 
/**
 * The message as the log keeps it.
 */
digest: Digest, 
/**
 * Its text, which the log does not keep.
 */
body: string, };

export type TellRequest = { 
/**
 * A date as typed; today without it.
 */
on?: string | null, 
/**
 * Only look: nothing is sent and nothing is logged.
 */
dry_run?: boolean | null, };

export type Telling = { 
/**
 * ISO date.
 */
on: string, 
/**
 * One message for each person.
 */
messages: Array<TellMessage>, 
/**
 * Messages that were not taken.
 */
failed: number, 
/**
 * People who were told today already, and are told of the rest tomorrow.
 */
held: number, 
/**
 * Dates that nobody is there to be told of, or nobody with a mail address.
 */
unreached: Array<DueItem>, };

export type Term = { 
/**
 * Id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Number of the term.
 */
term: number, 
/**
 * ISO date.
 */
starts_on: string | null, 
/**
 * ISO date.
 */
ends_on: string | null, };

export type TextForm = "utf8" | "cp932";

export type Timeline = { 
/**
 * The fiscal year of the first day.
 */
year: number, 
/**
 * ISO date of the first day.
 */
first: string, 
/**
 * ISO date of the last day.
 */
last: string, 
/**
 * The month (`2025-10`) in which what is shown half a year before begins.
 */
before: string, 
/**
 * The month in which what is shown half a year later begins.
 */
after: string, 
/**
 * ISO date.
 */
today: string, 
/**
 * ISO date of the day on which the ordinance of 2027-07-01 comes into force, if it lies in these months.
 */
ordinance: string | null, 
/**
 * Rows: on the first page those of the office itself; each record, and below it its certificates.
 */
rows: Array<TimelineRow>, 
/**
 * Records that were left out before these.
 */
offset: number, 
/**
 * Records on this page.
 */
records: number, 
/**
 * Records in all.
 */
total: number, };

export type TimelineGroup = "kind" | "section" | "owner";

export type TimelineKind = "office" | "contract" | "cloud" | "sns" | "certificate";

export type TimelineQuery = { 
/**
 * Only rows of this kind.
 */
kind?: TimelineKind | null, 
/**
 * By what they stand together.
 */
group?: TimelineGroup | null, 
/**
 * Records to leave out.
 */
offset?: number | null, 
/**
 * Records to give, 200 unless named.
 */
limit?: number | null, 
/**
 * Whose.
 */
whose?: Whose | null, 
/**
 * Name of whoever answers.
 */
owner?: string | null, 
/**
 * Name of a section.
 */
section?: string | null, 
/**
 * The fiscal year (年度) as typed, for the month view the month, for the timeline either; the one of today without it.
 */
when?: string | null, };

export type TimelineRow = { 
/**
 * What it is about.
 */
kind: TimelineKind, 
/**
 * The record.
 */
record: DueRecord, 
/**
 * The certificate in words, for a row of one.
 */
certificate: string | null, 
/**
 * Contractor, provider or medium.
 */
with: string, 
/**
 * Section of the record.
 */
section: string | null, 
/**
 * Who answers for it.
 */
owner: string | null, 
/**
 * ISO date since which it runs, if it is known.
 */
starts_on: string | null, 
/**
 * ISO date until which it runs, if it ends.
 */
ends_on: string | null, 
/**
 * How it stands today.
 */
state: SpanState, 
/**
 * What of it lies in these months; nothing of what only falls due.
 */
spans: Array<Span>, 
/**
 * What falls due in these months, nearest first; with what was done about it.
 */
dues: Array<DueItem>, };

export type ToldItem = { 
/**
 * Register.
 */
register: string, 
/**
 * Id of the record.
 */
record: string, 
/**
 * Number or title of the record, as it was told.
 */
title: string, 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * Which of several.
 */
what: string | null, 
/**
 * What to do, as it was told.
 */
task: string, 
/**
 * ISO date.
 */
due_on: string, 
/**
 * At which of its moments.
 */
moments: Array<string>, 
/**
 * Why this person.
 */
reasons: Array<ToldReason>, };

export type ToldLog = { 
/**
 * Messages.
 */
digests: Array<Digest>, 
/**
 * How many there are.
 */
total: number, };

export type ToldOutcome = "planned" | "sending" | "told" | "later" | "refused" | "unanswered";

export type ToldQuery = { 
/**
 * A date as typed, from which on.
 */
since?: string | null, 
/**
 * Only what was not taken.
 */
failed?: boolean | null, 
/**
 * At most so many messages; 200 without it.
 */
limit?: number | null, };

export type ToldReason = "owner" | "handed_on" | "deputy" | "section" | "role" | "no_owner" | "no_role" | "escalated" | "no_address";

export type Tone = "plain" | "open" | "low" | "middle" | "high" | "extreme";

export type Toned = { 
/**
 * The words.
 */
text: string, 
/**
 * The ground.
 */
tone: Tone, };

export type TransferApply = { 
/**
 * A spreadsheet with the list.
 */
file?: string | null, 
/**
 * The list itself.
 */
rows?: Array<TransferRow> | null, 
/**
 * Day of the order for rows that name none, as typed.
 */
on?: string | null, 
/**
 * Decisions.
 */
choices?: Array<TransferChoice> | null, 
/**
 * Whether records without a successor, and rows that are not clear, may stay as they are.
 */
leave_open?: boolean | null, 
/**
 * What the preview said of itself; if it would say something else now, nothing is done.
 */
token?: string | null, };

export type TransferBatch = { 
/**
 * Number of the first row.
 */
first: number, 
/**
 * Number of the last row.
 */
last: number, };

export type TransferCandidate = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * Mail address, by which people of one name are told apart.
 */
email: string | null, };

export type TransferChoice = { 
/**
 * Place of the row in the list, from 1.
 */
row: number, 
/**
 * Id of the person who is meant.
 */
person?: string | null, 
/**
 * Register of the record; none for all that the person holds.
 */
register?: Register | null, 
/**
 * Id of the record.
 */
id?: string | null, 
/**
 * Key of the successor, or a name that one person alone has; empty for nobody.
 */
successor?: string | null, };

export type TransferCounts = { 
/**
 * Rows of the list.
 */
rows: number, 
/**
 * People whose move is still to be made.
 */
people: number, 
/**
 * Of these, people who leave the office.
 */
leaving: number, 
/**
 * Records that need another person.
 */
records: number, 
/**
 * Of these, records for which nobody is proposed or chosen.
 */
open: number, 
/**
 * Rows for which it is not clear who is meant.
 */
asked: number, 
/**
 * Rows that cannot be used.
 */
rejected: number, 
/**
 * People whose order is of a day to come, although they and their records would change now.
 */
ahead: number, };

export type TransferMove = { 
/**
 * Place of the row in the list, from 1.
 */
row: number, 
/**
 * Where the row stands in the file.
 */
at: string, 
/**
 * Id in the register of people, if the person is there.
 */
person: string | null, 
/**
 * Revision that was seen.
 */
revision: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * Section before.
 */
from_section: string | null, 
/**
 * Section after.
 */
to_section: string | null, 
/**
 * ISO date of the first day after the move.
 */
on: string, 
/**
 * What becomes of the person.
 */
kind: MoveKind, 
/**
 * What the person holds.
 */
records: Array<TransferRecord>, 
/**
 * What to know about the row.
 */
notes: Array<TransferNote>, };

export type TransferNote = { 
/**
 * Code, also of the locale key `transfer.note.<code>`.
 */
code: string, 
/**
 * In words.
 */
text: string, };

export type TransferPapers = { 
/**
 * A spreadsheet with the list.
 */
file?: string | null, 
/**
 * The list itself.
 */
rows?: Array<TransferRow> | null, 
/**
 * Day of the order for rows that name none, as typed.
 */
on?: string | null, 
/**
 * Decisions.
 */
choices?: Array<TransferChoice> | null, 
/**
 * What was carried out; then the list is not needed.
 */
batch?: TransferBatch | null, 
/**
 * Folder.
 */
folder?: string | null, };

export type TransferPreview = { 
/**
 * Name of the file.
 */
file_name: string | null, 
/**
 * How many of what.
 */
counts: TransferCounts, 
/**
 * People of the list in its order.
 */
moves: Array<TransferMove>, 
/**
 * Rows for which nothing is done, or that are to be confirmed.
 */
questions: Array<TransferQuestion>, 
/**
 * Everybody who may take over, by section and name.
 */
successors: Array<Successor>, 
/**
 * What `transfer_apply` compares.
 */
token: string, };

export type TransferQuestion = { 
/**
 * Place of the row in the list, from 1.
 */
row: number, 
/**
 * Where the row stands in the file.
 */
at: string, 
/**
 * Name as it is in the list.
 */
name: string, 
/**
 * Section before.
 */
from_section: string | null, 
/**
 * Section after.
 */
to_section: string | null, 
/**
 * `ambiguous`, `nobody`, `repeated`, `later` or `rejected`; `unsaid` for somebody who leaves by an empty cell.
 */
code: string, 
/**
 * In words.
 */
text: string, 
/**
 * Who may be meant.
 */
candidates: Array<TransferCandidate>, };

export type TransferRecord = { 
/**
 * Register.
 */
register: Register, 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Title, service or name.
 */
title: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * What the person does for it.
 */
duties: Array<Duty>, 
/**
 * The same in words.
 */
duties_text: string, 
/**
 * Key of the successor.
 */
successor: string | null, 
/**
 * Name of the successor.
 */
successor_name: string | null, 
/**
 * Section of the successor after the transfer.
 */
successor_section: string | null, 
/**
 * Why this one.
 */
reason: SuccessorReason, 
/**
 * The same in words.
 */
reason_text: string, 
/**
 * Revision that was seen.
 */
revision: number, };

export type TransferRequest = { 
/**
 * A spreadsheet with the list.
 */
file?: string | null, 
/**
 * The list itself.
 */
rows?: Array<TransferRow> | null, 
/**
 * Day of the order for rows that name none, as typed.
 */
on?: string | null, 
/**
 * Decisions.
 */
choices?: Array<TransferChoice> | null, };

export type TransferResult = { 
/**
 * People whose section or last day was recorded.
 */
moved: number, 
/**
 * Records with another person than before.
 */
handed_over: number, 
/**
 * Records that stay with somebody who goes.
 */
still_open: Array<OpenRecord>, 
/**
 * Rows for which nothing was done.
 */
questions: Array<TransferQuestion>, 
/**
 * People whose order is of a day to come; they and their records changed now, with that day in the dates.
 */
ahead: number, 
/**
 * Where it stands in the history; none if there was nothing to do.
 */
batch: TransferBatch | null, };

export type TransferRow = { 
/**
 * Name.
 */
name: string, 
/**
 * Section before; none for somebody who joins.
 */
from_section?: string | null, 
/**
 * Section after; a word such as 退職 for somebody who leaves. None is read so too, and asked about.
 */
to_section?: string | null, 
/**
 * Day of the order, as typed.
 */
on?: string | null, };

export type UndoResult = { 
/**
 * Records that are gone again.
 */
removed: number, 
/**
 * Records that are as they were before.
 */
restored: number, 
/**
 * Records that were changed since and stay.
 */
kept: number, };

export type UnknownField = { 
/**
 * Field of the record.
 */
field: string, 
/**
 * What it asks, in words.
 */
label: string, };

export type UsageReport = { 
/**
 * Rows that were read.
 */
rows: number, 
/**
 * Rows without a readable host.
 */
unreadable: number, 
/**
 * Different hosts.
 */
hosts: number, 
/**
 * Hosts of well-known services, or of uses that are not approved: nobody approved what is done there.
 */
unapproved: Array<UsedHost>, 
/**
 * Other hosts that belong to no use; most are ordinary pages.
 */
others: Array<UsedHost>, 
/**
 * Other hosts that are not given because there are too many.
 */
left_off: number, 
/**
 * Approved uses that are used.
 */
used: Array<UsedCloud>, 
/**
 * Approved uses that nobody uses.
 */
unused: Array<UsedCloud>, 
/**
 * Approved uses without an address or a domain, which cannot be compared.
 */
without_host: Array<UsedCloud>, };

export type UsageRequest = { 
/**
 * A table of hosts: one host a row, or one access a row.
 */
file: string, 
/**
 * Which heading is which field (`host`, `count`, `last_on`), where the program does not know it.
 */
mapping?: { [key in string]: string }, 
/**
 * Hosts that are no cloud services: the office's own, news. Each stands for what is below it too.
 */
ignore?: Array<string>, };

export type UsedCloud = { 
/**
 * Id.
 */
id: string, 
/**
 * Number.
 */
number: string | null, 
/**
 * Name of the service.
 */
service: string, 
/**
 * Section.
 */
section: string | null, 
/**
 * The state in words.
 */
status_text: string, 
/**
 * Accesses to all of its hosts.
 */
count: number, };

export type UsedHost = { 
/**
 * The host.
 */
host: string, 
/**
 * Accesses.
 */
count: number, 
/**
 * ISO date of the last access, if the file says it.
 */
last_on: string | null, 
/**
 * The well-known service that it belongs to.
 */
known_service: string | null, 
/**
 * The cloud use whose host it is.
 */
cloud: UsedCloud | null, };

export type Verdict = "conforms" | "conditional" | "nonconforming" | "not_applicable" | "unverified";

export type Verification = { 
/**
 * Whether nothing was found.
 */
ok: boolean, 
/**
 * Number of rows.
 */
rows: number, 
/**
 * Hash of the last row.
 */
head: string, 
/**
 * What was found.
 */
problems: Array<ChainProblem>, };

export type VerifyRequest = { 
/**
 * A printed head, at least 8 characters.
 */
head?: string | null, };

export type Waiver = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who approved; needed where the requirement is a `must`.
 */
approver: string | null, 
/**
 * ISO date.
 */
approved_on: string | null, 
/**
 * Number of the document (文書番号), or of the approval.
 */
document_number: string | null, 
/**
 * Conditions of the approval.
 */
conditions: string | null, 
/**
 * ISO date until which it is approved, where it was decided here.
 */
expires_on: string | null, 
/**
 * Id of the application on which the approval rests; none where it was given outside this ledger.
 */
application: string | null, };

export type WantedException = { 
/**
 * Id of the requirement.
 */
requirement: string, 
/**
 * Why.
 */
reason: string, };

export type Whose = "mine" | "section" | "all";

export type Why = { 
/**
 * Title and section of the document.
 */
document: string, 
/**
 * What the requirement asks for.
 */
text: string, };

export type Worker = { 
/**
 * Name.
 */
name: string, 
/**
 * Company to which they belong; the contractor where nothing is said.
 */
company: string | null, 
/**
 * What they do, and whether they are responsible (役割).
 */
role: string | null, 
/**
 * Where they work (作業場所).
 */
place: string | null, 
/**
 * ISO date since which they do.
 */
from: string | null, 
/**
 * ISO date until which they do.
 */
until: string | null, 
/**
 * ISO date of the pledge of secrecy (誓約書, F-02).
 */
pledged_on: string | null, 
/**
 * ISO date of the last training (研修, F-18).
 */
trained_on: string | null, };

export type WrittenAnnex = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: AnnexKind, 
/**
 * Its articles.
 */
articles: Array<WrittenArticle>, };

export type WrittenArticle = { 
/**
 * Number.
 */
number: number, 
/**
 * Title.
 */
title: string, 
/**
 * Id of the clause.
 */
clause: string, 
/**
 * Requirements that it meets.
 */
requirements: Array<string>, };

export type WrittenCloudPaper = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: CloudPaperKind, 
/**
 * Its title.
 */
title: string, };

export type WrittenForm = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: FormKind, 
/**
 * Its title.
 */
title: string, };

export type WrittenHandover = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Who hands over.
 */
from: HandoverPlace, 
/**
 * Who takes over.
 */
to: HandoverPlace, 
/**
 * Number of records.
 */
records: number, };

export type WrittenIncidentPaper = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: IncidentPaperKind, 
/**
 * Its title.
 */
title: string, };

export type WrittenLetter = { 
/**
 * Path of the file.
 */
path: string, 
/**
 * To whom.
 */
to: string, 
/**
 * Number of dates in it.
 */
count: number, };

export type WrittenOversight = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: OversightKind, 
/**
 * Its title.
 */
title: string, };

export type WrittenSelection = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: SelectionKind, 
/**
 * Its title.
 */
title: string, };

export type WrittenSnsPaper = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Which.
 */
kind: SnsPaperKind, 
/**
 * Its title.
 */
title: string, };

/** Request and answer of each command. */
export interface Commands {
  status: [Nothing, Status];
  home: [DueQuery, Home];
  due_list: [DueQuery, DueList];
  due_act: [DueActRequest, DueAct];
  due_calendar_save: [DueCalendarSave, DueCalendar];
  due_timeline: [TimelineQuery, Timeline];
  due_month: [PictureQuery, DueMonth];
  due_day: [DueDayQuery, DueList];
  due_load: [PictureQuery, DueLoad];
  due_letters_save: [DueLettersSave, DueLetters];
  due_list_save: [DueListPaper, DuePaper];
  due_tell: [TellRequest, Telling];
  due_told: [ToldQuery, ToldLog];
  due_news: [Nothing, DueNews];
  due_news_shown: [DueNewsShown, DueNewsShown];
  mail_show: [Nothing, MailView];
  mail_save: [MailSave, MailView];
  mail_test: [MailTest, MailTested];
  reminder_list: [Nothing, Reminders];
  reminder_save: [ReminderSettings, Reminders];
  contract_list: [ContractQuery, ContractPage];
  contract_show: [Show, ContractView];
  contract_blank: [Nothing, ContractView];
  contract_check: [DraftRequest, ContractCheck];
  contract_save: [DraftRequest, ContractView];
  contract_renew: [Renew, ContractView];
  contract_sign: [Sign, ContractView];
  contract_reopen: [Revision, ContractView];
  contract_close: [Close, ContractView];
  contract_apply: [ContractApply, ContractView];
  contract_oversight_save: [ContractOversightSave, WrittenOversight];
  contract_forms: [ById, Array<ContractForm>];
  contract_form_save: [ContractFormSave, Array<WrittenForm>];
  contract_register_paper: [ContractRegisterSave, ContractRegisterPaper];
  contract_chain: [ById, Chain];
  contract_sheets: [ById, ContractSheets];
  contract_sheet_save: [ContractSheetSave, SheetFile];
  contract_sheet_read: [ContractSheetRead, ContractSheetReading];
  contract_sheet_apply: [ContractSheetApply, ContractView];
  contract_selection: [ById, SelectionView];
  contract_selection_save: [ContractSelectionSave, WrittenSelection];
  contract_statement_save: [StatementSheetSave, SheetFile];
  contract_statement_read: [StatementRead, StatementReading];
  contract_statement_apply: [StatementApply, ContractView];
  contract_history: [ById, Array<HistoryRow>];
  cloud_list: [CloudQuery, CloudPage];
  cloud_show: [Show, CloudView];
  cloud_save: [CloudSave, CloudView];
  cloud_blank: [Nothing, CloudView];
  cloud_check: [CloudSave, CloudCheckup];
  cloud_apply: [CloudApply, CloudView];
  cloud_suspend: [CloudSuspend, CloudView];
  cloud_resume: [Revision, CloudView];
  cloud_attach: [CloudAttach, CloudView];
  evidence_save: [EvidenceRequest, SavedFile];
  cloud_usage: [UsageRequest, UsageReport];
  cloud_services: [ServicesRequest, ServicesReport];
  application_comment: [ApplicationStep, Decided];
  application_review: [ApplicationStep, Decided];
  application_return: [ApplicationStep, Decided];
  application_withdraw: [ApplicationStep, Decided];
  application_decide: [DecisionRequest, Decided];
  inbox: [Nothing, Inbox];
  cloud_history: [ById, Array<HistoryRow>];
  cloud_papers: [CloudPapers, CloudPaperFiles];
  cloud_approved_list: [IntoFolder, ApprovedListFiles];
  cloud_sheet_save: [CloudSheetSave, SheetFile];
  cloud_sheet_read: [CloudSheetRead, CloudSheetReading];
  cloud_sheet_apply: [CloudSheetApply, CloudView];
  sns_list: [SnsQuery, SnsPage];
  sns_show: [Show, SnsView];
  sns_save: [SnsSave, SnsView];
  sns_blank: [Nothing, SnsView];
  sns_check: [SnsSave, SnsCheckup];
  sns_apply: [SnsApply, SnsView];
  sns_papers: [SnsPapers, SnsPaperFiles];
  sns_public_list: [Nothing, SnsPublicList];
  sns_publish: [SnsPublish, SnsPublished];
  sns_page_check: [SnsPageFile, SnsPageCheck];
  incident_list: [IncidentQuery, IncidentPage];
  incident_show: [ById, IncidentView];
  incident_blank: [Nothing, IncidentView];
  incident_check: [IncidentSave, IncidentCheckup];
  incident_save: [IncidentSave, IncidentView];
  incident_papers: [IncidentPapers, IncidentPaperFiles];
  incident_of: [RecordRequest, Array<Link>];
  incident_history: [ById, Array<HistoryRow>];
  sns_history: [ById, Array<HistoryRow>];
  contractor_list: [CompanyQuery, CompanyPage];
  contractor_show: [ById, CompanyView];
  contractor_blank: [Nothing, CompanyView];
  contractor_save: [ContractorSave, CompanyView];
  contractor_duplicates: [DuplicatesQuery, Duplicates];
  contractor_merge_review: [MergeReviewRequest, MergeReview];
  contractor_merge: [Merge, CompanyView];
  contractor_apart: [NotSame, Distinction];
  contractor_concentration: [ConcentrationQuery, Concentration];
  contractor_of: [RecordRequest, Array<RecordParty>];
  risk_overview: [RiskQuery, RiskOverview];
  risk_of: [ById, ContractRisk];
  risk_method: [Nothing, RiskMethodView];
  risk_method_try: [RiskMethodTry, RiskMethodTried];
  risk_method_save: [RiskMethodSave, RiskMethodView];
  risk_report_save: [RiskReportSave, RiskReport];
  annex_preview: [AnnexRequest, AnnexPreview];
  annex_save: [AnnexSave, AnnexFiles];
  office_show: [Nothing, Office];
  office_save: [OfficeSave, Office];
  section_list: [Nothing, Array<Section>];
  section_save: [SectionSave, Section];
  section_add: [SectionNames, Array<Section>];
  person_list: [Nothing, Array<Person>];
  person_save: [PersonSave, Person];
  history_list: [HistoryRequest, Array<HistoryRow>];
  history_verify: [VerifyRequest, Verification];
  import_preview: [PreviewRequest, ImportPreview];
  import_run: [ImportRun, ImportResult];
  import_rejected_save: [RejectedSave, SavedFile];
  import_undo: [BatchRequest, UndoResult];
  export_save: [ExportRequest, ExportResult];
  archive_save: [FileRequest, SavedFile];
  transfer_preview: [TransferRequest, TransferPreview];
  transfer_apply: [TransferApply, TransferResult];
  transfer_papers: [TransferPapers, HandoverFiles];
  orphans: [OrphanQuery, Orphans];
  record_holders: [RecordRequest, Array<Holder>];
  person_holdings: [Nothing, Array<PersonHolding>];
  recovery_show: [Nothing, Recovery];
  catalogue_show: [Nothing, CatalogueView];
}
