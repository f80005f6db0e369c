//! Headings that the program does not know, and what a person decides about them.

use std::collections::BTreeMap;

use ledger::exchange::{ImportRequest, ImportRun, Register};

use super::office::{Office, counts, request};

const OWN_WORDS: &str = "工事番号,委託の名,請負人,役務の期間,備考\nA-1,清掃業務,甲社,R8.4.1～R9.3.31,x\n";

fn mapping(pairs: &[(&str, Option<&str>)]) -> Option<BTreeMap<String, Option<String>>> {
    Some(pairs.iter().map(|(heading, field)| ((*heading).to_owned(), field.map(str::to_owned))).collect())
}

fn own_words(file: &str) -> ImportRequest {
    ImportRequest {
        mapping: mapping(&[
            ("工事番号", Some("number")),
            ("委託の名", Some("title")),
            ("請負人", Some("contractor.name")),
            ("役務の期間", Some("period")),
        ]),
        ..request(Register::Contract, file)
    }
}

#[test]
fn a_person_may_say_what_headings_mean_and_is_remembered() {
    for mut office in Office::each() {
        let file = office.file("独自.csv", OWN_WORDS);
        let error = office.try_import(&request(Register::Contract, &file)).unwrap_err();
        assert_eq!(error.problems[0].code, "import_no_headings");
        let run = ImportRun { import: own_words(&file), remember: Some("建設課の台帳".to_owned()) };
        let result = office.ledger.run_import(&run).unwrap();
        assert_eq!(counts(&result), (1, 0, 0, 0));
        assert_eq!(office.contract("A-1")["ends_on"], "2027-03-31");
        // The same headings another time, without a word from anybody.
        let next = office.file("独自2.csv", &OWN_WORDS.replace("A-1", "A-2").replace("清掃", "警備"));
        assert_eq!(counts(&office.import(Register::Contract, &next)), (1, 0, 0, 0));
        let preview = serde_json::json!({ "import": { "register": "contract", "file": next } });
        let seen = ledger::commands::dispatch(&mut office.ledger, "import_preview", preview).unwrap();
        assert_eq!(seen["remembered"], "建設課の台帳");
        // Other headings are not what was remembered.
        let other = office.file("別.csv", &OWN_WORDS.replace("備考", "摘要"));
        assert!(office.try_import(&request(Register::Contract, &other)).is_err());
    }
}

#[test]
fn a_column_may_be_left_out_or_read_as_another_field() {
    let mut office = Office::new();
    let file = office
        .file("二つの課.csv", "件名,受託者,所管課,予算課,契約日,契約金額\n清掃業務,甲社,管財課,財政課,R8.4.1,100\n");
    let decided = ImportRequest {
        mapping: mapping(&[("所管課", None), ("予算課", Some("section")), ("契約金額", None)]),
        ..request(Register::Contract, &file)
    };
    office.try_import(&decided).unwrap();
    let contract = &office.ledger.contracts().unwrap()[0];
    assert_eq!((contract.section.as_deref(), contract.amount_yen), (Some("財政課"), None));
    let unknown = ImportRequest { mapping: mapping(&[("所管課", Some("colour"))]), ..decided };
    assert_eq!(office.try_import(&unknown).unwrap_err().problems[0].code, "mapping_field_unknown");
}

#[test]
fn a_heading_of_a_mapping_that_the_file_lacks_is_told_and_the_rest_is_taken() {
    let mut office = Office::new();
    let file = office.file("独自.csv", &format!("令和8年度,,,,\n{OWN_WORDS}"));
    let mut decided = own_words(&file);
    let extra = mapping(&[("請負金額", Some("amount_yen")), ("摘要", None), ("備 考", None)]).unwrap();
    decided.mapping.as_mut().unwrap().extend(extra);
    let (looked, _) = office.ledger.try_import(&decided).unwrap();
    let result = office.try_import(&decided).unwrap();
    assert_eq!(counts(&result), (1, 0, 0, 0));
    for told in [&looked, &result] {
        let told: Vec<_> = told
            .queries
            .iter()
            .map(|note| (note.row, note.column.as_str(), note.code.as_str(), note.value.as_str()))
            .collect();
        assert_eq!(told, [(2, "摘要", "heading_missing", ""), (2, "請負金額", "heading_missing", "amount_yen")]);
    }
    assert!(result.queries[1].message.contains("「請負金額」"), "{}", result.queries[1].message);
}

#[test]
fn headings_are_read_however_they_are_laid_out() {
    for (name, table) in [
        (
            "brackets",
            "契約件名,受託者（商号又は名称）,契約期間(自),契約期間(至),契約金額（税込・千円）\n清掃,甲社,R8.4.1,R9.3.31,1\n",
        ),
        (
            "two rows",
            "契約件名,受託者,,契約期間,,契約金額(千円)\n,商号又は名称,法人番号,始期,終期,\n清掃,甲社,,R8.4.1,R9.3.31,1\n",
        ),
        ("tax", "件名,業者名,契約期間,契約金額(税抜),契約金額(税込)\n清掃,甲社,R8.4.1～R9.3.31,909,\"1,000\"\n"),
        ("changed", "件名,業者名,契約期間,当初契約金額,変更後契約金額\n清掃,甲社,R8.4.1～R9.3.31,900,\"1,000\"\n"),
        ("not changed", "件名,業者名,契約期間,当初契約金額,変更後契約金額\n清掃,甲社,R8.4.1～R9.3.31,\"1,000\",\n"),
        ("unit above", "単位：千円,,,\n件 名,相手方,契約期間,契約額\n清掃,甲社,R8.4.1～R9.3.31,1\n"),
        ("never", "件名,受託者,契約期間,予定価格,前年度契約金額,月額,契約金額\n清掃,甲社,R8.4.1～R9.3.31,5,5,5,1000\n"),
        ("spread", "件名,受託者,契約期間,,,契約金額\n清掃,甲社,R8.4.1,～,R9.3.31,1000\n"),
        (
            "commas above tabs",
            "一覧（清掃、警備）,注,a,b,c,d,e\n件名\t受託者\t契約期間\t契約金額\n清掃\t甲社\tR8.4.1～R9.3.31\t1000\n",
        ),
        ("times", "件名,受託者,契約期間,契約金額\n清掃,甲社,2026年4月1日 9:00～2027年3月31日 17:00,1000\n"),
        ("sides", "件名,受託者,契約日,契約期間,契約金額\n清掃,甲社,R8.4.1,契約日から翌年3月31日まで,1000\n"),
        ("tabs", "件名\t受託者\t契約期間\t契約金額\n清掃\t甲社\tR8.4.1～R9.3.31\t1000\n"),
    ] {
        let mut office = Office::new();
        let file = office.file("台帳.csv", table);
        assert_eq!(counts(&office.import(Register::Contract, &file)), (1, 0, 0, 0), "{name}");
        let contract = office.ledger.contracts().unwrap().remove(0);
        let told = (contract.title.as_str(), contract.contractor.name.as_str(), contract.starts_on.as_deref());
        assert_eq!(told, ("清掃", "甲社", Some("2026-04-01")), "{name}");
        assert_eq!((contract.ends_on.as_deref(), contract.amount_yen), (Some("2027-03-31"), Some(1_000)), "{name}");
    }
}

#[test]
fn lines_that_are_no_records_are_left_out() {
    let mut office = Office::new();
    let file = office.file(
        "一覧.csv",
        concat!(
            "令和８年度,,,,\n所管課：管財課,,,,\nNo.,件名,受託者,契約日,契約金額\n(1),(2),(3),(4),(5)\n記入例,見本業務,見本社,R8.4.1,1\n",
            "1,清掃業務,甲社,R8.4.1,100\n2,欠番,,,\n■ 総務課,,,,\n3,※重要書類保管,乙社,R8.4.1,200\n4,,,,\n小　計,,,,300\n",
            "No.,件名,受託者,契約日,契約金額\n5,調査票集計,丙社,R8.4.1,300\n※金額は税込,,,,\n以上,,,,\n"
        ),
    );
    assert_eq!(counts(&office.import(Register::Contract, &file)), (3, 0, 0, 0));
    let mut told: Vec<_> =
        office.ledger.contracts().unwrap().into_iter().map(|it| (it.title, it.section.unwrap_or_default())).collect();
    told.sort();
    let own = |title: &str, section: &str| (title.to_owned(), section.to_owned());
    assert_eq!(told, [own("※重要書類保管", "総務課"), own("清掃業務", "管財課"), own("調査票集計", "総務課")]);
}

#[test]
fn sections_are_read_from_lists_of_one_column_and_from_sheets_that_bear_the_name_of_one() {
    let mut office = Office::new();
    let file = office.file(
        "組織.csv",
        "担当課：総務課,\n課名,部\n会計,\n総務課,総務部\n税務課,\n【教育委員会】,\n学校教育課,教育部\n",
    );
    assert_eq!(counts(&office.import(Register::Section, &file)), (4, 0, 0, 0));
    let mut names: Vec<_> = office.ledger.list_sections().unwrap().into_iter().map(|it| it.name).collect();
    names.sort();
    assert_eq!(names, ["会計", "学校教育課", "教育部", "税務課", "総務課", "総務部"]);
}

#[test]
fn a_remark_is_no_banner_and_a_banner_may_count_its_rows() {
    let mut office = Office::new();
    let file = office.file(
        "一覧.csv",
        concat!(
            "件名,受託者,契約日,契約金額\n【総務課】,,,\nA,甲社,R8.4.1,100\n※ 予算は財政課,,,\nB,甲社,R8.5.1,100\n",
            "【教育総務課】（3件）,,,\nC,甲社,R8.6.1,100\n"
        ),
    );
    office.import(Register::Contract, &file);
    let mut told: Vec<_> =
        office.ledger.contracts().unwrap().into_iter().map(|it| (it.title, it.section.unwrap())).collect();
    told.sort();
    let own = |title: &str, section: &str| (title.to_owned(), section.to_owned());
    assert_eq!(told, [own("A", "総務課"), own("B", "総務課"), own("C", "教育総務課")]);
}

#[test]
fn an_account_is_told_by_whichever_cell_has_it() {
    let mut office = Office::new();
    let file = office.file("SNS.csv", "媒体,アカウント名,アカウントID,URL\nX,A,foo,\nX,B,FOO,\nX,C,-,-\n");
    let (result, read) = office.ledger.try_import(&request(Register::Sns, &file)).unwrap();
    let asked: Vec<_> =
        result.queries.iter().map(|note| (note.row, note.column.as_str(), note.value.as_str())).collect();
    assert_eq!(asked, [(3, "アカウントID", "FOO")]);
    let third = &read["records"][2];
    assert!(third["url"].is_null() && third.get("url").is_some() && third.get("handle").is_some(), "{third}");
}
