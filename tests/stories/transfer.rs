//! The first of April: people move by a list, and everything they hold in any register goes to somebody.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::office::{Office, offices};

/// Sections of the large office, each with four people.
const SECTIONS: usize = 60;

impl Office {
    fn person(&mut self, name: &str, section: &str) -> Value {
        self.call("person_save", json!({"person": {"name": name, "section": section, "from": "R6.4.1"}}))["id"].clone()
    }

    fn sections(&mut self, names: &[&str]) {
        for name in names {
            self.call("section_save", json!({"section": {"name": name}}));
        }
    }

    fn contract(&mut self, number: &str, section: &str, owner: &str) -> Value {
        let draft = json!({"number": number, "title": format!("業務委託{number}"), "section": section, "owner": owner});
        self.call("contract_save", json!({"draft": draft}))["contract"]["id"].clone()
    }

    fn cloud(&mut self, service: &str, section: &str, manager: &str) -> Value {
        let draft = json!({"service": service, "section": section, "manager": manager, "status": "approved"});
        self.call("cloud_save", json!({"draft": draft}))["cloud"]["id"].clone()
    }

    fn account(&mut self, draft: Value) -> Value {
        self.call("sns_save", json!({"draft": draft}))["sns"]["id"].clone()
    }

    fn owner(&mut self, id: &Value) -> Value {
        self.call("contract_show", json!({"id": id}))["contract"]["owner"].clone()
    }

    fn rows(&mut self) -> usize {
        usize::try_from(self.call("status", json!({}))["rows"].as_i64().unwrap()).unwrap()
    }
}

fn row(name: &str, from: &str, to: &str) -> Value {
    json!({"name": name, "from_section": from, "to_section": to, "on": "R9.4.1"})
}

fn successors(preview: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let moves = preview["moves"].as_array().unwrap().iter();
    moves
        .flat_map(|moved| {
            let records = moved["records"].as_array().unwrap().iter();
            records.map(move |record| (text(&moved["name"]), text(&record["title"]), text(&record["successor_name"])))
        })
        .collect()
}

#[test]
fn a_transfer_of_120_people_over_500_records_leaves_no_orphan() {
    for mut office in offices("2027-03-25") {
        let section = |number: usize| format!("第{number:02}課");
        let mut list = Vec::new();
        let mut held = 0;
        for number in 0..SECTIONS {
            office.sections(&[&section(number)]);
            for place in ["甲", "乙", "丙", "丁"] {
                office.person(&format!("{number:02} {place}"), &section(number));
            }
            // Two of each section go: one to the next section, one out of the office.
            list.push(row(&format!("{number:02}　甲"), &section(number), &section((number + 1) % SECTIONS)));
            list.push(row(&format!("{number:02}　乙"), &section(number), "退職"));
            for (index, place) in ["甲", "甲", "乙", "乙", "乙", "丙"].into_iter().enumerate() {
                office.contract(&format!("R8-{number:02}{index}"), &section(number), &format!("{number:02} {place}"));
                held += usize::from(place != "丙");
            }
            office.cloud(&format!("サービス{number:02}"), &section(number), &format!("{number:02} 甲"));
            let (owner, deputy) = (format!("{number:02} 乙"), format!("{number:02} 丙"));
            let account = json!({
                "medium": "x", "name": format!("公式{number:02}"), "section": section(number), "owner": owner, "deputy": deputy,
                "operators": [format!("{number:02} 甲"), owner], "recovery_holder": owner, "status": "active",
            });
            office.account(account.clone());
            if number < 30 {
                office.account(json!({"name": format!("副{number:02}"), "section": section(number),
                    "owner": format!("{number:02} 丁"), "deputy": owner, "status": "active"}));
                held += 1;
            }
            if number < 30 {
                office.cloud(&format!("追加{number:02}"), &section(number), &format!("{number:02} 乙"));
                office.contract(&format!("R9-{number:02}"), &section(number), &format!("{number:02} 乙"));
                held += 2;
            }
            held += 2;
        }
        assert!(list.len() == 120 && held >= 500, "{} {held}", list.len());
        let before = office.rows();
        let preview = office.call("transfer_preview", json!({"rows": list}));
        let counts = &preview["counts"];
        assert_eq!(
            (&counts["people"], &counts["leaving"], &counts["records"], &counts["open"]),
            (&json!(120), &json!(60), &json!(held), &json!(0)),
            "{}",
            office.engine
        );
        assert_eq!(office.rows(), before, "a preview writes nothing");

        let applied = office.call("transfer_apply", json!({"rows": list, "token": preview["token"]}));
        assert_eq!((&applied["moved"], &applied["handed_over"]), (&json!(120), &json!(held)), "{}", office.engine);
        assert_eq!(applied["still_open"], json!([]));
        assert_eq!(office.rows(), before + 120 + held, "one row for each person and each record");
        let written = office.call("history_list", json!({"limit": 120 + held}));
        let records: BTreeSet<String> = written.as_array().unwrap().iter().map(|it| it["record"].to_string()).collect();
        assert_eq!(records.len(), 120 + held, "{}", office.engine);
        assert!(written.as_array().unwrap().iter().all(|it| it["op"] == "hand_over"));

        for day in ["2027-03-25", "2027-04-01", "2028-04-01"] {
            office.wait_until(day);
            assert_eq!(office.call("orphans", json!({}))["rows"], json!([]), "{} {day}", office.engine);
        }
        let verified = office.call("history_verify", json!({}));
        assert_eq!((&verified["ok"], &verified["problems"]), (&json!(true), &json!([])), "{}", office.engine);
        // The deputy of an account is now its owner; the contact for recovery and the one who posts went too.
        let found = office.call("sns_list", json!({"text": "公式07"}));
        let sns = office.call("sns_show", json!({"id": found["rows"][0]["id"]}))["sns"].clone();
        assert_eq!(
            (&sns["owner"], &sns["owner_since"], &sns["deputy"]),
            (&json!("07 丙"), &json!("2027-04-01"), &Value::Null)
        );
        assert_eq!((&sns["recovery_holder"], &sns["operators"][1]), (&json!("07 丙"), &json!("07 丙")), "{sns}");

        // The same list again finds nothing to do.
        let again = office.call("transfer_apply", json!({"rows": list}));
        assert_eq!((&again["moved"], &again["handed_over"], &again["batch"]), (&json!(0), &json!(0), &Value::Null));
        assert_eq!(office.rows(), before + 120 + held);
    }
}

#[test]
fn two_people_who_swap_their_sections_swap_their_records() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "広報課");
        let (tax, news) =
            (office.contract("R8-1", "税務課", "高橋 由美"), office.contract("R8-2", "広報課", "林 智也"));
        let rows = json!([row("高橋由美", "税務課", "広報課"), row("林智也", "広報課", "税務課")]);
        office.call("transfer_apply", json!({"rows": rows}));
        assert_eq!(
            (office.owner(&tax), office.owner(&news)),
            (json!("林 智也"), json!("高橋 由美")),
            "{}",
            office.engine
        );
        let again = office.call("transfer_apply", json!({"rows": rows}));
        assert_eq!(again["handed_over"], 0, "{}", office.engine);
        let holders = office.call("record_holders", json!({"register": "contract", "id": tax}));
        let told: Vec<_> = holders.as_array().unwrap().iter().map(|it| (&it["holder"], &it["until"])).collect();
        assert_eq!(told, [(&json!("林 智也"), &Value::Null), (&json!("高橋 由美"), &json!("2027-03-31"))]);
        assert_eq!((&holders[0]["from"], &holders[0]["by_op"]), (&json!("2027-04-01"), &json!("hand_over")));
    }
}

#[test]
fn in_a_chain_each_takes_over_from_the_one_who_goes_on() {
    for mut office in offices("2027-03-25") {
        office.sections(&["一課", "二課", "三課"]);
        for (name, section, number) in [("甲 一", "一課", "1"), ("乙 二", "二課", "2"), ("丙 三", "三課", "3")]
        {
            office.person(name, section);
            office.contract(number, section, name);
        }
        let rows = json!([row("甲 一", "一課", "二課"), row("乙 二", "二課", "三課"), row("丙 三", "三課", "退職")]);
        let preview = office.call("transfer_preview", json!({"rows": rows}));
        let told = [("甲 一", "業務委託1", "-"), ("乙 二", "業務委託2", "甲 一"), ("丙 三", "業務委託3", "乙 二")];
        assert_eq!(successors(&preview), told.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
        assert_eq!(preview["counts"]["open"], 1);

        // Nobody comes into the first section: all of it is refused until somebody is chosen, or it may stay open.
        let before = office.rows();
        assert_eq!(office.refused("transfer_apply", json!({"rows": rows})), ["transfer_successor_missing"]);
        assert_eq!(office.rows(), before, "{}", office.engine);
        let left = office.call("transfer_apply", json!({"rows": rows, "leave_open": true}));
        assert_eq!((&left["handed_over"], &left["still_open"][0]["number"]), (&json!(2), &json!("1")));
        let orphans = office.call("orphans", json!({}));
        assert_eq!(orphans["total"], 1, "{} {orphans}", office.engine);
        assert_eq!((&orphans["rows"][0]["why"], &orphans["rows"][0]["number"]), (&json!("moved"), &json!("1")));
        assert_eq!(office.call("orphans", json!({"limit": 0})), json!({"rows": [], "total": 1}));

        let choice = json!([{"row": 1, "successor": "乙 二"}]);
        let closed = office.call("transfer_apply", json!({"rows": rows, "choices": choice}));
        assert_eq!((&closed["moved"], &closed["handed_over"]), (&json!(0), &json!(1)), "{}", office.engine);
        assert_eq!(office.call("orphans", json!({}))["total"], 0);
    }
}

#[test]
fn a_successor_may_be_chosen_for_one_record_or_for_all() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課"]);
        office.person("高橋 由美", "税務課");
        let (heir, other) = (office.person("林 智也", "税務課"), office.person("小坂 春香", "税務課"));
        let (first, second) =
            (office.contract("R8-1", "税務課", "高橋 由美"), office.contract("R8-2", "税務課", "高橋 由美"));
        let rows = json!([row("高橋 由美", "税務課", "退職")]);
        let choices = json!([
            {"row": 1, "successor": heir},
            {"row": 1, "register": "contract", "id": second, "successor": other},
        ]);
        let preview = office.call("transfer_preview", json!({"rows": rows, "choices": choices}));
        assert_eq!(preview["moves"][0]["records"][0]["reason"], "chosen");
        office.call("transfer_apply", json!({"rows": rows, "choices": choices, "token": preview["token"]}));
        assert_eq!((office.owner(&first), office.owner(&second)), (json!("林 智也"), json!("小坂 春香")));
        for wrong in ["高橋 由美", "どこにもいない人"] {
            let request = json!({"rows": rows, "choices": [{"row": 1, "successor": wrong}]});
            // Whoever has nothing left to hand over is not asked about.
            assert_eq!(office.call("transfer_preview", request)["counts"]["records"], 0, "{wrong}");
        }
        let third = office.contract("R8-3", "税務課", "高橋 由美");
        let request = json!({"rows": rows, "choices": [{"row": 1, "successor": "どこにもいない人"}]});
        assert_eq!(office.refused("transfer_preview", request), ["transfer_successor_unknown"], "{third}");
    }
}

#[test]
fn of_two_people_of_one_name_in_one_section_somebody_is_asked() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        let (first, second) = (office.person("佐藤 健一", "税務課"), office.person("佐藤 健一", "税務課"));
        let rows = json!([row("佐藤 健一", "税務課", "広報課")]);
        let preview = office.call("transfer_preview", json!({"rows": rows}));
        assert_eq!(preview["counts"]["asked"], 1, "{}", office.engine);
        let ids: Vec<_> =
            preview["questions"][0]["candidates"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
        assert!(ids.contains(&&first) && ids.contains(&&second), "{ids:?}");
        assert_eq!(office.refused("transfer_apply", json!({"rows": rows})), ["transfer_person_ambiguous"]);
        let choices = json!([{"row": 1, "person": second}]);
        assert_eq!(office.call("transfer_apply", json!({"rows": rows, "choices": choices}))["moved"], 1);
        let people = office.call("person_list", json!({}));
        let section =
            |id: &Value| people.as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap()["section"].clone();
        assert_eq!((section(&first), section(&second)), (json!("税務課"), json!("広報課")));
        let choices = json!([{"row": 1, "person": "019d0000-0000-7000-8000-000000000000"}]);
        assert_eq!(
            office.refused("transfer_preview", json!({"rows": rows, "choices": choices})),
            ["transfer_person_unknown"]
        );
    }
}

#[test]
fn rows_that_cannot_be_used_stop_the_list_unless_they_may_be_left() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "税務課");
        let mut impossible = row("林 智也", "税務課", "広報課");
        impossible["on"] = "R9.2.30".into();
        let mut undated = row("小坂 春香", "税務課", "広報課");
        undated["on"] = Value::Null;
        let rows = json!([
            impossible,
            undated,
            row("誰 も", "税務課", "退職"),
            row("高橋 由美", "税務課", "広報課"),
            row("高橋由美", "税務課", "退職"),
        ]);
        let preview = office.call("transfer_preview", json!({"rows": rows}));
        let told: Vec<_> = preview["questions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["row"].as_i64().unwrap(), it["code"].as_str().unwrap()))
            .collect();
        assert_eq!(told, [(1, "rejected"), (2, "rejected"), (3, "nobody"), (5, "repeated")], "{}", office.engine);
        let before = office.rows();
        let refused = office.refused("transfer_apply", json!({"rows": rows, "token": preview["token"]}));
        assert_eq!(refused, ["transfer_row_unusable"; 4], "every reason is told");
        assert_eq!(office.rows(), before, "{}", office.engine);
        let applied = office.call("transfer_apply", json!({"rows": rows, "leave_open": true}));
        assert_eq!((&applied["moved"], applied["questions"].as_array().unwrap().len()), (&json!(1), 4));
        assert_eq!(office.refused("transfer_preview", json!({"rows": []})), ["transfer_empty"]);
        let usual = json!({"rows": rows, "on": "R9.4.1"});
        assert_eq!(office.call("transfer_preview", usual)["moves"][0]["kind"], "joins");
    }
}

#[test]
fn somebody_whom_only_records_name_is_handed_over_too() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        office.person("林 智也", "税務課");
        let id = office.contract("R8-1", "税務課", "高橋　由美");
        let rows = json!([row("髙橋 由美", "税務課", "広報課")]);
        let preview = office.call("transfer_preview", json!({"rows": rows}));
        assert_eq!(preview["moves"][0]["notes"][0]["code"], "by_records", "{preview}");
        office.call("transfer_apply", json!({"rows": rows}));
        assert_eq!(office.owner(&id), "林 智也", "{}", office.engine);
        let people = office.call("person_list", json!({}));
        let made = people.as_array().unwrap().iter().find(|it| it["name"] == "髙橋 由美").unwrap();
        assert_eq!((&made["section"], &made["from"]), (&json!("広報課"), &json!("2027-04-01")));
    }
}

#[test]
fn a_record_that_is_handed_on_by_a_second_order_of_the_same_day_is_held_since_that_day() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課"]);
        for name in ["高橋 由美", "林 智也", "小坂 春香"] {
            office.person(name, "税務課");
        }
        let contract = office.contract("R8-1", "税務課", "高橋 由美");
        let cloud = office.cloud("会議", "税務課", "高橋 由美");
        let account = json!({"name": "公式", "section": "税務課", "owner": "高橋 由美", "status": "active"});
        let sns = office.account(account);
        for (leaves, successor) in [("高橋 由美", "林 智也"), ("林 智也", "小坂 春香")] {
            let rows = json!([row(leaves, "税務課", "退職")]);
            let choices = json!([{"row": 1, "successor": successor}]);
            let applied = office.call("transfer_apply", json!({"rows": rows, "choices": choices}));
            assert_eq!(applied["handed_over"], 3, "{} {applied}", office.engine);
            let contract = office.call("contract_show", json!({"id": contract}))["contract"].clone();
            let cloud = office.call("cloud_show", json!({"id": cloud}))["cloud"].clone();
            let sns = office.call("sns_show", json!({"id": sns}))["sns"].clone();
            for (record, holder) in [(contract, "owner"), (cloud, "manager"), (sns, "owner")] {
                let since = &record[format!("{holder}_since")];
                assert_eq!((&record[holder], since), (&json!(successor), &json!("2027-04-01")), "{}", office.engine);
            }
        }
    }
}

#[test]
fn a_plan_that_is_no_longer_the_one_that_was_seen_is_refused() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "税務課");
        let id = office.contract("R8-1", "税務課", "高橋 由美");
        let rows = json!([row("高橋 由美", "税務課", "退職")]);
        let token = office.call("transfer_preview", json!({"rows": rows}))["token"].clone();
        office.change(&id, json!({"note": "その間に変わった"}));
        let before = office.rows();
        assert_eq!(office.refused("transfer_apply", json!({"rows": rows, "token": token})), ["changed_elsewhere"]);
        assert_eq!((office.rows(), office.owner(&id)), (before, json!("高橋 由美")), "{}", office.engine);
        // What has nothing to do with the list does not matter.
        let token = office.call("transfer_preview", json!({"rows": rows}))["token"].clone();
        office.contract("R8-9", "広報課", "誰か");
        office.call("transfer_apply", json!({"rows": rows, "token": token}));
    }
}

#[test]
fn closed_records_and_those_of_the_new_section_stay_with_whom_they_name() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "税務課");
        let closed = office.contract("R8-1", "税務課", "高橋 由美");
        let close = json!({"id": closed, "closed_on": "R9.3.1", "note": "取りやめ", "revision": 1});
        office.call("contract_close", close);
        let kept = office.contract("R8-2", "広報課", "高橋 由美");
        let rows = json!([row("高橋 由美", "税務課", "広報課")]);
        office.call("transfer_apply", json!({"rows": rows}));
        assert_eq!((office.owner(&closed), office.owner(&kept)), (json!("高橋 由美"), json!("高橋 由美")));
        let holdings = office.call("person_holdings", json!({}));
        assert_eq!(holdings.as_array().unwrap().len(), 1, "{holdings}");
        assert_eq!((&holdings[0]["contracts"], &holdings[0]["sns"]), (&json!(1), &json!(0)));
    }
}

#[test]
fn an_order_of_a_day_to_come_is_carried_out_with_a_word_about_it_but_not_one_far_ahead() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "税務課");
        let id = office.contract("R8-1", "税務課", "高橋 由美");
        let rows = json!([row("高橋 由美", "税務課", "広報課")]);
        assert_eq!(office.call("transfer_preview", json!({"rows": rows}))["counts"]["ahead"], 1);
        let applied = office.call("transfer_apply", json!({"rows": rows}));
        assert_eq!((&applied["moved"], &applied["ahead"]), (&json!(1), &json!(1)), "{}", office.engine);
        let contract = office.call("contract_show", json!({"id": id}))["contract"].clone();
        assert_eq!((&contract["owner"], &contract["owner_since"]), (&json!("林 智也"), &json!("2027-04-01")));
        let again = office.call("transfer_apply", json!({"rows": rows}));
        assert_eq!(again["ahead"], 0, "what is done already is not ahead: {again}");

        // Sixty days ahead is the last day that is taken.
        let mut far = row("林 智也", "税務課", "広報課");
        far["on"] = "2027-05-24".into();
        assert_eq!(office.call("transfer_preview", json!({"rows": [far]}))["counts"]["ahead"], 1);
        far["on"] = "2027-05-25".into();
        let preview = office.call("transfer_preview", json!({"rows": [far]}));
        assert_eq!((&preview["counts"]["rejected"], &preview["moves"]), (&json!(1), &json!([])), "{preview}");
        assert!(preview["questions"][0]["text"].as_str().unwrap().contains("日付を確かめてください"), "{preview}");
        assert_eq!(office.refused("transfer_apply", json!({"rows": [far]})), ["transfer_row_unusable"]);

        office.wait_until("2027-04-01");
        let mut today = row("林 智也", "税務課", "退職");
        today["on"] = "2027-04-01".into();
        assert_eq!(office.call("transfer_preview", json!({"rows": [today]}))["counts"]["ahead"], 0);
    }
}

#[test]
fn who_is_promoted_in_the_same_section_keeps_everything() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "税務課");
        // Two of one name: which of them is promoted does not matter.
        office.person("佐藤 健一", "税務課");
        office.person("佐藤 健一", "税務課");
        let (own, other) =
            (office.contract("R8-1", "税務課", "高橋 由美"), office.contract("R8-2", "広報課", "高橋 由美"));
        let of_leaver = office.contract("R8-3", "税務課", "林 智也");
        let before = office.rows();
        let mut unsaid = row("高橋 由美", "", "税務課");
        unsaid["from_section"] = Value::Null;
        for promoted in [row("高橋　由美", "税務課", "税務課"), unsaid] {
            let rows = json!([promoted, row("佐藤 健一", "税務課", "税務課")]);
            let preview = office.call("transfer_preview", json!({"rows": rows}));
            let told: Vec<_> = preview["moves"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
            assert_eq!(told, ["no_move", "no_move"], "{preview}");
            assert_eq!((&preview["counts"]["records"], &preview["counts"]["people"]), (&json!(0), &json!(0)));
            let applied = office.call("transfer_apply", json!({"rows": rows}));
            assert_eq!((&applied["moved"], &applied["batch"]), (&json!(0), &Value::Null), "{}", office.engine);
        }
        assert_eq!(office.rows(), before);
        assert_eq!((office.owner(&own), office.owner(&other)), (json!("高橋 由美"), json!("高橋 由美")));
        // Whoever is promoted stays, and may take over.
        let rows = json!([row("高橋 由美", "税務課", "税務課"), row("林 智也", "税務課", "退職")]);
        let choices = json!([{"row": 2, "successor": "高橋 由美"}]);
        office.call("transfer_apply", json!({"rows": rows, "choices": choices}));
        assert_eq!(office.owner(&of_leaver), "高橋 由美", "{}", office.engine);
    }
}

#[test]
fn who_leaves_by_an_empty_cell_is_to_be_confirmed() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課"]);
        office.person("高橋 由美", "税務課");
        office.person("林 智也", "税務課");
        let id = office.contract("R8-1", "税務課", "高橋 由美");
        let rows = json!([row("高橋 由美", "税務課", "　")]);
        let preview = office.call("transfer_preview", json!({"rows": rows}));
        assert_eq!(
            (&preview["questions"][0]["code"], &preview["moves"][0]["kind"]),
            (&json!("unsaid"), &json!("leaves"))
        );
        assert_eq!(office.refused("transfer_apply", json!({"rows": rows})), ["transfer_leaving_unsaid"]);
        assert_eq!(office.owner(&id), "高橋 由美", "{}", office.engine);
        let left = office.call("transfer_apply", json!({"rows": rows, "leave_open": true}));
        assert_eq!((&left["moved"], &left["questions"]), (&json!(1), &json!([])), "{left}");
        assert_eq!(office.owner(&id), "林 智也");
        // Once the person has left there is nothing to ask.
        assert_eq!(office.call("transfer_apply", json!({"rows": rows}))["moved"], 0);
    }
}

#[test]
fn a_list_that_was_carried_out_finds_nothing_to_do_nor_to_ask() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課", "総務課"]);
        for section in ["税務課", "税務課", "税務課", "総務課"] {
            office.person("佐藤 健一", section);
        }
        office.person("林 智也", "税務課");
        office.contract("R8-1", "税務課", "誰 某");
        let people = office.call("person_list", json!({}));
        let of = |section: &str| -> Vec<Value> {
            let named = people.as_array().unwrap().iter().filter(|it| it["name"] == "佐藤 健一");
            named.filter(|it| it["section"] == section).map(|it| it["id"].clone()).collect()
        };
        let tax = of("税務課");
        let rows = json!([
            row("佐藤 健一", "税務課", "広報課"),
            row("佐藤 健一", "税務課", "退職"),
            row("佐藤 健一", "総務課", "広報課"),
            // Only a record names this one, and none does afterwards.
            row("誰 某", "税務課", "退職"),
            row("新井 千夏", "新規採用", "税務課"),
        ]);
        let choices = json!([
            {"row": 1, "person": tax[0]},
            {"row": 2, "person": tax[1]},
            {"row": 4, "successor": "林 智也"},
        ]);
        let first = office.call("transfer_apply", json!({"rows": rows, "choices": choices}));
        assert_eq!((&first["moved"], &first["handed_over"]), (&json!(5), &json!(1)), "{}", office.engine);
        let before = office.rows();
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0]] {
            let list: Vec<_> = order.iter().map(|at| rows[*at].clone()).collect();
            let preview = office.call("transfer_preview", json!({"rows": list}));
            assert_eq!(preview["questions"], json!([]), "{}", office.engine);
            let kinds: Vec<_> = preview["moves"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
            assert_eq!(kinds, ["done"; 5], "{preview}");
            let again = office.call("transfer_apply", json!({"rows": list}));
            assert_eq!((&again["moved"], &again["batch"]), (&json!(0), &Value::Null));
        }
        // The third of the name in the old section stays there.
        assert_eq!(office.rows(), before);
        let people = office.call("person_list", json!({}));
        let third = people.as_array().unwrap().iter().find(|it| it["id"] == tax[2]).unwrap();
        assert_eq!((&third["section"], &third["until"]), (&json!("税務課"), &Value::Null));
    }
}

#[test]
fn an_old_list_does_not_lead_anybody_back_who_has_moved_on_since() {
    for mut office in offices("2027-03-25") {
        office.sections(&["税務課", "広報課", "総務課"]);
        for (name, section) in [("高橋 由美", "税務課"), ("林 智也", "税務課"), ("小坂 春香", "広報課")]
        {
            office.person(name, section);
        }
        let tax = office.contract("R8-1", "税務課", "高橋 由美");
        let spring = json!([row("高橋 由美", "税務課", "広報課"), row("小坂 春香", "広報課", "退職")]);
        office.call("transfer_apply", json!({"rows": spring}));
        office.wait_until("2027-07-01");
        let news = office.contract("R9-1", "広報課", "高橋 由美");
        let summer = |name: &str, from: &str, to: &str| {
            let mut row = row(name, from, to);
            row["on"] = "R9.7.1".into();
            row
        };
        let moves = json!([summer("高橋 由美", "広報課", "総務課"), summer("小坂 春香", "復職", "広報課")]);
        let choices = json!([{"row": 1, "successor": "小坂 春香"}]);
        office.call("transfer_apply", json!({"rows": moves, "choices": choices}));
        assert_eq!((office.owner(&tax), office.owner(&news)), (json!("林 智也"), json!("小坂 春香")));

        let before = office.rows();
        let people = office.call("person_list", json!({}));
        let preview = office.call("transfer_preview", json!({"rows": spring}));
        let told: Vec<_> = preview["questions"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
        assert_eq!(told, ["later", "later"], "{} {preview}", office.engine);
        let said = preview["questions"][0]["text"].as_str().unwrap();
        assert!(said.contains("令和9年7月1日") && said.contains("「総務課」"), "{said}");
        assert_eq!(office.refused("transfer_apply", json!({"rows": spring})), ["transfer_row_unusable"; 2]);
        let left = office.call("transfer_apply", json!({"rows": spring, "leave_open": true}));
        assert_eq!((&left["moved"], &left["handed_over"], &left["batch"]), (&json!(0), &json!(0), &Value::Null));
        assert_eq!(left["questions"].as_array().unwrap().len(), 2, "it is told afterwards too");
        assert_eq!((office.rows(), office.call("person_list", json!({}))), (before, people), "{}", office.engine);
        // The list that was carried out last still finds nothing to do nor to ask.
        let again = office.call("transfer_apply", json!({"rows": moves}));
        assert_eq!((&again["moved"], &again["questions"]), (&json!(0), &json!([])), "{}", office.engine);
    }
}
