//! Who is proposed to take over a record: its own deputy, who comes into the section, who stays there; never who goes.
//! Pure. A proposal is only that: whoever reviews the list may choose another one.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::same_section;
use crate::fold::fold;
use crate::register::{Duty, Held};

/// Why somebody is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "SuccessorReason")]
pub enum Reason {
    /// Stands in for the owner already.
    Deputy,
    /// Answers for the record already.
    Owner,
    /// Comes into the section by the list.
    Arrives,
    /// Of several who come into the section, the one with the fewest records.
    ArrivesFewest,
    /// Of those who stay in the section, the one with the fewest records.
    Stays,
    /// Somebody decided so.
    Chosen,
    /// Nobody is known.
    Nobody,
}

impl Reason {
    /// The word for it in locale keys (`transfer.reason.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Deputy => "deputy",
            Self::Owner => "owner",
            Self::Arrives => "arrives",
            Self::ArrivesFewest => "arrives_fewest",
            Self::Stays => "stays",
            Self::Chosen => "chosen",
            Self::Nobody => "nobody",
        }
    }
}

/// Somebody as the office will be after the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Id of the person, or `row:N`.
    pub key: String,
    /// Name.
    pub name: String,
    /// Section after the list.
    pub section: Option<String>,
    /// Place of the row that moves the person, if one does.
    pub row: Option<usize>,
    /// Section before, if the person moves.
    pub before: Option<String>,
    /// ISO date of the last day, if it is known.
    pub until: Option<String>,
    /// ISO date of the first day in the section, if it is known.
    pub from: Option<String>,
    /// Records that the person answers for.
    pub held: i64,
}

impl Candidate {
    /// Whether the person is in the office on a day.
    fn is_there(&self, day: NaiveDate) -> bool {
        let day = day.to_string();
        let come = self.row.is_some() || self.from.as_deref().is_none_or(|from| from <= day.as_str());
        come && self.until.as_deref().is_none_or(|until| until >= day.as_str())
    }

    fn comes_into(&self, section: Option<&str>) -> bool {
        let stayed = same_section(self.before.as_deref(), section);
        self.row.is_some() && !stayed && same_section(self.section.as_deref(), section)
    }
}

/// Whose records are handed over.
#[derive(Debug, Clone, Copy)]
pub struct Leaver<'a> {
    /// Place of the row in the list.
    pub row: usize,
    /// Section that loses the person.
    pub section: Option<&'a str>,
    /// First day without the person.
    pub first: NaiveDate,
}

/// The place of who is proposed among the candidates, and why.
pub fn propose(leaver: Leaver<'_>, held: &Held, duties: &[Duty], candidates: &[Candidate]) -> (Option<usize>, Reason) {
    let there = |at: &usize| {
        let candidate = &candidates[*at];
        candidate.row != Some(leaver.row) && candidate.is_there(leaver.first)
    };
    let all: Vec<usize> = (0..candidates.len()).filter(there).collect();
    let of_duty = |wanted: &dyn Fn(Duty) -> bool| {
        let (_, name) = held.people.iter().find(|(duty, _)| wanted(*duty))?;
        let named: Vec<usize> = all.iter().copied().filter(|at| fold(&candidates[*at].name) == fold(name)).collect();
        let near = |at: &&usize| {
            let section = candidates[**at].section.as_deref();
            same_section(section, held.section.as_deref()) || same_section(section, leaver.section)
        };
        match named.as_slice() {
            // Who goes elsewhere by the same list stays with nothing here.
            [one] => Some(*one).filter(|at| candidates[*at].row.is_none() || near(&at)),
            several => several.iter().find(near).copied(),
        }
    };
    if duties.iter().any(|duty| duty.answers()) {
        if let Some(deputy) = of_duty(&|duty| duty == Duty::Deputy) {
            return (Some(deputy), Reason::Deputy);
        }
    } else if !duties.contains(&Duty::Deputy)
        && let Some(owner) = of_duty(&Duty::answers)
    {
        return (Some(owner), Reason::Owner);
    }
    // Nobody stands in for himself.
    let deputising = duties == [Duty::Deputy];
    let fits =
        |at: &usize| !deputising || held.answering().is_none_or(|owner| fold(owner) != fold(&candidates[*at].name));
    let fewest = |places: &[usize]| places.iter().copied().min_by_key(|at| candidates[*at].held);
    let coming: Vec<usize> =
        all.iter().copied().filter(fits).filter(|at| candidates[*at].comes_into(leaver.section)).collect();
    if let Some(one) = fewest(&coming) {
        return (Some(one), if coming.len() == 1 { Reason::Arrives } else { Reason::ArrivesFewest });
    }
    let stays =
        |at: &usize| candidates[*at].row.is_none() && same_section(candidates[*at].section.as_deref(), leaver.section);
    let staying: Vec<usize> = all.iter().copied().filter(fits).filter(stays).collect();
    match fewest(&staying) {
        Some(one) => (Some(one), Reason::Stays),
        None => (None, Reason::Nobody),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Register;

    fn stays(name: &str, section: &str, held: i64) -> Candidate {
        Candidate {
            key: name.to_owned(),
            name: name.to_owned(),
            section: Some(section.to_owned()),
            row: None,
            before: None,
            until: None,
            from: None,
            held,
        }
    }

    fn comes(row: usize, name: &str, before: &str, section: &str, held: i64) -> Candidate {
        Candidate { row: Some(row), before: Some(before.to_owned()), ..stays(name, section, held) }
    }

    fn held(people: &[(Duty, &str)]) -> Held {
        Held {
            register: Register::Sns,
            id: "1".to_owned(),
            number: None,
            title: "公式".to_owned(),
            section: Some("広報課".to_owned()),
            since: None,
            revision: 1,
            people: people.iter().map(|(duty, name)| (*duty, (*name).to_owned())).collect(),
        }
    }

    fn proposed(people: &[(Duty, &str)], duties: &[Duty], candidates: &[Candidate]) -> (Option<String>, Reason) {
        let leaver = Leaver { row: 1, section: Some("広報課"), first: "2027-04-01".parse().unwrap() };
        let (at, reason) = propose(leaver, &held(people), duties, candidates);
        (at.map(|at| candidates[at].name.clone()), reason)
    }

    const OWNER: [(Duty, &str); 1] = [(Duty::Owner, "去る人")];

    #[test]
    fn the_deputy_goes_before_everybody_else() {
        let people = [(Duty::Owner, "去る人"), (Duty::Deputy, "副")];
        let all = [comes(2, "来る人", "税務課", "広報課", 0), stays("副", "広報課", 9), stays("残る人", "広報課", 0)];
        assert_eq!(proposed(&people, &[Duty::Owner], &all), (Some("副".to_owned()), Reason::Deputy));
        // A deputy who goes by the same list is not proposed, nor one whose last day has come.
        let gone = [comes(2, "副", "広報課", "税務課", 0), stays("残る人", "広報課", 0)];
        assert_eq!(proposed(&people, &[Duty::Owner], &gone), (Some("残る人".to_owned()), Reason::Stays));
        let until = Candidate { until: Some("2027-03-31".to_owned()), ..stays("副", "広報課", 0) };
        assert_eq!(proposed(&people, &[Duty::Owner], &[until]), (None, Reason::Nobody));
    }

    #[test]
    fn who_comes_into_the_section_goes_before_who_stays_and_of_several_the_one_with_the_fewest_records() {
        let one = [comes(2, "来る人", "税務課", "広報課", 7), stays("残る人", "広報課", 0)];
        assert_eq!(proposed(&OWNER, &[Duty::Owner], &one), (Some("来る人".to_owned()), Reason::Arrives));
        let two = [comes(2, "多い人", "税務課", "広報課", 3), comes(3, "少ない人", "総務課", "広報課", 1)];
        assert_eq!(proposed(&OWNER, &[Duty::Owner], &two), (Some("少ない人".to_owned()), Reason::ArrivesFewest));
        let equal = [comes(2, "先の人", "税務課", "広報課", 1), comes(3, "後の人", "総務課", "広報課", 1)];
        assert_eq!(proposed(&OWNER, &[Duty::Owner], &equal), (Some("先の人".to_owned()), Reason::ArrivesFewest));
    }

    #[test]
    fn nobody_is_proposed_who_goes_or_works_elsewhere() {
        let all = [comes(1, "去る人", "広報課", "税務課", 0), stays("よその人", "総務課", 0)];
        assert_eq!(proposed(&OWNER, &[Duty::Owner], &all), (None, Reason::Nobody));
        let later = Candidate { from: Some("2027-07-01".to_owned()), ..stays("夏に来る人", "広報課", 0) };
        assert_eq!(proposed(&OWNER, &[Duty::Owner], &[later]), (None, Reason::Nobody));
    }

    #[test]
    fn an_account_keeps_its_owner_for_lesser_duties_but_nobody_stands_in_for_himself() {
        let people = [(Duty::Owner, "責任者"), (Duty::Deputy, "去る人"), (Duty::Operators, "去る人")];
        let all = [stays("責任者", "広報課", 0), stays("残る人", "広報課", 5)];
        assert_eq!(proposed(&people, &[Duty::Operators], &all), (Some("責任者".to_owned()), Reason::Owner));
        assert_eq!(proposed(&people, &[Duty::Deputy], &all), (Some("残る人".to_owned()), Reason::Stays));
    }
}
