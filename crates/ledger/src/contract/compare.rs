//! Contracts and their signed annexes as they are kept, for the comparison with the history.

use std::collections::BTreeSet;

use db::Tx;
use serde_json::Value as Json;

use super::{Contract, store};
use crate::history::sha256;
use crate::problem::Error;

/// Shows every record as it is kept, with its id, and gives the names of the contracts whose annexes are not those that
/// were signed.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<Vec<String>, Error> {
    let mut signed = Vec::new();
    store::walk(tx, |id, text| {
        let json: Json = serde_json::from_str(&text)?;
        see(id, &json);
        let contract: Contract = serde_json::from_value(json)?;
        signed.extend((!contract.pins.is_empty()).then_some(contract));
        Ok(())
    })?;
    let mut damaged = Vec::new();
    for contract in signed {
        let kept: BTreeSet<String> =
            store::annexes(tx, &contract.id)?.iter().map(|(text, _)| sha256(text.as_bytes())).collect();
        if contract.pins.iter().any(|pin| !kept.contains(&pin.hash)) {
            damaged.push(contract.number.unwrap_or(contract.title));
        }
    }
    Ok(damaged)
}
