//! The days of an incident (RM-15): its reports, each until the record says that it was made. Pure.

use super::rule::{Anchor, Point};
use crate::date::Calendar;
use crate::incident::{Incident, clock};

/// The days of an incident; to close it ends none.
pub fn of_incident(incident: &Incident, calendar: &Calendar) -> Vec<Point> {
    let Some(clock) = clock(incident, calendar) else { return Vec::new() };
    let point = |(kind, on): (crate::incident::ReportKind, _)| Point {
        anchor: Anchor::IncidentReport,
        on,
        what: Some(kind.code().to_owned()),
    };
    clock.open(incident).map(point).collect()
}
