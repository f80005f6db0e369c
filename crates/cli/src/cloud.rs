//! What `sekisho cloud` does: the register of cloud uses. The steps about an application are in `application.rs`.

mod arguments;
mod papers;

use std::collections::BTreeMap;
use std::path::Path;

use ledger::approval::BoundChange;
use ledger::cloud::{
    Cloud, CloudApply, CloudAttach, CloudDraft, CloudQuery, CloudRow, CloudStatus, CloudSuspend, CloudView,
    ServiceMatch, ServicesRequest, Standing, UsageRequest, UsedCloud, UsedHost,
};
use ledger::register::Register;
use ledger::{Error, Ledger};

pub use arguments::{CloudCommand, CloudPaper};

use crate::registers::{or_dash, word};
use crate::run::{Outcome, date, read};
use crate::say::Say;
use crate::{exchange, transfer};

/// What `sekisho cloud` does.
pub fn cloud(ledger: &mut Ledger, command: &CloudCommand, say: &Say) -> Result<Outcome, Error> {
    let view = match command {
        CloudCommand::Import(arguments) => return exchange::import(ledger, Register::Cloud, arguments, say),
        CloudCommand::Export(arguments) => return exchange::export(ledger, Register::Cloud, arguments, say),
        CloudCommand::List(list) => {
            let query = CloudQuery {
                text: list.text.clone(),
                status: word::<CloudStatus>("status", list.status.as_deref())?,
                section: list.section.clone(),
                limit: Some(list.limit),
                ..CloudQuery::default()
            };
            say.answer(&ledger.list_clouds(&query)?, |page| {
                let line = |row: &CloudRow| {
                    let state = match row.standing {
                        Standing::Lapsed => say.text("cloud_status.lapsed", &[]),
                        _ => say.text(&format!("cloud_status.{}", row.status.code()), &[]),
                    };
                    let until = or_dash(row.stands_until.as_ref());
                    [row.id.as_str(), or_dash(row.number.as_ref()), &row.service, &row.provider, &state, until]
                        .join("\t")
                };
                page.rows.iter().map(line).collect()
            })?;
            return Ok(Outcome::Done);
        }
        CloudCommand::Holders { id } => {
            let id = ledger.find_cloud(id)?.id;
            return transfer::holders(ledger, Register::Cloud, &id, say);
        }
        CloudCommand::Papers { id, kind, out } => return papers::papers(ledger, id, *kind, out, say),
        CloudCommand::ApprovedList { out } => return papers::approved_list(ledger, out, say),
        CloudCommand::Sheet { id, out, due } => return papers::sheet(ledger, id, out, due.as_deref(), say),
        CloudCommand::SheetRead { id, file, apply } => return papers::sheet_read(ledger, id, file, *apply, say),
        CloudCommand::Usage { file, ignore, mapping } => return usage(ledger, file, ignore, mapping.as_deref(), say),
        CloudCommand::Services { file, kind, take, mapping } => {
            return services(ledger, file, kind, take, mapping.as_deref(), say);
        }
        CloudCommand::Show { id, on } => {
            let id = ledger.find_cloud(id)?.id;
            let on = on.as_deref().map(|typed| date("on", typed)).transpose()?;
            ledger.view_cloud(&id, on)?
        }
        CloudCommand::Save { file } => {
            let mut draft: CloudDraft = serde_json::from_str(&read(file)?)?;
            // A file without a revision is meant for the record as it is now.
            if let Some(id) = draft.id.clone().filter(|id| draft.revision == 0 && !id.is_empty()) {
                draft.revision = ledger.cloud(&id)?.revision;
            }
            let id = ledger.save_cloud(&draft)?.id;
            ledger.view_cloud(&id, None)?
        }
        CloudCommand::Apply { id, kind, reason } => {
            let Cloud { id, revision, .. } = ledger.find_cloud(id)?;
            let kind = serde_json::from_value(kind.as_str().into())?;
            ledger.apply_for_cloud(&CloudApply { id: id.clone(), revision, kind, reason: reason.clone() })?;
            ledger.view_cloud(&id, None)?
        }
        CloudCommand::Suspend { id, reason, on } => {
            let Cloud { id, revision, .. } = ledger.find_cloud(id)?;
            let reason = reason.clone();
            ledger.suspend_cloud(&CloudSuspend { id: id.clone(), revision, on: on.clone(), reason })?;
            ledger.view_cloud(&id, None)?
        }
        CloudCommand::Resume { id } => {
            let Cloud { id, revision, .. } = ledger.find_cloud(id)?;
            ledger.resume_cloud(&id, revision)?;
            ledger.view_cloud(&id, None)?
        }
        CloudCommand::Attach { id, file, title } => {
            let Cloud { id, revision, .. } = ledger.find_cloud(id)?;
            let file = file.to_string_lossy().into_owned();
            ledger.attach_to_cloud(&CloudAttach { id: id.clone(), revision, file, title: title.clone() })?;
            ledger.view_cloud(&id, None)?
        }
    };
    shown(&view, say)
}

/// The use in lines; the answer says whether something is wrong with it.
fn shown(view: &CloudView, say: &Say) -> Result<Outcome, Error> {
    say.answer(view, |view| {
        let cloud = &view.cloud;
        let numbers = [
            ("applies", view.counts.applies.to_string()),
            ("met", view.counts.met.to_string()),
            ("missing", view.counts.missing.to_string()),
            ("unanswered", view.counts.unanswered.to_string()),
            ("unknown", view.counts.unknown.to_string()),
        ];
        let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
        let counts = say.text("cli.cloud_counts", &numbers);
        let head = [
            format!("{}\t{}", or_dash(cloud.number.as_ref()), cloud.service),
            format!("{}\t{}", cloud.id, cloud.provider.name),
            format!(
                "{}\t{}\t{}",
                view.status_text,
                or_dash(cloud.decided_on.as_ref()),
                or_dash(view.stands_until.as_ref())
            ),
            format!("{}\t{}", or_dash(cloud.section.as_ref()), or_dash(cloud.manager.as_ref())),
            counts,
            say.text("cli.seen", &[("hash", view.case.hash.get(..16).unwrap_or_default())]),
        ];
        let facts = view.facts.iter().map(|fact| format!("{}\t{}", fact.label, fact.text));
        let changed = |change: &BoundChange| {
            format!("{}\t{} → {}", change.label, or_dash(change.before.as_ref()), or_dash(change.after.as_ref()))
        };
        let changes = view.case.changes.iter().map(changed);
        let title = say.text("ui.case.since_title", &[]);
        let since = view.case.since_seen.iter().map(|change| format!("{title}\t{}", changed(change)));
        let findings = view.findings.iter().map(|finding| finding.text.clone());
        head.into_iter().chain(facts).chain(changes).chain(since).chain(findings).collect()
    })?;
    Ok(if view.findings.is_empty() && view.counts.missing == 0 { Outcome::Done } else { Outcome::Findings })
}

fn mapped(mapping: Option<&Path>) -> Result<BTreeMap<String, String>, Error> {
    mapping.map_or_else(|| Ok(BTreeMap::new()), |file| Ok(serde_json::from_str(&read(file)?)?))
}

fn usage(
    ledger: &mut Ledger,
    file: &Path,
    ignore: &[String],
    mapping: Option<&Path>,
    say: &Say,
) -> Result<Outcome, Error> {
    let file = file.to_string_lossy().into_owned();
    let report = ledger.compare_usage(&UsageRequest { file, mapping: mapped(mapping)?, ignore: ignore.to_vec() })?;
    say.answer(&report, |report| {
        let host = |row: &UsedHost| {
            let service = row.cloud.as_ref().map_or(row.known_service.as_ref(), |cloud| Some(&cloud.service));
            let what = say.text("usage.unapproved", &[]);
            [&what, &row.host, or_dash(service), &row.count.to_string(), or_dash(row.last_on.as_ref())].join("\t")
        };
        let unused = |row: &UsedCloud| {
            let what = say.text("usage.unused", &[]);
            [&what, or_dash(row.number.as_ref()), &row.service, or_dash(row.section.as_ref())].join("\t")
        };
        report.unapproved.iter().map(host).chain(report.unused.iter().map(unused)).collect()
    })?;
    let clean = report.unapproved.is_empty() && report.unused.is_empty();
    Ok(if clean { Outcome::Done } else { Outcome::Findings })
}

fn services(
    ledger: &mut Ledger,
    file: &Path,
    kind: &str,
    take: &[String],
    mapping: Option<&Path>,
    say: &Say,
) -> Result<Outcome, Error> {
    let file = file.to_string_lossy().into_owned();
    let request = ServicesRequest { file, kind: kind.to_owned(), mapping: mapped(mapping)?, choose: take.to_vec() };
    let report = ledger.match_services(&request)?;
    say.answer(&report, |report| {
        let found = |row: &ServiceMatch| {
            let state = if row.taken {
                "services.taken"
            } else if row.differs {
                "services.differs"
            } else {
                "services.same"
            };
            let by =
                serde_json::to_value(row.by).ok().and_then(|by| by.as_str().map(str::to_owned)).unwrap_or_default();
            let by = say.text(&format!("services.by.{by}"), &[]);
            let until = row.listed.valid_until.as_ref().or(row.listed.audited_until.as_ref());
            [&say.text(state, &[]), &row.id, &row.service, &by, or_dash(until)].join("\t")
        };
        let missing =
            |(id, service): &(String, String)| [say.text("services.missing", &[]).as_str(), id, service].join("\t");
        report.matches.iter().map(found).chain(report.missing.iter().map(missing)).collect()
    })?;
    let open = report.matches.iter().any(|row| row.differs && !row.taken) || !report.missing.is_empty();
    Ok(if open { Outcome::Findings } else { Outcome::Done })
}
