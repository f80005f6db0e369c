//! The days of the office itself that something counts from: stock-taking, budget, catalogue, ordinance. Pure.

use chrono::{Datelike, Days, NaiveDate};

use super::rule::{Anchor, Point};
use crate::facts::{FactValue, Facts};

/// The record that duties of the whole office are kept under.
pub const OFFICE: &str = "office";

/// The day on which 地方自治法施行規則第16条の3 comes into force (令和8年総務省令第80号附則1項).
pub const ORDINANCE: (i32, u32, u32) = (2027, 7, 1);

/// Days for which a yearly duty that nobody did is told of; then the next one is near.
pub(super) const MISSED: u64 = 120;

/// The days of the office. `since` is the day on which the ledger began, before which nothing was owed to it.
pub fn of_office(facts: &Facts, catalogue_as_of: &str, since: NaiveDate, today: NaiveDate) -> Vec<Point> {
    use Anchor::*;
    let mut points = Vec::new();
    let mut add = |anchor, on: Option<NaiveDate>| points.extend(on.map(|on| Point { anchor, on, what: None }));
    // RM-16: after the transfers of April, and before those of the next.
    for on in yearly(&[(6, 30), (2, 29)], since, today) {
        add(Stocktaking, Some(on));
    }
    // RM-22: before the sections ask for the next year's budget, and before the office sums it up.
    for on in yearly(&[(8, 1), (9, 15)], since, today) {
        add(BudgetSeason, Some(on));
    }
    // RM-14: a ledger that began with this catalogue has nothing to compare.
    add(CatalogueUpdate, catalogue_as_of.parse().ok().filter(|as_of| *as_of > since));
    // RM-23: not for those whom the rule does not bind.
    if facts.get("reg_16_3_target_org") != Some(&FactValue::Bool(false)) {
        add(Ordinance, NaiveDate::from_ymd_opt(ORDINANCE.0, ORDINANCE.1, ORDINANCE.2));
    }
    points
}

/// The first day on which nobody is told any more of what was missed in the last fiscal year.
pub(crate) fn missed_until(today: NaiveDate) -> Option<NaiveDate> {
    let year_end = NaiveDate::from_ymd_opt(crate::date::fiscal_year(today), 3, 31)?;
    year_end.checked_add_days(Days::new(MISSED + 1))
}

/// Each of these days of the year: the last one where it is not long ago, and the next.
fn yearly(days: &[(u32, u32)], since: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let oldest = today.checked_sub_days(Days::new(MISSED)).unwrap_or(today).max(since);
    let mut found = Vec::new();
    for (month, day) in days {
        let all = (-1..=1).filter_map(|year| {
            let year = today.year() + year;
            let on = NaiveDate::from_ymd_opt(year, *month, *day).or_else(|| month_end(year, *month));
            on.filter(|on| *on >= oldest)
        });
        let (past, next): (Vec<_>, Vec<_>) = all.partition(|on| *on < today);
        found.extend(past);
        found.extend(next.first());
    }
    found
}

/// The last day of a month, for a day that the month does not have in this year.
fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month + 1, 1)?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(anchor: Anchor, since: &str, today: &str) -> Vec<String> {
        let points = of_office(&Facts::new(), "2026-11-22", since.parse().unwrap(), today.parse().unwrap());
        points.into_iter().filter(|point| point.anchor == anchor).map(|point| point.on.to_string()).collect()
    }

    #[test]
    fn a_stocktaking_that_was_missed_is_told_of_beside_the_next() {
        assert_eq!(days(Anchor::Stocktaking, "2020-01-01", "2027-06-30"), ["2027-06-30", "2028-02-29"]);
        assert_eq!(days(Anchor::Stocktaking, "2020-01-01", "2027-07-01"), ["2027-06-30", "2028-06-30", "2028-02-29"]);
        assert_eq!(days(Anchor::Stocktaking, "2020-01-01", "2027-12-31"), ["2028-06-30", "2028-02-29"]);
    }

    #[test]
    fn nothing_was_owed_before_the_ledger_began() {
        assert_eq!(days(Anchor::BudgetSeason, "2026-08-20", "2026-10-01"), ["2027-08-01", "2026-09-15", "2027-09-15"]);
        assert_eq!(days(Anchor::BudgetSeason, "2026-09-20", "2026-10-01"), ["2027-08-01", "2027-09-15"]);
    }

    #[test]
    fn a_catalogue_that_came_after_the_ledger_is_looked_at() {
        assert_eq!(days(Anchor::CatalogueUpdate, "2026-04-01", "2026-11-26"), ["2026-11-22"]);
        assert!(days(Anchor::CatalogueUpdate, "2026-11-22", "2026-11-26").is_empty());
    }

    #[test]
    fn the_ordinance_is_told_to_those_whom_it_may_bind() {
        assert_eq!(days(Anchor::Ordinance, "2026-11-01", "2026-11-26"), ["2027-07-01"]);
        let exempt = Facts::from([("reg_16_3_target_org".to_owned(), FactValue::Bool(false))]);
        let points = of_office(&exempt, "2026-11-22", "2026-11-01".parse().unwrap(), "2026-11-26".parse().unwrap());
        assert!(points.iter().all(|point| point.anchor != Anchor::Ordinance));
    }
}
