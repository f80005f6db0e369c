//! The other party of a record: the contractor of a contract, the provider of a cloud service.
//! What is asked of it is in the registers.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::draft::{LINE, Reader};
use crate::problem::Problem;
use crate::wording::{Lang, table};

/// A company as a record names it (受託者, 提供事業者).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Contractor {
    /// Name as typed.
    pub name: String,
    /// 法人番号, 13 digits.
    pub corporate_number: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Representative.
    pub representative: Option<String>,
    /// Country of the head office.
    pub country: Option<String>,
    /// Country of the controlling parent.
    pub parent_country: Option<String>,
}

/// Folded words for "no country", and folded names of Japan.
static NAMES: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    ["country.none.names", "country.japan.names"].map(|key| {
        let names = table(Lang::Ja).get(key).map(String::as_str).unwrap_or_default();
        names.split(',').map(crate::fold::fold).collect()
    })
});

/// Whether the name of a country is another than those of Japan; a word for "none" names no country.
pub(crate) fn is_abroad(country: &str) -> bool {
    let folded = crate::fold::fold(country);
    let [none, japan] = &*NAMES;
    !none.contains(&folded) && !japan.iter().any(|name| folded.starts_with(name))
}

impl Reader<'_> {
    /// A company under this field; what is not sent of it stays.
    pub fn contractor(&mut self, field: &str, contractor: &mut Contractor) {
        let at = |name: &str| format!("{field}.{name}");
        match self.fields.get(field) {
            None | Some(Json::Object(_)) => {}
            Some(Json::Null) => *contractor = Contractor::default(),
            Some(other) => self.problems.push(Problem::at(field, "value_unreadable").with("value", other)),
        }
        if let Some(name) = self.text(&at("name"), LINE) {
            contractor.name = name.unwrap_or_default();
        }
        self.set(&mut contractor.address, |reader| reader.text(&at("address"), LINE));
        self.set(&mut contractor.representative, |reader| reader.text(&at("representative"), LINE));
        self.set(&mut contractor.country, |reader| reader.text(&at("country"), LINE));
        self.set(&mut contractor.parent_country, |reader| reader.text(&at("parent_country"), LINE));
        self.set_corporate_number(&at("corporate_number"), &mut contractor.corporate_number);
    }
}
