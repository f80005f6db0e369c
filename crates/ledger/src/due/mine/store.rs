//! Whose dates there are, and the condition on rows for those of one person. Only reads.

use db::{Tx, Value};

use super::{Mine, Pair};
use crate::filter::Filter;
use crate::problem::Error;

/// Dates that were handed on are told to nobody else.
const HANDED_ON: &str = "SELECT a.id FROM due_acts a WHERE a.person IS NOT NULL OR a.section IS NOT NULL";

/// Everybody who answers for anything, with the section: of records, and of dates that were handed on. Open contracts are
/// counted in an index of their own.
pub fn pairs(tx: &mut Tx<'_>) -> Result<Vec<Pair>, Error> {
    let sql = "SELECT coalesce(owner, ''), coalesce(section, '') FROM (
            SELECT owner, section FROM contracts WHERE closed_on IS NULL GROUP BY owner, section
            UNION SELECT owner, section FROM contracts WHERE closed_on IS NOT NULL GROUP BY owner, section
            UNION SELECT manager, section FROM clouds
            UNION SELECT owner, section FROM sns_accounts
            UNION SELECT d.owner, d.section FROM due_acts a
                JOIN dues d ON d.register = a.register AND d.record_id = a.record_id AND d.act_id = a.id
                WHERE a.person IS NOT NULL OR a.section IS NOT NULL
            UNION SELECT NULL, NULL
        ) AS answering";
    Ok(tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))?)
}

/// Accounts with whoever answers for each.
pub fn accounts(tx: &mut Tx<'_>) -> Result<Vec<(String, Pair)>, Error> {
    let sql = "SELECT id, coalesce(owner, ''), coalesce(section, '') FROM sns_accounts";
    Ok(tx.query(sql, &[], |row| Ok((row.text(0)?, (row.text(1)?, row.text(2)?))))?)
}

/// A condition with the values it needs.
type Part = (String, Vec<Value>);

fn never() -> Part {
    ("1 = 0".to_owned(), Vec::new())
}

fn among<'a>(column: &str, values: impl IntoIterator<Item = &'a String>) -> Part {
    let values: Vec<Value> = values.into_iter().map(Value::from).collect();
    if values.is_empty() {
        return never();
    }
    (format!("{column} IN ({})", vec!["{}"; values.len()].join(", ")), values)
}

fn both((a, mut of_a): Part, word: &str, (b, of_b): Part) -> Part {
    of_a.extend(of_b);
    (format!("({a} {word} {b})"), of_a)
}

/// Whether a row names somebody as whose dates this person is told of them.
fn named(mine: &Mine, row: &str) -> Part {
    let owner = format!("coalesce({row}owner, '')");
    let pairs = if mine.pairs.is_empty() {
        never()
    } else {
        let places = vec!["({}, {})"; mine.pairs.len()].join(", ");
        let values = mine.pairs.iter().flat_map(|(owner, section)| [owner.into(), section.into()]);
        (format!("({owner}, coalesce({row}section, '')) IN (VALUES {places})"), values.collect())
    };
    both(among(&owner, &mine.owners), "OR", pairs)
}

/// Rows of records (`register`, `id`, `owner`, `section`) for which this person answers.
pub fn answered(filter: &mut Filter, mine: &Mine) {
    let deputies = |is_me: bool| among("id", mine.deputies.iter().filter(move |one| !is_me || *one.1).map(|one| one.0));
    let with_deputy = both(("register = 'sns'".to_owned(), Vec::new()), "AND", deputies(false));
    let (condition, values) = both(
        both(named(mine, ""), "AND", both(("NOT".to_owned(), Vec::new()), "", with_deputy)),
        "OR",
        both(("register = 'sns'".to_owned(), Vec::new()), "AND", deputies(true)),
    );
    filter.add(&condition, values);
}

/// Rows of `dues d` that are told to this person.
pub fn told(filter: &mut Filter, mine: &Mine) {
    let plain = |sql: &str| (sql.to_owned(), Vec::new());
    let handed = || plain(&format!("(d.act_id IS NOT NULL AND d.act_id IN ({HANDED_ON}))"));
    let kept = || plain(&format!("(d.act_id IS NULL OR d.act_id NOT IN ({HANDED_ON}))"));
    let late = |rules: &[(String, String)]| {
        let one = |(rule, by): &(String, String)| {
            ("(d.rule = {} AND d.due_on <= {})".to_owned(), vec![Value::from(rule), Value::from(by)])
        };
        rules.iter().map(one).reduce(|a, b| both(a, "OR", b)).unwrap_or_else(never)
    };
    let by_deputy = |is_me: bool| {
        let ids = mine.deputies.iter().filter(move |one| !is_me || *one.1).map(|one| one.0);
        both(plain("d.register = 'sns'"), "AND", both(among("d.record_id", ids), "AND", kept()))
    };
    let answers = match mine.deputies.is_empty() {
        true => named(mine, "d."),
        false => both(both(named(mine, "d."), "AND", both(plain("NOT"), "", by_deputy(false))), "OR", by_deputy(true)),
    };
    let owner = both(among("d.rule", &mine.by_owner), "OR", both(handed(), "OR", late(&mine.late_owner)));
    let role = both(both(among("d.rule", &mine.by_rule), "AND", kept()), "OR", late(&mine.late_rule));
    let (condition, values) = both(both(owner, "AND", answers), "OR", role);
    filter.add(&condition, values);
}
