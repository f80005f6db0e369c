//! What falls to each section and each person of it, month by month of a fiscal year, and what of it is overdue.

use serde::Serialize;
use ts_rs::TS;

use super::{PictureQuery, Year, store};
use crate::due::store as dues;
use crate::ledger::Ledger;
use crate::problem::Error;

/// Open dates in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct LoadMonth {
    /// All of them.
    pub count: i64,
    /// Those whose day has passed.
    pub overdue: i64,
}

impl LoadMonth {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.overdue += other.overdue;
    }
}

/// What falls to a section, or to a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct LoadRow {
    /// Name of the section or the person; none where none is known. For what the office has to do itself, its name.
    pub name: Option<String>,
    /// Whether it is what the office has to do itself, which is nobody's in the registers.
    pub of_office: bool,
    /// April to March.
    pub months: Vec<LoadMonth>,
    /// What should have been done before the year began.
    pub earlier: i64,
    /// All of it.
    pub total: LoadMonth,
}

/// What falls to a section and to its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LoadSection {
    /// The section.
    #[serde(flatten)]
    pub row: LoadRow,
    /// By person, in the order of sections; none of what the office has to do itself.
    pub people: Vec<LoadRow>,
}

/// The load of a fiscal year.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DueLoad {
    /// The fiscal year.
    pub year: i32,
    /// ISO date.
    pub today: String,
    /// The months as ISO dates begin (`2026-04`), April first.
    pub months: Vec<String>,
    /// By section, the most burdened by what is overdue first, then by number.
    pub sections: Vec<LoadSection>,
    /// All sections together.
    pub all: LoadRow,
}

/// A number of open dates as the store counts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Whether it is the office's own.
    pub of_office: bool,
    /// Section, or an empty text.
    pub section: String,
    /// Person, or an empty text.
    pub owner: String,
    /// The month; an empty text before the year.
    pub month: String,
    /// The number.
    pub load: LoadMonth,
}

impl Ledger {
    /// What is open in a fiscal year by section and person, with what is left from before it.
    ///
    /// # Errors
    /// `date_unreadable` and its like for a year that is none, or if the ledger cannot be read.
    pub fn due_load(&mut self, query: &PictureQuery) -> Result<DueLoad, Error> {
        self.refresh_dues()?;
        let today = self.today();
        let year = query.year(today)?;
        let asked = dues::Asked { by: Some(dues::By::Due(year.last.to_string())), ..self.asked_of(&query.whose())? };
        let counts = self.read(|tx| store::loads(tx, &asked, &year.first.to_string(), &today.to_string()))?;
        let office = self.office()?.name;
        let (sections, all) = gathered(&counts, year, &office);
        Ok(DueLoad { year: year.number, today: today.to_string(), months: year.months().collect(), sections, all })
    }
}

/// Sections with their people, and all together.
fn gathered(counts: &[Count], year: Year, office: &str) -> (Vec<LoadSection>, LoadRow) {
    let months: Vec<String> = year.months().collect();
    let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let blank =
        |name: Option<String>| LoadRow { name, months: vec![LoadMonth::default(); months.len()], ..LoadRow::default() };
    let add = |row: &mut LoadRow, count: &Count| {
        match months.iter().position(|month| *month == count.month).and_then(|at| row.months.get_mut(at)) {
            Some(month) => month.add(count.load),
            None => row.earlier += count.load.count,
        }
        row.total.add(count.load);
    };
    let (mut sections, mut all): (Vec<LoadSection>, LoadRow) = (Vec::new(), blank(None));
    for count in counts {
        add(&mut all, count);
        let name = if count.of_office { Some(office.to_owned()) } else { named(&count.section) };
        if sections.last().is_none_or(|section| section.row.of_office != count.of_office || section.row.name != name) {
            let row = LoadRow { of_office: count.of_office, ..blank(name) };
            sections.push(LoadSection { row, people: Vec::new() });
        }
        let Some(section) = sections.last_mut() else { continue };
        add(&mut section.row, count);
        if count.of_office {
            continue;
        }
        let owner = named(&count.owner);
        if section.people.last().is_none_or(|person| person.name != owner) {
            section.people.push(blank(owner));
        }
        if let Some(person) = section.people.last_mut() {
            add(person, count);
        }
    }
    let order = |row: &LoadRow| (std::cmp::Reverse((row.total.overdue, row.total.count)), row.name.clone());
    sections.sort_by_key(|section| order(&section.row));
    for section in &mut sections {
        section.people.sort_by_key(order);
    }
    (sections, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_sums_of_their_people_and_what_is_left_from_before_is_counted_apart() {
        let count = |section: &str, owner: &str, month: &str, count, overdue| Count {
            of_office: false,
            section: section.to_owned(),
            owner: owner.to_owned(),
            month: month.to_owned(),
            load: LoadMonth { count, overdue },
        };
        let office = Count { of_office: true, ..count("", "", "2026-05", 1, 0) };
        let counts = [
            count("市民課", "中村", "2026-12", 4, 0),
            count("税務課", "", "2027-03", 1, 0),
            count("税務課", "渡辺", "", 2, 2),
            count("税務課", "渡辺", "2026-04", 3, 3),
            office,
        ];
        let (sections, all) = gathered(&counts, Year::of(2026).unwrap(), "潮見市");
        let told = |row: &LoadRow| {
            let busy = row.months.iter().filter(|month| month.count > 0).count();
            (row.name.clone().unwrap_or_default(), row.total.count, row.total.overdue, row.earlier, busy)
        };
        let rows: Vec<_> = sections.iter().map(|section| told(&section.row)).collect();
        assert_eq!(
            rows,
            [("税務課".to_owned(), 6, 5, 2, 2), ("市民課".to_owned(), 4, 0, 0, 1), ("潮見市".to_owned(), 1, 0, 0, 1)]
        );
        let people: Vec<_> = sections[0].people.iter().map(told).collect();
        assert_eq!(people, [("渡辺".to_owned(), 5, 5, 2, 1), (String::new(), 1, 0, 0, 1)]);
        assert_eq!((all.total.count, all.total.overdue, all.earlier), (11, 5, 2));
        assert!(sections[2].row.of_office && sections[2].people.is_empty());
    }
}
