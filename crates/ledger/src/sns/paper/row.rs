//! Which papers an account calls for, and what each still lacks to be whole. Nothing is refused: an empty field is left empty
//! on the paper, and whoever writes it is told before.

use serde::Serialize;
use ts_rs::TS;

use super::SnsPaperKind;
use crate::approval::ApplicationKind;
use crate::sns::{Sns, SnsStatus};
use crate::wording::{Lang, text};

/// A paper that can be written about an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsPaperRow {
    /// Which.
    pub kind: SnsPaperKind,
    /// What it is called.
    pub text: String,
    /// Whether the account calls for it as it is now.
    pub wanted: bool,
    /// Fields that have to be known before it is whole.
    pub lacks: Vec<String>,
}

/// The papers of an account; `kind` is what is or was last applied for.
pub(in crate::sns) fn rows(lang: Lang, sns: &Sns, kind: ApplicationKind) -> Vec<SnsPaperRow> {
    let row = |paper: SnsPaperKind| SnsPaperRow {
        kind: paper,
        text: text(lang, &format!("sns_paper.{}", paper.code()), &[]),
        wanted: paper.is_wanted(sns),
        lacks: needs(paper, kind).iter().filter(|field| !known(sns, field)).map(|field| (*field).to_owned()).collect(),
    };
    SnsPaperKind::ALL.into_iter().map(row).collect()
}

impl SnsPaperKind {
    /// How a closed account was run and what to do about it is no longer asked.
    pub(super) fn is_wanted(self, sns: &Sns) -> bool {
        self == Self::Notice || sns.status != SnsStatus::Closed
    }
}

/// The fields without which a paper says too little (F-13, F-14, SN-01, SN-06).
fn needs(paper: SnsPaperKind, kind: ApplicationKind) -> &'static [&'static str] {
    match (paper, kind) {
        (SnsPaperKind::Notice, ApplicationKind::End) => &["section", "owner", "closing.on", "closing.reason"],
        (SnsPaperKind::Notice, ApplicationKind::Suspension) => &["section", "owner", "suspension.reason"],
        (SnsPaperKind::Notice, _) => &["section", "owner", "purpose", "posting.allowed", "posting.forbidden"],
        (SnsPaperKind::Policy, _) => {
            &["section", "purpose", "hours", "reply_policy", "posting.allowed", "posting.forbidden"]
        }
        (SnsPaperKind::Procedure, _) => &["owner", "operators", "posting.approver", "devices"],
        (SnsPaperKind::Card, _) => &["owner", "recovery_contact", "recovery_holder", "response"],
    }
}

fn known(sns: &Sns, field: &str) -> bool {
    match field {
        "section" => sns.section.is_some(),
        "owner" => sns.owner.is_some(),
        "purpose" => sns.purpose.is_some(),
        "hours" => sns.hours.is_some(),
        "reply_policy" => sns.reply_policy.is_some(),
        "posting.allowed" => !sns.posting.allowed.is_empty(),
        "posting.forbidden" => !sns.posting.forbidden.is_empty(),
        "posting.approver" => sns.posting.approver.is_some(),
        "operators" => !sns.operators.is_empty(),
        "devices" => sns.devices.is_some(),
        "recovery_contact" => sns.recovery_contact.is_some(),
        "recovery_holder" => sns.recovery_holder.is_some(),
        "response" => !sns.response.is_empty(),
        "suspension.reason" => sns.suspension.as_ref().is_some_and(|suspension| suspension.reason.is_some()),
        "closing.on" => sns.closing.as_ref().is_some_and(|closing| closing.on.is_some()),
        "closing.reason" => sns.closing.as_ref().is_some_and(|closing| closing.reason.is_some()),
        _ => true,
    }
}
