//! Who works below whom (再委託の連鎖): each re-outsourcing of a contract under the one that gave it the work, and what is wrong
//! with the chain as a whole. Pure. One entry by itself is judged in `rules/objections.rs`.
//!
//! 番号法第10条 asks for consent at every level, 個人情報保護委員会 指針 4-8-9(4) for the same care all the way down: a level that
//! nobody entered is one that nobody consented to.

use super::{Contract, Subcontract};
use crate::fold::fold;

/// From whom an entry has its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// From the contractor itself.
    Contractor,
    /// From the sub-contractor at this place of the list.
    Entry(usize),
    /// From one of several on the level above; which is not said.
    OneOfSeveral,
    /// From somebody on the level above, where nobody is entered.
    Nobody,
}

/// For each re-outsourcing of a contract from whom it has its work: as it says, else by its level.
pub fn above(contract: &Contract) -> Vec<Above> {
    let subs = &contract.subcontracts;
    let of = |sub: &Subcontract| {
        if let Some(place) = named(subs, sub) {
            return Above::Entry(place);
        }
        if sub.tier <= 1 {
            return Above::Contractor;
        }
        let mut candidates = subs.iter().enumerate().filter(|(_, other)| other.tier + 1 == sub.tier);
        match (candidates.next(), candidates.next()) {
            (Some((place, _)), None) => Above::Entry(place),
            (Some(_), Some(_)) => Above::OneOfSeveral,
            (None, _) => Above::Nobody,
        }
    };
    subs.iter().map(of).collect()
}

/// The place of the entry that an entry names as the one above: by its id, else by its name.
pub fn named(subs: &[Subcontract], sub: &Subcontract) -> Option<usize> {
    let under = sub.under.as_deref()?;
    let by_id = subs.iter().position(|other| other.id == under);
    by_id.or_else(|| {
        let key = fold(under);
        subs.iter().position(|other| fold(&other.name) == key)
    })
}

/// Whether a text is the id of an entry, as `number_subcontracts` gives them.
pub fn is_id(text: &str) -> bool {
    text.strip_prefix('s').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The entries above one, from the nearest up; each once, also where they lead in a circle.
pub fn upwards(above: &[Above], place: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = place;
    while let Some(Above::Entry(next)) = above.get(at) {
        if *next == place || found.contains(next) {
            break;
        }
        found.push(*next);
        at = *next;
    }
    found
}

/// What is wrong with the place of an entry in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// Nobody is entered on the level above: a level that nobody consented to.
    LevelMissing,
    /// Several are on the level above, and the entry does not say which.
    LevelUnclear,
    /// The one above has no consent that holds: its name.
    AboveWithoutConsent(String),
    /// It goes on longer than the contract, the one above, or its own consent: its last day, and the last day that it may.
    BeyondPeriod(String, String),
    /// It handles personal information that those above do not have.
    BeyondInformation,
    /// The same company stands above it: its name there.
    Returns(String),
}

/// What is wrong with the chain, by the place of the entry.
pub fn broken(contract: &Contract, today: &str) -> Vec<(usize, Broken)> {
    let levels = above(contract);
    let mut found = Vec::new();
    for (place, sub) in contract.subcontracts.iter().enumerate() {
        let mut add = |broken| found.push((place, broken));
        match levels[place] {
            Above::Nobody => add(Broken::LevelMissing),
            Above::OneOfSeveral => add(Broken::LevelUnclear),
            Above::Contractor | Above::Entry(_) => {}
        }
        let uppers: Vec<&Subcontract> =
            upwards(&levels, place).into_iter().map(|upper| &contract.subcontracts[upper]).collect();
        // What has no consent itself is a finding already.
        let over = sub.ends_on.as_deref().is_some_and(|end| end < today) || contract.closed_on.is_some();
        if sub.is_consented() && !over {
            let lapsed = |upper: &&&Subcontract| {
                !upper.is_consented() || upper.last_day().is_some_and(|last| last.as_str() < today)
            };
            if let Some(upper) = uppers.iter().find(lapsed) {
                add(Broken::AboveWithoutConsent(upper.name.clone()));
            }
        }
        if let Some(end) = sub.ends_on.as_ref().filter(|_| !over) {
            // An automatic renewal goes on without an end.
            let of_contract = contract.ends_on.as_ref().filter(|_| contract.auto_renewal != Some(true));
            let limits = uppers.iter().filter_map(|upper| upper.last_day()).chain(&sub.expires_on).chain(of_contract);
            if let Some(last) = limits.min().filter(|last| *last < end) {
                add(Broken::BeyondPeriod(end.clone(), last.clone()));
            }
        }
        if sub.personal_info == Some(true) && uppers.iter().any(|upper| upper.personal_info == Some(false)) {
            add(Broken::BeyondInformation);
        }
        if let Some(name) = returns(contract, sub, &uppers) {
            add(Broken::Returns(name));
        }
    }
    found
}

/// The name of the contractor, or of a sub-contractor above, that an entry is itself.
fn returns(contract: &Contract, sub: &Subcontract, uppers: &[&Subcontract]) -> Option<String> {
    let own = &contract.contractor;
    let above = uppers.iter().map(|upper| (&upper.name, &upper.corporate_number));
    let mut all = above.chain([(&own.name, &own.corporate_number)]);
    let key = fold(&sub.name);
    let same = |(name, number): &(&String, &Option<String>)| match (&sub.corporate_number, number) {
        (Some(one), Some(other)) => one == other,
        _ => !key.is_empty() && fold(name) == key,
    };
    all.find(same).map(|(name, _)| name.clone())
}

/// The places of entries that name each other as the one above, in a circle.
pub fn circle(contract: &Contract) -> Option<usize> {
    let levels = above(contract);
    (0..levels.len()).find(|place| {
        let mut at = *place;
        for _ in 0..levels.len() {
            match levels[at] {
                Above::Entry(next) => at = next,
                _ => return false,
            }
        }
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contractor::Contractor;

    fn sub(name: &str, tier: u32, under: Option<&str>) -> Subcontract {
        Subcontract {
            name: name.to_owned(),
            tier,
            under: under.map(str::to_owned),
            approval_number: Some("1".to_owned()),
            approved_on: Some("2026-04-01".to_owned()),
            ..Subcontract::default()
        }
    }

    fn contract(subcontracts: Vec<Subcontract>) -> Contract {
        let contractor = Contractor { name: "株式会社元請".to_owned(), ..Contractor::default() };
        let ends_on = Some("2027-03-31".to_owned());
        let mut contract = Contract { contractor, ends_on, subcontracts, ..Contract::default() };
        contract.number_subcontracts();
        contract
    }

    fn check(subcontracts: Vec<Subcontract>, expected: &str) {
        let found: Vec<String> = broken(&contract(subcontracts), "2026-11-27")
            .into_iter()
            .map(|(place, broken)| {
                let code = match broken {
                    Broken::LevelMissing => "missing".to_owned(),
                    Broken::LevelUnclear => "unclear".to_owned(),
                    Broken::AboveWithoutConsent(name) => format!("above:{name}"),
                    Broken::BeyondPeriod(end, last) => format!("period:{end}>{last}"),
                    Broken::BeyondInformation => "information".to_owned(),
                    Broken::Returns(name) => format!("returns:{name}"),
                };
                format!("{place} {code}")
            })
            .collect();
        assert_eq!(found.join(", "), expected);
    }

    #[test]
    fn a_level_that_nobody_entered_is_found_and_one_that_is_clear_needs_no_word() {
        check(vec![sub("甲", 1, None), sub("乙", 2, None), sub("丙", 3, None)], "");
        check(vec![sub("甲", 1, None), sub("丙", 3, None)], "1 missing");
        check(vec![sub("乙", 2, None)], "0 missing");
        check(vec![sub("甲", 1, None), sub("丁", 1, None), sub("乙", 2, None)], "2 unclear");
        check(vec![sub("甲", 1, None), sub("丁", 1, None), sub("乙", 2, Some("s2"))], "");
        check(vec![sub("甲", 1, None), sub("丁", 1, None), sub("乙", 2, Some("（株）丁"))], "2 unclear");
        check(vec![sub("甲", 1, None), sub("株式会社丁", 1, None), sub("乙", 2, Some("㈱丁"))], "");
    }

    #[test]
    fn what_is_wrong_above_is_wrong_below() {
        let refused = Subcontract { approval_number: None, ..sub("甲", 1, None) };
        check(vec![refused.clone(), sub("乙", 2, None), sub("丙", 3, None)], "1 above:甲, 2 above:甲");
        let lapsed = Subcontract { expires_on: Some("2026-11-26".to_owned()), ..sub("甲", 1, None) };
        check(vec![lapsed, sub("乙", 2, None)], "1 above:甲");
        let until = |end: &str, sub: Subcontract| Subcontract { ends_on: Some(end.to_owned()), ..sub };
        check(vec![until("2027-03-31", sub("甲", 1, None))], "");
        check(vec![until("2027-04-01", sub("甲", 1, None))], "0 period:2027-04-01>2027-03-31");
        check(
            vec![until("2026-12-31", sub("甲", 1, None)), until("2027-01-31", sub("乙", 2, None))],
            "1 period:2027-01-31>2026-12-31",
        );
        let personal = |so, sub: Subcontract| Subcontract { personal_info: so, ..sub };
        check(
            vec![personal(Some(false), sub("甲", 1, None)), personal(Some(true), sub("乙", 2, None))],
            "1 information",
        );
        check(vec![personal(None, sub("甲", 1, None)), personal(Some(true), sub("乙", 2, None))], "");
    }

    #[test]
    fn work_that_comes_back_to_who_gave_it_is_found_and_a_circle_of_entries_is_seen() {
        check(vec![sub("㈱元請", 1, None)], "0 returns:株式会社元請");
        check(vec![sub("甲", 1, None), sub("乙", 2, None), sub("甲", 3, None)], "2 returns:甲");
        let numbered =
            |number: &str, sub: Subcontract| Subcontract { corporate_number: Some(number.to_owned()), ..sub };
        check(vec![numbered("1", sub("甲", 1, None)), numbered("2", sub("甲", 2, None))], "");
        let round = contract(vec![sub("甲", 1, Some("s2")), sub("乙", 2, Some("s1"))]);
        assert_eq!(circle(&round), Some(0));
        assert_eq!(upwards(&above(&round), 0), [1]);
        assert_eq!(circle(&contract(vec![sub("甲", 1, None), sub("乙", 2, Some("s1"))])), None);
        assert_eq!(circle(&contract(vec![sub("甲", 1, Some("s1"))])), Some(0));
    }
}
