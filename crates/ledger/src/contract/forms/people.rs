//! The forms about who works for a contract: list of workers (F-01), pledge (F-02), report of trainings (F-18).

use paper::{Align, Block};

use super::{Desk, Parts, blank};
use crate::contract::{Worker, in_year};
use crate::fold::fold;

/// Rows to write in on a list that has entries, and on one that has none.
const FEW: usize = 2;
const MANY: usize = 4;

impl Desk {
    /// Who works now or will, or everybody.
    fn at_work(&self) -> Vec<&Worker> {
        let today = self.iso_today();
        let there = |worker: &&Worker| self.all || worker.until.as_ref().is_none_or(|until| *until >= today);
        self.contract.workers.iter().filter(there).collect()
    }

    /// The company of a worker, which is the contractor where nothing is said.
    fn company<'a>(&'a self, worker: &'a Worker) -> &'a str {
        worker.company.as_deref().unwrap_or(&self.contract.contractor.name)
    }

    /// List of responsible person and workers.
    pub(super) fn workers(&self, parts: &mut Parts<'_>) {
        parts.paragraph(self.say("workers.lead", &[]), Align::Left);
        self.about_list(parts);
        let workers = self.at_work();
        let is_responsible = |worker: &&&Worker| {
            worker.role.as_deref().is_some_and(|role| self.listed("workers.responsible.roles").any(|own| own == role))
        };
        let responsible = workers.iter().find(is_responsible);
        let text = |of: fn(&Worker) -> Option<String>| responsible.and_then(|worker| of(worker)).unwrap_or_default();
        let company = responsible.map(|worker| self.company(worker).to_owned()).unwrap_or_default();
        let label = |key: &str| self.say(&format!("workers.responsible.{key}"), &[]);
        let known = self.contract.structure.as_ref().and_then(|own| own.emergency_contact.clone());
        let rows = vec![
            vec![
                label("name"),
                text(|worker| Some(worker.name.clone())),
                label("post"),
                [company, text(|worker| worker.role.clone())].join("\u{3000}").trim().to_owned(),
            ],
            vec![label("contact"), String::from("\n"), label("emergency"), known.unwrap_or_default()],
        ];
        parts.heading("workers.part.responsible");
        parts.rows(&[110, 280, 160, 450], rows, true);
        parts.heading("workers.part.list");
        let subs: Vec<String> = self.contract.subcontracts.iter().map(|sub| fold(&sub.name)).collect();
        let row = |worker: &&Worker| {
            let company = self.company(worker);
            let below = worker.company.as_ref().is_some_and(|company| subs.contains(&fold(company)));
            let period = match (&worker.from, &worker.until) {
                (None, None) => String::new(),
                (from, until) => {
                    self.say("workers.period", &[("from", &self.narrow(from)), ("until", &self.narrow(until))])
                }
            };
            vec![
                worker.name.clone(),
                company.to_owned(),
                if below { self.say("workers.employment.below", &[]) } else { String::new() },
                worker.role.clone().unwrap_or_default(),
                worker.place.clone().unwrap_or_default(),
                String::new(),
                period,
                self.narrow(&worker.pledged_on),
                self.narrow(&worker.trained_on),
            ]
        };
        let columns =
            ["name", "company", "employment", "role", "place", "access", "period", "pledged_on", "trained_on"];
        let mut rows: Vec<Vec<String>> = workers.iter().map(row).collect();
        rows.extend(blank(columns.len(), if rows.is_empty() { MANY } else { FEW }));
        let widths = [110, 175, 75, 90, 125, 175, 100, 75, 75];
        parts.table(&widths, self.header("workers.column", &columns), rows);
        parts.note(self.say("workers.note", &[]));
        if self.my_number() {
            parts.note(self.say("workers.note.mynumber", &[]));
        }
    }

    /// Pledge with a line to sign for each worker who has not pledged.
    pub(super) fn pledge(&self, parts: &mut Parts<'_>) {
        self.sender(parts);
        parts.paragraph(self.say("pledge.lead", &[]), Align::Left);
        self.about(parts);
        let mut sentences = self.numbered("pledge.sentence");
        if self.personal() {
            sentences.extend(self.numbered("pledge.personal"));
        }
        if self.my_number() {
            sentences.extend(self.numbered("pledge.mynumber"));
        }
        parts.lines(sentences);
        let signs = |worker: &&Worker| self.all || worker.pledged_on.is_none();
        let sealed = self.office.style.seal_box;
        let mut columns = vec!["company", "name", "on", "signature"];
        let mut widths = vec![270, 160, 255, 315];
        if sealed {
            columns.push("seal");
            widths = vec![250, 150, 255, 255, 90];
        }
        let row = |worker: &Worker| {
            let mut row = vec![self.company(worker).to_owned(), worker.name.clone(), self.blank_day()];
            // Room for a hand.
            row.push(String::from("\n"));
            row.resize(columns.len(), String::new());
            row
        };
        let mut rows: Vec<Vec<String>> = self.at_work().into_iter().filter(signs).map(row).collect();
        let more = if rows.is_empty() { MANY } else { 1 };
        rows.extend(std::iter::repeat_with(|| row(&Worker::default())).take(more).map(|mut row| {
            row[0].clear();
            row
        }));
        parts.blocks.push(Block::Heading { level: 2, text: self.say("pledge.part.signatures", &[]) });
        parts.table(&widths, self.header("pledge.column", &columns), rows);
        parts.note(self.say("pledge.note", &[]));
    }

    /// Report of trainings, with those who have had none in this fiscal year.
    pub(super) fn training(&self, parts: &mut Parts<'_>) {
        self.sender(parts);
        parts.paragraph(self.say("training.lead", &[]), Align::Left);
        self.about(parts);
        parts.heading("training.part.held");
        let columns = ["on", "content", "who", "invited", "attended"];
        parts.table(&[150, 380, 230, 120, 120], self.header("training.column", &columns), blank(columns.len(), 3));
        let mut topics = self.numbered("training.topic");
        if self.personal() {
            topics.extend(self.numbered("training.topic.personal"));
        }
        if self.my_number() {
            topics.extend(self.numbered("training.topic.mynumber"));
        }
        let boxes: Vec<String> = topics.iter().map(|text| self.say("off", &[("text", text)])).collect();
        let rows = vec![
            self.row("training.topics", boxes.join("\n")),
            self.row("training.material", self.say("training.material.text", &[])),
            self.row("training.test", self.say("training.test.text", &[])),
        ];
        self.small_form(parts, "training.part.content", rows);
        parts.heading("training.part.missing");
        let year = crate::date::fiscal_year(self.pen.today);
        let lacks = |worker: &&Worker| !worker.trained_on.as_ref().is_some_and(|on| in_year(on, year));
        let row = |worker: &Worker| {
            let before = self.narrow(&worker.trained_on);
            vec![worker.name.clone(), self.company(worker).to_owned(), before, String::new()]
        };
        let mut rows: Vec<Vec<String>> = self.at_work().into_iter().filter(lacks).map(row).collect();
        rows.extend(blank(4, 1));
        let columns = ["name", "company", "before", "what"];
        parts.table(&[190, 300, 150, 360], self.header("training.missing", &columns), rows);
        parts.blocks.push(Block::Note { text: self.say("training.note", &[]) });
    }
}
