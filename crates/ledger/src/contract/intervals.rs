//! Lengths of time in a contract as people type them: the notice of an automatic renewal in days or months, and reports that
//! come again. How a length is read and counted is in `date/length.rs`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{Contract, Deliverable};
use crate::date::{Length, before, months_after, parse_length};
use crate::draft::{LINE, Reader};
use crate::problem::Problem;

/// Entries that one report can become: ten years of monthly ones.
const MOST: usize = 120;

impl Contract {
    /// The last day on which notice can be given of a term that ends on a day: of days and months whichever comes first.
    pub fn notice_by(&self, end: NaiveDate) -> Option<NaiveDate> {
        let days = self.notice_days.and_then(|days| u32::try_from(days).ok()).map(Length::Days);
        let months = self.notice_months.map(Length::Months);
        [days, months].into_iter().flatten().filter_map(|length| before(end, length)).min()
    }
}

impl Reader<'_> {
    /// The notice as typed: 90, 90日前, 3か月. What is typed into the one field replaces both.
    pub(super) fn notice(&mut self, contract: &mut Contract) {
        let typed = self.typed("notice_days");
        if let Some(days) = typed.as_ref().and_then(Json::as_i64).filter(|days| *days >= 0) {
            (contract.notice_days, contract.notice_months) = (Some(days), None);
        } else if let Some(text) = self.text("notice_days", LINE) {
            match text.as_deref().map(|text| (text, parse_length(text))) {
                None => (contract.notice_days, contract.notice_months) = (None, None),
                Some((_, Some(Length::Days(days)))) => {
                    (contract.notice_days, contract.notice_months) = (Some(days.into()), None);
                }
                Some((_, Some(Length::Months(months)))) => {
                    (contract.notice_days, contract.notice_months) = (None, Some(months));
                }
                Some((text, None)) => {
                    self.problems.push(Problem::at("notice_days", "notice_unreadable").with("value", text));
                }
            }
        }
        match self.typed("notice_months") {
            None => {}
            Some(Json::Null) if typed.is_some() => {}
            Some(Json::Null) => contract.notice_months = None,
            Some(months) => match months.as_u64().and_then(|months| u32::try_from(months).ok()) {
                Some(months) if months <= 1_200 => contract.notice_months = Some(months),
                _ => self.problems.push(Problem::at("notice_months", "number_unreadable").with("value", months)),
            },
        }
    }
}

/// Gives each report that comes again an entry of its own until the contract ends. Each counts from the first day that was
/// named: what is due on the 31st is due on the last day of a shorter month, and on the 31st again.
pub fn repeat(contract: &mut Contract) {
    let Some(end) = contract.ends_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok()) else { return };
    let key = |entry: &Deliverable| (entry.kind, entry.title.clone(), entry.due_on.clone());
    let mut known: BTreeSet<_> = contract.deliverables.iter().map(key).collect();
    let mut further = Vec::new();
    for entry in &contract.deliverables {
        let first = entry.due_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok());
        let (Some(every), Some(first)) = (entry.every_months.filter(|every| *every > 0), first) else { continue };
        let days =
            (1..=MOST).map_while(|times| months_after(first, i32::try_from(times).ok()? * i32::try_from(every).ok()?));
        for on in days.take_while(|on| *on <= end) {
            let one =
                Deliverable { due_on: Some(on.to_string()), received_on: None, every_months: None, ..entry.clone() };
            if known.insert(key(&one)) {
                further.push(one);
            }
        }
    }
    contract.deliverables.extend(further);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, every: u32, end: &str) -> Vec<String> {
        let entry = Deliverable {
            title: "月次報告".to_owned(),
            due_on: Some(first.to_owned()),
            received_on: Some(first.to_owned()),
            every_months: Some(every),
            ..Deliverable::default()
        };
        let mut contract = Contract { ends_on: Some(end.to_owned()), deliverables: vec![entry], ..Contract::default() };
        repeat(&mut contract);
        let once = contract.clone();
        repeat(&mut contract);
        assert_eq!(contract, once, "a further save adds nothing");
        assert!(contract.deliverables[1..].iter().all(|one| one.every_months.is_none() && one.received_on.is_none()));
        contract.deliverables.into_iter().filter_map(|entry| entry.due_on).collect()
    }

    #[test]
    fn what_comes_every_month_from_the_31_of_january_comes_on_the_last_day_of_february_and_the_31_of_march() {
        assert_eq!(
            days("2027-01-31", 1, "2027-05-31"),
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]
        );
        assert_eq!(days("2028-01-31", 1, "2028-03-30"), ["2028-01-31", "2028-02-29"]);
        assert_eq!(days("2026-04-10", 3, "2027-03-31"), ["2026-04-10", "2026-07-10", "2026-10-10", "2027-01-10"]);
        assert_eq!(days("2028-02-29", 12, "2030-12-31"), ["2028-02-29", "2029-02-28", "2030-02-28"]);
        assert_eq!(days("2026-04-10", 1, "2056-03-31").len(), MOST + 1);
    }
}
