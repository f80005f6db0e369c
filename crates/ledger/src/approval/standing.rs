//! Whether an approval stands (承認の有効): no state of a record but a question about a day, the same for every register.
//! Deliberately not here: what an approval rests on, which each register knows.

/// How an approval stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Never decided, or not yet.
    #[default]
    None,
    /// Approved, and nothing has lapsed.
    Stands,
    /// Approved, but its day or that of an assurance it relies on has passed: it is to be reviewed again.
    Lapsed,
}

impl Standing {
    /// Of an approval with its last day, as ISO dates; one without a last day stands.
    pub(crate) fn of(approved: bool, until: Option<&str>, today: &str) -> Self {
        match until {
            _ if !approved => Self::None,
            Some(until) if until < today => Self::Lapsed,
            _ => Self::Stands,
        }
    }
}
