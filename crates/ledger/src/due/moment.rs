//! When people are told of a due date: at its lead times, once it is overdue, again while it stays so, when it was put off
//! until a day, and who else when it stays undone. Pure. Only the latest moment counts, so that a program which was off for
//! weeks tells once. Whom is in `due/recipients.rs`.

use chrono::{Days, NaiveDate};

use super::KeptDue;
use super::rule::Rule;

/// The moment of the rule's further recipients.
pub const ESCALATED: &str = "escalated";

/// The latest moment at which a date was to be told by a day, in a word that the log keeps; none before the first.
pub fn moment(rule: &Rule, due: &KeptDue, day: NaiveDate) -> Option<String> {
    let due_on = due.due_on.parse::<NaiveDate>().ok()?;
    let moved = |days: i64| {
        let by = Days::new(days.unsigned_abs());
        if days < 0 { due_on.checked_sub_days(by) } else { due_on.checked_add_days(by) }
    };
    let leads = rule.lead_days.iter().map(|lead| (moved(-lead), format!("lead:{lead}")));
    let late = [(moved(1), "overdue".to_owned())];
    let again = rule.again_days.filter(|days| *days > 0).and_then(|days| {
        let times = (day - due_on).num_days() / i64::from(days);
        (times > 0).then(|| (moved(times * i64::from(days)), format!("again:{times}")))
    });
    let until = due.act.as_ref().and_then(|act| act.snoozed_until.as_deref());
    let awake = until.map(|until| (until.parse().ok(), format!("awake:{until}")));
    let all = leads.chain(late).chain(again).chain(awake);
    // Of two on one day the later in this list; a rule that tells again the next day need not tell twice.
    let past = all.filter_map(|(on, word)| on.filter(|on| *on <= day).map(|on| (on, word)));
    past.max_by_key(|(on, _)| *on).map(|(_, word)| word)
}

/// Whether those above are told of a date by a day.
pub fn is_escalated(rule: &Rule, due: &KeptDue, day: NaiveDate) -> bool {
    let after = rule.escalate.as_ref().map(|escalation| i64::from(escalation.after_days.max(1)));
    let late = due.due_on.parse::<NaiveDate>().map_or(0, |due_on| (day - due_on).num_days());
    after.is_some_and(|after| late >= after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::due::rule::Rules;
    use crate::due::{ActState, DueAct, Escalation, Recipient};

    fn due(due_on: &str) -> KeptDue {
        KeptDue {
            rule: "RM-01".to_owned(),
            due_on: due_on.to_owned(),
            notice_on: due_on.to_owned(),
            what: None,
            register: "contract".to_owned(),
            id: "a".to_owned(),
            title: "委託".to_owned(),
            number: None,
            owner: None,
            section: None,
            act: None,
        }
    }

    fn rule(leads: &[i64], again_days: Option<u32>) -> Rule {
        Rule { lead_days: leads.to_vec(), again_days, ..Rules::shipped().unwrap()[0].clone() }
    }

    #[track_caller]
    fn at(rule: &Rule, due: &KeptDue, day: &str) -> String {
        moment(rule, due, day.parse().unwrap()).unwrap_or_default()
    }

    #[test]
    fn only_the_latest_moment_counts() {
        let (rule, due) = (rule(&[30, 180, 0], None), due("2027-03-31"));
        for (day, expected) in [
            ("2026-10-01", ""),
            ("2026-10-02", "lead:180"),
            ("2027-02-28", "lead:180"),
            ("2027-03-01", "lead:30"),
            ("2027-03-31", "lead:0"),
            ("2027-04-01", "overdue"),
            ("2028-04-01", "overdue"),
        ] {
            assert_eq!(at(&rule, &due, day), expected, "{day}");
        }
    }

    #[test]
    fn what_stays_undone_is_told_again_and_again_where_the_rule_says_so() {
        let (weekly, due) = (rule(&[14], Some(7)), due("2027-03-31"));
        assert_eq!(at(&weekly, &due, "2027-04-06"), "overdue");
        assert_eq!(at(&weekly, &due, "2027-04-07"), "again:1");
        assert_eq!(at(&weekly, &due, "2027-04-20"), "again:2");
        assert_eq!(at(&rule(&[14], Some(1)), &due, "2027-04-01"), "again:1", "once on one day");
        assert_eq!(at(&rule(&[14], Some(0)), &due, "2027-04-20"), "overdue", "0 is never");
        assert_eq!(at(&rule(&[0, -30], None), &due, "2027-04-30"), "lead:-30", "days after the date");
    }

    #[test]
    fn what_was_put_off_is_told_on_its_day() {
        let act = DueAct { snoozed_until: Some("2027-03-10".to_owned()), state: ActState::Open, ..DueAct::default() };
        let due = KeptDue { act: Some(Box::new(act)), ..due("2027-03-31") };
        let rule = rule(&[30, 14], None);
        assert_eq!(at(&rule, &due, "2027-03-09"), "lead:30");
        assert_eq!(at(&rule, &due, "2027-03-10"), "awake:2027-03-10");
        assert_eq!(at(&rule, &due, "2027-03-17"), "lead:14");
    }

    #[test]
    fn those_above_are_told_after_the_days_of_the_rule() {
        let escalate = |after_days| Some(Escalation { after_days, to: vec![Recipient::Security] });
        let (rule, due) = (Rule { escalate: escalate(14), ..rule(&[30], None) }, due("2027-03-31"));
        assert!(!is_escalated(&rule, &due, "2027-04-13".parse().unwrap()));
        assert!(is_escalated(&rule, &due, "2027-04-14".parse().unwrap()));
        let at_once = Rule { escalate: escalate(0), ..rule.clone() };
        assert!(!is_escalated(&at_once, &due, "2027-03-31".parse().unwrap()), "nobody is told of what is not late");
        assert!(!is_escalated(&Rule { escalate: None, ..rule }, &due, "2030-01-01".parse().unwrap()));
    }
}
