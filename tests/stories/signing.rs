//! From a draft to a signed annex that nothing changes any more.

use serde_json::{Value, json};

use super::office::{answers, findings, offices, state};

/// The papers of a contract, without the record of applicability, which is always of today.
fn papers(preview: &Value) -> Vec<Value> {
    preview["papers"].as_array().unwrap().iter().filter(|paper| paper["kind"] != "f20").cloned().collect()
}

fn kinds(papers: &[Value]) -> Vec<&str> {
    papers.iter().filter_map(|paper| paper["kind"].as_str()).collect()
}

#[test]
fn a_draft_is_answered_waived_and_signed_and_its_annexes_never_change() {
    for mut office in offices("2026-03-10") {
        let settings: Value = serde_json::from_str(&sekisho_tests::text("templates/samples/office.json")).unwrap();
        let mut settings = settings;
        settings["revision"] = 0.into();
        let settings = office.call("office_save", json!({"office": settings}));

        // A new draft: nothing is known, so nothing is judged.
        let id = office.printing();
        let draft = office.call("contract_show", json!({"id": id}));
        assert_eq!((&draft["status"], &draft["counts"]["applies"]), (&json!("draft"), &json!(1)), "{}", office.engine);
        assert!(draft["counts"]["unknown"].as_u64().unwrap() > 90);
        assert_eq!(papers(&office.call("annex_preview", json!({"id": id}))), Vec::<Value>::new());

        // The questions are answered.
        let check = office.call("contract_check", json!({"draft": {"id": id, "revision": 1, "facts": answers()}}));
        assert!(
            check["problems"].as_array().unwrap().is_empty() && check["change"]["added"].as_array().unwrap().len() > 40
        );
        let answered = office.change(&id, json!({"facts": answers()}));
        assert_eq!(answered["counts"]["unknown"], 0, "{}", office.engine);
        assert_eq!(state(&answered, "CX-04"), Some("met"), "the clause of the draft meets it");

        // A requirement is left out: without a reason and an approver that does not count.
        let waiver = json!({"requirement": "CX-04", "reason": "媒体は市が貸与し、市の手順による", "approver": null});
        let half = office.change(&id, json!({"waivers": [waiver]}));
        assert_eq!((state(&half, "CX-04"), findings(&half).contains(&"waiver_incomplete")), (Some("met"), true));
        let approved = json!({
            "requirement": "CX-04", "reason": "媒体は市が貸与し、市の手順による", "approver": "情報政策課長",
            "approved_on": "R8.3.5", "document_number": "情第12号",
        });
        let waived = office.change(&id, json!({"waivers": [approved]}));
        assert_eq!(
            (state(&waived, "CX-04"), findings(&waived).contains(&"waiver_incomplete")),
            (Some("waived"), false)
        );

        // The annexes: no article for what was left out, and the record of applicability says why.
        let preview = office.call("annex_preview", json!({"id": id}));
        let drafted = papers(&preview);
        assert_eq!(kinds(&drafted), ["security", "personal_info", "spec_sheet"]);
        let titles: Vec<&str> =
            drafted[0]["articles"].as_array().unwrap().iter().filter_map(|it| it["title"].as_str()).collect();
        assert!(
            !titles.contains(&"電磁的記録媒体の使用の制限") && titles.contains(&"紙の帳票の授受、保管及び廃棄"),
            "{titles:?}"
        );
        assert!(preview["papers"].to_string().contains("媒体は市が貸与し、市の手順による"));

        // Signed: catalogue and clause versions are pinned.
        let signed = office.call(
            "contract_sign",
            json!({"id": id, "signed_on": "R8.3.20", "revision": waived["contract"]["revision"]}),
        );
        let catalogue = office.call("catalogue_show", json!({}))["version"].clone();
        assert_eq!(signed["contract"]["catalogue"], catalogue);
        for pin in signed["contract"]["pins"].as_array().unwrap() {
            assert_eq!((&pin["catalogue"], pin["hash"].as_str().unwrap().len()), (&catalogue, 64));
            for clause in pin["clauses"].as_array().unwrap().iter().filter(|_| pin["kind"] != "spec_sheet") {
                assert_eq!(clause["version"], version(clause["id"].as_str().unwrap()), "{clause}");
            }
        }
        let kept = papers(&office.call("annex_preview", json!({"id": id})));
        assert!(kept.iter().all(|paper| paper["pinned"] == true));
        let blocks = |papers: &[Value]| -> Vec<Value> { papers.iter().map(|paper| paper["blocks"].clone()).collect() };
        assert_eq!(blocks(&kept), blocks(&drafted), "what is signed is what was drafted");

        // Years later the office writes otherwise, other facts are known, and the day is another.
        office.wait_until("2028-05-01");
        let mut other = settings.clone();
        other["style"] = json!({
            "parties": "hatchu_juchu", "comma": "fullwidth", "conjunction": "hiragana", "self_term": "当市", "calendar": "iso", "seal_box": true,
        });
        other["name"] = "新潮見市".into();
        office.call("office_save", json!({"office": other}));
        let mut facts = answers();
        facts["uses_paper"] = false.into();
        facts["handles_my_number"] = true.into();
        facts["contractor_uses_cloud"] = true.into();
        let changed = office.change(&id, json!({"facts": facts, "title": "別の件名", "waivers": []}));
        assert_eq!(papers(&office.call("annex_preview", json!({"id": id}))), kept, "{}", office.engine);
        assert_eq!(changed["contract"]["pins"], signed["contract"]["pins"]);

        // What the signed annex lacks now is a finding, and signing again is no way round.
        assert_eq!((state(&changed, "MN-02"), state(&changed, "CX-04")), (Some("missing"), Some("missing")));
        let again = json!({"id": id, "signed_on": "R10.5.1", "revision": changed["contract"]["revision"]});
        assert_eq!(office.refused("contract_sign", again), ["already_signed"]);

        // A new contract is written in the new style.
        let next = office.printing();
        office.change(&next, json!({"facts": answers()}));
        let text = office.call("annex_preview", json!({"id": next}))["papers"][0]["blocks"].to_string();
        assert!(text.contains("受注者は，") && text.contains("および") && !text.contains("乙は"), "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true);
    }
}

/// The version in the front matter of a shipped clause.
fn version(clause: &str) -> String {
    let text = sekisho_tests::text(&format!("templates/clauses/{clause}.md"));
    let line = text.lines().find_map(|line| line.strip_prefix("version:")).unwrap();
    line.trim().trim_matches('"').to_owned()
}
