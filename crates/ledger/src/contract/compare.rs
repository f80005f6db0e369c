//! Contracts and their signed annexes against what the history last said of them.

use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use serde_json::Value as Json;

use super::{Contract, store};
use crate::history::{canonical, sha256};
use crate::problem::Error;

/// Every difference as part of the locale key `chain.<code>`, with the contract it is about. `latest` gives the SHA-256 of
/// the newest history row of each contract; none where that row says that the contract is gone.
pub(crate) fn compare_with_history(
    tx: &mut Tx<'_>,
    latest: &BTreeMap<String, Option<String>>,
) -> Result<Vec<(&'static str, String)>, Error> {
    let mut found = Vec::new();
    let mut live = BTreeSet::new();
    let mut signed = Vec::new();
    store::walk(tx, |id, text| {
        let json: Json = serde_json::from_str(&text)?;
        let name = ["number", "title"].iter().find_map(|key| json.get(*key).and_then(Json::as_str)).unwrap_or(id);
        match latest.get(id) {
            Some(Some(hash)) if *hash == sha256(canonical(&json).as_bytes()) => {}
            Some(_) => found.push(("record_differs", name.to_owned())),
            None => found.push(("record_without_history", name.to_owned())),
        }
        live.insert(id.to_owned());
        let contract: Contract = serde_json::from_value(json)?;
        signed.extend((!contract.pins.is_empty()).then_some(contract));
        Ok(())
    })?;
    let gone = latest.iter().filter(|(id, after)| after.is_some() && !live.contains(*id));
    found.extend(gone.map(|(id, _)| ("record_missing", id.clone())));
    for contract in signed {
        let kept: BTreeSet<String> =
            store::annexes(tx, &contract.id)?.iter().map(|(text, _)| sha256(text.as_bytes())).collect();
        if contract.pins.iter().any(|pin| !kept.contains(&pin.hash)) {
            found.push(("annex_differs", contract.number.unwrap_or(contract.title)));
        }
    }
    Ok(found)
}
