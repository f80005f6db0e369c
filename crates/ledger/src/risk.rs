//! The risk of contracts (委託のリスク): what each is in itself, whether the measures are in place, what remains, and what changed
//! since the last quarter. Kept is only what risk follows from (`contract/exposure.rs`); levels are judged at each look, so that
//! another method needs no record. The yearly report to the CISO is in `risk/report.rs`, wording in `risk/view.rs`.

pub mod method;
mod report;
mod settings;
mod store;
mod view;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::exposure::Exposure;
use crate::date::Quarter;
use crate::ledger::Ledger;
use crate::problem::Error;

pub use report::{RiskReport, RiskReportSave};
pub(crate) use settings::walk;
pub use settings::{RiskMethodSave, RiskMethodTried, RiskMethodTry, RiskMethodView, RiskSettings};
pub use view::{ContractRisk, RiskFactor, RiskFix, RiskLevel, RiskRow, RiskSide, RiskThen};

use method::{Judged, LEVELS, Method, Ready};

/// Rows to give unless another number is asked for.
const SHOWN: usize = 100;
/// The most rows of a page.
const MOST: usize = 500;

/// How a contract's risk moved since the end of the last quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// More remains than then.
    Up,
    /// Less remains than then.
    Down,
    /// The same level remains, for other reasons.
    Otherwise,
    /// It was not judged then: not in the register, or neither signed nor begun.
    New,
}

/// What the list of risks asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RiskQuery {
    /// Words that all occur in number, title, contractor, section or owner.
    pub text: Option<String>,
    /// Contracts of the section with this name.
    pub section: Option<String>,
    /// The level that remains: 1 to 4, or 0 where it is undecided.
    pub level: Option<u8>,
    /// The level of the contract in itself: 1 to 4, or 0 where it is undecided.
    pub inherent: Option<u8>,
    /// The level of the measures: 1 to 4.
    pub measures: Option<u8>,
    /// How it moved since the end of the last quarter.
    pub moved: Option<Moved>,
    /// Rows to leave out at the beginning.
    pub offset: Option<usize>,
    /// Rows to give, 100 unless named, at most 500.
    pub limit: Option<usize>,
}

/// A field of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskCell {
    /// The level of the contract in itself: 1 to 4, or 0 where it is undecided.
    pub inherent: u8,
    /// The level of the measures: 1 to 4.
    pub measures: u8,
    /// The level that remains there; 0 where it is undecided.
    pub level: u8,
    /// Contracts.
    pub count: usize,
}

/// How many contracts are at a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskCount {
    /// 1 to 4, or 0 where it is undecided.
    pub level: u8,
    /// In words.
    pub text: String,
    /// Contracts now.
    pub count: usize,
    /// Contracts at the end of the last quarter; none where that is not known.
    pub before: Option<usize>,
}

/// What moved since the end of the last quarter (前の四半期との比較).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskQuarter {
    /// That quarter in words.
    pub text: String,
    /// ISO date of its last day.
    pub until: String,
    /// Whether anything is known of then.
    pub known: bool,
    /// Contracts of which more remains.
    pub up: usize,
    /// Contracts of which less remains.
    pub down: usize,
    /// Contracts of which the same remains for other reasons.
    pub otherwise: usize,
    /// Contracts that were not judged then.
    pub new: usize,
    /// Contracts that were closed since.
    pub closed: usize,
}

/// The risk of all contracts that are in force or not yet closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskOverview {
    /// The matrix, from the greatest level of the contract down, the undecided last.
    pub cells: Vec<RiskCell>,
    /// How many contracts are at each level, the greatest first, the undecided last.
    pub levels: Vec<RiskCount>,
    /// What moved.
    pub quarter: RiskQuarter,
    /// Whether the office judges by a method of its own.
    pub adjusted: bool,
    /// Contracts that are judged.
    pub all: usize,
    /// Those that the query keeps.
    pub total: usize,
    /// The worst first.
    pub rows: Vec<RiskRow>,
}

/// A contract with what its risk follows from.
struct Known {
    id: String,
    exposure: Exposure,
    /// What it followed from at the end of the last quarter; none if it was not judged then.
    then: Option<Exposure>,
    /// Whether the contract is closed.
    closed: bool,
}

/// A contract, judged now and as it was at the end of the last quarter.
struct Standing {
    id: String,
    exposure: Exposure,
    now: Judged,
    then: Option<(Exposure, Judged)>,
    moved: Option<Moved>,
}

impl Standing {
    /// The level that remains; 0 where it is undecided.
    fn level(&self) -> u8 {
        self.now.level().unwrap_or(0)
    }

    fn inherent(&self) -> u8 {
        self.now.inherent.level().unwrap_or(0)
    }

    fn is_in(&self, query: &RiskQuery) -> bool {
        query.level.is_none_or(|level| self.level() == level)
            && query.inherent.is_none_or(|level| self.inherent() == level)
            && query.measures.is_none_or(|level| self.now.measures.least == level)
            && query.moved.is_none_or(|moved| self.moved == Some(moved))
    }

    /// The worst first; what is decided before what may be as bad.
    fn rank(&self) -> impl Ord {
        let judged = &self.now;
        (judged.worst, judged.least, judged.inherent.high, judged.measures.high)
    }
}

/// All contracts that are judged, and those that were closed since the end of the last quarter.
struct Standings {
    before: Quarter,
    /// Whether anything is known of then.
    known: bool,
    all: Vec<Standing>,
    /// What remained then of those that were closed since.
    closed: Vec<Judged>,
}

/// How a risk moved; none if what it follows from is the same.
fn moved(then: Option<&(Exposure, Judged)>, now: (&Exposure, &Judged), known: bool) -> Option<Moved> {
    let Some((exposure, judged)) = then else { return known.then_some(Moved::New) };
    let level = |judged: &Judged| (judged.worst, judged.least);
    match level(now.1).cmp(&level(judged)) {
        std::cmp::Ordering::Greater => Some(Moved::Up),
        std::cmp::Ordering::Less => Some(Moved::Down),
        std::cmp::Ordering::Equal => (exposure != now.0).then_some(Moved::Otherwise),
    }
}

impl Ledger {
    /// The risk of the contracts that a query keeps, with the matrix and what moved since the end of the last quarter.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn risk_overview(&mut self, query: &RiskQuery) -> Result<RiskOverview, Error> {
        self.refresh_contracts()?;
        let (today, lang) = (self.today(), self.lang);
        self.read(|tx| {
            let settings = store::settings(tx)?;
            let method = settings.method()?;
            let standings = Standings::of(tx, &method.ready(), query, today)?;
            let Standings { before, known, all, closed } = &standings;
            let mut kept: Vec<&Standing> = all.iter().filter(|one| one.is_in(query)).collect();
            kept.sort_by(|one, other| other.rank().cmp(&one.rank()).then_with(|| one.id.cmp(&other.id)));
            let page = kept.iter().skip(query.offset.unwrap_or(0)).take(query.limit.unwrap_or(SHOWN).min(MOST));
            let rows = page.map(|one| view::row(tx, one, &method, lang)).collect::<Result<Vec<_>, Error>>()?;
            let moved = |how: Moved| all.iter().filter(|one| one.moved == Some(how)).count();
            Ok(RiskOverview {
                cells: standings.cells(&method),
                levels: standings.counts(lang),
                quarter: RiskQuarter {
                    text: view::quarter(lang, *before),
                    until: Quarter::of(today).begins_on().pred_opt().unwrap_or(today).to_string(),
                    known: *known,
                    up: moved(Moved::Up),
                    down: moved(Moved::Down),
                    otherwise: moved(Moved::Otherwise),
                    new: moved(Moved::New),
                    closed: closed.len(),
                },
                adjusted: settings.is_adjusted(),
                all: all.len(),
                total: kept.len(),
                rows,
            })
        })
    }
}

impl Standings {
    fn of(tx: &mut db::Tx<'_>, method: &Ready<'_>, query: &RiskQuery, today: chrono::NaiveDate) -> Result<Self, Error> {
        let before = Quarter::of(today).before();
        let known = crate::contract::exposed_from(tx)?.is_some_and(|from| from <= before.code());
        let mut standings = Self { before, known, all: Vec::new(), closed: Vec::new() };
        for Known { id, exposure, then, closed } in store::judged(tx, query, today)? {
            let then = then.map(|then| (then, method.judge(&then)));
            if closed {
                standings.closed.extend(then.map(|(_, then)| then));
            } else {
                let now = method.judge(&exposure);
                let moved = moved(then.as_ref(), (&exposure, &now), known);
                standings.all.push(Standing { id, exposure, now, then, moved });
            }
        }
        Ok(standings)
    }

    /// The matrix, from the greatest level of the contract down, the undecided last.
    fn cells(&self, method: &Method) -> Vec<RiskCell> {
        let rows = (1..=LEVELS).rev().chain([0]);
        rows.flat_map(|inherent| (1..=LEVELS).map(move |measures| (inherent, measures)))
            .map(|(inherent, measures)| RiskCell {
                inherent,
                measures,
                level: if inherent == 0 { 0 } else { method.remaining(inherent, measures) },
                count: self
                    .all
                    .iter()
                    .filter(|one| one.inherent() == inherent && one.now.measures.least == measures)
                    .count(),
            })
            .collect()
    }

    /// How many are at each level, the greatest first, the undecided last.
    fn counts(&self, lang: crate::wording::Lang) -> Vec<RiskCount> {
        let at = |judged: &Judged, level: u8| judged.level().unwrap_or(0) == level;
        let count = |level: u8| RiskCount {
            level,
            text: view::level(lang, "residual", (level > 0).then_some(level)),
            count: self.all.iter().filter(|one| at(&one.now, level)).count(),
            before: self.known.then(|| {
                let then = self.all.iter().filter_map(|one| one.then.as_ref());
                then.filter(|(_, then)| at(then, level)).count()
                    + self.closed.iter().filter(|one| at(one, level)).count()
            }),
        };
        (1..=LEVELS).rev().chain([0]).map(count).collect()
    }
}
