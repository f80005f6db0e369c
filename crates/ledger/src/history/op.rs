//! The operations by name: nothing is written under any other.

/// A named operation; every write is one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// The office's settings.
    OfficeSave,
    /// A section.
    SectionSave,
    /// A person.
    PersonSave,
    /// A contract as typed.
    ContractSave,
    /// The next term of a contract.
    ContractRenew,
    /// A contract is signed: its annexes are kept from now on.
    ContractSign,
    /// A contract is closed.
    ContractClose,
    /// A closing of a contract is taken back.
    ContractReopen,
    /// A check sheet goes to a contractor.
    ContractSheetIssue,
    /// A check sheet that came back from a contractor is accepted.
    ContractSheetApply,
    /// A cloud use as typed.
    CloudSave,
    /// A cloud use is applied for.
    ApplicationApply,
    /// Something is said about an application.
    ApplicationComment,
    /// An application is reviewed.
    ApplicationReview,
    /// An application is sent back.
    ApplicationReturn,
    /// An application is taken back.
    ApplicationWithdraw,
    /// An application is decided.
    ApplicationDecide,
    /// A file is added to a cloud use.
    CloudAttach,
    /// A cloud use is suspended.
    CloudSuspend,
    /// A suspended cloud use goes on.
    CloudResume,
    /// A check sheet goes to a provider.
    CloudSheetIssue,
    /// The answers of a check sheet that came back.
    CloudSheetApply,
    /// An official account as typed.
    SnsSave,
    /// The list of official accounts is published.
    SnsPublish,
    /// A contractor as typed.
    ContractorSave,
    /// Two contractors that are one.
    ContractorMerge,
    /// Two contractors that are two.
    ContractorApart,
    /// An incident as typed.
    IncidentSave,
    /// The office's reminder rules.
    RemindersSave,
    /// The office's method of judging risk.
    RiskMethodSave,
    /// Something is done about a due date.
    DueAct,
    /// The office's mail server.
    MailSave,
    /// People are told what falls due.
    DueTell,
    /// Rows of a file become records.
    Import,
    /// An import is taken back.
    ImportUndo,
    /// Records go to the people who follow on those who are transferred.
    HandOver,
}

impl Op {
    /// The word for this operation in the history, also of the locale key `op.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::OfficeSave => "office_save",
            Self::SectionSave => "section_save",
            Self::PersonSave => "person_save",
            Self::ContractSave => "contract_save",
            Self::ContractRenew => "contract_renew",
            Self::ContractSign => "contract_sign",
            Self::ContractClose => "contract_close",
            Self::ContractReopen => "contract_reopen",
            Self::ContractSheetIssue => "contract_sheet_issue",
            Self::ContractSheetApply => "contract_sheet_apply",
            Self::CloudSave => "cloud_save",
            Self::ApplicationApply => "application_apply",
            Self::ApplicationComment => "application_comment",
            Self::ApplicationReview => "application_review",
            Self::ApplicationReturn => "application_return",
            Self::ApplicationWithdraw => "application_withdraw",
            Self::ApplicationDecide => "application_decide",
            Self::CloudAttach => "cloud_attach",
            Self::CloudSuspend => "cloud_suspend",
            Self::CloudResume => "cloud_resume",
            Self::CloudSheetIssue => "cloud_sheet_issue",
            Self::CloudSheetApply => "cloud_sheet_apply",
            Self::SnsSave => "sns_save",
            Self::SnsPublish => "sns_publish",
            Self::ContractorSave => "contractor_save",
            Self::ContractorMerge => "contractor_merge",
            Self::ContractorApart => "contractor_apart",
            Self::IncidentSave => "incident_save",
            Self::RemindersSave => "reminders_save",
            Self::RiskMethodSave => "risk_method_save",
            Self::DueAct => "due_act",
            Self::MailSave => "mail_save",
            Self::DueTell => "due_tell",
            Self::Import => "import",
            Self::ImportUndo => "import_undo",
            Self::HandOver => "hand_over",
        }
    }
}
