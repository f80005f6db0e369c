//! Whether an approval stands on a day: a question about its own last day and the assurances it relies on.

use chrono::NaiveDate;

use super::{Assurance, Cloud, CloudStatus};
use crate::approval::Exception;
pub use crate::approval::Standing;

impl CloudStatus {
    /// Whether a decision allowed the use.
    pub fn is_approved(self) -> bool {
        matches!(self, Self::Approved | Self::Conditional)
    }
}

impl Cloud {
    /// The last day on which the approval stands: its own last day, or that of an assurance it relies on and that
    /// no newer one follows. `excepted` tells that what had lapsed at the decision was accepted.
    pub fn stands_until(&self, excepted: bool) -> Option<NaiveDate> {
        let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
        if self.status == CloudStatus::Ended {
            return date(&self.ended_on);
        }
        let decided = date(&self.decided_on);
        // What had lapsed when the exception was granted was accepted; what lapses later was not.
        let accepted = |until: &NaiveDate| excepted && decided.is_some_and(|decided| *until < decided);
        let relied = self.relied().filter_map(Assurance::stands_until).filter(|until| !accepted(until));
        date(&self.expires_on).into_iter().chain(relied).min()
    }

    /// Whether its last day has passed.
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        let last = self.ended_on.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
        self.status == CloudStatus::Ended && last.is_none_or(|last| last < today)
    }

    /// How the approval stands on a day.
    pub fn standing(&self, excepted: bool, today: NaiveDate) -> Standing {
        if self.status == CloudStatus::Ended {
            // Decided to end on a day to come: until then it is used as approved.
            let runs = self.stands_until(excepted).is_some_and(|until| until >= today);
            if runs { Standing::Stands } else { Standing::None }
        } else {
            let until = self.stands_until(excepted).map(|until| until.to_string());
            Standing::of(self.status.is_approved(), until.as_deref(), &today.to_string())
        }
    }

    /// The assurances on which the approval relies, without those that a newer one of the same follows.
    pub(crate) fn relied(&self) -> impl Iterator<Item = &Assurance> {
        self.assurances.iter().filter(|assurance| {
            let succeeded =
                |other: &Assurance| other.relied_on && !std::ptr::eq(other, *assurance) && other.succeeds(assurance);
            assurance.relied_on && !self.assurances.iter().any(succeeded)
        })
    }
}

/// Whether exceptions accept that an assurance has lapsed or does not cover the use.
pub(crate) fn accepts_lapse(granted: &[Exception]) -> bool {
    granted.iter().any(|exception| exception.requirement == "CL-20")
}
