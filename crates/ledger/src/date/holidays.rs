//! The holidays of Japan by rule, 1970 to 2099 (国民の祝日に関する法律, 昭和23年法律第178号; below "the act").
//!
//! Deliberately not here: names (`locales/`), weekends, and what an office closes by itself (`calendar.rs`).
//! An equinox is fixed by the 暦要項 of the February before; until then the formula is a forecast, and an
//! act to come may move a day: for both an office corrects a day in its settings.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::wording::Lang;

/// A holiday by law (国民の祝日・休日).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// The locale key of its name, such as `holiday.new_year`.
    pub key: &'static str,
}

impl Holiday {
    /// Its name.
    pub fn name(self, lang: Lang) -> String {
        crate::wording::text(lang, self.key, &[])
    }
}

/// When in its years a named day is.
#[derive(Debug, Clone, Copy)]
enum When {
    /// Month and day.
    On(u32, u32),
    /// Month, and which of its Mondays.
    Monday(u32, u32),
    /// 春分日.
    Spring,
    /// 秋分日.
    Autumn,
}

use When::{Autumn, Monday, On, Spring};

const FIRST: i32 = 1970;
const LAST: i32 = 2099;

/// Key, first and last year, day. Article 2 of the act but where another act is named.
const NAMED: [(&str, i32, i32, When); 37] = [
    ("holiday.new_year", FIRST, LAST, On(1, 1)),
    // Mondays: 平成10年法律第141号, in force 2000-01-01.
    ("holiday.coming_of_age", FIRST, 1999, On(1, 15)),
    ("holiday.coming_of_age", 2000, LAST, Monday(1, 2)),
    // 昭和41年政令第376号.
    ("holiday.foundation", FIRST, LAST, On(2, 11)),
    // 平成元年法律第5号; 平成29年法律第63号附則第10条. There was none in 2019.
    ("holiday.emperor", FIRST, 1988, On(4, 29)),
    ("holiday.emperor", 1989, 2018, On(12, 23)),
    ("holiday.emperor", 2020, LAST, On(2, 23)),
    ("holiday.spring_equinox", FIRST, LAST, Spring),
    // 平成元年法律第5号; 平成17年法律第43号, in force 2007-01-01.
    ("holiday.greenery", 1989, 2006, On(4, 29)),
    ("holiday.showa", 2007, LAST, On(4, 29)),
    ("holiday.constitution", FIRST, LAST, On(5, 3)),
    ("holiday.greenery", 2007, LAST, On(5, 4)),
    ("holiday.children", FIRST, LAST, On(5, 5)),
    // 平成7年法律第22号; Mondays: 平成13年法律第59号, in force 2003-01-01.
    ("holiday.sea", 1996, 2002, On(7, 20)),
    ("holiday.sea", 2003, 2019, Monday(7, 3)),
    ("holiday.sea", 2022, LAST, Monday(7, 3)),
    // 平成26年法律第43号, in force 2016-01-01.
    ("holiday.mountain", 2016, 2019, On(8, 11)),
    ("holiday.mountain", 2022, LAST, On(8, 11)),
    // Mondays: 平成13年法律第59号.
    ("holiday.aged", FIRST, 2002, On(9, 15)),
    ("holiday.aged", 2003, LAST, Monday(9, 3)),
    ("holiday.autumn_equinox", FIRST, LAST, Autumn),
    // Mondays: 平成10年法律第141号; the name: 平成30年法律第57号, in force 2020-01-01.
    ("holiday.health_sports", FIRST, 1999, On(10, 10)),
    ("holiday.health_sports", 2000, 2019, Monday(10, 2)),
    ("holiday.sports", 2022, LAST, Monday(10, 2)),
    ("holiday.culture", FIRST, LAST, On(11, 3)),
    ("holiday.labour", FIRST, LAST, On(11, 23)),
    // Moved for the games in Tokyo: 平成27年法律第33号 as amended by 平成30年法律第55号 (2020) and 令和2年法律第68号 (2021).
    ("holiday.sea", 2020, 2020, On(7, 23)),
    ("holiday.sports", 2020, 2020, On(7, 24)),
    ("holiday.mountain", 2020, 2020, On(8, 10)),
    ("holiday.sea", 2021, 2021, On(7, 22)),
    ("holiday.sports", 2021, 2021, On(7, 23)),
    ("holiday.mountain", 2021, 2021, On(8, 8)),
    // 平成元年法律第4号, 平成2年法律第24号, 平成5年法律第32号.
    ("holiday.funeral", 1989, 1989, On(2, 24)),
    ("holiday.enthronement", 1990, 1990, On(11, 12)),
    ("holiday.wedding", 1993, 1993, On(6, 9)),
    // 平成30年法律第99号, which also makes 30 April and 2 May days between two.
    ("holiday.accession", 2019, 2019, On(5, 1)),
    ("holiday.enthronement", 2019, 2019, On(10, 22)),
];

/// Since when substitutes exist (昭和48年法律第10号).
const SUBSTITUTES: (i32, u32, u32) = (1973, 4, 12);
/// Since when a day between two holidays is one (昭和60年法律第103号).
const BETWEEN: (i32, u32, u32) = (1985, 12, 27);
/// Since when a substitute goes past further holidays (平成17年法律第43号).
const PASSING: i32 = 2007;

const SUBSTITUTE: &str = "holiday.substitute";
const CITIZENS: &str = "holiday.citizens";

/// The holiday on a day; years outside 1970 to 2099 have none.
pub fn holiday(day: NaiveDate) -> Option<Holiday> {
    let key = named(day)
        .or_else(|| is_substitute(day).then_some(SUBSTITUTE))
        .or_else(|| is_between(day).then_some(CITIZENS))?;
    Some(Holiday { key })
}

/// 国民の祝日 (article 2), and the days that single acts made holidays.
fn named(day: NaiveDate) -> Option<&'static str> {
    let (year, on) = (day.year(), (day.month(), day.day()));
    let found = NAMED.iter().find(|(_, first, last, when)| {
        (*first..=*last).contains(&year)
            && on
                == match *when {
                    On(month, date) => (month, date),
                    Monday(month, nth) => {
                        let is_nth = day.weekday() == Weekday::Mon && on.1.div_ceil(7) == nth;
                        (month, if is_nth { on.1 } else { 0 })
                    }
                    Spring => (3, equinox(year, 20_835_700, 20_843_100)),
                    Autumn => (9, equinox(year, 23_258_800, 23_248_800)),
                }
    });
    found.map(|(key, ..)| *key)
}

/// The day of an equinox in its month, by the usual approximation of the almanac's figures; the two numbers are
/// millionths of a day, for years before 1980 and from then on.
fn equinox(year: i32, before_1980: i32, from_1980: i32) -> u32 {
    let drift = 242_194 * (year - 1980);
    let day = match year < 1980 {
        true => (before_1980 + drift) / 1_000_000 - (year - 1983) / 4,
        false => (from_1980 + drift) / 1_000_000 - (year - 1980) / 4,
    };
    day.unsigned_abs()
}

/// Article 3 (2): the day after a holiday on a Sunday; since 2007 the next day that is itself no holiday.
fn is_substitute(day: NaiveDate) -> bool {
    if at(day) < SUBSTITUTES {
        return false;
    }
    let mut earlier = day;
    while let Some(before) = earlier.pred_opt().filter(|before| named(*before).is_some()) {
        if before.weekday() == Weekday::Sun {
            return true;
        }
        if day.year() < PASSING {
            return false;
        }
        earlier = before;
    }
    false
}

/// Article 3 (3): the day between two holidays; until 2006 not on a Sunday.
fn is_between(day: NaiveDate) -> bool {
    let beside = |day: Option<NaiveDate>| day.is_some_and(|day| named(day).is_some());
    at(day) >= BETWEEN
        && (day.year() >= PASSING || day.weekday() != Weekday::Sun)
        && beside(day.pred_opt())
        && beside(day.succ_opt())
}

fn at(day: NaiveDate) -> (i32, u32, u32) {
    (day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::table;

    /// `tests/calendar/holidays.tsv` says where it is from.
    const LIST: &str = include_str!("../../../../tests/calendar/holidays.tsv");

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn every_day_from_1970_to_2099_is_what_an_independent_list_says() {
        let lines = LIST.lines().filter(|line| !line.starts_with('#'));
        let list: std::collections::BTreeMap<NaiveDate, &str> =
            lines.map(|line| line.split_once('\t').unwrap()).map(|(on, name)| (day(on), name)).collect();
        assert_eq!(list.len(), 2207);
        for on in day("1970-01-01").iter_days().take_while(|on| on.year() <= LAST) {
            let name = holiday(on).map(|holiday| holiday.name(Lang::Ja));
            assert_eq!(name.as_deref(), list.get(&on).copied(), "{on}");
        }
    }

    #[test]
    fn days_on_which_others_err_are_as_the_law_has_them() {
        // Before substitutes; before days between two; a Sunday between two, and its Monday, before 2007.
        for (on, key) in [
            ("1973-02-12", None),
            ("1973-04-30", Some(SUBSTITUTE)),
            ("1985-05-04", None),
            ("1986-05-04", None),
            ("1987-05-04", Some(SUBSTITUTE)),
            ("1988-05-04", Some(CITIZENS)),
            ("2003-05-04", None),
            ("2003-05-06", None),
            ("2008-05-06", Some(SUBSTITUTE)),
            ("2009-09-22", Some(CITIZENS)),
            ("2019-12-23", None),
            ("1969-11-23", None),
            ("2100-01-01", None),
        ] {
            assert_eq!(holiday(day(on)).map(|holiday| holiday.key), key, "{on}");
        }
    }

    #[test]
    fn every_holiday_has_a_name_in_both_languages() {
        for key in NAMED.iter().map(|(key, ..)| *key).chain([SUBSTITUTE, CITIZENS]) {
            for lang in [Lang::Ja, Lang::En] {
                assert!(table(lang).contains_key(key), "{key}");
            }
        }
    }
}
