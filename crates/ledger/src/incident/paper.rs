//! The papers of an incident (事故発生報告書, F-09): first and last report to the commission with the nine items of
//! 個人情報保護法施行規則第44条第1項, and the form on which a contractor reports to the office. The words are in
//! `templates/papers/incident.json`.

use std::path::Path;
use std::sync::LazyLock;

use paper::{Align, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::duty::{self, Reason};
use super::{Incident, IncidentKind, ReportKind, rules, view};
use crate::contract::Contract;
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::Error;
use crate::wording::{Lang, text};

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/papers/incident.json")));

/// A paper of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IncidentPaperKind {
    /// The first report to the commission (速報).
    Initial,
    /// The last report to the commission (確報).
    Final,
    /// The form on which the contractor reports to the office (委託先からの報告).
    Contractor,
}

impl IncidentPaperKind {
    /// Every kind, in the order in which they are needed.
    pub const ALL: [Self; 3] = [Self::Contractor, Self::Initial, Self::Final];

    /// The word for it in commands, also of the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Final => "final",
            Self::Contractor => "contractor",
        }
    }

    /// Whether an incident calls for it as it is now.
    fn is_wanted(self, incident: &Incident) -> bool {
        let reported = duty::verdict(incident).reported != Some(false);
        match self {
            Self::Initial => reported && incident.reported_on(&[ReportKind::Initial, ReportKind::Final]).is_none(),
            Self::Final => reported && incident.reported_on(&[ReportKind::Final]).is_none(),
            Self::Contractor => incident.contract.is_some() && incident.closed_on.is_none(),
        }
    }
}

/// A paper that can be written about an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentPaperRow {
    /// Which.
    pub kind: IncidentPaperKind,
    /// What it is called.
    pub text: String,
    /// Whether the incident calls for it as it is now.
    pub wanted: bool,
    /// What has to be known before it is whole, in words.
    pub lacks: Vec<String>,
}

/// The papers of an incident.
pub(super) fn rows(lang: Lang, incident: &Incident) -> Vec<IncidentPaperRow> {
    let row = |kind: IncidentPaperKind| IncidentPaperRow {
        kind,
        text: text(lang, &format!("incident_paper.{}", kind.code()), &[]),
        wanted: kind.is_wanted(incident),
        lacks: match kind {
            // The first report says what is known by then.
            IncidentPaperKind::Initial if incident.overview.is_none() => vec![view::label(lang, "overview")],
            IncidentPaperKind::Final => {
                rules::lacking(incident).into_iter().map(|field| view::label(lang, field)).collect()
            }
            _ => Vec::new(),
        },
    };
    IncidentPaperKind::ALL.into_iter().map(row).collect()
}

/// A paper of an incident, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentPaper {
    /// Which.
    pub kind: IncidentPaperKind,
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

/// A paper of an incident that was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenIncidentPaper {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: IncidentPaperKind,
    /// Its title.
    pub title: String,
}

impl Ledger {
    /// The papers of an incident; `kinds` of `None` gives all that it calls for as it is now.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn compose_incident_papers(
        &mut self,
        id: &str,
        kinds: Option<&[IncidentPaperKind]>,
    ) -> Result<Vec<IncidentPaper>, Error> {
        let incident = self.incident(id)?;
        // A record that was taken out since is left out.
        let contract = incident.contract.as_ref().and_then(|id| self.contract(id).ok());
        let cloud = incident.cloud.as_ref().and_then(|id| self.cloud(id).ok()).map(|cloud| cloud.service);
        let sns = incident.sns.as_ref().and_then(|id| self.sns(id).ok()).map(|sns| sns.name);
        let calendar = self.office()?.calendar();
        let clock = duty::clock(&incident, &calendar);
        let desk = Desk { pen: Pen::new(self, &WORDS)?, incident, contract, cloud, sns, clock };
        let wanted = |kind: &IncidentPaperKind| match kinds {
            Some(kinds) => kinds.contains(kind),
            None => kind.is_wanted(&desk.incident),
        };
        Ok(IncidentPaperKind::ALL.into_iter().filter(wanted).map(|kind| desk.compose(kind)).collect())
    }

    /// Writes the papers as Word files; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_incident_papers`; `folder_unwritable` with the folder; files written before that stay.
    pub fn write_incident_papers(
        &mut self,
        id: &str,
        kinds: Option<&[IncidentPaperKind]>,
        folder: &Path,
    ) -> Result<Vec<WrittenIncidentPaper>, Error> {
        let papers = self.compose_incident_papers(id, kinds)?;
        crate::folder::make(folder)?;
        let mut written = Vec::new();
        for composed in papers {
            written.push(WrittenIncidentPaper {
                path: crate::folder::write_paper(folder, &composed.file_name, &composed.paper)?,
                kind: composed.kind,
                title: composed.paper.title,
            });
        }
        Ok(written)
    }
}

/// Everything that the papers of one incident are written from.
struct Desk {
    pen: Pen,
    incident: Incident,
    contract: Option<Contract>,
    cloud: Option<String>,
    sns: Option<String>,
    clock: Option<duty::Clock>,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

impl Desk {
    fn compose(&self, kind: IncidentPaperKind) -> IncidentPaper {
        let word = self.say(&format!("kind.{}", kind.code()), &[]);
        let title = self.say("title", &[("kind", &word)]);
        let mut parts = Parts::titled(&self.pen, title.clone());
        parts.subtitle(self.say("form", &[]));
        match kind {
            IncidentPaperKind::Contractor => self.for_contractor(&mut parts),
            IncidentPaperKind::Initial => self.to_commission(&mut parts, ReportKind::Initial, &word),
            IncidentPaperKind::Final => self.to_commission(&mut parts, ReportKind::Final, &word),
        }
        let start: String = self.incident.title.chars().take(30).collect();
        let stem = [self.say(&format!("file.{}", kind.code()), &[]), start].join("_");
        let footer = match kind {
            // What people outside fill in carries no marks of the ledger.
            IncidentPaperKind::Contractor => String::new(),
            _ => self.say("foot", &[("head", &self.head)]),
        };
        IncidentPaper {
            kind,
            file_name: format!("{}.docx", crate::folder::legal_name(&stem)),
            paper: Paper {
                title,
                orientation: Orientation::Portrait,
                header: self.say("head", &[("title", &self.incident.title)]),
                footer,
                blocks: parts.blocks,
                stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            },
        }
    }

    fn to_commission(&self, parts: &mut Parts<'_>, kind: ReportKind, word: &str) {
        let verdict = duty::verdict(&self.incident);
        let reported = self.incident.reports.iter().find(|report| report.kind == kind);
        let on = self.day_or_blank(reported.map(|report| report.on.as_str()));
        parts.paragraph(self.say("on_day", &[("on", &on)]), Align::Right);
        parts.paragraph(self.say("to.commission", &[]), Align::Left);
        parts.paragraph(self.say("from", &[("head", &self.office_head())]), Align::Right);
        let lead = if verdict.reasons.contains(&Reason::MyNumber) { "lead.my_number" } else { "lead.personal" };
        parts.paragraph(self.say(lead, &[]), Align::Left);

        let reason = |reason: &Reason| self.say(&format!("reason.{}", reason.code()), &[]);
        let reasons: Vec<String> = verdict.reasons.iter().map(reason).collect();
        let due = self.clock.map(|clock| if kind == ReportKind::Final { clock.last } else { clock.initial });
        let mut rows = vec![
            self.row("kind", word.to_owned()),
            self.row("reasons", if reasons.is_empty() { self.say("unknown", &[]) } else { self.dotted(&reasons) }),
            self.row("known", self.known()),
            self.row("due", due.map_or_else(|| self.say("none", &[]), |due| self.day(&due.to_string()))),
            self.row("section", self.or_empty(self.incident.section.as_deref())),
            self.row("owner", self.or_empty(self.incident.owner.as_deref())),
        ];
        let earlier = self.earlier(kind);
        if !earlier.is_empty() {
            rows.push(self.row("earlier", earlier.join("\n")));
        }
        parts.form("part.report", rows);
        parts.form("part.place", self.place());
        parts.form("part.items", self.items(kind));
    }

    fn known(&self) -> String {
        let day = self.day_or_blank(self.incident.known_on.as_deref());
        match &self.incident.known_by {
            Some(section) => self.say("known.text", &[("on", &day), ("section", section)]),
            None => day,
        }
    }

    /// The reports that were made before this one.
    fn earlier(&self, kind: ReportKind) -> Vec<String> {
        let before = self.incident.reports.iter().filter(|report| report.kind != kind && kind == ReportKind::Final);
        before
            .map(|report| {
                let word = text(Lang::Ja, &format!("incident_report.{}", report.kind.code()), &[]);
                let on = self.day(&report.on);
                match &report.number {
                    Some(number) => self.say("earlier.number", &[("kind", &word), ("on", &on), ("number", number)]),
                    None => self.say("earlier.text", &[("kind", &word), ("on", &on)]),
                }
            })
            .collect()
    }

    fn place(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        if let Some(contract) = &self.contract {
            rows.extend(self.of_contract(contract));
            rows.extend(self.of_contractor(contract));
        }
        rows.extend(self.cloud.iter().map(|cloud| self.row("cloud", cloud.clone())));
        rows.extend(self.sns.iter().map(|sns| self.row("sns", sns.clone())));
        if rows.is_empty() {
            rows.push(self.row("part.place", self.say("place.none", &[])));
        }
        rows
    }

    fn of_contract(&self, contract: &Contract) -> Vec<Vec<String>> {
        let day = |iso: &Option<String>| self.day_or_blank(iso.as_deref());
        let period = self
            .say("contract.period.text", &[("from", &day(&contract.starts_on)), ("until", &day(&contract.ends_on))]);
        vec![
            self.row("contract.number", self.or_empty(contract.number.as_deref())),
            self.row("contract.title", contract.title.clone()),
            self.row("contract.period", period),
        ]
    }

    fn of_contractor(&self, contract: &Contract) -> Vec<Vec<String>> {
        let own = &contract.contractor;
        let named = Some(own.name.as_str()).filter(|name| !name.is_empty());
        vec![
            self.row("contractor.address", self.or_empty(own.address.as_deref())),
            self.row("contractor.name", self.or_empty(named)),
            self.row("contractor.representative", self.or_empty(own.representative.as_deref())),
            self.row("contractor.number", self.or_empty(own.corporate_number.as_deref())),
        ]
    }

    /// The nine items; what the first report does not know yet is under investigation.
    fn items(&self, kind: ReportKind) -> Vec<Vec<String>> {
        let incident = &self.incident;
        let said = |typed: Vec<String>| {
            if typed.is_empty() {
                self.say(if kind == ReportKind::Final { "empty" } else { "open" }, &[])
            } else {
                typed.join("\n")
            }
        };
        let own = |typed: &Option<String>| said(typed.iter().cloned().collect());
        let mut overview = self.days();
        overview.extend(incident.overview.clone());
        let persons = incident.persons.map(|count| {
            let count = count.to_string();
            match &incident.persons_note {
                Some(note) => self.say("persons.noted", &[("count", &count), ("note", note)]),
                None => self.say("persons.text", &[("count", &count)]),
            }
        });
        let notice = &incident.notice;
        let mut response: Vec<String> = incident.response.iter().cloned().collect();
        if let Some(on) = &notice.on {
            let how = notice.how.as_deref().unwrap_or_default();
            response.push(self.say("notice.text", &[("on", &self.day(on)), ("how", how)]).trim_end().to_owned());
        }
        response.extend(notice.instead.iter().map(|text| self.say("notice.instead", &[("text", text)])));
        let mut publication: Vec<String> = incident.publication.iter().cloned().collect();
        publication.extend(incident.published_on.iter().map(|on| self.say("publication.on", &[("on", &self.day(on))])));
        vec![
            self.row("overview", said(overview)),
            self.row("items", own(&incident.items)),
            self.row("persons", said(persons.into_iter().collect())),
            self.row("cause", own(&incident.cause)),
            self.row("secondary_harm", own(&incident.secondary_harm)),
            self.row("response", said(response)),
            self.row("publication", said(publication)),
            self.row("prevention", own(&incident.prevention)),
            self.row("remarks", self.or_none(incident.remarks.as_deref())),
        ]
    }

    /// When it happened and was found, and of what kind it is.
    fn days(&self) -> Vec<String> {
        let incident = &self.incident;
        let mut lines = Vec::new();
        lines.extend(incident.happened_on.iter().map(|on| self.say("day.happened", &[("on", &self.day(on))])));
        if let Some(on) = &incident.found_on {
            let on = self.day(on);
            lines.push(match &incident.found_by {
                Some(by) => self.say("day.found_by", &[("on", &on), ("by", by)]),
                None => self.say("day.found", &[("on", &on)]),
            });
        }
        if !incident.kinds.is_empty() {
            let word = |kind: &IncidentKind| text(Lang::Ja, &format!("incident_kind.{}", kind.code()), &[]);
            let kinds = incident.kinds.iter().map(word).collect::<Vec<_>>().join(&self.say("list", &[]));
            lines.push(self.say(if incident.suspected { "day.suspected" } else { "day.kinds" }, &[("kinds", &kinds)]));
        }
        lines
    }

    /// The form for the contractor: what the office knows of the contract is filled in, the rest has room to write.
    fn for_contractor(&self, parts: &mut Parts<'_>) {
        parts.paragraph(self.say("on_day", &[("on", &self.blank_day())]), Align::Right);
        parts.paragraph(self.say("to.head", &[("head", &self.office_head())]), Align::Left);
        parts.paragraph(self.say("lead.contractor", &[]), Align::Left);
        let room = |lines: usize| "\n".repeat(lines);
        let mut rows = Vec::new();
        if let Some(contract) = &self.contract {
            rows = self.of_contractor(contract);
            rows.push(self.row("contractor.person", room(1)));
            parts.form("part.contractor", rows);
            rows = self.of_contract(contract);
        }
        let kinds =
            [("kind_of.leak", false), ("kind_of.loss", false), ("kind_of.damage", false), ("kind_of.other", false)];
        let reports = [("kind.initial", false), ("kind.final", false)];
        rows.push(self.row("kind", self.choices(&reports)));
        rows.push(self.row("contractor.happened", self.blank_day()));
        rows.push(self.row("contractor.found", self.blank_day()));
        rows.push(self.row("contractor.kinds", self.choices(&kinds)));
        parts.form("part.report", rows);
        let items =
            ["overview", "items", "persons", "cause", "secondary_harm", "response", "publication", "prevention"];
        let lines = |item: &str| if item == "persons" { 0 } else { 4 };
        let mut rows: Vec<Vec<String>> = items.iter().map(|item| self.row(item, room(lines(item)))).collect();
        rows.push(self.row("remarks", room(1)));
        parts.form("part.items", rows);
    }
}
