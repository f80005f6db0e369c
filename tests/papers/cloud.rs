//! The papers of cloud uses between application and end, word for word: what an office would sign, send and file.

use std::sync::LazyLock;

use ledger::Ledger;
use ledger::cloud::{CloudPaper, CloudPaperKind};
use ledger::commands::dispatch;
use ledger::date::NaiveDate;
use paper::Paper;
use sekisho_tests::assert_golden;
use serde_json::{Value, json};

const APPLICANT: &str = r"SHIOMI\h-kosaka";
const SECURITY: &str = r"SHIOMI\k-sato";
const APPROVER: &str = r"SHIOMI\m-omori";

/// The sample office, with whoever works in it.
pub struct Office {
    pub ledger: Ledger,
}

impl Office {
    pub fn new() -> Self {
        let mut ledger = Ledger::in_memory().unwrap();
        ledger.load_sample().unwrap();
        let mut office = Self { ledger };
        office.on(2026, 11, 26);
        office
    }

    pub fn on(&mut self, year: i32, month: u32, day: u32) {
        self.ledger.set_today(NaiveDate::from_ymd_opt(year, month, day).unwrap());
    }

    pub fn call(&mut self, account: &str, command: &str, request: Value) -> Value {
        self.ledger.set_actor(account);
        dispatch(&mut self.ledger, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    pub fn save(&mut self, draft: Value) -> Value {
        self.call(APPLICANT, "cloud_save", json!({ "draft": draft }))
    }

    /// Applies for a use as it is, with a reason; gives its view.
    fn apply(&mut self, id: &str, kind: &str, reason: &str) -> Value {
        let revision = self.ledger.cloud(id).unwrap().revision;
        let request = json!({ "id": id, "revision": revision, "kind": kind, "reason": reason });
        self.call(APPLICANT, "cloud_apply", request)
    }

    fn step(&mut self, account: &str, command: &str, id: &str, mut request: Value) -> Value {
        let view = self.call(account, "cloud_show", json!({ "id": id }));
        request["id"] = view["application"]["id"].clone();
        request["revision"] = view["application"]["revision"].clone();
        if command == "application_decide" {
            request["hash"] = view["hash"].clone();
        }
        self.call(account, command, request)
    }

    fn paper(&mut self, id: &str, kind: CloudPaperKind) -> CloudPaper {
        self.ledger.compose_cloud_papers(id, Some(&[kind])).unwrap().remove(0)
    }
}

/// A questionnaire for citizens with everything that form F-10 asks.
pub fn survey() -> Value {
    serde_json::from_str(&sekisho_tests::text("tests/papers/cloud-survey.json")).unwrap()
}

/// The survey approved on conditions in the place of the approver, and checked once.
pub fn approved(office: &mut Office) -> String {
    let id = office.save(survey())["cloud"]["id"].as_str().unwrap().to_owned();
    office.apply(&id, "new", "市民意識調査を郵送からウェブに替えるため。");
    let said = json!({ "text": "連絡先の取決めを条件にしてはどうか。", "requirement": "CL-10" });
    office.step(SECURITY, "application_comment", &id, said);
    let opinion = "氏名を尋ねない設問であり、保存期間も短い。連絡先の取決めを条件に、承認して差し支えない。";
    office.step(SECURITY, "application_review", &id, json!({ "text": opinion }));
    let decision = json!({ "outcome": "conditional", "expires_on": "R9.11.25", "next_check_on": "R9.5.31",
        "conditions": ["事故のときの連絡先を書面で取り決めること。", "回答は受付の終了から30日以内に消すこと。"],
        "exceptions": [{ "requirement": "CL-21", "reason": "氏名を尋ねず、回答を30日で消すことから認める。" }],
        "acting": { "absent": "副市長", "reason": "出張のため" } });
    office.step(APPROVER, "application_decide", &id, decision);
    id
}

/// The papers of uses in each state, with a name for files.
pub fn all() -> &'static [(&'static str, CloudPaper)] {
    static ALL: LazyLock<Vec<(&'static str, CloudPaper)>> = LazyLock::new(|| {
        use CloudPaperKind::{Application, Approval, Check, Decision, Erasure, Sheet};
        let mut office = Office::new();
        let mut papers = Vec::new();
        // A draft of little weight: half of the form is not asked.
        let plain = json!({ "service": "イロハ写真整理", "provider": { "name": "イロハ合同会社" }, "section": "観光振興課",
            "purpose": "公表する写真の色の調整", "budget_yen": 0, "facts": { "confidentiality": "1", "handles_personal_info": false,
                "standard_terms_only": true, "handles_my_number": false, "service_model": "saas", "data_location": "japan",
                "contractor_uses_genai": false } });
        let plain = office.save(plain)["cloud"]["id"].as_str().unwrap().to_owned();
        papers.push(("draft-application", office.paper(&plain, Application)));
        // Approved, with everything decided.
        let id = approved(&mut office);
        for (name, kind) in [
            ("approved-application", Application),
            ("approved-sheet", Sheet),
            ("approved-approval", Approval),
            ("approved-decision", Decision),
        ] {
            papers.push((name, office.paper(&id, kind)));
        }
        // Half a year later it was checked, and then a bound field changed.
        office.on(2027, 5, 28);
        let checks = json!([{ "on": "R9.5.28", "checker": "小坂 春香", "confirmed_by": "宮﨑 航", "settings_kept": true,
            "terms_changed": true, "accounts_cleared": false, "in_use": true, "result": "退職者のアカウントが1件残っていた。",
            "correction": "アカウントを削除する。" }]);
        let revision = office.ledger.cloud(&id).unwrap().revision;
        office.save(json!({ "id": id, "revision": revision, "checks": checks }));
        papers.push(("checked-check", office.paper(&id, Check)));
        let revision = office.ledger.cloud(&id).unwrap().revision;
        let changed = json!({ "id": id, "revision": revision, "locations": "東京及びシンガポールのリージョン",
            "purpose": "市民意識調査及び職員意向調査の回答の受付及び集計" });
        office.save(changed);
        let opinion = "国外のリージョンに備えるか、提供者に確かめること。";
        office.step(SECURITY, "application_review", &id, json!({ "text": opinion }));
        papers.push(("changed-application", office.paper(&id, Application)));
        papers.push(("changed-decision", office.paper(&id, Decision)));
        // Another use ends.
        let mut ending = survey();
        ending["service"] = json!("なぎさ予約");
        ending["status"] = json!("approved");
        ending["number"] = json!("ク7-31");
        ending["decided_on"] = json!("R7.4.1");
        ending["expires_on"] = json!("R10.3.31");
        ending["ending"] = json!({ "on": "R9.6.30", "reason": "庁内の予約システムに移るため", "migration": "庁内の予約システム",
            "erasure_method": "暗号鍵の廃棄", "copies": "バックアップは14日で消える" });
        let ending =
            office.call(SECURITY, "cloud_save", json!({ "draft": ending }))["cloud"]["id"].as_str().unwrap().to_owned();
        office.apply(&ending, "end", "庁内の予約システムに移るため。");
        papers.push(("ending-application", office.paper(&ending, Application)));
        papers.push(("ending-erasure", office.paper(&ending, Erasure)));
        papers
    });
    &ALL
}

/// The list of what is approved in the sample office, one of them by an assurance that ends earlier.
pub fn list() -> Paper {
    let mut office = Office::new();
    approved(&mut office);
    office.ledger.compose_approved_list().unwrap()
}

#[test]
fn the_words_of_every_paper_of_a_cloud_use_are_as_kept() {
    for (name, paper) in all() {
        assert_golden(&format!("tests/papers/cloud-{name}.txt"), &paper::to_text(&paper.paper.blocks));
    }
    assert_golden("tests/papers/cloud-list.txt", &paper::to_text(&list().blocks));
}

#[test]
fn a_use_calls_for_the_papers_of_its_state_and_no_other_is_made() {
    use CloudPaperKind::{Application, Approval, Check, Decision, Sheet};
    let mut office = Office::new();
    let draft = office.save(survey())["cloud"]["id"].as_str().unwrap().to_owned();
    let kinds = |office: &mut Office, id: &str| {
        let papers = office.ledger.compose_cloud_papers(id, None).unwrap();
        papers.into_iter().map(|paper| paper.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&mut office, &draft), [Application, Sheet]);
    for kind in [Approval, Decision] {
        let error = office.ledger.compose_cloud_papers(&draft, Some(&[Application, kind])).unwrap_err();
        assert_eq!(error.problems[0].code, "cloud_paper_not_yet");
    }
    let id = approved(&mut office);
    assert_eq!(kinds(&mut office, &id), [Application, Sheet, Decision, Approval, Check]);
    // A change reopens it: nothing is approved any more until it is decided.
    let revision = office.ledger.cloud(&id).unwrap().revision;
    office.save(json!({ "id": id, "revision": revision, "purpose": "別の調査" }));
    assert_eq!(kinds(&mut office, &id), [Application, Sheet, Decision]);
}

#[test]
fn the_list_holds_what_stands_today_and_nothing_else() {
    let mut office = Office::new();
    let id = approved(&mut office);
    let listed = |office: &mut Office| paper::to_text(&office.ledger.compose_approved_list().unwrap().blocks);
    assert!(listed(&mut office).contains("なぎさアンケート"));
    // The registration it relies on is valid until the end of July, the approval itself until November.
    office.on(2027, 7, 31);
    assert!(listed(&mut office).contains("なぎさアンケート"));
    office.on(2027, 8, 1);
    assert!(!listed(&mut office).contains("なぎさアンケート"), "its assurance has lapsed");
    office.on(2026, 11, 26);
    let revision = office.ledger.cloud(&id).unwrap().revision;
    office.call(SECURITY, "cloud_suspend", json!({ "id": id, "revision": revision, "reason": "事故のため" }));
    assert!(!listed(&mut office).contains("なぎさアンケート"), "suspended");
    let folder = tempfile::tempdir().unwrap();
    let files = office.call(SECURITY, "cloud_approved_list", json!({ "folder": folder.path() }));
    let book = paper::book::read_book(
        std::path::Path::new(files["workbook"].as_str().unwrap()),
        &paper::book::ReadOptions::default(),
        &mut |_, _| std::ops::ControlFlow::Continue(()),
    )
    .unwrap();
    assert_eq!(book.sheets[0].rows.len() as u64, files["rows"].as_u64().unwrap() + 2, "a title and headings");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn the_style_of_the_office_is_the_style_of_its_papers() {
    let mut office = Office::new();
    let id = approved(&mut office);
    let mut settings = office.call(SECURITY, "office_show", json!({}));
    settings["style"]["comma"] = json!("fullwidth");
    settings["style"]["conjunction"] = json!("hiragana");
    settings["style"]["calendar"] = json!("iso");
    settings["style"]["seal_box"] = json!(true);
    office.call(SECURITY, "office_save", json!({ "office": settings }));
    let approval = office.paper(&id, CloudPaperKind::Approval).paper;
    let text = paper::to_text(&approval.blocks);
    assert!(text.contains("2026年11月26日付けで申請のあったクラウドサービスの利用について，次のとおり"), "{text}");
    assert!(text.contains("約款およびアカウント") && !text.contains("令和"), "{text}");
    assert!(text.contains("回答の受付及び集計"), "what a person typed stays as it was typed: {text}");
    assert!(approval.blocks.iter().any(|block| matches!(block, paper::Block::SealBox { .. })));
}
