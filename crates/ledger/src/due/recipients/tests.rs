//! Whom a date is told to, in a small office with a gap at every place.

use super::*;
use crate::due::rule::Rules;
use crate::due::{DueAct, Escalation};

fn person(name: &str, section: &str, roles: &[Role]) -> Person {
    Person {
        id: name.to_owned(),
        name: name.to_owned(),
        section: Some(section.to_owned()),
        email: Some(format!("{name}@shiomi.example")),
        roles: roles.to_vec(),
        ..Person::default()
    }
}

fn section(name: &str, parent: Option<&str>, email: Option<&str>) -> Section {
    Section {
        id: name.to_owned(),
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
        body: None,
        email: email.map(str::to_owned),
        revision: 1,
    }
}

fn due(owner: Option<&str>, section: Option<&str>) -> KeptDue {
    KeptDue {
        rule: "RM-01".to_owned(),
        due_on: "2026-11-26".to_owned(),
        notice_on: "2026-11-01".to_owned(),
        what: None,
        register: "contract".to_owned(),
        id: "a".to_owned(),
        title: "印刷".to_owned(),
        number: None,
        owner: owner.map(str::to_owned),
        section: section.map(str::to_owned),
        act: None,
    }
}

fn handed(person: Option<&str>, section: Option<&str>) -> KeptDue {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let act = DueAct { person: text(person), section: text(section), ..DueAct::default() };
    KeptDue { act: Some(Box::new(act)), ..due(person, section) }
}

struct Office {
    persons: Vec<Person>,
    sections: Vec<Section>,
}

impl Office {
    fn new() -> Self {
        let mut left = person("前任", "税務課", &[Role::Procurement]);
        left.until = Some("2026-03-31".to_owned());
        let mut coming = person("後任", "税務課", &[Role::Procurement]);
        coming.from = Some("2027-04-01".to_owned());
        Self {
            persons: vec![
                person("渡辺", "税務課", &[]),
                left,
                coming,
                person("契約", "管財課", &[Role::Procurement]),
                person("守", "情報政策課", &[Role::Security]),
                person("管理", "情報政策課", &[Role::Admin]),
                person("広報", "広報課", &[Role::Pr]),
            ],
            sections: vec![
                section("総務部", None, Some("soumu@shiomi.example")),
                section("税務課", Some("総務部"), None),
                section("会計室", Some("総務部"), None),
                section("支所", None, None),
            ],
        }
    }

    /// `name reason` of each who is told.
    fn told(&self, due: &KeptDue, deputy: Option<&str>, to: &[Recipient]) -> Vec<String> {
        let people = People::on("2026-11-26", &self.persons, &self.sections);
        shown(recipients(due, deputy, &rule(to, None), &people))
    }
}

fn rule(to: &[Recipient], escalate: Option<Escalation>) -> Rule {
    Rule { to: to.to_vec(), escalate, ..Rules::shipped().unwrap()[0].clone() }
}

fn shown(told: Vec<Told<'_>>) -> Vec<String> {
    told.iter().map(|(whom, reason)| format!("{} {}", whom.name(), reason.code())).collect()
}

use Recipient::{Approver, Owner, Pr, Procurement, Security};

#[test]
fn whoever_answers_and_the_roles_of_the_rule_are_told_each_once() {
    let office = Office::new();
    let own = due(Some("渡　辺"), Some("税務課"));
    assert_eq!(office.told(&own, None, &[Owner, Procurement]), ["渡辺 owner", "契約 role"], "who left is not told");
    assert_eq!(office.told(&due(Some("契約"), None), None, &[Owner, Procurement]), ["契約 owner"]);
    assert_eq!(office.told(&own, None, &[Pr]), ["広報 role"]);
}

#[test]
fn where_nobody_answers_the_deputy_is_told_then_the_section_then_the_office() {
    let office = Office::new();
    let gone = |section| due(Some("前任"), section);
    assert_eq!(office.told(&gone(Some("広報課")), Some("渡辺"), &[Owner]), ["渡辺 deputy"]);
    assert_eq!(office.told(&gone(Some("税務課")), None, &[Owner]), ["渡辺 section"]);
    assert_eq!(
        office.told(&gone(Some("会計室")), None, &[Owner]),
        ["総務部 section"],
        "the section above has an address"
    );
    assert_eq!(office.told(&gone(Some("支所")), None, &[Owner]), ["守 no_owner"]);
    assert_eq!(office.told(&due(None, None), None, &[Owner, Pr]), ["守 no_owner", "広報 role"]);
    assert_eq!(office.told(&due(None, None), None, &[Approver]), ["守 no_role"]);
    let mut few = Office::new();
    few.persons.retain(|person| person.name != "守");
    assert_eq!(few.told(&due(None, None), None, &[Owner]), ["管理 no_owner"]);
    few.persons.clear();
    assert!(few.told(&due(None, None), None, &[Owner]).is_empty(), "there is nobody at all");
}

#[test]
fn a_date_that_was_handed_on_goes_to_whom_it_was_handed_and_to_nobody_else() {
    let office = Office::new();
    assert_eq!(
        office.told(&handed(Some("広報"), Some("広報課")), Some("渡辺"), &[Owner, Security]),
        ["広報 handed_on"]
    );
    assert_eq!(office.told(&handed(None, Some("税務課")), None, &[Security]), ["渡辺 handed_on"]);
    assert_eq!(office.told(&handed(Some("前任"), None), Some("渡辺"), &[Owner]), ["守 no_owner"], "who has left since");
}

#[test]
fn two_of_one_name_are_told_apart_by_their_section_and_else_both_told() {
    let mut office = Office::new();
    office.persons.push(Person { id: "二人目".to_owned(), ..person("渡辺", "広報課", &[]) });
    assert_eq!(office.told(&due(Some("渡辺"), Some("税務課")), None, &[Owner]), ["渡辺 owner"]);
    assert_eq!(office.told(&due(Some("渡辺"), Some("支所")), None, &[Owner]).len(), 2);
}

#[test]
fn those_above_are_told_by_role_and_never_nobody() {
    let office = Office::new();
    let people = People::on("2026-11-26", &office.persons, &office.sections);
    let above = |to: &[Recipient]| {
        let escalate = Some(Escalation { after_days: 14, to: to.to_vec() });
        shown(superiors(&due(Some("渡辺"), None), None, &rule(&[Owner], escalate), &people))
    };
    assert_eq!(above(&[Security, Owner]), ["守 escalated", "渡辺 escalated"]);
    assert_eq!(above(&[Approver]), ["守 escalated"]);
    assert!(superiors(&due(None, None), None, &rule(&[Owner], None), &people).is_empty());
}

#[test]
fn whoever_has_no_address_is_told_by_way_of_the_section_or_the_office() {
    let mut office = Office::new();
    office.persons[0].email = Some("  ".to_owned());
    let told = |office: &Office| {
        let people = People::on("2026-11-26", &office.persons, &office.sections);
        let told = recipients(&due(Some("渡辺"), Some("税務課")), None, &rule(&[Owner], None), &people);
        shown(people.by_mail(told))
    };
    assert_eq!(told(&office), ["守 no_address"]);
    office.sections[1].email = Some("zeimu@shiomi.example".to_owned());
    assert_eq!(told(&office), ["税務課 no_address"]);
    office.sections[1].email = None;
    office.persons.iter_mut().for_each(|person| person.email = None);
    assert!(told(&office).is_empty());
}
