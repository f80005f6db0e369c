//! What `sekisho sns` does: the register of official accounts. The steps about an application are in `application.rs`.

mod arguments;

use std::path::Path;

use ledger::approval::BoundChange;
use ledger::commands::SnsPaperFiles;
use ledger::register::Register;
use ledger::sns::{
    Medium, Sns, SnsApply, SnsDraft, SnsPageFile, SnsPaperKind, SnsPublish, SnsQuery, SnsRow, SnsStatus, SnsView,
};
use ledger::{Error, Ledger};

pub use arguments::{SnsCommand, SnsPaper};

use crate::registers::{or_dash, word};
use crate::run::{Outcome, date, read};
use crate::say::Say;
use crate::{exchange, transfer};

/// What `sekisho sns` does.
pub fn sns(ledger: &mut Ledger, command: &SnsCommand, say: &Say) -> Result<Outcome, Error> {
    let view = match command {
        SnsCommand::Import(arguments) => return exchange::import(ledger, Register::Sns, arguments, say),
        SnsCommand::Export(arguments) => return exchange::export(ledger, Register::Sns, arguments, say),
        SnsCommand::List { list, medium } => {
            let query = SnsQuery {
                text: list.text.clone(),
                status: word::<SnsStatus>("status", list.status.as_deref())?,
                section: list.section.clone(),
                medium: word::<Medium>("medium", medium.as_deref())?,
                limit: Some(list.limit),
                ..SnsQuery::default()
            };
            say.answer(&ledger.list_sns(&query)?, |page| {
                let line = |row: &SnsRow| {
                    let state = say.text(&format!("sns_status.{}", row.status.code()), &[]);
                    let medium = say.text(&format!("medium.{}", row.medium.code()), &[]);
                    let (url, owner) = (or_dash(row.url.as_ref()), or_dash(row.owner.as_ref()));
                    [row.id.as_str(), &medium, &row.name, url, &state, owner].join("\t")
                };
                page.rows.iter().map(line).collect()
            })?;
            return Ok(Outcome::Done);
        }
        SnsCommand::Holders { id } => {
            let id = ledger.find_sns(id)?.id;
            return transfer::holders(ledger, Register::Sns, &id, say);
        }
        SnsCommand::Papers { id, kind, out } => return papers(ledger, id, *kind, out, say),
        SnsCommand::Publish { out, contact } => return publish(ledger, out, contact.as_deref(), say),
        SnsCommand::CheckPage { file } => return check_page(ledger, file, say),
        SnsCommand::Show { id, on } => {
            let id = ledger.find_sns(id)?.id;
            let on = on.as_deref().map(|typed| date("on", typed)).transpose()?;
            ledger.view_sns(&id, on)?
        }
        SnsCommand::Save { file } => {
            let mut draft: SnsDraft = serde_json::from_str(&read(file)?)?;
            // A file without a revision is meant for the record as it is now.
            if let Some(id) = draft.id.clone().filter(|id| draft.revision == 0 && !id.is_empty()) {
                draft.revision = ledger.sns(&id)?.revision;
            }
            let id = ledger.save_sns(&draft)?.id;
            ledger.view_sns(&id, None)?
        }
        SnsCommand::Apply { id, kind, reason } => {
            let Sns { id, revision, .. } = ledger.find_sns(id)?;
            let kind = serde_json::from_value(kind.as_str().into())?;
            ledger.apply_for_sns(&SnsApply { id: id.clone(), revision, kind, reason: reason.clone() })?;
            ledger.view_sns(&id, None)?
        }
    };
    shown(&view, say)
}

/// The account in lines; the answer says whether something is wrong with it.
fn shown(view: &SnsView, say: &Say) -> Result<Outcome, Error> {
    say.answer(view, |view| {
        let sns = &view.sns;
        let counts = [
            ("applies", view.counts.applies.to_string()),
            ("met", view.counts.met.to_string()),
            ("missing", view.counts.missing.to_string()),
            ("unknown", view.counts.unknown.to_string()),
        ];
        let counts = counts.each_ref().map(|(name, number)| (*name, number.as_str()));
        let line = |parts: [&str; 3]| parts.join("\t");
        let or_dash = |text: &Option<String>| or_dash(text.as_ref()).to_owned();
        let head = [
            line([&view.medium_text, &sns.name, &or_dash(&sns.number)]),
            line([&sns.id, &or_dash(&sns.url), &or_dash(&sns.decided_on)]),
            line([&view.status_text, &or_dash(&sns.opened_on), &or_dash(&sns.last_post_on)]),
            line([&or_dash(&sns.section), &or_dash(&sns.owner), &or_dash(&sns.deputy)]),
            say.text("cli.sns_counts", &counts),
            say.text("cli.seen", &[("hash", view.case.hash.get(..16).unwrap_or_default())]),
        ];
        let facts = view.facts.iter().map(|fact| format!("{}\t{}", fact.label, fact.text));
        let changed = |change: &BoundChange| {
            format!("{}\t{} → {}", change.label, or_dash(&change.before), or_dash(&change.after)).replace('\n', " ")
        };
        let changes = view.case.changes.iter().map(changed);
        let title = say.text("ui.case.since_title", &[]);
        let since = view.case.since_seen.iter().map(|change| format!("{title}\t{}", changed(change)));
        let findings = view.findings.iter().map(|finding| finding.text.clone());
        head.into_iter().chain(facts).chain(changes).chain(since).chain(findings).collect()
    })?;
    Ok(if view.findings.is_empty() && view.counts.missing == 0 { Outcome::Done } else { Outcome::Findings })
}

fn papers(ledger: &mut Ledger, id: &str, kind: SnsPaper, out: &Path, say: &Say) -> Result<Outcome, Error> {
    let id = ledger.find_sns(id)?.id;
    let kinds = match kind {
        SnsPaper::All => None,
        SnsPaper::Notice => Some([SnsPaperKind::Notice]),
        SnsPaper::Policy => Some([SnsPaperKind::Policy]),
        SnsPaper::Procedure => Some([SnsPaperKind::Procedure]),
        SnsPaper::Card => Some([SnsPaperKind::Card]),
    };
    let files = ledger.write_sns_papers(&id, kinds.as_ref().map(|kinds| kinds.as_slice()), out)?;
    let view = ledger.view_sns(&id, None)?;
    for file in &files {
        let lacks = view.papers.iter().find(|row| row.kind == file.kind).map(|row| row.lacks.as_slice());
        let fields: Vec<String> = lacks.unwrap_or_default().iter().map(|field| field_name(say, field)).collect();
        if !fields.is_empty() {
            let fields = fields.join(&say.text("reason.list", &[]));
            say.note(&say.text("cli.paper_lacks", &[("title", &file.title), ("fields", &fields)]));
        }
    }
    say.answer(&SnsPaperFiles { files }, |answer| answer.files.iter().map(|file| file.path.clone()).collect())?;
    Ok(Outcome::Done)
}

/// A field of an account in words, as the window says it.
fn field_name(say: &Say, field: &str) -> String {
    let keys = ["ui.field.sns.", "sns_field.", "ui.field."].map(|place| format!("{place}{field}"));
    let told = keys.iter().map(|key| say.text(key, &[])).zip(&keys).find(|(told, key)| told != *key);
    told.map_or_else(|| field.to_owned(), |(told, _)| told)
}

fn publish(ledger: &mut Ledger, out: &Path, contact: Option<&str>, say: &Say) -> Result<Outcome, Error> {
    let folder = out.to_string_lossy().into_owned();
    let published = ledger.publish_sns(&SnsPublish { folder, contact: contact.map(str::to_owned) })?;
    let list = &published.list;
    say.message("cli.published", &[("count", &list.accounts.len().to_string())]);
    if list.last_on.is_some() && list.changes.is_empty() {
        say.message("cli.publication_unchanged", &[]);
    }
    for held in &list.held {
        say.note(&format!("{}: {}", held.name, held.text));
    }
    say.answer(&published, |published| {
        let files = [&published.html, &published.csv, &published.json].map(Clone::clone);
        files.into_iter().chain(published.list.changes.iter().cloned()).collect()
    })?;
    Ok(Outcome::Done)
}

fn check_page(ledger: &mut Ledger, file: &Path, say: &Say) -> Result<Outcome, Error> {
    let check = ledger.check_sns_page(&SnsPageFile { file: file.to_string_lossy().into_owned() })?;
    let clean = check.findings.is_empty();
    if clean {
        say.message("cli.page_clean", &[("listed", &check.page.listed.len().to_string())]);
    }
    say.answer(&check, |check| check.findings.iter().map(|finding| finding.text.clone()).collect())?;
    Ok(if clean { Outcome::Done } else { Outcome::Findings })
}
