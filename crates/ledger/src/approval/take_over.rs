//! Taking over an approval that was given outside this ledger (承認の引継ぎ): who may write one into a record.
//! Deliberately not here: which fields of a record say an approval, which each register knows.

use chrono::NaiveDate;

use super::Actor;
use crate::history::Writing;
use crate::person::{self, Person, Role};
use crate::problem::Error;
use crate::register::Register;

/// Whether whoever makes a change may take over an approval of elsewhere: whoever reviews or approves here, or keeps the
/// settings.
///
/// Until the ledger knows somebody who may, an account that is nobody's sets it up: ledgers are filled before people are
/// entered.
///
/// # Errors
/// `actor_unknown`, `actor_left`, `actor_not_yet`, `role_missing`.
pub(crate) fn may_take_over(writing: &mut Writing<'_, '_>, register: Register, today: NaiveDate) -> Result<(), Error> {
    let reviewer = register.reviewer();
    let may = |person: &Person| person.roles.iter().any(|role| [reviewer, Role::Approver, Role::Admin].contains(role));
    match Actor::at(writing, today) {
        Ok(actor) if may(&actor.person) => Ok(()),
        Ok(actor) => actor.must_have(reviewer),
        Err(error) => {
            let settled = person::all(writing.tx)?.iter().any(|person| may(person) && !person.accounts.is_empty());
            if settled { Err(error) } else { Ok(()) }
        }
    }
}
