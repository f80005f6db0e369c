//! `cloud apply` to `cloud decide`, `inbox`, `cloud attach`, `cloud usage`, `cloud services`: several people at one ledger.

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
    as_json(SATO, &["cloud", "comment", &id, "第何条ですか", "--requirement", "CN-02"]).json();
    let returned = as_json(SATO, &["cloud", "send-back", &id, "出典を直してください"]).json();
    assert_eq!(returned["cloud"]["status"], "returned");
    as_json(HARA, &["cloud", "apply", &id]).json();
    let reviewed = as_json(SATO, &["cloud", "review", &id, "確かめました"]).json();
    let hash = reviewed["hash"].as_str().unwrap();
    let refused = |account: &str, words: &[&str]| {
        let ran = as_json(account, words);
        assert_eq!(ran.code, 2, "{words:?}: {ran:?}");
        ran.json()["problems"][0]["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(OMORI, &["cloud", "decide", &id, "approved", "--seen", "00000000"]), "seen_differs");
    assert_eq!(
        refused(OMORI, &["cloud", "decide", &id, "approved", "--seen", &hash[..7]]),
        "seen_differs",
        "too short"
    );
    assert_eq!(refused(HARA, &["cloud", "decide", &id, "approved", "--seen", hash]), "applicant_decides");
    assert_eq!(refused(SATO, &["cloud", "decide", &id, "approved", "--seen", hash]), "role_missing");
    let words = ["cloud", "decide", &id, "conditional", "--seen", &hash[..8], "--condition", "毎月見直す"];
    let decided = as_json(OMORI, &words).json();
    assert_eq!(
        (&decided["cloud"]["status"], &decided["cloud"]["conditions"]),
        (&json!("conditional"), &json!("毎月見直す"))
    );
    assert_eq!(decided["standing"], "stands");
    assert_eq!(refused(SATO, &["cloud", "review", &id, "もう一度"]), "application_state");
    let suspended = as_json(SATO, &["cloud", "suspend", &id, "漏えいの連絡", "--on", "R8.11.1"]).json();
    assert_eq!(suspended["cloud"]["suspension"]["on"], "2026-11-01");
    assert_eq!(as_json(SATO, &["cloud", "resume", &id]).json()["cloud"]["status"], "conditional");
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn what_one_may_not_do_is_refused_in_words_and_changes_nothing() {
    let (office, id) = ready();
    // The account that runs the tests is nobody's.
    for words in [&["cloud", "apply", &id][..], &["cloud", "suspend", &id, "なぜなら"], &["cloud", "resume", &id]] {
        assert_eq!(office.refused(words, "").codes(), ["actor_unknown"], "{words:?}");
    }
    assert_eq!(office.refused(&["cloud", "review", &id, "よい"], "").codes(), ["application_missing"]);
    assert_eq!(
        office.refused(&["cloud", "decide", &id, "approved", "--seen", "0123456789"], "").codes(),
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
