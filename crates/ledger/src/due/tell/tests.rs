//! Who may send a message whose sender is gone.

use super::*;
use crate::due::KeptDue;

fn digest(at: &str) -> Digest {
    let item = ToldItem {
        register: "contract".to_owned(),
        record: "a".to_owned(),
        title: "R8-020".to_owned(),
        rule: "RM-01".to_owned(),
        what: None,
        task: String::new(),
        due_on: "2027-03-31".to_owned(),
        moments: vec!["lead:60".to_owned()],
        reasons: vec![Reason::Owner],
    };
    Digest {
        id: "d".to_owned(),
        channel: Channel::Mail,
        recipient: "p".to_owned(),
        name: String::new(),
        address: None,
        on: "2027-01-30".to_owned(),
        at: at.to_owned(),
        outcome: Outcome::Sending,
        problem: None,
        tries: 1,
        subject: String::new(),
        items: vec![item],
        noted: false,
    }
}

#[test]
fn what_somebody_is_sending_is_left_to_them_until_they_must_be_gone() {
    for (engine, db) in db::testing::engines() {
        let mut ledger = Ledger::on(db).unwrap();
        let due = KeptDue {
            rule: "RM-01".to_owned(),
            due_on: "2027-03-31".to_owned(),
            notice_on: "2027-01-30".to_owned(),
            what: None,
            register: "contract".to_owned(),
            id: "a".to_owned(),
            title: String::new(),
            number: None,
            owner: None,
            section: None,
            act: None,
        };
        let told = ledger.write(Op::DueTell, |writing| {
            let tx = &mut *writing.tx;
            store::take(tx, &digest("2027-01-30T00:00:00.000Z"))?;
            let known = store::known(tx, Channel::Mail, "p")?;
            let held = |now: &str| (known.has(&due, "lead:60", now), known.told_on("2027-01-30", now));
            assert_eq!(held("2027-01-30T00:59:00.000Z"), (true, true), "{engine}");
            assert_eq!(held("2027-01-30T01:00:00.000Z"), (false, false), "{engine}: whoever sent it is gone");
            assert!(!known.has(&due, "lead:30", "2027-01-30T00:00:00.000Z") && !known.told_after(&due));
            let late =
                Digest { on: "2027-04-01".to_owned(), outcome: Outcome::Told, ..digest("2027-04-01T00:00:00.000Z") };
            store::take(tx, &late)?;
            let known = store::known(tx, Channel::Mail, "p")?;
            assert!(
                known.has(&due, "lead:60", "2030-01-01T00:00:00.000Z") && known.told_after(&due),
                "told stays told"
            );
            Ok(())
        });
        told.unwrap();
    }
}
