//! The yearly report to the CISO (委託先管理状況報告): figures, matrix, bars, what is to be decided, and how risk is judged.
//! What is counted is in `report/figures.rs`; the words are in `templates/papers/risk.json`.

mod figures;

use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use paper::{Align, Bar, Block, Orientation, Paper, Stamp, Tone, Toned};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use figures::{Figures, Named, Records};

use super::settings::{FactorText, RiskMethodView};
use super::{ContractRisk, RiskOverview, RiskQuery};
use crate::approval::Actor;
use crate::company::{Concentration, ConcentrationQuery};
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::{Error, Problem};
use crate::wording::Lang;

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/papers/risk.json")));

/// Rows of a list before the reader is sent to the screen.
const LISTED: usize = 30;
/// Sections of the picture.
const SECTIONS: usize = 15;
/// Companies of which the report says how much stands on them.
const COMPANIES: usize = 5;
/// Fiscal years that can be asked for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

/// Which report, and where to.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RiskReportSave {
    /// Folder.
    pub folder: String,
    /// Fiscal year; this one unless named.
    #[ts(optional = nullable)]
    #[serde(default)]
    pub fiscal_year: Option<i32>,
}

/// A report that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskReport {
    /// Where it is.
    pub path: String,
    /// Its title.
    pub title: String,
}

impl Ledger {
    /// The report of a fiscal year: what happened in it, and how contracts stand today.
    ///
    /// # Errors
    /// `fiscal_year_ahead` for a year that has not begun or is none.
    pub fn compose_risk_report(&mut self, fiscal_year: Option<i32>) -> Result<Paper, Error> {
        let today = self.today();
        let own = crate::date::fiscal_year(today);
        let year = fiscal_year.unwrap_or(own);
        if year > own || !YEARS.contains(&year) {
            return Err(Problem::at("fiscal_year", "fiscal_year_ahead").with("value", year).into());
        }
        // The paper is Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let composed = self.compose_report_of(year, today);
        self.lang = lang;
        composed
    }

    fn compose_report_of(&mut self, year: i32, today: NaiveDate) -> Result<Paper, Error> {
        let overview = self.risk_overview(&RiskQuery { limit: Some(LISTED), ..RiskQuery::default() })?;
        // What is decided to be high, and what may be.
        let worst: Vec<usize> =
            overview.rows.iter().enumerate().filter(|(_, row)| row.level.least >= 3).map(|(at, _)| at).collect();
        let risks = worst.iter().map(|at| self.contract_risk(&overview.rows[*at].id)).collect::<Result<_, _>>()?;
        let concentration = self.contractor_concentration(&ConcentrationQuery { limit: Some(COMPANIES) })?;
        let calendar = self.office()?.calendar();
        let contracts = self.contracts()?;
        let account = self.actor().to_owned();
        let (answered, incidents, reporter) = self.read(|tx| {
            let by = Actor::of(tx, &account, today).ok().map(|actor| actor.by());
            Ok((crate::contract::answered_in(tx, year)?, crate::incident::all(tx)?, by))
        })?;
        let records = Records { contracts: &contracts, answered: &answered, incidents: &incidents };
        let figures = Figures::of(&records, year, &calendar, today);
        let pen = Pen::new(self, &WORDS)?;
        let desk = Desk {
            reporter: reporter.map(|by| pen.person(&by)),
            pen,
            year,
            figures,
            overview,
            worst,
            risks,
            concentration,
            method: self.risk_method()?,
        };
        Ok(desk.compose())
    }

    /// Writes the report as a Word file; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_risk_report`; `folder_unwritable` with the folder.
    pub fn write_risk_report(&mut self, request: &RiskReportSave) -> Result<RiskReport, Error> {
        let paper = self.compose_risk_report(request.fiscal_year)?;
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        let name = format!("{}.docx", crate::folder::legal_name(&paper.title));
        Ok(RiskReport { path: crate::folder::write_paper(folder, &name, &paper)?, title: paper.title })
    }
}

/// Everything that the report is written from.
struct Desk {
    pen: Pen,
    year: i32,
    /// Who reports, if it is known.
    reporter: Option<String>,
    figures: Figures,
    overview: RiskOverview,
    /// Which rows of the overview are high or worse.
    worst: Vec<usize>,
    /// Their risks with reasons.
    risks: Vec<ContractRisk>,
    concentration: Concentration,
    method: RiskMethodView,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

/// The tone of a level that remains; 0 is undecided.
fn tone(level: u8) -> Tone {
    match level {
        0 => Tone::Open,
        1 => Tone::Low,
        2 => Tone::Middle,
        3 => Tone::High,
        _ => Tone::Extreme,
    }
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn percent(count: usize, all: usize) -> String {
    (100 * count).checked_div(all).unwrap_or(0).to_string()
}

impl Desk {
    fn compose(&self) -> Paper {
        let year = crate::date::fiscal_year_text(self.year);
        let title = self.say("file", &[("year", &year)]);
        let mut parts = Parts::titled(&self.pen, self.say("title", &[]));
        parts.subtitle(self.say("subtitle", &[("year", &year)]));
        let today = self.day(&self.today.to_string());
        parts.paragraph(self.say("number", &[]), Align::Right);
        parts.paragraph(today.clone(), Align::Right);
        parts.paragraph(self.say("to", &[]), Align::Left);
        let reporter = match &self.reporter {
            Some(by) => self.say("reporter", &[("by", by)]),
            None => self.say("reporter.blank", &[]),
        };
        parts.paragraph(reporter, Align::Right);
        parts.paragraph(self.say("lead", &[("year", &year), ("on", &today)]), Align::Left);
        self.ask(&mut parts);
        self.sum(&mut parts, &year);
        self.risk(&mut parts);
        self.check(&mut parts);
        self.inspect(&mut parts);
        self.below(&mut parts);
        self.incident(&mut parts);
        self.returned(&mut parts);
        self.waiver(&mut parts);
        self.chain(&mut parts);
        let rows = vec![
            self.row("ciso.on", self.blank_day()),
            self.row("ciso.name", String::new()),
            self.row("ciso.orders", "\n\n\n".to_owned()),
        ];
        parts.form("part.ciso", rows);
        self.method(&mut parts);
        Paper {
            title,
            orientation: Orientation::Portrait,
            header: self.say("head", &[("year", &year)]),
            footer: self.say("foot", &[("catalogue", &self.catalogue.version), ("history", &self.head)]),
            blocks: parts.blocks,
            stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
        }
    }

    fn count(&self, count: usize) -> String {
        self.say("count", &[("count", &count.to_string())])
    }

    fn counted(&self, key: &str, count: usize) -> Vec<String> {
        self.row(key, self.count(count))
    }

    /// What somebody has to decide, each only where there is something.
    fn ask(&self, parts: &mut Parts<'_>) {
        parts.heading("part.ask");
        let at = |level: u8| self.overview.levels.iter().find(|one| one.level == level).map_or(0, |one| one.count);
        let figures = &self.figures;
        let consents = figures.consents;
        let asked = [
            ("ask.extreme", at(4)),
            ("ask.undecided", at(0)),
            ("ask.unchecked", figures.checked.left),
            ("ask.overdue", figures.overdue.len()),
            ("ask.consent", consents.all() - consents.given),
            ("ask.incident", figures.incidents.late),
            ("ask.returned", figures.returned.left),
        ];
        let lines: Vec<String> = asked
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.say(key, &[("count", &count.to_string())]))
            .collect();
        if lines.is_empty() {
            parts.paragraph(self.say("ask.nothing", &[]), Align::Left);
        } else {
            parts.lines(lines);
        }
    }

    fn sum(&self, parts: &mut Parts<'_>, year: &str) {
        let figures = &self.figures;
        let amount = crate::amount::grouped(figures.amount_yen);
        let mut rows = vec![
            vec![self.say("sum.contracts", &[("year", year)]), self.count(figures.contracts)],
            self.counted("sum.personal", figures.personal),
        ];
        if figures.personal_unknown > 0 {
            rows.push(self.counted("sum.personal.unknown", figures.personal_unknown));
        }
        rows.extend([
            self.counted("sum.my_number", figures.my_number),
            self.counted("sum.confidential", figures.confidential),
            self.row("sum.amount", self.say("amount", &[("amount", &amount)])),
            self.counted("sum.companies", self.concentration.total),
        ]);
        parts.heading("part.sum");
        parts.table(&[620, 380], self.header("sum", &["what", "count"]), rows);
    }

    fn risk(&self, parts: &mut Parts<'_>) {
        let overview = &self.overview;
        parts.heading("part.risk");
        parts.paragraph(self.say("risk.lead", &[("count", &overview.all.to_string())]), Align::Left);
        self.part(parts, "risk.matrix");
        parts.blocks.push(self.matrix());
        if self.overview.cells.iter().any(|cell| cell.inherent == 0 && cell.count > 0) {
            parts.note(self.say("risk.open", &[]));
        }
        self.part(parts, "risk.bars");
        let bar = |level: &super::RiskCount| Bar {
            label: level.text.clone(),
            parts: vec![(length(level.count), tone(level.level))],
            figure: match level.before {
                None => self.say("risk.figure", &[("count", &level.count.to_string())]),
                Some(before) => {
                    let args = [("count", level.count.to_string()), ("before", before.to_string())];
                    self.say("risk.figure.then", &args.each_ref().map(|(name, value)| (*name, value.as_str())))
                }
            },
        };
        parts.blocks.push(Block::Bars { legend: Vec::new(), rows: overview.levels.iter().map(bar).collect() });
        let quarter = &overview.quarter;
        let args = [
            ("quarter", quarter.text.clone()),
            ("up", quarter.up.to_string()),
            ("down", quarter.down.to_string()),
            ("otherwise", quarter.otherwise.to_string()),
            ("new", quarter.new.to_string()),
            ("closed", quarter.closed.to_string()),
        ];
        let key = if quarter.known { "risk.then" } else { "risk.then.unknown" };
        let words = self.say(key, &args.each_ref().map(|(name, value)| (*name, value.as_str())));
        parts.paragraph(words, Align::Left);
        self.worst(parts);
    }

    /// A part within a part.
    fn part(&self, parts: &mut Parts<'_>, key: &str) {
        parts.blocks.push(Block::Heading { level: 2, text: self.say(key, &[]) });
    }

    fn matrix(&self) -> Block {
        let (mut header, method) = (vec![self.say("risk.corner", &[])], &self.method);
        header.extend(method.measures_levels.iter().cloned());
        let row = |cells: &[super::RiskCell]| {
            let inherent = cells.first().map_or(0, |cell| cell.inherent);
            let label = match inherent {
                0 => super::view::level(Lang::Ja, "inherent", None),
                level => method.inherent_levels[usize::from(level - 1)].clone(),
            };
            let field = |cell: &super::RiskCell| {
                let count = cell.count.to_string();
                let text = match cell.level {
                    0 => self.say("risk.field.open", &[("count", &count)]),
                    level => {
                        let level = &method.residual_levels[usize::from(level - 1)];
                        self.say("risk.field", &[("count", &count), ("level", level)])
                    }
                };
                Toned { text, tone: tone(cell.level) }
            };
            let mut row = vec![Toned { text: label, tone: Tone::Plain }];
            row.extend(cells.iter().map(field));
            row
        };
        let rows = self.overview.cells.chunks(usize::from(super::LEVELS)).map(row).collect();
        Block::Matrix { widths: vec![200, 200, 200, 200, 200], header, rows }
    }

    fn worst(&self, parts: &mut Parts<'_>) {
        self.part(parts, "risk.worst");
        if self.worst.is_empty() {
            return parts.paragraph(self.say("risk.worst.none", &[]), Align::Left);
        }
        let row = |(at, risk): (&usize, &ContractRisk)| {
            let row = &self.overview.rows[*at];
            let lines = |one: Option<&str>, other: &str| [one.unwrap_or_default(), other].join("\n").trim().to_owned();
            vec![
                lines(row.number.as_deref(), &row.title),
                lines(Some(&row.contractor), row.section.as_deref().unwrap_or_default()),
                row.level.text.clone(),
                row.why.clone(),
                risk.fixes.iter().take(2).map(|fix| fix.text.clone()).collect::<Vec<_>>().join("\n"),
            ]
        };
        let rows = self.worst.iter().zip(&self.risks).map(row).collect();
        let columns = ["contract", "contractor", "level", "why", "fix"];
        parts.table(&[220, 180, 130, 240, 230], self.header("worst", &columns), rows);
        let levels = self.overview.levels.iter().filter(|one| one.level >= 3);
        self.more(parts, levels.map(|one| one.count).sum::<usize>(), self.worst.len());
    }

    /// How many a list leaves out.
    fn more(&self, parts: &mut Parts<'_>, all: usize, listed: usize) {
        if all > listed {
            parts.note(self.say("left.more", &[("count", &(all - listed).to_string())]));
        }
    }

    /// Contracts by name, as many as a reader takes.
    fn named(&self, parts: &mut Parts<'_>, key: &str, note: &str, named: &[Named]) {
        if named.is_empty() {
            return;
        }
        self.part(parts, key);
        let row = |one: &Named| {
            let note = if one.note.is_empty() { self.say("none", &[]) } else { self.short_day(&one.note) };
            vec![
                one.number.clone().unwrap_or_default(),
                one.title.clone(),
                one.contractor.clone(),
                one.section.clone().unwrap_or_default(),
                note,
            ]
        };
        let mut header = self.header("left", &["number", "title", "contractor", "section"]);
        header.push(self.say(&format!("left.note.{note}"), &[]));
        let rows = named.iter().take(LISTED).map(row).collect();
        parts.table(&[130, 290, 220, 160, 200], header, rows);
        self.more(parts, named.len(), LISTED);
    }

    fn check(&self, parts: &mut Parts<'_>) {
        parts.heading("part.check");
        let figures = &self.figures;
        let share = figures.checked;
        if share.all() == 0 {
            return parts.paragraph(self.say("check.lead.none", &[]), Align::Left);
        }
        let args = [
            ("all", share.all().to_string()),
            ("done", share.done.to_string()),
            ("percent", percent(share.done, share.all())),
        ];
        let lead = self.say("check.lead", &args.each_ref().map(|(name, value)| (*name, value.as_str())));
        parts.paragraph(lead, Align::Left);
        let mut sections: Vec<_> = figures.sections.iter().collect();
        // Where most is left comes first; the sort keeps the order of names.
        sections.sort_by_key(|(_, share)| (std::cmp::Reverse(share.left), std::cmp::Reverse(share.done)));
        let shown = sections.iter().take(SECTIONS).map(|(name, share)| {
            let name = if name.is_empty() { self.say("check.section.none", &[]) } else { (*name).clone() };
            (name, **share)
        });
        let mut bars: Vec<(String, figures::Share)> = shown.collect();
        let rest = sections.get(SECTIONS..).unwrap_or_default();
        if !rest.is_empty() {
            let sum = rest.iter().fold(figures::Share::default(), |sum, (_, share)| figures::Share {
                done: sum.done + share.done,
                left: sum.left + share.left,
            });
            bars.push((self.say("check.section.more", &[("count", &rest.len().to_string())]), sum));
        }
        let bar = |(label, share): (String, figures::Share)| Bar {
            label,
            parts: vec![(length(share.done), Tone::Low), (length(share.left), Tone::Extreme)],
            figure: self.say("check.figure", &[("done", &share.done.to_string()), ("all", &share.all().to_string())]),
        };
        let legend = [("check.legend.done", Tone::Low), ("check.legend.left", Tone::Extreme)]
            .map(|(key, tone)| Toned { text: self.say(key, &[]), tone });
        parts.blocks.push(Block::Bars { legend: legend.to_vec(), rows: bars.into_iter().map(bar).collect() });
        self.named(parts, "check.left", "check", &figures.unchecked);
    }

    fn inspect(&self, parts: &mut Parts<'_>) {
        let figures = &self.figures;
        let [onsite, video, documents] = figures.inspections;
        let rows = vec![
            self.counted("inspect.onsite", onsite),
            self.counted("inspect.video", video),
            self.counted("inspect.documents", documents),
            self.counted("inspect.found", figures.found),
            self.counted("inspect.done", figures.done),
            self.counted("inspect.open", figures.open),
            self.counted("inspect.overdue", figures.overdue.len()),
        ];
        self.figures_of(parts, "part.inspect", rows);
        self.named(parts, "inspect.overdue", "overdue", &figures.overdue);
    }

    /// A part of figures.
    fn figures_of(&self, parts: &mut Parts<'_>, key: &str, rows: Vec<Vec<String>>) {
        parts.heading(key);
        parts.rows(&[620, 380], rows, true);
    }

    fn below(&self, parts: &mut Parts<'_>) {
        let figures = &self.figures;
        let consents = figures.consents;
        let rows = vec![
            self.counted("below.all", consents.all()),
            self.counted("below.given", consents.given),
            self.counted("below.lapsed", consents.lapsed),
            self.counted("below.refused", consents.refused),
            self.counted("below.without", consents.without),
            self.counted("below.personal", figures.below_personal),
            self.row("below.deepest", self.say("below.deepest.text", &[("tier", &figures.deepest.to_string())])),
        ];
        self.figures_of(parts, "part.below", rows);
        self.named(parts, "below.left", "consent", &figures.without_consent);
        self.part(parts, "below.concentration");
        let row = |one: &crate::company::ConcentrationRow| {
            let mut row = vec![one.name.clone()];
            row.extend(
                [one.contracts, one.below, one.clouds, one.accounts, one.sections].map(|count| count.to_string()),
            );
            row
        };
        let columns = ["name", "contracts", "below", "clouds", "accounts", "sections"];
        let rows = self.concentration.rows.iter().map(row).collect();
        parts.table(&[400, 120, 120, 120, 100, 140], self.header("concentration", &columns), rows);
    }

    fn incident(&self, parts: &mut Parts<'_>) {
        let incidents = self.figures.incidents;
        let rows = vec![
            self.counted("incident.all", incidents.all),
            self.counted("incident.reported", incidents.reported),
            self.counted("incident.undecided", incidents.undecided),
            self.counted("incident.in_time", incidents.in_time),
            self.counted("incident.late", incidents.late),
            self.counted("incident.open", incidents.open),
        ];
        self.figures_of(parts, "part.incident", rows);
    }

    fn returned(&self, parts: &mut Parts<'_>) {
        let share = self.figures.returned;
        let key = if share.all() == 0 { "returned.lead.none" } else { "returned.lead" };
        let lead = self.say(key, &[("all", &share.all().to_string()), ("done", &share.done.to_string())]);
        parts.heading("part.returned");
        parts.paragraph(lead, Align::Left);
        self.named(parts, "returned.left", "returned", &self.figures.not_returned);
    }

    fn waiver(&self, parts: &mut Parts<'_>) {
        let (count, ending) = (self.figures.waivers, self.figures.waivers_ending.to_string());
        let key = match (count, self.figures.waivers_ending) {
            (0, _) => "waiver.lead.none",
            (_, 0) => "waiver.lead.lasting",
            _ => "waiver.lead",
        };
        parts.heading("part.waiver");
        parts.paragraph(self.say(key, &[("count", &count.to_string()), ("ending", &ending)]), Align::Left);
    }

    fn chain(&self, parts: &mut Parts<'_>) {
        parts.heading("part.chain");
        let count = self.figures.after_enforcement.to_string();
        parts.paragraph(self.say("chain.lead", &[("count", &count)]), Align::Left);
    }

    fn method(&self, parts: &mut Parts<'_>) {
        let view = &self.method;
        parts.heading("part.method");
        parts.paragraph(self.say("method.lead", &[]), Align::Left);
        if let (true, Some(reason)) = (self.overview.adjusted, &view.settings.reason) {
            let on = view.settings.on.as_deref().map(|on| self.day(on)).unwrap_or_default();
            let by = view.settings.by.as_ref().map(|by| self.person(by)).unwrap_or_default();
            parts.paragraph(self.say("method.own", &[("reason", reason), ("on", &on), ("by", &by)]), Align::Left);
        }
        let sides = [
            ("method.inherent", &view.inherent, &view.method.inherent, &view.inherent_levels),
            ("method.measures", &view.measures, &view.method.measures, &view.measures_levels),
        ];
        for (key, factors, side, levels) in sides {
            self.part(parts, key);
            let row = |factor: &FactorText| {
                let points = side.points.get(&factor.id).map(Vec::as_slice).unwrap_or_default();
                let choice = |(choice, points): (&String, &i64)| {
                    self.say("method.point", &[("choice", choice), ("points", &points.to_string())])
                };
                let choices: Vec<String> = factor.choices.iter().zip(points).map(choice).collect();
                vec![factor.label.clone(), choices.join(&self.say("list", &[]))]
            };
            let rows = factors.iter().map(row).collect();
            parts.table(&[250, 750], self.header("method", &["factor", "points"]), rows);
            let from = [0].into_iter().chain(side.from);
            let level = |(level, from): (&String, i64)| {
                self.say("method.level", &[("level", level), ("from", &from.to_string())])
            };
            let words: Vec<String> = levels.iter().zip(from).map(level).collect();
            let what = self.say(key, &[]);
            let args = [("what", what.as_str()), ("levels", &words.join(&self.say("list", &[])))];
            parts.note(self.say("method.levels", &args));
        }
    }
}
