//! The condition of a list, put together filter by filter.
//! Which columns a list has is in the stores of the registers.

use db::Value;

/// A condition in SQL with the values it needs.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The condition; always true while nothing was added.
    pub sql: String,
    /// Values of its parameters, in order.
    pub values: Vec<Value>,
}

impl Filter {
    /// Everything.
    pub fn all() -> Self {
        Self { sql: EVERYTHING.to_owned(), values: Vec::new() }
    }

    /// Only what this condition keeps as well; each `{}` in it stands for a value.
    pub fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        let mut condition = condition.to_owned();
        for value in values {
            self.values.push(value);
            condition = condition.replacen("{}", &format!("?{}", self.values.len()), 1);
        }
        if self.sql == EVERYTHING {
            self.sql = condition;
        } else {
            self.sql.push_str(" AND ");
            self.sql.push_str(&condition);
        }
    }

    /// Only what holds each of these words in its folded text.
    pub fn words(&mut self, text: Option<&str>) {
        for word in text.iter().flat_map(|text| text.split_whitespace()) {
            let folded = crate::fold::fold(word);
            if !folded.is_empty() {
                self.add("instr(search_text, {}) > 0", [Value::Text(folded)]);
            }
        }
    }

    /// Only what has this text in a column; nothing is asked of an empty one.
    pub fn equal(&mut self, column: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.add(&format!("{column} = {{}}"), [text.into()]);
        }
    }
}

/// A condition that everything meets.
const EVERYTHING: &str = "1 = 1";
