//! Forms of a contract and the register as papers, as the command line writes them.

use serde_json::json;

use super::office::Office;

#[test]
fn every_form_of_a_contract_is_written_and_why_one_is_wanted_is_told() {
    let office = Office::empty();
    let draft = json!({"number": "様-1", "title": "封入封緘", "contractor": {"name": "株式会社シオミ印刷"}, "starts_on": "R8.4.1",
        "facts": {"handles_info_asset": true}, "workers": [{"name": "甲", "trained_on": "R8.4.1"}],
        "subcontracts": [{"name": "有限会社下請"}, {"name": "合同会社孫請", "approval_number": "税第1号", "approved_on": "R8.4.1"}]});
    office.run_with(&["contract", "save", "-"], &draft.to_string()).expect(1);
    let kinds = ["workers", "pledge", "consent", "consent_notice", "structure", "information", "erasure", "training"];
    for kind in kinds {
        let written = office.json(&["contract", "form", "様-1", "--kind", kind, "--out", "様式"]);
        assert_eq!((written[0]["kind"].as_str(), written.as_array().unwrap().len()), (Some(kind), 1), "{written}");
        let name = written[0]["path"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap();
        assert!(office.path("様式").join(name).exists() && name.contains("様-1_封入封緘"), "{name}");
    }
    // The same form of the same day is the same file.
    let one = |all: &[&str]| {
        let line = ["contract", "form", "様-1", "--kind", "consent", "--out", "様式"];
        office.json(&[&line[..], all].concat())[0]["path"].clone()
    };
    assert_eq!(one(&[]), one(&["--subcontract", "有限会社下請"]));
    assert_ne!(one(&[]), one(&["--subcontract", "合同会社孫請"]));
    let unknown = ["contract", "form", "様-1", "--kind", "consent", "--out", "様式", "--subcontract", "よそ"];
    assert_eq!(office.refused(&unknown, "").codes(), ["form_part_missing part"]);
    let lines = office.run(&["contract", "forms", "様-1"]).expect(1).out;
    assert!(lines.contains("! F-02\t秘密保持に関する誓約書\t誓約書のない従事者 1人"), "{lines}");
    assert!(lines.contains("  F-06\t情報管理台帳（授受・複製・返却・消去）\n"), "{lines}");
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn the_register_is_written_as_a_paper_of_what_is_asked_for() {
    let office = Office::empty();
    for (number, start) in [("台-1", "R7.4.1"), ("台-2", "R8.4.1")] {
        let draft =
            json!({"number": number, "title": "清掃", "section": "管財課", "starts_on": start, "ends_on": start});
        office.run_with(&["contract", "save", "-"], &draft.to_string()).expect(1);
    }
    let count = |more: &[&str]| {
        let written = office.json(&[&["contract", "register", "--out", "台帳"][..], more].concat());
        assert!(
            std::fs::read(written["path"].as_str().unwrap())
                .or_else(|_| {
                    std::fs::read(
                        office.path("台帳").join(written["path"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap()),
                    )
                })
                .unwrap()
                .starts_with(b"PK")
        );
        written["count"].clone()
    };
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--year", "令和8年度"]), 1);
    assert_eq!(count(&["--section", "総務課"]), 0);
    let refused = office.refused(&["contract", "register", "--out", "台帳", "--year", "八年"], "");
    assert_eq!(refused.codes(), ["fiscal_year_unreadable year"]);
}
