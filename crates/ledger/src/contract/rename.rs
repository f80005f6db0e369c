//! A section or a person gets another name: contracts that are not closed follow, each with a row of history.
//! Closed contracts keep the name under which they were closed.

use chrono::NaiveDate;

use super::{keep, store};
use crate::facts::Facts;
use crate::history::Writing;
use crate::person::Named;
use crate::problem::Error;

/// Carries a new name into the open contracts that bear the old one.
pub(crate) fn rename(
    writing: &mut Writing<'_, '_>,
    named: Named,
    names: (&str, &str),
    office: &Facts,
    today: NaiveDate,
) -> Result<(), Error> {
    let column = match named {
        Named::Section => "section",
        Named::Person => "owner",
    };
    for id in store::open_with(writing.tx, column, names.0)? {
        let Some(before) = store::load(writing.tx, &id)? else { continue };
        let mut contract = before.clone();
        let name = Some(names.1.to_owned());
        match named {
            Named::Section => contract.section = name,
            Named::Person => contract.owner = name,
        }
        keep(writing, contract, Some(&before), office, today)?;
    }
    Ok(())
}
