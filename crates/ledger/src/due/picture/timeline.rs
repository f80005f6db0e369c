//! Eighteen months of the office's own duties, terms, approvals and certificates with what falls due in them: rows by record,
//! page by page.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use db::Tx;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::spans::{Course, Span, SpanState, Validity, of_certificates, of_cloud, of_contract, of_sns};
use super::store::{self, Place, Touched};
use super::{PictureQuery, Shown};
use crate::due::mine::Mine;
use crate::due::office::of_office;
use crate::due::{DueItem, DueRecord, KeptDue, OFFICE, ORDINANCE, began, store as dues};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// Records on a page.
const PAGE: i64 = 200;

/// Days between two looks at what the office itself has to do.
const LOOK: u64 = 90;

/// What a row of the timeline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// What the office itself has to do: budget, stock-taking, catalogue, ordinance (団体の期限).
    Office,
    /// The term of a contract (契約期間).
    Contract,
    /// The approval of a cloud use (クラウド利用の承認).
    Cloud,
    /// The approval of an account (公式SNSの承認).
    Sns,
    /// A certificate of a contractor or provider (認証).
    Certificate,
}

impl TimelineKind {
    /// The word for it in locale keys (`timeline.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Contract => "contract",
            Self::Cloud => "cloud",
            Self::Sns => "sns",
            Self::Certificate => "certificate",
        }
    }
}

/// By what rows stand together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineGroup {
    /// By what they are about.
    #[default]
    Kind,
    /// By section.
    Section,
    /// By whoever answers.
    Owner,
}

/// Which part of the timeline is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TimelineQuery {
    /// Whose rows, and from which fiscal year or half of one.
    #[serde(flatten)]
    #[ts(optional = false)]
    pub picture: PictureQuery,
    /// Only rows of this kind.
    pub kind: Option<TimelineKind>,
    /// By what they stand together.
    pub group: Option<TimelineGroup>,
    /// Records to leave out.
    pub offset: Option<i64>,
    /// Records to give, 200 unless named.
    pub limit: Option<i64>,
}

/// A row of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineRow {
    /// What it is about.
    pub kind: TimelineKind,
    /// The record.
    pub record: DueRecord,
    /// The certificate in words, for a row of one.
    pub certificate: Option<String>,
    /// Contractor, provider or medium.
    pub with: String,
    /// Section of the record.
    pub section: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// ISO date since which it runs, if it is known.
    pub starts_on: Option<String>,
    /// ISO date until which it runs, if it ends.
    pub ends_on: Option<String>,
    /// How it stands today.
    pub state: SpanState,
    /// What of it lies in these months; nothing of what only falls due.
    pub spans: Vec<Span>,
    /// What falls due in these months, nearest first; with what was done about it.
    pub dues: Vec<DueItem>,
}

/// A page of the timeline.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Timeline {
    /// The fiscal year of the first day.
    pub year: i32,
    /// ISO date of the first day.
    pub first: String,
    /// ISO date of the last day.
    pub last: String,
    /// The month (`2025-10`) in which what is shown half a year before begins.
    pub before: String,
    /// The month in which what is shown half a year later begins.
    pub after: String,
    /// ISO date.
    pub today: String,
    /// ISO date of the day on which the ordinance of 2027-07-01 comes into force, if it lies in these months.
    pub ordinance: Option<String>,
    /// Rows: on the first page those of the office itself; each record, and below it its certificates.
    pub rows: Vec<TimelineRow>,
    /// Records that were left out before these.
    pub offset: i64,
    /// Records on this page.
    pub records: i64,
    /// Records in all.
    pub total: i64,
}

/// A record with what is drawn of it.
struct Drawn {
    head: TimelineRow,
    certificates: Vec<(Validity, Course)>,
}

impl Ledger {
    /// A page of eighteen months.
    ///
    /// # Errors
    /// `date_unreadable` and its like for a time that is none, or if the ledger cannot be read.
    pub fn due_timeline(&mut self, query: &TimelineQuery) -> Result<Timeline, Error> {
        self.refresh_dues()?;
        let (today, lang) = (self.today(), self.lang);
        let shown = query.picture.shown(today)?;
        let whose = self.asked_of(&query.picture.whose())?;
        let touched = Touched { shown, whose: &whose, kind: query.kind, group: query.group.unwrap_or_default() };
        let offset = query.offset.unwrap_or(0).max(0);
        let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE);
        let (drawn, kept, total) = self.read(|tx| {
            let (places, total) = store::touched(tx, &touched, offset, limit)?;
            let mut kept = Vec::new();
            for register in ["contract", "cloud", "sns"] {
                let own = places.iter().filter(|place| place.register == register);
                let ids: Vec<&str> = own.map(|place| place.id.as_str()).collect();
                kept.extend(store::of_records(tx, register, &ids, shown)?);
            }
            let mut drawn = Vec::new();
            for place in &places {
                drawn.extend(draw(tx, place, today, shown, lang)?);
            }
            Ok((drawn, kept, total))
        })?;
        let records = i64::try_from(drawn.len()).unwrap_or(i64::MAX);
        let mut dues: BTreeMap<(String, String), Vec<DueItem>> = BTreeMap::new();
        for item in self.worded_dues(kept, today)? {
            dues.entry((item.record.kind.clone(), item.record.id.clone())).or_default().push(item);
        }
        let mut rows = Vec::new();
        if offset == 0 && matches!(query.kind, None | Some(TimelineKind::Office)) {
            rows = self.rows_of_office(&whose, today, shown)?;
        }
        for Drawn { head, certificates } in drawn {
            let own = dues.remove(&(head.record.kind.clone(), head.record.id.clone())).unwrap_or_default();
            rows.extend(rows_of(head, certificates, own, query.kind, lang));
        }
        let ordinance = NaiveDate::from_ymd_opt(ORDINANCE.0, ORDINANCE.1, ORDINANCE.2);
        Ok(Timeline {
            year: crate::date::fiscal_year(shown.first),
            first: shown.first.to_string(),
            last: shown.last.to_string(),
            before: shown.turned(-1),
            after: shown.turned(1),
            today: today.to_string(),
            ordinance: ordinance.filter(|day| (shown.first..=shown.last).contains(day)).map(|day| day.to_string()),
            rows,
            offset,
            records,
            total,
        })
    }
}

impl Ledger {
    /// What the office itself has to do in these months: a row for each rule. What is known today comes from the list of all
    /// dates; a duty of every year that comes again before the last month is added.
    fn rows_of_office(
        &mut self,
        whose: &dues::Asked,
        today: NaiveDate,
        shown: Shown,
    ) -> Result<Vec<TimelineRow>, Error> {
        let asked = dues::Asked {
            record: Some((OFFICE.to_owned(), OFFICE.to_owned())),
            by: Some(dues::By::Due(shown.last.to_string())),
            settled: true,
            ..whose.clone()
        };
        let setting = self.due_setting(today)?;
        let (mut kept, since) = self.read(|tx| Ok((dues::list(tx, &asked, i64::MAX)?, began(tx)?)))?;
        let is_told = |rule: &str| whose.mine.as_ref().is_none_or(|mine: &Mine| mine.by_rule.contains(rule));
        if whose.is_answered_by(None, None) {
            let as_of = &crate::catalogue::Catalogue::shipped()?.as_of;
            // As seen on days so near to each other that each duty is seen from one of them.
            let days = std::iter::successors(Some(shown.last), |day| day.checked_sub_days(Days::new(LOOK)));
            for day in days.take_while(|day| *day > today) {
                let points = of_office(&setting.office, as_of, since.unwrap_or(today), day);
                let later = setting.rules.dues(&points, "org", &setting.office).into_iter();
                for due in later.filter(|due| due.due_on > today && is_told(&due.rule)) {
                    let due = KeptDue::of(due, dues::OF_OFFICE, &[]);
                    if !kept.iter().any(|known| known.rule == due.rule && known.due_on == due.due_on) {
                        kept.push(due);
                    }
                }
            }
        }
        let (first, last) = (shown.first.to_string(), shown.last.to_string());
        kept.retain(|due| first <= due.due_on && due.due_on <= last);
        kept.sort_by(|a, b| (&a.due_on, &a.rule).cmp(&(&b.due_on, &b.rule)));
        let mut rows: Vec<TimelineRow> = Vec::new();
        for item in self.worded_dues(kept, today)? {
            match rows.iter_mut().find(|row| row.dues.iter().any(|due| due.rule == item.rule)) {
                Some(row) => row.dues.push(item),
                None => rows.push(TimelineRow {
                    kind: TimelineKind::Office,
                    record: DueRecord { title: item.title.clone(), ..item.record.clone() },
                    certificate: None,
                    with: item.record.title.clone(),
                    section: None,
                    owner: None,
                    starts_on: None,
                    ends_on: None,
                    state: SpanState::Running,
                    spans: Vec::new(),
                    dues: vec![item],
                }),
            }
        }
        Ok(rows)
    }
}

/// The row of a record and those of its certificates, each with what falls due of it.
fn rows_of(
    head: TimelineRow,
    certificates: Vec<(Validity, Course)>,
    mut dues: Vec<DueItem>,
    wanted: Option<TimelineKind>,
    lang: Lang,
) -> Vec<TimelineRow> {
    let mut rows = Vec::new();
    if matches!(wanted, None | Some(TimelineKind::Certificate)) {
        for (one, course) in certificates {
            let is_own = |item: &DueItem| item.what.as_deref() == Some(one.kind.as_str());
            let (own, others) = std::mem::take(&mut dues).into_iter().partition(is_own);
            dues = others;
            let name = text(lang, &format!("certificate.{}", one.kind), &[]);
            let number = one.number.iter().cloned();
            rows.push(TimelineRow {
                kind: TimelineKind::Certificate,
                certificate: Some([name].into_iter().chain(number).collect::<Vec<_>>().join(" ")),
                starts_on: course.from.map(|day| day.to_string()),
                ends_on: course.until.map(|day| day.to_string()),
                state: course.state,
                spans: course.spans,
                dues: own,
                ..head.clone()
            });
        }
    }
    if wanted != Some(TimelineKind::Certificate) {
        rows.insert(0, TimelineRow { dues, ..head });
    }
    rows
}

/// Reads a record and says when it runs; none where it is gone.
fn draw(tx: &mut Tx<'_>, place: &Place, today: NaiveDate, shown: Shown, lang: Lang) -> Result<Option<Drawn>, Error> {
    let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
    let record = |title: &str, number: Option<&String>| DueRecord {
        kind: place.register.clone(),
        id: place.id.clone(),
        title: title.to_owned(),
        number: number.cloned(),
    };
    let head =
        |kind, record, with: String, (section, owner): (Option<String>, Option<String>), course: Course| TimelineRow {
            kind,
            record,
            certificate: None,
            with,
            section,
            owner,
            starts_on: course.from.map(|day| day.to_string()),
            ends_on: course.until.map(|day| day.to_string()),
            state: course.state,
            spans: course.spans,
            dues: Vec::new(),
        };
    Ok(match place.register.as_str() {
        "contract" => match crate::contract::load(tx, &place.id)? {
            None => None,
            Some(contract) => {
                let renewed = store::is_renewed(tx, &place.id)?;
                let course = of_contract(&contract, renewed, today, shown);
                let valid = contract.certificates.iter().map(|certificate| Validity {
                    kind: certificate.kind.clone(),
                    number: certificate.number.clone(),
                    from: None,
                    until: date(&certificate.valid_until),
                    pending: false,
                });
                let over = course.state == SpanState::Ended;
                let certificates = if over { Vec::new() } else { of_certificates(valid.collect(), today, shown) };
                let record = record(&contract.title, contract.number.as_ref());
                let who = (contract.section.clone(), contract.owner.clone());
                Some(Drawn {
                    head: head(TimelineKind::Contract, record, contract.contractor.name.clone(), who, course),
                    certificates,
                })
            }
        },
        "cloud" => match crate::cloud::load(tx, &place.id)? {
            None => None,
            Some(cloud) => {
                let until = date(&store::stands_until(tx, &place.id)?);
                let course = of_cloud(&cloud, until, today, shown);
                let valid = cloud.assurances.iter().map(|assurance| Validity {
                    kind: assurance.kind.clone(),
                    number: assurance.number.clone(),
                    from: date(&assurance.valid_from),
                    until: assurance.last_day(),
                    pending: assurance.stands_until().is_none() && assurance.last_day().is_some(),
                });
                let over = course.state == SpanState::Ended;
                let certificates = if over { Vec::new() } else { of_certificates(valid.collect(), today, shown) };
                let record = record(&cloud.service, cloud.number.as_ref());
                let who = (cloud.section.clone(), cloud.manager.clone());
                Some(Drawn {
                    head: head(TimelineKind::Cloud, record, cloud.provider.name.clone(), who, course),
                    certificates,
                })
            }
        },
        _ => crate::sns::load(tx, &place.id)?.map(|sns| {
            let course = of_sns(&sns, today, shown);
            let medium = text(lang, &format!("medium.{}", sns.medium.code()), &[]);
            let who = (sns.section.clone(), sns.owner.clone());
            let record = record(&sns.name, sns.number.as_ref());
            Drawn { head: head(TimelineKind::Sns, record, medium, who, course), certificates: Vec::new() }
        }),
    })
}
