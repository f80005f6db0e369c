//! The register of cloud uses (クラウドサービス利用): the record, and what can be done with it.
//! The typed draft is in `cloud/draft.rs`, rows in `cloud/store.rs`, what follows from a record in `cloud/rules.rs`, the way
//! from application to end in `cloud/apply.rs`; the mechanism of approval itself is in `approval.rs`.

mod apply;
mod assurance;
mod bound;
mod draft;
mod exchange;
mod paper;
mod parts;
mod reopen;
mod rules;
mod services;
mod sheet;
mod standing;
mod store;
mod usage;
mod view;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub(crate) use apply::beside;
pub use apply::{CloudApply, CloudAttach, CloudSuspend};
pub use draft::CloudDraft;
pub(crate) use exchange::{identities, json, lacks, object, put_json, read_json, remove};
pub use paper::{ApprovedListFiles, CloudPaper, CloudPaperKind, WrittenCloudPaper};
pub use parts::{
    Assurance, CloudAnswer, CloudCheck, CloudEnding, SourceKind, SubProcessor, Suspension, Verdict, WantedException,
};
use reopen::Origin;
pub(crate) use rules::check_due;
pub use rules::{CloudAssessment, CloudBeside, CloudState, assess};
pub use services::{ServiceMatch, ServicesReport, ServicesRequest};
pub(crate) use sheet::walk as walk_sheets;
pub use sheet::{CloudSheetApply, CloudSheetRead, CloudSheetReading, CloudSheetSave, SheetAnswer};
pub use standing::Standing;
pub use store::{CloudPage, CloudQuery, CloudRow};
pub(crate) use store::{all, findings_of, held, lapsed, load};
pub use usage::{UsageReport, UsageRequest, UsedCloud, UsedHost};
pub(crate) use view::worded;
pub use view::{CloudCheckup, CloudView};

use crate::approval::{Actor, may_take_over};
use crate::contractor::Contractor;
use crate::evidence::Attachment;
use crate::facts::Facts;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::person::Named;
use crate::problem::{Error, Problem};
use crate::register::{Link, Register};

/// Where a cloud use is between application and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CloudStatus {
    /// Not applied for yet.
    #[default]
    Draft,
    /// Applied for (申請中).
    Applied,
    /// Sent back (差戻し).
    Returned,
    /// Approved (承認).
    Approved,
    /// Approved on conditions (条件付承認).
    Conditional,
    /// Refused (不承認).
    Refused,
    /// Suspended (利用停止).
    Suspended,
    /// Ended (利用終了).
    Ended,
}

impl CloudStatus {
    /// The word for this state in records, also of the locale key `cloud_status.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Applied => "applied",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Conditional => "conditional",
            Self::Refused => "refused",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        }
    }
}

/// A use of a cloud service by a section.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Cloud {
    /// UUIDv7.
    pub id: String,
    /// Number (承認番号).
    pub number: Option<String>,
    /// Name of the service.
    pub service: String,
    /// Who provides it (提供事業者).
    pub provider: Contractor,
    /// Its address.
    pub url: Option<String>,
    /// Hosts under which it is used beside that of the address, for the comparison with a proxy log.
    pub domains: Vec<String>,
    /// Name of the section that uses it.
    pub section: Option<String>,
    /// Name of the head of that section (情報セキュリティ管理者).
    pub security_manager: Option<String>,
    /// Name of the person who manages it (クラウドサービス管理者).
    pub manager: Option<String>,
    /// ISO date since which this person manages it, if it is known.
    pub manager_since: Option<String>,
    /// What it is used for.
    pub purpose: Option<String>,
    /// Which information is handled, in words.
    pub information: Option<String>,
    /// Number of people who use it.
    pub users: Option<i64>,
    /// Who uses it.
    pub user_scope: Option<String>,
    /// ISO date on which the use begins.
    pub starts_on: Option<String>,
    /// ISO date until which it is planned.
    pub ends_on: Option<String>,
    /// Yen a year; 0 where it is free.
    pub budget_yen: Option<i64>,
    /// Where the data lie, in words (東京・大阪リージョン).
    pub locations: Option<String>,
    /// Court that has jurisdiction.
    pub jurisdiction: Option<String>,
    /// Service level: availability, recovery, hours.
    pub service_level: Option<String>,
    /// Backups.
    pub backup: Option<String>,
    /// Access records.
    pub access_log: Option<String>,
    /// Who is responsible for what (責任分界).
    pub responsibility: Option<String>,
    /// Who configures it.
    pub configured_by: Option<String>,
    /// How the data come back and are erased at the end.
    pub exit_plan: Option<String>,
    /// To whom the provider passes work on.
    pub subprocessors: Vec<SubProcessor>,
    /// What speaks for the provider.
    pub assurances: Vec<Assurance>,
    /// What is known.
    pub facts: Facts,
    /// Answers by id of the requirement.
    pub answers: BTreeMap<String, CloudAnswer>,
    /// Requirements that cannot be met.
    pub exceptions: Vec<WantedException>,
    /// Where it is between application and end.
    pub status: CloudStatus,
    /// Conditions of the approval.
    pub conditions: Option<String>,
    /// ISO date of the decision.
    pub decided_on: Option<String>,
    /// ISO date until which it is approved.
    pub expires_on: Option<String>,
    /// ISO date of the next check.
    pub next_check_on: Option<String>,
    /// Id of the application on which the approval rests; none where it was taken over from another ledger.
    pub application: Option<String>,
    /// Files that show something of it.
    pub attachments: Vec<Attachment>,
    /// Checks.
    pub checks: Vec<CloudCheck>,
    /// Suspension.
    pub suspension: Option<Suspension>,
    /// End.
    pub ending: Option<CloudEnding>,
    /// ISO date of the end.
    pub ended_on: Option<String>,
    /// Id of the contract under which it is used.
    pub contract: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Number of this version; 0 for a new one.
    pub revision: i64,
}

const REGISTER: &str = "cloud";

impl Cloud {
    /// Whether a file with this hash is kept with it.
    fn has_file(&self, hash: &str) -> bool {
        self.attachments.iter().any(|file| file.hash == hash)
    }
}

impl Ledger {
    /// One page of the list, filtered and sorted by the database.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_clouds(&mut self, query: &CloudQuery) -> Result<CloudPage, Error> {
        self.refresh_dues()?;
        let today = self.today();
        self.read(|tx| store::list(tx, query, today))
    }

    /// A cloud use.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn cloud(&mut self, id: &str) -> Result<Cloud, Error> {
        self.read(|tx| store::load(tx, id))?.ok_or_else(|| Problem::new("record_missing").with("id", id).into())
    }

    /// The cloud use with this id, else the newest one with this number, else with this name of the service.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn find_cloud(&mut self, id_or_name: &str) -> Result<Cloud, Error> {
        let id = self.read(|tx| store::named(tx, id_or_name))?;
        self.cloud(id.as_deref().unwrap_or(id_or_name))
    }

    /// Every cloud use, by number.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn clouds(&mut self) -> Result<Vec<Cloud>, Error> {
        self.read(store::all)
    }

    /// The cloud uses that name a contract.
    pub(crate) fn clouds_of_contract(&mut self, contract: &str) -> Result<Vec<Link>, Error> {
        if contract.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.read(|tx| store::of_contract(tx, contract))?;
        Ok(found.into_iter().map(|(id, title, open)| Link { register: Register::Cloud, id, title, open }).collect())
    }

    /// The service of the cloud use with this id, for the records of other registers that name it.
    pub(crate) fn cloud_title(&mut self, id: Option<&str>) -> Result<Option<String>, Error> {
        let Some(id) = id else { return Ok(None) };
        Ok(self.read(|tx| store::load(tx, id))?.map(|cloud| cloud.service))
    }

    /// Number of cloud uses.
    pub(crate) fn count_clouds(&mut self) -> Result<i64, Error> {
        self.read(store::count)
    }

    /// Saves a draft: a new cloud use, or the next revision of one.
    ///
    /// # Errors
    /// All problems of the draft at once, or `changed_elsewhere` with who and when.
    pub fn save_cloud(&mut self, draft: &CloudDraft) -> Result<Cloud, Error> {
        let today = self.today();
        self.write(Op::CloudSave, |writing| save(writing, draft, today))
    }
}

/// Saves a draft as a part of a change; one that changes nothing leaves no row of history.
///
/// # Errors
/// As `Ledger::save_cloud`.
pub(crate) fn save(writing: &mut Writing<'_, '_>, draft: &CloudDraft, today: NaiveDate) -> Result<Cloud, Error> {
    Actor::may_write(writing, today)?;
    let Some(id) = draft.id() else {
        let cloud = draft.parse(None, today)?;
        if cloud.status.is_approved() {
            may_take_over(writing, Register::Cloud, today)?;
        }
        return put(writing, cloud, None, Origin::Typed, today);
    };
    let base = store::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
    let cloud = draft.parse(Some(&base), today)?;
    if (Cloud { revision: base.revision, ..cloud.clone() }) == base {
        return Ok(base);
    }
    put(writing, cloud, Some(&base), Origin::Typed, today)
}

/// Keeps a record as its next version. A change of what an approval is bound to reopens it.
fn put(
    writing: &mut Writing<'_, '_>,
    mut cloud: Cloud,
    base: Option<&Cloud>,
    origin: Origin,
    today: NaiveDate,
) -> Result<Cloud, Error> {
    if let Some(base) = base {
        reopen::reopen(writing, base, &mut cloud, origin, today)?;
    }
    write(writing, cloud, base)
}

/// Writes a record whose revision is the one that was seen, with its row of history.
fn write(writing: &mut Writing<'_, '_>, mut cloud: Cloud, base: Option<&Cloud>) -> Result<Cloud, Error> {
    if cloud.id.is_empty() {
        cloud.id = uuid::Uuid::now_v7().to_string();
    }
    let expected = if base.is_some() { cloud.revision } else { 0 };
    cloud.revision = expected + 1;
    let granted = apply::granted(writing.tx, &cloud)?;
    let stands_until = cloud.stands_until(standing::accepts_lapse(&granted));
    if !store::save(writing.tx, &cloud, stands_until, base.is_some().then_some(expected))? {
        return Err(writing.changed_elsewhere(REGISTER, &cloud.id));
    }
    let before: Option<Json> = base.map(serde_json::to_value).transpose()?;
    writing.note(REGISTER, &cloud.id, before.as_ref(), Some(&serde_json::to_value(&cloud)?))?;
    Ok(cloud)
}

/// Carries a new name into the cloud uses that have not ended; ended ones keep the name of then.
pub(crate) fn rename(writing: &mut Writing<'_, '_>, named: Named, names: (&str, &str)) -> Result<(), Error> {
    let column = match named {
        Named::Section => "section",
        Named::Person => "manager",
    };
    for before in store::open_with(writing.tx, column, names.0)? {
        let mut cloud = before.clone();
        match named {
            Named::Section => cloud.section = Some(names.1.to_owned()),
            Named::Person => cloud.manager = Some(names.1.to_owned()),
        }
        // Another name of the same section is no other use, nor another application.
        reopen::rename(writing, &before, &cloud)?;
        write(writing, cloud, Some(&before))?;
    }
    Ok(())
}

/// Every record as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}

#[cfg(test)]
mod tests;
