//! The command table: every operation of the program by name, with JSON in and JSON out.
//! Window and `sekisho call` use it alike, and the types of the window are made from it.

mod catalogue;
mod cloud;
mod contract;
mod contractor;
mod incident;
mod requests;
mod sns;

use std::path::Path;

use serde_json::Value as Json;

pub use catalogue::{CatalogueEntry, CatalogueView, DocumentEntry};
pub use cloud::{CloudPaperFiles, CloudPapers, CloudSave};
pub use contract::{AnnexFiles, AnnexPreview, AnnexRequest, AnnexSave, Close, Renew, Sign};
pub use contractor::ContractorSave;
pub use incident::{IncidentPaperFiles, IncidentPapers, IncidentSave};
pub use requests::{
    ById, Decided, DraftRequest, EvidenceRequest, HandoverFiles, HistoryRequest, IntoFolder, Nothing, OfficeSave,
    OrphanQuery, PersonDraft, PersonSave, RecordRequest, Recovery, Revision, SectionDraft, SectionNames, SectionSave,
    Show, TransferPapers, VerifyRequest,
};
pub use sns::{SnsPaperFiles, SnsPapers, SnsSave};

use crate::approval::DecisionRequest;
use crate::cloud::{
    ApprovedListFiles, CloudApply, CloudAttach, CloudCheckup, CloudPage, CloudQuery, CloudSheetApply, CloudSheetRead,
    CloudSheetReading, CloudSheetSave, CloudSuspend, CloudView, ServicesReport, ServicesRequest, UsageReport,
    UsageRequest,
};
use crate::company::{
    CompanyPage, CompanyQuery, CompanyView, Concentration, ConcentrationQuery, Distinction, Duplicates,
    DuplicatesQuery, Merge, MergeReview, MergeReviewRequest, NotSame, RecordParty,
};
use crate::contract::selection;
use crate::contract::{
    Chain, Closing, ContractApply, ContractCheck, ContractForm, ContractFormSave, ContractOversightSave, ContractPage,
    ContractQuery, ContractRegisterPaper, ContractRegisterSave, ContractSheetApply, ContractSheetRead,
    ContractSheetReading, ContractSheetSave, ContractSheets, ContractView, WrittenForm, WrittenOversight,
};
use crate::due::{
    DueAct, DueActRequest, DueCalendar, DueCalendarSave, DueDayQuery, DueLetters, DueLettersSave, DueList,
    DueListPaper, DueLoad, DueMonth, DueNews, DueNewsShown, DuePaper, DueQuery, MailSave, MailTest, MailTested,
    MailView, PictureQuery, ReminderSettings, Reminders, TellRequest, Telling, Timeline, TimelineQuery, ToldLog,
    ToldQuery,
};
use crate::exchange::{
    BatchRequest, ExportRequest, ExportResult, FileRequest, ImportPreview, ImportResult, ImportRun, PreviewRequest,
    RejectedSave, SavedFile, UndoResult,
};
use crate::history::{HistoryRow, Verification};
use crate::home::{Home, LedgerStatus};
use crate::inbox::{ApplicationStep, Inbox};
use crate::incident::{IncidentCheckup, IncidentPage, IncidentQuery, IncidentView};
use crate::ledger::Ledger;
use crate::office::Office;
use crate::person::{Person, Section};
use crate::problem::{Error, Problem};
use crate::register::Link;
use crate::risk::{
    ContractRisk, RiskMethodSave, RiskMethodTried, RiskMethodTry, RiskMethodView, RiskOverview, RiskQuery, RiskReport,
    RiskReportSave,
};
use crate::sheet::SheetFile;
use crate::sns::{
    SnsApply, SnsCheckup, SnsPage, SnsPageCheck, SnsPageFile, SnsPublicList, SnsPublish, SnsPublished, SnsQuery,
    SnsView,
};
use crate::transfer::{
    Holder, Orphans, PersonHolding, TransferApply, TransferPreview, TransferRequest, TransferResult,
};

/// Makes the dispatcher and the type map from one list of `name: Request => Answer = |ledger, request| result`.
macro_rules! commands {
    ($($name:ident: $request:ty => $answer:ty = $run:expr;)+) => {
        /// Names of all commands, in the order of the table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Runs a command by name.
        ///
        /// # Errors
        /// `command_unknown`, `request_unreadable`, or what the command refuses.
        pub fn dispatch(ledger: &mut Ledger, name: &str, request: Json) -> Result<Json, Error> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request)
                        .map_err(|error| Problem::new("request_unreadable").with("name", name).with("detail", error))?;
                    let run: fn(&mut Ledger, $request) -> Result<$answer, Error> = $run;
                    Ok(serde_json::to_value(run(ledger, request)?)?)
                })+
                _ => Err(Problem::new("command_unknown").with("name", name).into()),
            }
        }

        fn visit_types(types: &mut crate::typescript::Types) {
            $(types.command::<$request, $answer>(stringify!($name));)+
        }
    };
}

commands! {
    status: Nothing => LedgerStatus = |ledger, _| ledger.status();
    home: DueQuery => Home = |ledger, query| ledger.home(&query);
    due_list: DueQuery => DueList = |ledger, query| ledger.list_due(&query);
    due_act: DueActRequest => DueAct = |ledger, request| ledger.act_on_due(&request);
    due_calendar_save: DueCalendarSave => DueCalendar = |ledger, request| ledger.write_due_calendar(&request);
    due_timeline: TimelineQuery => Timeline = |ledger, query| ledger.due_timeline(&query);
    due_month: PictureQuery => DueMonth = |ledger, query| ledger.due_month(&query);
    due_day: DueDayQuery => DueList = |ledger, query| ledger.due_day(&query);
    due_load: PictureQuery => DueLoad = |ledger, query| ledger.due_load(&query);
    due_letters_save: DueLettersSave => DueLetters = |ledger, request| ledger.write_due_letters(&request);
    due_list_save: DueListPaper => DuePaper = |ledger, request| ledger.write_due_list(&request);
    due_tell: TellRequest => Telling = |ledger, request| ledger.tell_due(&request);
    due_told: ToldQuery => ToldLog = |ledger, query| ledger.told_due(&query);
    due_news: Nothing => DueNews = |ledger, _| ledger.due_news();
    due_news_shown: DueNewsShown => DueNewsShown = |ledger, request| ledger.due_news_shown(&request);
    mail_show: Nothing => MailView = |ledger, _| ledger.mail();
    mail_save: MailSave => MailView = |ledger, request| ledger.save_mail(request);
    mail_test: MailTest => MailTested = |ledger, request| ledger.test_mail(&request);
    reminder_list: Nothing => Reminders = |ledger, _| ledger.reminders();
    reminder_save: ReminderSettings => Reminders = |ledger, settings| ledger.save_reminders(settings);
    contract_list: ContractQuery => ContractPage = |ledger, query| ledger.list_contracts(&query);
    contract_show: Show => ContractView = |ledger, request| {
        let on = request.day()?;
        ledger.view_contract(&request.id, on)
    };
    contract_blank: Nothing => ContractView = |ledger, _| ledger.blank_contract();
    contract_check: DraftRequest => ContractCheck = |ledger, request| ledger.check_contract(&request.draft);
    contract_save: DraftRequest => ContractView = |ledger, request| {
        let id = ledger.save_contract(&request.draft)?.id;
        ledger.view_contract(&id, None)
    };
    contract_renew: Renew => ContractView = |ledger, request| {
        let id = ledger.renew_contract(&request.id, &request.starts_on, &request.ends_on)?.id;
        ledger.view_contract(&id, None)
    };
    contract_sign: Sign => ContractView = |ledger, request| {
        ledger.sign_contract(&request.id, &request.signed_on, request.revision)?;
        ledger.view_contract(&request.id, None)
    };
    contract_reopen: Revision => ContractView = |ledger, request| {
        let contract = ledger.reopen_contract(&request.id, request.revision)?;
        ledger.view_contract(&contract.id, None)
    };
    contract_close: Close => ContractView = |ledger, request| {
        let closing = Closing {
            closed_on: request.closed_on,
            returned_on: request.returned_on,
            erasure_certificate_on: request.erasure_certificate_on,
            note: request.note,
        };
        ledger.close_contract(&request.id, &closing, request.revision)?;
        ledger.view_contract(&request.id, None)
    };
    contract_apply: ContractApply => ContractView = |ledger, request| {
        let id = ledger.apply_for_matter(&request)?.id;
        ledger.view_contract(&id, None)
    };
    contract_oversight_save: ContractOversightSave => WrittenOversight = |ledger, request| {
        named(&request.folder)?;
        ledger.write_oversight(&request)
    };
    contract_forms: ById => Vec<ContractForm> = |ledger, request| ledger.contract_forms(&request.id);
    contract_form_save: ContractFormSave => Vec<WrittenForm> = |ledger, request| {
        named(&request.folder)?;
        ledger.write_contract_form(&request)
    };
    contract_register_paper: ContractRegisterSave => ContractRegisterPaper =
        |ledger, request| ledger.write_contract_register(&request);
    contract_chain: ById => Chain = |ledger, request| ledger.contract_chain(&request.id);
    contract_sheets: ById => ContractSheets = |ledger, request| ledger.contract_sheets(&request.id);
    contract_sheet_save: ContractSheetSave => SheetFile = |ledger, request| {
        named(&request.folder)?;
        ledger.save_contract_sheet(&request)
    };
    contract_sheet_read: ContractSheetRead => ContractSheetReading =
        |ledger, request| ledger.read_contract_sheet(&request);
    contract_sheet_apply: ContractSheetApply => ContractView = |ledger, request| {
        let id = ledger.apply_contract_sheet(&request)?.id;
        ledger.view_contract(&id, None)
    };
    contract_selection: ById => selection::SelectionView = |ledger, request| ledger.contract_selection(&request.id);
    contract_selection_save: selection::ContractSelectionSave => selection::WrittenSelection = |ledger, request| {
        named(&request.folder)?;
        ledger.write_selection(&request)
    };
    contract_statement_save: selection::StatementSheetSave => SheetFile = |ledger, request| {
        named(&request.folder)?;
        ledger.save_statement_sheet(&request)
    };
    contract_statement_read: selection::StatementRead => selection::StatementReading = |ledger, request| ledger.read_statement(&request);
    contract_statement_apply: selection::StatementApply => ContractView = |ledger, request| {
        let id = ledger.apply_statement(&request)?.id;
        ledger.view_contract(&id, None)
    };
    contract_history: ById => Vec<HistoryRow> = |ledger, request| ledger.record_history("contract", &request.id);
    cloud_list: CloudQuery => CloudPage = |ledger, query| ledger.list_clouds(&query);
    cloud_show: Show => CloudView = |ledger, request| {
        let on = request.day()?;
        ledger.view_cloud(&request.id, on)
    };
    cloud_save: CloudSave => CloudView = |ledger, request| {
        let id = ledger.save_cloud(&request.draft)?.id;
        ledger.view_cloud(&id, None)
    };
    cloud_blank: Nothing => CloudView = |ledger, _| ledger.blank_cloud();
    cloud_check: CloudSave => CloudCheckup = |ledger, request| ledger.check_cloud(&request.draft);
    cloud_apply: CloudApply => CloudView = |ledger, request| {
        let id = ledger.apply_for_cloud(&request)?.id;
        ledger.view_cloud(&id, None)
    };
    cloud_suspend: CloudSuspend => CloudView = |ledger, request| {
        let id = ledger.suspend_cloud(&request)?.id;
        ledger.view_cloud(&id, None)
    };
    cloud_resume: Revision => CloudView = |ledger, request| {
        let id = ledger.resume_cloud(&request.id, request.revision)?.id;
        ledger.view_cloud(&id, None)
    };
    cloud_attach: CloudAttach => CloudView = |ledger, request| {
        let id = ledger.attach_to_cloud(&request)?.id;
        ledger.view_cloud(&id, None)
    };
    evidence_save: EvidenceRequest => SavedFile = |ledger, request| ledger.save_evidence(&request.hash, &request.file);
    cloud_usage: UsageRequest => UsageReport = |ledger, request| ledger.compare_usage(&request);
    cloud_services: ServicesRequest => ServicesReport = |ledger, request| ledger.match_services(&request);
    application_comment: ApplicationStep => Decided = |ledger, step| {
        ledger.comment_application(&step)?;
        decided(ledger, &step.id)
    };
    application_review: ApplicationStep => Decided = |ledger, step| {
        ledger.review_application(&step)?;
        decided(ledger, &step.id)
    };
    application_return: ApplicationStep => Decided = |ledger, step| {
        ledger.return_application(&step)?;
        decided(ledger, &step.id)
    };
    application_withdraw: ApplicationStep => Decided = |ledger, step| {
        ledger.withdraw_application(&step)?;
        decided(ledger, &step.id)
    };
    application_decide: DecisionRequest => Decided = |ledger, request| {
        ledger.decide_application(&request)?;
        decided(ledger, &request.id)
    };
    inbox: Nothing => Inbox = |ledger, _| ledger.inbox();
    cloud_history: ById => Vec<HistoryRow> = |ledger, request| ledger.record_history("cloud", &request.id);
    cloud_papers: CloudPapers => CloudPaperFiles = |ledger, request| {
        let files = ledger.write_cloud_papers(&request.id, request.kinds.as_deref(), named(&request.folder)?)?;
        Ok(CloudPaperFiles { files })
    };
    cloud_approved_list: IntoFolder => ApprovedListFiles =
        |ledger, request| ledger.write_approved_list(named(&request.folder)?);
    cloud_sheet_save: CloudSheetSave => SheetFile = |ledger, request| {
        named(&request.folder)?;
        ledger.save_cloud_sheet(&request)
    };
    cloud_sheet_read: CloudSheetRead => CloudSheetReading = |ledger, request| ledger.read_cloud_sheet(&request);
    cloud_sheet_apply: CloudSheetApply => CloudView = |ledger, request| {
        let id = ledger.apply_cloud_sheet(&request)?.id;
        ledger.view_cloud(&id, None)
    };
    sns_list: SnsQuery => SnsPage = |ledger, query| ledger.list_sns(&query);
    sns_show: Show => SnsView = |ledger, request| {
        let on = request.day()?;
        ledger.view_sns(&request.id, on)
    };
    sns_save: SnsSave => SnsView = |ledger, request| {
        let id = ledger.save_sns(&request.draft)?.id;
        ledger.view_sns(&id, None)
    };
    sns_blank: Nothing => SnsView = |ledger, _| ledger.blank_sns();
    sns_check: SnsSave => SnsCheckup = |ledger, request| ledger.check_sns(&request.draft);
    sns_apply: SnsApply => SnsView = |ledger, request| {
        let id = ledger.apply_for_sns(&request)?.id;
        ledger.view_sns(&id, None)
    };
    sns_papers: SnsPapers => SnsPaperFiles = |ledger, request| {
        let files = ledger.write_sns_papers(&request.id, request.kinds.as_deref(), named(&request.folder)?)?;
        Ok(SnsPaperFiles { files })
    };
    sns_public_list: Nothing => SnsPublicList = |ledger, _| ledger.sns_public_list();
    sns_publish: SnsPublish => SnsPublished = |ledger, request| {
        named(&request.folder)?;
        ledger.publish_sns(&request)
    };
    sns_page_check: SnsPageFile => SnsPageCheck = |ledger, request| ledger.check_sns_page(&request);
    incident_list: IncidentQuery => IncidentPage = |ledger, query| ledger.list_incidents(&query);
    incident_show: ById => IncidentView = |ledger, request| ledger.view_incident(&request.id);
    incident_blank: Nothing => IncidentView = |ledger, _| ledger.blank_incident();
    incident_check: IncidentSave => IncidentCheckup = |ledger, request| ledger.check_incident(&request.draft);
    incident_save: IncidentSave => IncidentView = |ledger, request| {
        let id = ledger.save_incident(&request.draft)?.id;
        ledger.view_incident(&id)
    };
    incident_papers: IncidentPapers => IncidentPaperFiles = |ledger, request| {
        let files = ledger.write_incident_papers(&request.id, request.kinds.as_deref(), named(&request.folder)?)?;
        Ok(IncidentPaperFiles { files })
    };
    incident_of: RecordRequest => Vec<Link> =
        |ledger, request| ledger.incidents_of(request.register, &request.id);
    incident_history: ById => Vec<HistoryRow> = |ledger, request| ledger.record_history("incident", &request.id);
    sns_history: ById => Vec<HistoryRow> = |ledger, request| ledger.record_history("sns", &request.id);
    contractor_list: CompanyQuery => CompanyPage = |ledger, query| ledger.list_contractors(&query);
    contractor_show: ById => CompanyView = |ledger, request| ledger.view_contractor(&request.id);
    contractor_blank: Nothing => CompanyView = |ledger, _| Ok(ledger.blank_contractor());
    contractor_save: ContractorSave => CompanyView = |ledger, request| {
        let id = ledger.save_contractor(&request.draft)?.id;
        ledger.view_contractor(&id)
    };
    contractor_duplicates: DuplicatesQuery => Duplicates = |ledger, query| ledger.contractor_duplicates(&query);
    contractor_merge_review: MergeReviewRequest => MergeReview = |ledger, request| ledger.review_merge(&request);
    contractor_merge: Merge => CompanyView = |ledger, request| {
        let id = ledger.merge_contractors(&request)?.id;
        ledger.view_contractor(&id)
    };
    contractor_apart: NotSame => Distinction = |ledger, request| ledger.tell_contractors_apart(&request);
    contractor_concentration: ConcentrationQuery => Concentration =
        |ledger, query| ledger.contractor_concentration(&query);
    contractor_of: RecordRequest => Vec<RecordParty> =
        |ledger, request| ledger.contractors_of(request.register, &request.id);
    risk_overview: RiskQuery => RiskOverview = |ledger, query| ledger.risk_overview(&query);
    risk_of: ById => ContractRisk = |ledger, request| ledger.contract_risk(&request.id);
    risk_method: Nothing => RiskMethodView = |ledger, _| ledger.risk_method();
    risk_method_try: RiskMethodTry => RiskMethodTried = |ledger, request| ledger.try_risk_method(&request);
    risk_method_save: RiskMethodSave => RiskMethodView = |ledger, request| ledger.save_risk_method(&request);
    risk_report_save: RiskReportSave => RiskReport = |ledger, request| {
        named(&request.folder)?;
        ledger.write_risk_report(&request)
    };
    annex_preview: AnnexRequest => AnnexPreview = |ledger, request| {
        let contract = ledger.contract(&request.id)?;
        let papers = ledger.compose_annexes(&contract, request.kinds.as_deref())?;
        Ok(AnnexPreview { papers, style: ledger.office()?.style })
    };
    annex_save: AnnexSave => AnnexFiles = |ledger, request| {
        let contract = ledger.contract(&request.id)?;
        let files = ledger.write_annexes(&contract, request.kinds.as_deref(), Path::new(&request.folder))?;
        Ok(AnnexFiles { files })
    };
    office_show: Nothing => Office = |ledger, _| ledger.office();
    office_save: OfficeSave => Office = |ledger, request| ledger.save_office(request.office);
    section_list: Nothing => Vec<Section> = |ledger, _| ledger.list_sections();
    section_save: SectionSave => Section = |ledger, request| ledger.save_section(request.section);
    section_add: SectionNames => Vec<Section> = |ledger, request| ledger.add_sections(&request.names);
    person_list: Nothing => Vec<Person> = |ledger, _| ledger.list_persons();
    person_save: PersonSave => Person = |ledger, request| ledger.save_person(request.person);
    history_list: HistoryRequest => Vec<HistoryRow> =
        |ledger, request| ledger.list_history(request.offset.unwrap_or(0), request.limit.unwrap_or(200));
    history_verify: VerifyRequest => Verification = |ledger, request| ledger.verify_history(request.head.as_deref());
    import_preview: PreviewRequest => ImportPreview = |ledger, request| ledger.preview_import(&request);
    import_run: ImportRun => ImportResult = |ledger, request| ledger.run_import(&request);
    import_rejected_save: RejectedSave => SavedFile = |ledger, request| ledger.save_rejected(&request);
    import_undo: BatchRequest => UndoResult = |ledger, request| ledger.undo_import(request.batch);
    export_save: ExportRequest => ExportResult = |ledger, request| ledger.export_register(&request);
    archive_save: FileRequest => SavedFile = |ledger, request| ledger.save_archive(&request.file);
    transfer_preview: TransferRequest => TransferPreview = |ledger, request| ledger.preview_transfer(&request);
    transfer_apply: TransferApply => TransferResult = |ledger, request| ledger.apply_transfer(&request);
    transfer_papers: TransferPapers => HandoverFiles = |ledger, papers| {
        let TransferPapers { file, rows, on, choices, batch, folder } = papers;
        let folder = folder.filter(|folder| !folder.is_empty()).ok_or_else(|| Problem::at("folder", "required"))?;
        let request = TransferRequest { file, rows, on, choices };
        Ok(HandoverFiles { files: ledger.write_handovers(&request, batch, Path::new(&folder))? })
    };
    orphans: OrphanQuery => Orphans = |ledger, request| ledger.orphans(request.limit.unwrap_or(2_000));
    record_holders: RecordRequest => Vec<Holder> =
        |ledger, request| ledger.record_holders(request.register, &request.id);
    person_holdings: Nothing => Vec<PersonHolding> = |ledger, _| ledger.person_holdings();
    recovery_show: Nothing => Recovery = |ledger, _| Ok(Recovery { text: ledger.own_recovery_text()? });
    catalogue_show: Nothing => CatalogueView = |ledger, _| catalogue::view(ledger);
}

/// The TypeScript face of the table, as `ui/src/lib/generated.ts` holds it.
pub fn typescript() -> String {
    let mut types = crate::typescript::Types::new();
    visit_types(&mut types);
    types.finish()
}

/// A folder that somebody named.
fn named(folder: &str) -> Result<&Path, Error> {
    if folder.trim().is_empty() { Err(Problem::at("folder", "required").into()) } else { Ok(Path::new(folder)) }
}

fn decided(ledger: &mut Ledger, id: &str) -> Result<Decided, Error> {
    Ok(Decided { application: ledger.application(id)? })
}
