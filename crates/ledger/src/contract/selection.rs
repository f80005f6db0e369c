//! How the contractor of a contract was selected (選定): that the annex was shown before the bid, who was a candidate, how each was
//! judged by which criterion, who was chosen and why; and what companies stated on sheets that came back, among them the
//! supply-chain sheet (サプライチェーン確認票, F-21) with the office's own judgement. Prices are deliberately not here: they are
//! compared outside of this register. What follows from a selection is in `selection/judge.rs`.

mod draft;
pub(super) mod judge;
mod paper;
mod sheet;
mod view;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::evidence::Attachment;

pub use judge::{Fit, Standing};
pub use paper::{ContractSelectionSave, SelectionKind, SelectionPaper, WrittenSelection};
pub use sheet::{StatementApply, StatementRead, StatementReading, StatementRow, StatementSheetSave};
pub(super) use sheet::{remove_of, walk};
pub use view::{SelectionCandidate, SelectionCell, SelectionCriterion, SelectionIssue, SelectionView, SupplyItem};

/// How far a candidate meets a criterion (判定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// 満たす.
    Meets,
    /// 一部満たす.
    Partly,
    /// 満たさない.
    Fails,
    /// 確認できない.
    NotSeen,
}

impl Judgement {
    /// The word for it in the locale key `judgement.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Meets => "meets",
            Self::Partly => "partly",
            Self::Fails => "fails",
            Self::NotSeen => "not_seen",
        }
    }
}

/// How a candidate was judged by one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Score {
    /// Id of the requirement that is the criterion.
    pub criterion: String,
    /// Judgement.
    pub judgement: Option<Judgement>,
    /// Points from 0 to 5.
    pub points: Option<u32>,
    /// Why.
    pub reason: Option<String>,
    /// Why the candidate is accepted though it fails (受容の理由).
    pub accepted_because: Option<String>,
    /// Who accepts that (受容者).
    pub accepted_by: Option<String>,
}

impl Score {
    /// Whether it was accepted that the candidate fails: with a reason, by somebody.
    pub fn is_accepted(&self) -> bool {
        self.accepted_because.is_some() && self.accepted_by.is_some()
    }
}

/// A company that was considered (候補者).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Candidate {
    /// Id within the contract, such as `c1`.
    pub id: String,
    /// Name.
    pub name: String,
    /// 法人番号.
    pub corporate_number: Option<String>,
    /// Its judgements.
    pub scores: Vec<Score>,
}

impl Candidate {
    /// How it was judged by a criterion.
    pub fn score(&self, criterion: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.criterion == criterion)
    }
}

/// What the office decides about what a company stated on the supply-chain sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupplyVerdict {
    /// There is no concern (懸念なし).
    Accepted,
    /// There is a concern, which is reduced or accepted (低減・受容).
    Reduced,
    /// It must not be procured (調達しない).
    Refused,
}

impl SupplyVerdict {
    /// The word for it in the locale key `supply_verdict.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Reduced => "reduced",
            Self::Refused => "refused",
        }
    }
}

/// The office's judgement about the supply chain (市の判断と理由・受容者).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct SupplyJudgement {
    /// What was decided.
    pub verdict: Option<SupplyVerdict>,
    /// Why.
    pub reason: Option<String>,
    /// Who accepts the risk (受容者).
    pub accepted_by: Option<String>,
    /// ISO date.
    pub judged_on: Option<String>,
}

/// Which sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SelectionForm {
    /// What bidders are asked about the criteria (選定確認票).
    #[default]
    Selection,
    /// Countries, registrations and pledge (サプライチェーン確認票, F-21).
    SupplyChain,
}

impl SelectionForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Selection, Self::SupplyChain];

    /// The word for it in commands and in the locale key `selection_form.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Selection => "selection",
            Self::SupplyChain => "supply_chain",
        }
    }
}

/// What a company may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
    /// It does not apply.
    NotApplicable,
    /// It is not known.
    Unknown,
}

impl Answered {
    /// Every answer.
    pub const ALL: [Self; 5] = [Self::Yes, Self::Partly, Self::No, Self::NotApplicable, Self::Unknown];

    /// The word for it in sheets and in the locale key `answered.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
        }
    }
}

/// One answer of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Stated {
    /// The answer.
    pub answer: Answered,
    /// Country (国名).
    pub country: Option<String>,
    /// Names, numbers, reasons, where it can be seen (説明).
    pub detail: Option<String>,
}

/// A sheet that came back from a company and was accepted; it stays as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Statement {
    /// Which sheet.
    pub form: SelectionForm,
    /// Name of the company that answered.
    pub company: String,
    /// Its corporate number.
    pub corporate_number: Option<String>,
    /// Id of the candidate that it was; none where the contractor itself answered.
    pub candidate: Option<String>,
    /// Number of the sheet.
    pub number: String,
    /// Version of the sheet.
    pub version: i64,
    /// ISO date of the answers.
    pub answered_on: String,
    /// Who answered.
    pub respondent: Option<String>,
    /// The file as it came; its day is that on which it was accepted.
    pub file: Attachment,
    /// Answers by what was asked.
    pub answers: BTreeMap<String, Stated>,
}

/// A selection (選定).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Selection {
    /// ISO date on which the annex was shown to those who bid (特記事項を示した日).
    pub shown_on: Option<String>,
    /// In what: 公告, 仕様書, 見積依頼書.
    pub shown_in: Option<String>,
    /// Weights of criteria; 1 where nothing is said.
    pub weights: BTreeMap<String, u32>,
    /// Who was considered.
    pub candidates: Vec<Candidate>,
    /// Id of the candidate that was chosen.
    pub chosen: Option<String>,
    /// ISO date of the decision.
    pub decided_on: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Why this one.
    pub reason: Option<String>,
    /// The office's judgement about the supply chain of the contractor.
    pub supply_chain: SupplyJudgement,
    /// Sheets that came back, oldest first; they cannot be typed.
    pub statements: Vec<Statement>,
}

impl Selection {
    /// The candidate with this id.
    pub fn candidate(&self, id: &str) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.id == id)
    }

    /// The candidate that was chosen.
    pub fn chosen(&self) -> Option<&Candidate> {
        self.candidate(self.chosen.as_deref()?)
    }

    /// What companies of which this holds stated last, by what was asked, each with the day of the answer.
    pub fn stated(&self, form: SelectionForm, of: impl Fn(&Statement) -> bool) -> BTreeMap<&str, (&Stated, &str)> {
        let own = self.statements.iter().filter(|statement| statement.form == form && of(statement));
        let answers = own.flat_map(|statement| {
            statement.answers.iter().map(|(id, stated)| (id.as_str(), (stated, statement.answered_on.as_str())))
        });
        answers.collect()
    }

    /// Gives new candidates their ids.
    fn number_candidates(&mut self) {
        let taken = |id: &str| id.strip_prefix('c').and_then(|number| number.parse::<usize>().ok());
        let mut next = self.candidates.iter().filter_map(|candidate| taken(&candidate.id)).max().unwrap_or(0);
        // What a candidate that was taken out had stated stays its own.
        let stated = self.statements.iter().filter_map(|statement| taken(statement.candidate.as_deref()?)).max();
        next = next.max(stated.unwrap_or(0));
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.id.is_empty()) {
            next += 1;
            candidate.id = format!("c{next}");
        }
    }
}

#[cfg(test)]
mod tests;
