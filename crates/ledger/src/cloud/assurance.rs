//! The clocks of certificates, registrations and reports (DOMAIN B.5): until when each speaks for a provider.
//! What follows from a lapse is in `cloud/rules.rs`.

use chrono::NaiveDate;

use super::Assurance;

/// Months for which an ISMAP registration is valid after the audited period (ISMAP 基本規程: one year and four months).
const ISMAP_MONTHS: u32 = 16;

impl Assurance {
    /// Whether it is a registration of ISMAP, for all or for low-impact services.
    pub fn is_ismap(&self) -> bool {
        matches!(self.kind.as_str(), "ismap" | "ismap_liu")
    }

    /// The last day on which it is valid; none where it has no end, or where the end is not known.
    ///
    /// ISMAP: as registered, else one year and four months after the audited period. SOC 2 Type 2 has no end; its report
    /// is looked at by its period.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
        date(&self.valid_until).or_else(|| {
            let audited = date(&self.audited_until).filter(|_| self.is_ismap())?;
            crate::date::end_after_months(audited.succ_opt()?, ISMAP_MONTHS)
        })
    }

    /// The last day on which it speaks for the provider: a registration whose renewal is pending does so past its day
    /// (ISMAP 基本規程 3.5).
    pub fn stands_until(&self) -> Option<NaiveDate> {
        if self.is_ismap() && self.renewal_pending { None } else { self.last_day() }
    }

    /// Whether it speaks for the provider on a day.
    pub fn is_valid(&self, on: NaiveDate) -> bool {
        let begun =
            self.valid_from.as_ref().and_then(|from| from.parse::<NaiveDate>().ok()).is_none_or(|from| from <= on);
        begun && self.stands_until().is_none_or(|until| on <= until)
    }

    /// Whether it takes the place of another: the same certificate, for longer. One without an end does not end.
    ///
    /// The same are those of one kind and one number, or of one scope where a number is missing or was given anew; a service
    /// may rest on several of a kind, of which each counts.
    pub fn succeeds(&self, other: &Self) -> bool {
        let alike = |one: &Option<String>, other: &Option<String>| {
            one.as_deref().map(crate::fold::fold) == other.as_deref().map(crate::fold::fold)
        };
        let same = self.kind == other.kind
            && (alike(&self.scope, &other.scope) || (self.number.is_some() && alike(&self.number, &other.number)));
        same && self.in_scope != Some(false)
            && match (self.stands_until(), other.stands_until()) {
                (Some(own), Some(until)) => own > until,
                (None, Some(_)) => true,
                (_, None) => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ismap(audited_until: &str) -> Assurance {
        Assurance { kind: "ismap".to_owned(), audited_until: Some(audited_until.to_owned()), ..Assurance::default() }
    }

    #[test]
    fn ismap_is_valid_a_year_and_four_months_after_the_audited_period() {
        for (audited, last) in [
            ("2025-05-31", "2026-09-30"),
            ("2026-03-31", "2027-07-31"),
            ("2025-10-15", "2027-02-15"),
            ("2024-10-31", "2026-02-28"),
        ] {
            assert_eq!(ismap(audited).last_day().unwrap().to_string(), last, "{audited}");
        }
    }

    #[test]
    fn a_pending_renewal_keeps_ismap_valid_and_nothing_else() {
        let day = |iso: &str| iso.parse::<NaiveDate>().unwrap();
        let pending = Assurance { renewal_pending: true, ..ismap("2025-05-31") };
        assert!(pending.is_valid(day("2026-10-01")) && !ismap("2025-05-31").is_valid(day("2026-10-01")));
        let mark = Assurance { kind: "pmark".to_owned(), valid_until: Some("2026-09-30".to_owned()), ..pending };
        assert!(mark.is_valid(day("2026-09-30")) && !mark.is_valid(day("2026-10-01")));
    }

    #[test]
    fn one_that_has_not_begun_does_not_speak_yet() {
        let later = Assurance { valid_from: Some("2026-12-01".to_owned()), ..ismap("2026-03-31") };
        assert!(!later.is_valid("2026-11-30".parse().unwrap()) && later.is_valid("2026-12-01".parse().unwrap()));
    }
}
