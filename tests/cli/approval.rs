//! `cloud apply`, `contract apply`, `application review` to `application decide`, `inbox`, `cloud attach`, `cloud usage`, `cloud services`: several people at one ledger.

use serde_json::{Value, json};

use super::office::Office;

const HARA: &str = "SHIOMI\\c-hara";
const SATO: &str = "SHIOMI\\k-sato";
const OMORI: &str = "SHIOMI\\m-omori";

const SURVEY: &str = r#"{"service":"みさきアンケート","provider":{"name":"合同会社みさき","country":"日本","parent_country":"日本"},
    "url":"https://misaki.example","section":"生涯学習課","manager":"原 千夏","purpose":"講座のアンケート","budget_yen":0,
    "facts":{"confidentiality":"1","integrity":"1","availability":"1","handles_personal_info":false,"handles_my_number":false,
    "standard_terms_only":true,"network_segment":["internet"],"overseas_handling":false,"contractor_uses_genai":false,
    "has_subcontract":false,"local_breakout":false}}"#;

/// The sample office with a use that is ready to be applied for.
fn ready() -> (Office, String) {
    let office = Office::sample();
    let saved = office.run_with(&["--json", "cloud", "save", "-"], SURVEY).json();
    let id = saved["cloud"]["id"].as_str().unwrap().to_owned();
    let asked = saved["requirements"].as_array().unwrap().iter().filter(|row| row["asked"] == true);
    let answer = json!({"answer": "conforms", "source": "規約 第3条"});
    let answers: serde_json::Map<String, Value> =
        asked.map(|row| (row["id"].as_str().unwrap().to_owned(), answer.clone())).collect();
    office.run_with(&["cloud", "save", "-"], &json!({"id": id, "answers": answers}).to_string());
    (office, id)
}

#[test]
fn one_applies_another_reviews_and_a_third_decides_on_what_was_seen() {
    let (office, id) = ready();
    let as_json = |account: &str, words: &[&str]| office.run_as(account, &[&["--json"], words].concat());
    let applied = as_json(HARA, &["cloud", "apply", &id, "--reason", "お願いします"]).json();
    assert_eq!(applied["cloud"]["status"], "applied");
    let lines = office.run_as(SATO, &["inbox"]).expect(0).out;
    assert!(lines.lines().any(|line| line.starts_with('*') && line.contains("みさきアンケート")), "{lines}");
    as_json(SATO, &["application", "comment", &id, "第何条ですか", "--requirement", "CN-02"]).json();
    let returned = as_json(SATO, &["application", "send-back", &id, "出典を直してください"]).json();
    assert_eq!((&returned["state"], &returned["comments"][1]["requirement"]), (&json!("returned"), &json!("CN-02")));
    as_json(HARA, &["cloud", "apply", &id]).json();
    let reviewed = as_json(SATO, &["application", "review", &id, "確かめました"]).json();
    let hash = reviewed["hash"].as_str().unwrap();
    let refused = |account: &str, words: &[&str]| {
        let ran = as_json(account, words);
        assert_eq!(ran.code, 2, "{words:?}: {ran:?}");
        ran.json()["problems"][0]["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(OMORI, &["application", "decide", &id, "approved", "--seen", "00000000"]), "seen_differs");
    assert_eq!(
        refused(OMORI, &["application", "decide", &id, "approved", "--seen", &hash[..7]]),
        "seen_differs",
        "too short"
    );
    assert_eq!(refused(HARA, &["application", "decide", &id, "approved", "--seen", hash]), "applicant_decides");
    assert_eq!(refused(SATO, &["application", "decide", &id, "approved", "--seen", hash]), "role_missing");
    let words = ["application", "decide", &id, "conditional", "--seen", &hash[..8], "--condition", "毎月見直す"];
    let decided = as_json(OMORI, &words).json();
    assert_eq!(
        (&decided["state"], &decided["decision"]["conditions"]),
        (&json!("conditional"), &json!(["毎月見直す"]))
    );
    let shown = office.run(&["--json", "cloud", "show", &id]).json();
    assert_eq!((&shown["cloud"]["conditions"], &shown["standing"]), (&json!("毎月見直す"), &json!("stands")));
    let number = decided["id"].as_str().unwrap();
    assert_eq!(refused(SATO, &["application", "review", number, "もう一度"]), "application_state");
    assert_eq!(refused(SATO, &["application", "review", &id, "もう一度"]), "application_missing");
    let lines = office.run(&["application", "show", number]).expect(0).out;
    assert!(lines.contains("毎月見直す") && lines.contains("CN-02\t第何条ですか"), "{lines}");
    assert!(
        lines.contains("サービス名\tみさきアンケート\n") && lines.contains("提供事業者の名称\t合同会社みさき\n"),
        "{lines}"
    );
    assert!(!lines.contains(['{', '}', '"']), "what is applied for is told in words: {lines}");
    let suspended = as_json(SATO, &["cloud", "suspend", &id, "漏えいの連絡", "--on", "R8.11.1"]).json();
    assert_eq!(suspended["cloud"]["suspension"]["on"], "2026-11-01");
    assert_eq!(as_json(SATO, &["cloud", "resume", &id]).json()["cloud"]["status"], "conditional");
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn a_waiver_and_a_consent_are_applied_for_and_decided_each_by_its_own_application() {
    let office = Office::sample();
    let as_json = |account: &str, words: &[&str]| office.run_as(account, &[&["--json"], words].concat());
    let saved = office.run_with(&["--json", "contract", "save", "-"], r#"{"title":"封入業務","number":"X-1",
        "subcontracts":[{"name":"しおかぜ製本","tier":1,"scope":"製本","reason":"設備がない","starts_on":"R9.4.1","ends_on":"R10.3.31"}]}"#);
    assert_eq!(saved.json()["contract"]["subcontracts"][0]["id"], "s1");
    assert_eq!(office.run_as(HARA, &["contract", "apply", "X-1"]).code, 2, "what is applied for is named");
    as_json(HARA, &["contract", "apply", "X-1", "--waive", "CT-05", "--reason", "一日で終わる"]).json();
    let view = as_json(HARA, &["contract", "apply", "X-1", "--subcontract", "しおかぜ製本"]).json();
    let ran = as_json(SATO, &["application", "review", "封入業務", "よい"]);
    assert_eq!(ran.json()["problems"][0]["code"], "application_several", "two are open");
    let consent = &view["cases"][1]["application"];
    let id = consent["id"].as_str().unwrap();
    let lines = office.run_as(SATO, &["inbox"]).expect(0).out;
    assert!(lines.lines().any(|line| line.contains("再委託の承諾　しおかぜ製本") && line.ends_with(id)), "{lines}");
    let reviewed = as_json(SATO, &["application", "review", id, "よい"]).json();
    let seen = reviewed["hash"].as_str().unwrap().to_owned();
    let decided = as_json(OMORI, &["application", "decide", id, "approved", "--seen", &seen]).json();
    assert_eq!(decided["decision"]["number"], "R8-001");
    let shown = office.run(&["--json", "contract", "show", "X-1"]).json();
    assert_eq!(shown["contract"]["subcontracts"][0]["approval_number"], "R8-001");
    assert_eq!(shown["contract"]["waivers"][0]["approver"], Value::Null);
    as_json(HARA, &["application", "withdraw", "封入業務"]).json();
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn what_one_may_not_do_is_refused_in_words_and_changes_nothing() {
    let (office, id) = ready();
    // The account that runs the tests is nobody's.
    for words in [&["cloud", "apply", &id][..], &["cloud", "suspend", &id, "なぜなら"], &["cloud", "resume", &id]] {
        assert_eq!(office.refused(words, "").codes(), ["actor_unknown"], "{words:?}");
    }
    assert_eq!(office.refused(&["application", "review", &id, "よい"], "").codes(), ["application_missing"]);
    assert_eq!(
        office.refused(&["application", "decide", &id, "approved", "--seen", "0123456789"], "").codes(),
        ["application_missing"]
    );
    assert_eq!(office.refused(&["cloud", "attach", &id, "ない.pdf"], "").codes(), ["evidence_missing file"]);
    let plain = office.file("表.csv", "名前,値\r\nあ,い\r\n");
    assert_eq!(office.refused(&["cloud", "usage", &plain], "").codes(), ["list_no_headings file"]);
    assert_eq!(
        office.refused(&["cloud", "services", &plain, "--kind", "ismap"], "").codes(),
        ["list_no_headings file"]
    );
    let docx = office.file("表.xlsx", [b"PK\x03\x04".as_slice(), &[0; 60]].concat());
    assert_eq!(office.refused(&["cloud", "usage", &docx], "").codes().len(), 1);
}

#[test]
fn a_log_is_compared_with_the_sample_office() {
    let office = Office::sample();
    let log = office.file("ログ.csv", "host,hits\r\nnagisa-kaigi.example,12\r\nfiles.dropbox.com,3\r\n");
    let ran = office.run(&["cloud", "usage", &log]);
    assert_eq!(ran.code, 1, "something was found");
    assert!(ran.out.contains("files.dropbox.com\tDropbox\t3") && !ran.out.contains("nagisa-kaigi"), "{}", ran.out);
    assert!(ran.out.contains("利用なし"), "{}", ran.out);
}
