//! The report of how the contractor manages personal information (個人情報管理体制報告書, F-05).

use paper::Align;

use super::{Desk, Parts};

impl Desk {
    /// The report, or that of a change where one was made before.
    pub(super) fn structure(&self, parts: &mut Parts<'_>) {
        let known = self.contract.structure.clone().unwrap_or_default();
        self.sender(parts);
        let lead = if self.was_reported() { "structure.lead.changed" } else { "structure.lead" };
        parts.paragraph(self.say(lead, &[]), Align::Left);
        self.about(parts);
        let room = |text: Option<String>, lines: usize| text.unwrap_or_else(|| "\n".repeat(lines));
        let mut rows = vec![
            self.row("structure.manager", room(known.manager, 1)),
            self.row("structure.in_charge", room(known.in_charge, 1)),
            self.row("structure.chart", "\n".repeat(5)),
            self.row("structure.place", room(known.place, 2)),
            self.row("structure.lock", self.say("structure.lock.text", &[])),
            self.row("structure.education_plan", room(known.education_plan, 2)),
            self.row("structure.emergency_contact", room(known.emergency_contact, 2)),
        ];
        if self.my_number() {
            rows.insert(2, self.row("structure.mynumber", String::from("\n")));
        }
        self.small_form(parts, "structure.part.what", rows);
        if let Some(on) = &known.reported_on {
            let rows = vec![
                self.row("structure.before", self.day(on)),
                self.row("structure.changed_on", self.blank_day()),
                self.row("structure.changed", String::from("\n")),
            ];
            self.small_form(parts, "structure.part.change", rows);
        }
        parts.note(self.say("structure.note", &[]));
    }
}
