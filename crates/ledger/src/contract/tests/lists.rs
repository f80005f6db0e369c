//! Searching, filtering, sorting and paging.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::super::{ContractPage, ContractRow, Status};
use super::{ContractQuery, ledgers, save};
use crate::catalogue::Catalogue;
use crate::facts::{FactDefinition, FactType};
use crate::ledger::Ledger;

fn list(ledger: &mut Ledger, query: &ContractQuery) -> ContractPage {
    ledger.list_contracts(query).unwrap()
}

fn titles(ledger: &mut Ledger, query: &ContractQuery) -> Vec<String> {
    let page = list(ledger, query);
    assert_eq!(page.total, i64::try_from(page.rows.len()).unwrap());
    page.rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn a_search_finds_a_word_however_it_is_written() {
    for (engine, mut ledger) in ledgers() {
        save(
            &mut ledger,
            json!({ "title": "納税通知書印刷業務委託", "number": "Ｒ８－０１７", "section": "税務課", "owner": "髙橋 渡",
                "contractor": { "name": "㈱ｼｵﾐデータセンター", "corporate_number": "7000012050002" },
                "subcontracts": [{ "name": "あおば運輸" }] }),
        );
        save(&mut ledger, json!({ "title": "庁舎清掃" }));
        let mut hits = |text: &str| {
            let query = ContractQuery { text: Some(text.to_owned()), ..ContractQuery::default() };
            list(&mut ledger, &query).total
        };
        for text in [
            "印刷",
            "委託",
            "税務",
            "高橋",
            "髙橋",
            "株式会社シオミ",
            "（株）シオミ",
            "㈱シオミ",
            "しおみ",
            "データセンタ",
            "R8-017",
            "r8－017",
            "7000012050002",
            "アオバ",
            "印刷 高橋",
            "委託　シオミ　R8",
            "  印刷  ",
        ] {
            assert_eq!(hits(text), 1, "{engine}: {text}");
        }
        for text in ["印字", "印刷 清掃", "R9", "刷印", "株式会社 清掃"] {
            assert_eq!(hits(text), 0, "{engine}: {text}");
        }
        for text in ["", "　 "] {
            assert_eq!(hits(text), 2, "{engine}: everything");
        }
    }
}

#[test]
fn signs_of_a_pattern_are_searched_as_they_are() {
    for (engine, mut ledger) in ledgers() {
        for title in ["割引100%業務", "割引1000業務", "A_B業務", "AxB業務", "C\\D業務", "CD業務", "E'F業務"]
        {
            save(&mut ledger, json!({ "title": title }));
        }
        for (text, found) in [("100%", "割引100%業務"), ("A_B", "A_B業務"), ("C\\D", "C\\D業務"), ("E'F", "E'F業務")]
        {
            let query = ContractQuery { text: Some(text.to_owned()), ..ContractQuery::default() };
            assert_eq!(titles(&mut ledger, &query), [found], "{engine}: {text}");
        }
    }
}

#[test]
fn a_fiscal_year_holds_every_term_that_touches_it() {
    for (engine, mut ledger) in ledgers() {
        for (title, starts_on, ends_on) in [
            ("前年度末まで", Some("2025-04-01"), Some("2026-03-31")),
            ("年度一日目まで", Some("2025-04-01"), Some("2026-04-01")),
            ("年度末日から", Some("2027-03-31"), Some("2028-03-31")),
            ("翌年度から", Some("2027-04-01"), Some("2028-03-31")),
            ("またがる", Some("2020-01-01"), Some("2030-01-01")),
            ("終期未定", Some("2026-05-01"), None),
            ("始期未定", None, Some("2026-03-31")),
        ] {
            save(&mut ledger, json!({ "title": title, "starts_on": starts_on, "ends_on": ends_on }));
        }
        let query =
            ContractQuery { fiscal_year: Some(2026), sort: Some("starts_on".to_owned()), ..ContractQuery::default() };
        assert_eq!(titles(&mut ledger, &query), ["またがる", "年度一日目まで", "終期未定", "年度末日から"], "{engine}");
        let far = ContractQuery { fiscal_year: Some(i32::MAX), ..ContractQuery::default() };
        list(&mut ledger, &far);
    }
}

/// A hundred and more contracts that differ in everything a list looks at.
fn many(ledger: &mut Ledger) {
    let days = [None, Some("2026-04-01"), Some("2026-11-24"), Some("2026-11-25"), Some("2027-04-01")];
    let ends = [None, Some("2026-11-23"), Some("2026-11-24"), Some("2027-03-31")];
    let mut n = 0;
    for starts_on in days {
        for ends_on in ends {
            if let (Some(start), Some(end)) = (starts_on, ends_on)
                && end < start
            {
                continue;
            }
            for signed_on in [None, Some("2026-03-20")] {
                for personal in [None, Some(true), Some(false)] {
                    n += 1;
                    let contract = save(
                        ledger,
                        json!({ "title": format!("業務{}", n % 7), "starts_on": starts_on, "ends_on": ends_on,
                            "number": if n % 3 == 0 { None } else { Some(format!("R8-{:02}", n % 10)) },
                            "section": match n % 4 { 0 => None, 1 => Some("税務課"), _ => Some("福祉課") },
                            "owner": "潮 花子", "signed_on": signed_on, "amount_yen": if n % 5 == 0 { None } else { Some(n % 11) },
                            "contractor": { "name": format!("会社{}", n % 6) },
                            "facts": { "handles_personal_info": personal, "handles_info_asset": personal } }),
                    );
                    if n % 13 == 0 {
                        let closing =
                            super::super::Closing { closed_on: "2027-06-01".to_owned(), ..Default::default() };
                        ledger.close_contract(&contract.id, &closing, 1).unwrap();
                    }
                }
            }
        }
    }
    let mut office = ledger.office().unwrap();
    "潮見市".clone_into(&mut office.name);
    office.facts.reg_16_3_target_org = Some(true);
    office.facts.network_model = Some("alpha".to_owned());
    ledger.save_office(office).unwrap();
    save(ledger, json!({ "title": "答えが揃った業務", "section": "税務課", "facts": every_answer() }));
    assert!(n >= 80);
}

/// An answer to every fact of a contract, so that nothing is left undecided.
fn every_answer() -> Json {
    let answer = |fact: &FactDefinition| match fact.kind {
        FactType::Bool => json!(false),
        FactType::Set => json!([]),
        FactType::Int => json!(0),
        FactType::Date => json!("2026-04-01"),
        FactType::Enum | FactType::Ordinal => json!(fact.choices()[0]),
    };
    let facts = Catalogue::shipped().unwrap().facts.values();
    let own = facts.filter(|fact| fact.scope.iter().any(|scope| scope == "contract"));
    own.map(|fact| (fact.id.clone(), answer(fact))).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn filters_keep_what_the_rows_themselves_say() {
    for (engine, mut ledger) in ledgers() {
        many(&mut ledger);
        let all = list(&mut ledger, &ContractQuery { limit: Some(500), ..ContractQuery::default() }).rows;
        let personal = |row: &ContractRow, ledger: &mut Ledger| {
            ledger.contract(&row.id).unwrap().facts.get("handles_personal_info").cloned()
        };
        let mut checked = |query: ContractQuery, keeps: &dyn Fn(&ContractRow) -> bool| {
            let page = list(&mut ledger, &ContractQuery { limit: Some(500), ..query.clone() });
            let found: BTreeSet<&str> = page.rows.iter().map(|row| row.id.as_str()).collect();
            let expected: BTreeSet<&str> = all.iter().filter(|row| keeps(row)).map(|row| row.id.as_str()).collect();
            assert_eq!(found, expected, "{engine}: {query:?}");
            assert!(!expected.is_empty(), "{query:?} finds something");
            assert_eq!(page.total, i64::try_from(expected.len()).unwrap());
            assert_eq!(page.all, i64::try_from(all.len()).unwrap());
        };
        for status in [Status::Draft, Status::Signed, Status::Running, Status::Ended, Status::Closed] {
            checked(ContractQuery { status: Some(status), ..ContractQuery::default() }, &|row| row.status == status);
        }
        let section = Some("税務課".to_owned());
        checked(ContractQuery { section: section.clone(), ..ContractQuery::default() }, &|row| row.section == section);
        for wanted in [true, false] {
            checked(ContractQuery { findings: Some(wanted), ..ContractQuery::default() }, &|row| {
                (row.findings > 0) == wanted
            });
            checked(ContractQuery { unknown: Some(wanted), ..ContractQuery::default() }, &|row| {
                (row.unknown > 0) == wanted
            });
        }
        for wanted in [true, false] {
            let query = ContractQuery { personal_info: Some(wanted), limit: Some(500), ..ContractQuery::default() };
            let found = list(&mut ledger, &query).rows;
            assert!(!found.is_empty());
            for row in &found {
                assert_eq!(personal(row, &mut ledger), Some(crate::facts::FactValue::Bool(wanted)), "{engine}");
            }
        }
    }
}

#[test]
fn every_column_sorts_with_unknown_values_last_and_pages_are_whole() {
    type Key = fn(&ContractRow) -> Option<(i64, String)>;
    let columns: [(&str, Key); 9] = [
        ("number", |row| row.number.clone().map(|text| (0, text))),
        ("title", |row| Some((0, row.title.clone()))),
        ("contractor", |row| Some((0, row.contractor.clone()))),
        ("section", |row| row.section.clone().map(|text| (0, text))),
        ("starts_on", |row| row.starts_on.clone().map(|text| (0, text))),
        ("ends_on", |row| row.ends_on.clone().map(|text| (0, text))),
        ("amount_yen", |row| row.amount_yen.map(|yen| (yen, String::new()))),
        ("next_due", |row| row.next_due.clone().map(|due| (0, due.on))),
        ("findings", |row| Some((row.findings, String::new()))),
    ];
    for (engine, mut ledger) in ledgers() {
        many(&mut ledger);
        for (column, key) in columns {
            for descending in [false, true] {
                let mut rows = Vec::new();
                let mut offset = 0;
                loop {
                    let query = ContractQuery {
                        sort: Some(column.to_owned()),
                        descending: Some(descending),
                        offset: Some(offset),
                        limit: Some(17),
                        ..ContractQuery::default()
                    };
                    let page = list(&mut ledger, &query);
                    if page.rows.is_empty() {
                        assert_eq!(page.total, offset);
                        break;
                    }
                    offset += i64::try_from(page.rows.len()).unwrap();
                    rows.extend(page.rows);
                }
                let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
                assert_eq!(ids.len(), rows.len(), "{engine} {column}: no row twice");
                let keys: Vec<_> = rows.iter().map(key).collect();
                let known: Vec<_> = keys.iter().flatten().collect();
                assert!(keys[known.len()..].iter().all(Option::is_none), "{engine} {column}: unknown values last");
                // A server sorts kanji as its country does; what counts there is that equal values stand together.
                if engine == "sqlite" || !matches!(column, "title" | "contractor" | "section") {
                    let sorted =
                        known.windows(2).all(|pair| if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] });
                    assert!(sorted, "{engine} {column} {descending}: {known:?}");
                }
            }
        }
    }
}

#[test]
fn a_page_is_never_larger_than_five_hundred_rows_and_offsets_cannot_be_negative() {
    for (engine, mut ledger) in ledgers() {
        save(&mut ledger, json!({ "title": "業務" }));
        let query = ContractQuery {
            limit: Some(i64::MAX),
            offset: Some(-5),
            sort: Some("; DROP".to_owned()),
            ..Default::default()
        };
        assert_eq!(list(&mut ledger, &query).rows.len(), 1, "{engine}");
        let none = list(&mut ledger, &ContractQuery { limit: Some(0), ..Default::default() });
        assert_eq!((none.rows.len(), none.total), (0, 1), "{engine}");
    }
}

#[test]
fn counts_in_the_list_are_those_of_the_record_also_on_a_later_day() {
    for (engine, mut ledger) in ledgers() {
        many(&mut ledger);
        for day in ["2026-11-24", "2026-11-25", "2027-04-01", "2028-04-01"] {
            ledger.set_today(day.parse().unwrap());
            let rows = list(&mut ledger, &ContractQuery { limit: Some(500), ..Default::default() }).rows;
            for row in rows {
                let view = ledger.view_contract(&row.id, None).unwrap();
                let grave = view.findings.iter().filter(|finding| finding.severity == crate::catalogue::Severity::Must);
                assert_eq!(row.findings, i64::try_from(view.counts.missing + grave.count()).unwrap(), "{engine} {day}");
                assert_eq!(row.unknown, i64::try_from(view.counts.unknown).unwrap(), "{engine} {day}");
                assert_eq!(
                    row.next_due.as_ref().map(|due| due.on.as_str()),
                    view.due.first().map(|due| due.due_on.as_str()),
                    "{engine} {day} {}",
                    row.title
                );
            }
        }
    }
}
