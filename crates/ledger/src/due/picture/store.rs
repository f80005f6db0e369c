//! Which records touch the months of a timeline, and due dates counted by day and by month. Only reads.

use db::{Tx, Value};

use super::load::Count;
use super::timeline::{TimelineGroup, TimelineKind};
use super::{LoadMonth, Shown};
use crate::due::KeptDue;
use crate::due::store::{Asked, COLUMNS, WITH_ACTS, kept, with_acts};
use crate::filter::Filter;
use crate::problem::Error;

/// One row for each record that a timeline can show. `until_on` is the last day that the record itself names, `open_until`
/// the last on which a contract that renews itself can run. Drafts and what was refused never ran.
const RECORDS: &str = "
    SELECT 'contract' AS register, c.id AS id, 1 AS place, coalesce(c.section, '') AS section, coalesce(c.owner, '') AS owner,
        coalesce(c.starts_on, '') AS from_on,
        CASE WHEN c.closed_on < c.ends_on THEN c.closed_on ELSE coalesce(c.ends_on, c.closed_on, '9999') END AS until_on,
        coalesce(c.closed_on, '9999') AS open_until
    FROM contracts c
    UNION ALL
    SELECT 'cloud', u.id, 2, coalesce(u.section, ''), coalesce(u.manager, ''), coalesce(u.decided_on, ''),
        coalesce(u.ended_on, '9999'), ''
    FROM clouds u WHERE u.status <> 'draft' AND u.status <> 'refused'
    UNION ALL
    SELECT 'sns', s.id, 3, coalesce(s.section, ''), coalesce(s.owner, ''), coalesce(s.opened_on, ''),
        coalesce(s.closed_on, '9999'), ''
    FROM sns_accounts s";

/// A record on a page of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Register.
    pub register: String,
    /// Id.
    pub id: String,
}

/// Which records are asked for.
#[derive(Debug, Clone)]
pub struct Touched<'a> {
    /// The months.
    pub shown: Shown,
    /// Whoever answers, and sections.
    pub whose: &'a Asked,
    /// What rows are about.
    pub kind: Option<TimelineKind>,
    /// In which order.
    pub group: TimelineGroup,
}

impl Touched<'_> {
    /// A record touches them by its term, by renewing itself into them, or by what falls due in them.
    fn filter(&self) -> Filter {
        let mut filter = Filter::all();
        let (first, last) = (self.shown.first.to_string(), self.shown.last.to_string());
        filter.add(
            "(from_on <= {} AND (until_on >= {} OR open_until >= {}
                AND NOT EXISTS (SELECT 1 FROM contracts n WHERE n.renewed_from = listed.id)
                AND EXISTS (SELECT 1 FROM contract_records r WHERE r.id = listed.id AND r.record LIKE '%\"auto_renewal\":true%'))
             OR EXISTS (SELECT 1 FROM dues d WHERE d.register = listed.register AND d.record_id = listed.id
                AND d.due_on >= {} AND d.due_on <= {}))",
            [&last, &first, &first, &first, &last].map(Value::from),
        );
        match self.kind {
            Some(TimelineKind::Contract) => filter.equal("register", Some("contract")),
            Some(TimelineKind::Cloud) => filter.equal("register", Some("cloud")),
            Some(TimelineKind::Sns) => filter.equal("register", Some("sns")),
            Some(TimelineKind::Office) => filter.add("1 = 0", []),
            Some(TimelineKind::Certificate) => filter.add(
                "(EXISTS (SELECT 1 FROM contract_records r WHERE r.id = listed.id AND r.record LIKE '%\"certificates\":[{%')
                 OR EXISTS (SELECT 1 FROM cloud_records r WHERE r.id = listed.id AND r.record LIKE '%\"assurances\":[{%'))",
                [],
            ),
            None => {}
        }
        filter.equal("owner", self.whose.owner.as_deref());
        if let Some(mine) = &self.whose.mine {
            crate::due::mine::store::answered(&mut filter, mine);
        }
        filter.equal("section", self.whose.section.as_deref());
        sections(&mut filter, &self.whose.sections);
        filter
    }

    fn order(&self) -> &'static str {
        match self.group {
            TimelineGroup::Kind => "place, section, from_on, id",
            TimelineGroup::Section => "CASE WHEN section = '' THEN 1 ELSE 0 END, section, place, from_on, id",
            TimelineGroup::Owner => "CASE WHEN owner = '' THEN 1 ELSE 0 END, owner, section, place, from_on, id",
        }
    }
}

fn sections(filter: &mut Filter, sections: &[String]) {
    if !sections.is_empty() {
        let places = vec!["{}"; sections.len()].join(", ");
        filter.add(&format!("section IN ({places})"), sections.iter().map(Value::from));
    }
}

/// A page of the records that touch the months, and how many there are in all.
pub fn touched(tx: &mut Tx<'_>, asked: &Touched<'_>, offset: i64, limit: i64) -> Result<(Vec<Place>, i64), Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    let sql = format!("SELECT count(*) FROM ({RECORDS}) AS listed WHERE {condition}");
    let total = tx.query_one(&sql, &values, |row| row.integer(0))?.unwrap_or(0);
    values.extend([limit.into(), offset.into()]);
    let sql = format!(
        "SELECT register, id FROM ({RECORDS}) AS listed WHERE {condition} ORDER BY {} LIMIT ?{} OFFSET ?{}",
        asked.order(),
        values.len() - 1,
        values.len()
    );
    let places = tx.query(&sql, &values, |row| Ok(Place { register: row.text(0)?, id: row.text(1)? }))?;
    Ok((places, total))
}

/// Whether a next term of a contract is registered.
pub fn is_renewed(tx: &mut Tx<'_>, id: &str) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM contracts WHERE renewed_from = ?1 LIMIT 1";
    Ok(tx.query_one(sql, &[id.into()], |row| row.integer(0))?.is_some())
}

/// The last day on which the approval of a cloud use stands, as an ISO date.
pub fn stands_until(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT stands_until FROM clouds WHERE id = ?1";
    Ok(tx.query_one(sql, &[id.into()], |row| row.opt_text(0))?.flatten())
}

/// What of these records of one register falls due from one day to another; settled ones too.
pub fn of_records(tx: &mut Tx<'_>, register: &str, ids: &[&str], shown: Shown) -> Result<Vec<KeptDue>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::all();
    let days = [shown.first.to_string().into(), shown.last.to_string().into()];
    filter.add("d.due_on >= {} AND d.due_on <= {}", days);
    filter.equal("d.register", Some(register));
    let places = vec!["{}"; ids.len()].join(", ");
    filter.add(&format!("d.record_id IN ({places})"), ids.iter().map(|id| Value::from(*id)));
    let Filter { sql: condition, values } = filter;
    let sql =
        format!("SELECT {COLUMNS} FROM {WITH_ACTS} WHERE {condition} ORDER BY d.due_on, d.rule, d.record_id, d.what");
    with_acts(tx.query(&sql, &values, kept)?)
}

/// What days have.
pub struct Days {
    /// The first dates of each, by day.
    pub first: Vec<KeptDue>,
    /// How many each has, by ISO date.
    pub counts: Vec<(String, i64)>,
}

/// The first dates of each day between two, at most so many a day, and how many each day has.
pub fn days(tx: &mut Tx<'_>, asked: &Asked, first: &str, each: i64) -> Result<Days, Error> {
    let mut filter = asked.filter();
    filter.add("d.due_on >= {}", [first.into()]);
    let Filter { sql: condition, mut values } = filter;
    let sql = format!("SELECT d.due_on, count(*) FROM dues d WHERE {condition} GROUP BY d.due_on ORDER BY d.due_on");
    let counts = tx.query(&sql, &values, |row| Ok((row.text(0)?, row.integer(1)?)))?;
    values.push(each.into());
    let sql = format!(
        "SELECT {COLUMNS} FROM (
             SELECT d.*, row_number() OVER (PARTITION BY d.due_on ORDER BY d.rule, d.record_id, d.what) AS place
             FROM dues d WHERE {condition}
         ) AS d LEFT JOIN due_acts a ON a.id = d.act_id WHERE d.place <= ?{} ORDER BY d.due_on, d.place",
        values.len()
    );
    Ok(Days { first: with_acts(tx.query(&sql, &values, kept)?)?, counts })
}

/// What is open by section, person and month up to the last day asked for; what should have been done before the year began
/// stands in a month without a name.
pub fn loads(tx: &mut Tx<'_>, asked: &Asked, first: &str, today: &str) -> Result<Vec<Count>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.extend([first.into(), today.into()]);
    let (first, today) = (values.len() - 1, values.len());
    let sql = format!(
        "SELECT of_office, section, owner, month, count(*), sum(overdue) FROM (
             SELECT CASE WHEN d.register = 'office' THEN 1 ELSE 0 END AS of_office, coalesce(d.section, '') AS section,
                 coalesce(d.owner, '') AS owner, CASE WHEN d.due_on < ?{first} THEN '' ELSE substr(d.due_on, 1, 7) END AS month,
                 CASE WHEN d.due_on < ?{today} THEN 1 ELSE 0 END AS overdue
             FROM dues d WHERE {condition}
         ) AS loads
         GROUP BY of_office, section, owner, month ORDER BY of_office, section, owner, month"
    );
    Ok(tx.query(&sql, &values, |row| {
        Ok(Count {
            of_office: row.boolean(0)?,
            section: row.text(1)?,
            owner: row.text(2)?,
            month: row.text(3)?,
            load: LoadMonth { count: row.integer(4)?, overdue: row.integer(5)? },
        })
    })?)
}
