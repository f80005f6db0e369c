//! Who is meant by a row of a list of transfers: by name however it is written, and by the section before.
//! Pure. What the person holds is found in `plan.rs`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};

use super::same_section;
use crate::exchange::ListedMove;
use crate::fold::fold;
use crate::person::Person;
use crate::register::Held;

/// Who is meant by a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// The person at this place in the register of people.
    Person(usize),
    /// Nobody in the register of people, but records of that section name somebody so.
    Records,
    /// Nobody is known by this name, and the list tells where the person goes.
    Newcomer,
    /// Several people may be meant.
    Several(Vec<usize>),
    /// Nobody is known by this name.
    Nobody,
}

/// The first day on which a row holds. An order of the last day of a month that ends a service (退職) holds from the next.
pub fn first_day(row: &ListedMove, on: NaiveDate) -> NaiveDate {
    match on.succ_opt() {
        Some(next) if row.to_section.is_none() && next.day() == 1 => next,
        _ => on,
    }
}

/// The day before.
pub fn last_day(first: NaiveDate) -> NaiveDate {
    first.checked_sub_days(Days::new(1)).unwrap_or(first)
}

/// Whether the register of people already says what the row says.
pub fn is_done(person: &Person, row: &ListedMove, first: NaiveDate) -> bool {
    match &row.to_section {
        Some(to) => {
            same_section(person.section.as_deref(), Some(to)) && person.from.as_deref() == Some(&first.to_string())
        }
        None => person.until.as_deref().is_some_and(|until| until <= last_day(first).to_string().as_str()),
    }
}

/// Since when the person is where a later order than this row has led, if one has; the row must not lead back.
pub fn later_move(person: &Person, first: NaiveDate) -> Option<NaiveDate> {
    person.from.as_deref()?.parse().ok().filter(|from| *from > first)
}

/// What tells who is meant.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The register of people.
    pub persons: &'a [Person],
    /// Sections in which a person was before, by id; folded.
    pub former: &'a BTreeMap<String, BTreeSet<String>>,
    /// Records that name somebody of the list.
    pub held: &'a [Held],
    /// People whom somebody chose for other rows.
    pub taken: &'a [usize],
    /// People who were found for rows before.
    pub used: &'a [usize],
}

/// Who is meant by a row.
pub fn meant(row: &ListedMove, first: NaiveDate, known: Known<'_>) -> Meant {
    let Known { persons, former, held, taken, used } = known;
    let name = fold(&row.name);
    let named: Vec<usize> =
        (0..persons.len()).filter(|at| fold(&persons[*at].name) == name && !taken.contains(at)).collect();
    let eve = last_day(first).to_string();
    let there = |at: &usize| persons[*at].until.as_deref().is_none_or(|until| until >= eve.as_str());
    let present: Vec<usize> = named.iter().copied().filter(there).collect();
    if row.joins {
        // Whoever is there already is another person of this name; whoever left may come back.
        let entered = |at: &usize| {
            let person = &persons[*at];
            let undated = there(at) && person.from.is_none();
            undated && same_section(person.section.as_deref(), row.to_section.as_deref())
        };
        let of_row = |at: &usize| is_done(&persons[*at], row, first) || entered(at);
        let known = named.iter().copied().find(of_row);
        let back: Vec<usize> = named.iter().copied().filter(|at| !there(at)).collect();
        return match (known, back.as_slice()) {
            (Some(known), _) => Meant::Person(known),
            (None, [one]) => Meant::Person(*one),
            (None, [_, ..]) => Meant::Several(back),
            (None, []) if row.to_section.is_some() => Meant::Newcomer,
            (None, []) => Meant::Nobody,
        };
    }
    let from = row.from_section.as_deref();
    let was_there = |at: &usize| {
        let former = former.get(&persons[*at].id);
        from.is_none_or(|from| former.is_some_and(|former| former.contains(&fold(from))))
    };
    // A list that was carried out says of these what they did by it.
    let by_list = |at: &usize| {
        let person = &persons[*at];
        is_done(person, row, first)
            && match row.to_section {
                Some(_) => was_there(at),
                None => {
                    person.until.as_deref() == Some(eve.as_str())
                        && (from.is_none() || same_section(person.section.as_deref(), from))
                }
            }
    };
    if let Some(one) = named.iter().copied().find(|at| by_list(at) && !used.contains(at)) {
        return Meant::Person(one);
    }
    // Somebody who left before may still be named in records.
    let pool = if present.is_empty() { named } else { present };
    let done = |at: &usize| is_done(&persons[*at], row, first);
    let before = |at: &usize| from.is_some() && same_section(persons[*at].section.as_deref(), from) && !done(at);
    let here: Vec<usize> = pool.iter().copied().filter(before).collect();
    let moved: Vec<usize> = pool.iter().copied().filter(done).collect();
    match here.as_slice() {
        [] => {}
        [one] => return Meant::Person(*one),
        _ => return Meant::Several(here),
    }
    if let Some(one) = moved.iter().find(|at| !used.contains(at)).or(moved.first()) {
        return Meant::Person(*one);
    }
    let in_new = |at: &usize| {
        row.to_section.is_some()
            && same_section(persons[*at].section.as_deref(), row.to_section.as_deref())
            && from.is_some()
            && was_there(at)
    };
    if let Some(one) = pool.iter().copied().find(|at| in_new(at) && !used.contains(at)) {
        return Meant::Person(one);
    }
    let of_records = |other: &Held| {
        same_section(other.section.as_deref(), from) && other.people.iter().any(|(_, own)| fold(own) == name)
    };
    match pool.as_slice() {
        [one] => Meant::Person(*one),
        [_, ..] => Meant::Several(pool),
        [] if held.iter().any(of_records) => Meant::Records,
        [] if row.to_section.is_some() => Meant::Newcomer,
        [] => Meant::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Duty, Register};

    fn person(name: &str, section: &str, until: Option<&str>) -> Person {
        let person = serde_json::json!({"name": name, "section": section, "until": until});
        serde_json::from_value(person).unwrap()
    }

    fn row(name: &str, from: Option<&str>, to: Option<&str>) -> ListedMove {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        ListedMove { name: name.to_owned(), from_section: owned(from), to_section: owned(to), ..ListedMove::default() }
            .read()
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn of(row: &ListedMove, persons: &[Person], held: &[Held], taken: &[usize], used: &[usize]) -> Meant {
        let before = |person: &Person| (person.id.clone(), BTreeSet::from([fold(&person.id)]));
        let former = persons.iter().map(before).collect();
        meant(row, day("2027-04-01"), Known { persons, former: &former, held, taken, used })
    }

    fn found(row: &ListedMove, persons: &[Person], held: &[Held]) -> Meant {
        of(row, persons, held, &[], &[])
    }

    #[test]
    fn a_person_is_found_however_the_name_is_written() {
        let persons = [person("髙橋 由美", "税務課", None), person("林 智也", "広報課", None)];
        for name in ["高橋由美", "高橋　由美", "髙橋 由美"] {
            assert_eq!(found(&row(name, Some("税務課"), Some("収納課")), &persons, &[]), Meant::Person(0), "{name}");
        }
        // The section in the list may be an old name of it; the name alone tells who is meant.
        assert_eq!(found(&row("林 智也", Some("秘書広報課"), None), &persons, &[]), Meant::Person(1));
    }

    #[test]
    fn of_two_people_of_one_name_the_section_tells_who_is_meant_or_somebody_is_asked() {
        let elsewhere = [person("佐藤 健一", "税務課", None), person("佐藤 健一", "広報課", None)];
        assert_eq!(found(&row("佐藤健一", Some("広報課"), None), &elsewhere, &[]), Meant::Person(1));
        assert_eq!(found(&row("佐藤健一", Some("総務課"), None), &elsewhere, &[]), Meant::Several(vec![0, 1]));
        let together = [person("佐藤 健一", "税務課", None), person("佐藤 健一", "税務課", None)];
        let asked = row("佐藤健一", Some("税務課"), None);
        assert_eq!(found(&asked, &together, &[]), Meant::Several(vec![0, 1]));
        assert_eq!(of(&asked, &together, &[], &[0], &[]), Meant::Person(1));
        let gone = [person("佐藤 健一", "税務課", Some("2020-03-31")), person("佐藤 健一", "税務課", None)];
        assert_eq!(found(&asked, &gone, &[]), Meant::Person(1));
    }

    #[test]
    fn somebody_whom_only_records_name_is_found_in_their_section() {
        let held = Held {
            register: Register::Contract,
            id: "1".to_owned(),
            number: None,
            title: "印刷".to_owned(),
            section: Some("税務課".to_owned()),
            since: None,
            revision: 1,
            people: vec![(Duty::Owner, "高橋　由美".to_owned())],
        };
        let held = [held];
        assert_eq!(found(&row("高橋由美", Some("税務課"), None), &[], &held), Meant::Records);
        assert_eq!(found(&row("高橋由美", Some("広報課"), None), &[], &held), Meant::Nobody);
        assert_eq!(found(&row("高橋由美", Some("広報課"), Some("税務課")), &[], &held), Meant::Newcomer);
    }

    #[test]
    fn who_joins_is_another_person_than_one_of_the_same_name_who_is_there() {
        let there = [person("佐藤 健一", "税務課", None)];
        assert_eq!(found(&row("佐藤 健一", Some("新規採用"), Some("広報課")), &there, &[]), Meant::Newcomer);
        let left = [person("佐藤 健一", "税務課", Some("2026-03-31"))];
        assert_eq!(found(&row("佐藤 健一", Some("復職"), Some("広報課")), &left, &[]), Meant::Person(0));
    }

    #[test]
    fn an_order_of_the_last_day_of_a_month_that_ends_a_service_holds_from_the_next_day() {
        let leaves = row("林 智也", Some("広報課"), Some("退職"));
        assert_eq!(first_day(&leaves, day("2027-03-31")), day("2027-04-01"));
        assert_eq!(first_day(&leaves, day("2027-04-01")), day("2027-04-01"));
        assert_eq!(first_day(&row("林 智也", None, Some("税務課")), day("2027-03-31")), day("2027-03-31"));
    }
}
