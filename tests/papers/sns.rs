//! The papers of official accounts from opening to closing, word for word: what an office would file, publish and keep at hand.

use std::sync::LazyLock;

use ledger::sns::{SnsPaper, SnsPaperKind};
use paper::Block;
use sekisho_tests::assert_golden;
use serde_json::{Value, json};

use super::cloud::Office;

const APPLICANT: &str = r"SHIOMI\h-kosaka";
const APPROVER: &str = r"SHIOMI\m-omori";
const PR: &str = "m-ito";

/// An account with everything that form F-13 asks.
fn full() -> Value {
    json!({
        "url": "https://x.com/shiomi_kanko", "name": "潮見市観光", "section": "観光振興課", "owner": "森 彩香", "owner_since": "R7.4.1",
        "deputy": "芦田 奈緒", "operators": ["森 彩香", "林 智也"], "purpose": "観光地、催し及び特産品を市の内外に知らせ、来訪を促す。",
        "audience": "市外から潮見市を訪れる方及び市民の皆さま", "frequency": "週2回程度", "hours": "平日 8時30分から17時15分まで",
        "reply_policy": "個別の返信は行いません。\nよくあるご質問には、公式サイトの案内を投稿でお知らせします。",
        "posting": { "allowed": ["観光地及び催しの案内", "特産品の紹介", "交通規制の情報"], "forbidden": ["特定の店舗だけを勧める投稿"],
            "approver": "観光振興課長", "on_own_site": true },
        "facts": { "confidentiality": "1", "handles_personal_info": false, "sns_two_way": false }, "publishable": true,
        "mfa": true, "factor": "key", "factor_holder": "森 彩香", "shared_login": true, "recovery_contact": "観光振興課の代表メール",
        "recovery_holder": "森 彩香", "codes_place": "観光振興課の金庫", "codes_holder": "芦田 奈緒", "devices": "公用スマートフォン1台",
        "credentials_changed_on": "R8.4.3", "badge": "not_offered", "listed_url": "https://www.city.shiomi.example/sns",
        "policy_url": "https://www.city.shiomi.example/sns/kanko", "policy_on": "R8.12.1", "procedure_on": "R8.11.20",
        "response": [
            { "contact": "観光振興課長（運用責任者）", "phone": "内線 3120　携帯 000-0000-0001", "task": "指揮。投稿の停止及び認証情報の変更" },
            { "contact": "広報課", "phone": "内線 2110", "task": "公式サイトでの公表、ほかのアカウントの確認" },
            { "contact": "情報政策課（CSIRT）", "phone": "内線 2450", "task": "調査、CISOへの報告、警察への相談" },
            { "contact": "潮見警察署", "phone": "000-000-0110", "task": "相談" },
            { "contact": "株式会社みなと広報", "phone": "000-000-0002", "task": "運用を受託する会社。予約投稿の停止" },
            { "contact": "秘書課", "phone": "内線 2001", "task": "市長及び副市長への連絡" },
        ],
    })
}

fn step(office: &mut Office, account: &str, command: &str, id: &str, mut request: Value) {
    let view = office.call(account, "sns_show", json!({ "id": id }));
    request["id"] = view["application"]["id"].clone();
    request["revision"] = view["application"]["revision"].clone();
    if command == "application_decide" {
        request["hash"] = view["hash"].clone();
    }
    office.call(account, command, request);
}

fn save(office: &mut Office, account: &str, draft: Value) -> String {
    office.call(account, "sns_save", json!({ "draft": draft }))["sns"]["id"].as_str().unwrap().to_owned()
}

fn change(office: &mut Office, id: &str, mut draft: Value) {
    draft["id"] = json!(id);
    draft["revision"] = json!(office.ledger.sns(id).unwrap().revision);
    save(office, APPLICANT, draft);
}

fn apply(office: &mut Office, id: &str, kind: &str, reason: &str) {
    let revision = office.ledger.sns(id).unwrap().revision;
    let request = json!({ "id": id, "revision": revision, "kind": kind, "reason": reason });
    office.call(APPLICANT, "sns_apply", request);
}

fn decide(office: &mut Office, id: &str, opinion: &str) {
    step(office, PR, "application_review", id, json!({ "text": opinion }));
    step(office, APPROVER, "application_decide", id, json!({ "outcome": "approved" }));
}

fn office() -> Office {
    let mut office = Office::new();
    let person = json!({ "name": "伊藤 真紀", "section": "広報課", "accounts": [PR], "roles": ["pr", "applicant"] });
    office.call(APPROVER, "person_save", json!({ "person": person }));
    office
}

fn papers(office: &mut Office, id: &str, kinds: &[SnsPaperKind]) -> Vec<SnsPaper> {
    office.ledger.compose_sns_papers(id, Some(kinds)).unwrap()
}

/// The papers of accounts in each state, with a name for files.
pub fn all() -> &'static [(String, SnsPaper)] {
    static ALL: LazyLock<Vec<(String, SnsPaper)>> = LazyLock::new(|| {
        use SnsPaperKind::{Card, Notice, Policy, Procedure};
        let mut office = office();
        let mut written = Vec::new();
        let mut take = |name: &str, papers: Vec<SnsPaper>| {
            written.extend(papers.into_iter().map(|paper| (format!("{name}-{}", paper.kind.code()), paper)));
        };
        // Applied for, with everything said; then approved, and changed.
        let id = save(&mut office, APPLICANT, full());
        apply(&mut office, &id, "new", "観光の情報を、旅行の前と最中に届けるため。");
        take("new", papers(&mut office, &id, &[Notice, Policy, Procedure, Card]));
        step(
            &mut office,
            PR,
            "application_review",
            &id,
            json!({ "text": "目的及び体制は適当である。承認して差し支えない。" }),
        );
        let lasting = json!({ "outcome": "approved", "expires_on": "R10.3.31" });
        step(&mut office, APPROVER, "application_decide", &id, lasting);
        take("approved", papers(&mut office, &id, &[Notice]));
        office.on(2027, 6, 1);
        let changed = json!({ "purpose": "観光及び移住の案内", "posting": { "allowed": ["観光地及び催しの案内", "移住の案内"] },
            "reply_policy": null });
        change(&mut office, &id, changed);
        take("changed", papers(&mut office, &id, &[Notice]));
        decide(&mut office, &id, "差し支えない。");
        take("revised", papers(&mut office, &id, &[Policy]));
        take("change-approved", papers(&mut office, &id, &[Notice]));
        apply(&mut office, &id, "renewal", "引き続き発信するため。");
        take("renewed", papers(&mut office, &id, &[Notice]));
        decide(&mut office, &id, "差し支えない。");
        // Suspended, taken up again, then closed.
        change(
            &mut office,
            &id,
            json!({ "suspension": { "on": "R9.7.1", "reason": "庁舎の移転の間、発信できないため" } }),
        );
        apply(&mut office, &id, "suspension", "移転の間、休止する。");
        take("suspended", papers(&mut office, &id, &[Notice]));
        decide(&mut office, &id, "差し支えない。");
        apply(&mut office, &id, "resumption", "移転が終わったため、再開する。");
        take("resumed", papers(&mut office, &id, &[Notice]));
        decide(&mut office, &id, "差し支えない。");
        let closing =
            json!({ "on": "R9.9.30", "reason": "広報課のアカウントに統合するため", "successor": "潮見市公式（X）" });
        change(&mut office, &id, json!({ "closing": closing }));
        apply(&mut office, &id, "end", "統合する。");
        decide(&mut office, &id, "差し支えない。リンクの削除を忘れないこと。");
        take("closed", papers(&mut office, &id, &[Notice]));
        // One that was there before and of which little is known, run by a contractor.
        let mut bare = json!({ "url": "https://lin.ee/aBcDeF1", "name": "潮見市議会", "medium": "line", "section": "議会事務局", "status": "active",
            "facts": { "sns_collects_pi": true } });
        bare["contract"] = office.ledger.contracts().unwrap()[0].id.clone().into();
        let bare = save(&mut office, APPROVER, bare);
        take("bare", papers(&mut office, &bare, &[Notice, Policy, Procedure, Card]));
        written
    });
    &ALL
}

#[test]
fn the_words_of_every_paper_of_an_account_are_as_kept() {
    for (name, paper) in all() {
        assert_golden(&format!("tests/papers/sns-{name}.txt"), &paper::to_text(&paper.paper.blocks));
    }
}

#[test]
fn the_policy_names_no_person_and_no_paper_a_password() {
    let people = ["森 彩香", "芦田 奈緒", "林 智也", "森", "芦田"];
    for (name, paper) in all() {
        let text = paper::to_text(&paper.paper.blocks);
        if paper.kind == SnsPaperKind::Policy {
            assert!(people.iter().all(|person| !text.contains(person)), "{name}");
            assert!(text.contains("観光振興課長") || text.contains("議会事務局長"), "{name}: the post stands there");
            assert_eq!(paper.paper.footer, "", "{name}: what is published carries no marks of the ledger");
        }
        assert!(!text.contains('{') && !text.contains('}'), "{name}");
        for key in ["notice.", "policy.", "procedure.", "card.", "sns_"] {
            assert!(!text.contains(key), "{name}: {key}");
        }
    }
}

#[test]
fn the_card_calls_in_the_order_of_the_record_and_says_what_to_do_on_every_medium() {
    let mut office = office();
    let mut steps = std::collections::BTreeSet::new();
    for medium in ["x", "facebook", "instagram", "line", "youtube", "tiktok", "note", "threads", "other"] {
        let mut draft = full();
        draft["medium"] = json!(medium);
        draft["url"] = Value::Null;
        draft["handle"] = json!("shiomi_kanko");
        let id = save(&mut office, APPLICANT, draft);
        let card = papers(&mut office, &id, &[SnsPaperKind::Card]).remove(0).paper;
        let tables: Vec<&Vec<Vec<String>>> = card
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table { rows, .. } => Some(rows),
                _ => None,
            })
            .collect();
        let called: Vec<&str> = tables[1].iter().map(|row| row[1].as_str()).collect();
        assert_eq!(
            called,
            [
                "観光振興課長（運用責任者）",
                "広報課",
                "情報政策課（CSIRT）",
                "潮見警察署",
                "株式会社みなと広報",
                "秘書課"
            ],
            "{medium}"
        );
        let text = paper::to_text(&card.blocks);
        assert!(text.contains("おおむね3〜5日以内") && text.contains("個人情報保護法68条"), "{text}");
        let acts: Vec<String> = tables[2].iter().map(|row| row[1].clone()).collect();
        assert_eq!(acts.len(), 6, "{medium}");
        assert!(!acts.iter().any(|act| act.contains("http")), "{medium}: no addresses that grow old");
        assert!(acts[0].contains("(3)") && acts[1].contains("(5)") && !acts[2].is_empty(), "{medium}: {acts:?}");
        steps.insert(acts);
    }
    assert_eq!(steps.len(), 9, "each medium has steps of its own");
}

#[test]
fn a_closed_account_calls_for_its_notice_only_and_files_are_named_by_what_they_are() {
    let mut office = office();
    let id = save(&mut office, APPLICANT, full());
    let folder = tempfile::tempdir().unwrap();
    let request = json!({ "id": id, "folder": folder.path() });
    let files = office.call(APPLICANT, "sns_papers", request.clone())["files"].clone();
    let names: Vec<String> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            std::path::Path::new(file["path"].as_str().unwrap()).file_name().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(names[0], "公式アカウント開設届_X_潮見市観光.docx");
    assert_eq!(names.len(), 4);
    // Written once more, the same files are there and no others.
    office.call(APPLICANT, "sns_papers", request);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
    let closed = json!({ "name": "昔", "medium": "x", "status": "closed", "closed_on": "R8.3.31" });
    let closed = save(&mut office, APPROVER, closed);
    let kinds: Vec<SnsPaperKind> =
        office.ledger.compose_sns_papers(&closed, None).unwrap().iter().map(|paper| paper.kind).collect();
    assert_eq!(kinds, [SnsPaperKind::Notice]);
    let text = paper::to_text(&office.ledger.compose_sns_papers(&closed, None).unwrap()[0].paper.blocks);
    assert!(text.contains("公式アカウント廃止届") && text.contains("令和8年3月31日"), "{text}");
}

#[test]
fn the_style_of_the_office_is_the_style_of_the_papers_of_its_accounts() {
    let mut office = office();
    let id = save(&mut office, APPLICANT, full());
    let mut settings = office.call(APPROVER, "office_show", json!({}));
    settings["style"]["comma"] = json!("fullwidth");
    settings["style"]["conjunction"] = json!("hiragana");
    settings["style"]["calendar"] = json!("iso");
    settings["style"]["self_term"] = json!("本町");
    settings["style"]["seal_box"] = json!(true);
    office.call(APPROVER, "office_save", json!({ "office": settings }));
    let of = papers(&mut office, &id, &SnsPaperKind::ALL);
    let text = |at: usize| paper::to_text(&of[at].paper.blocks);
    assert!(
        text(1).contains("本町または正当な権利を有する者に帰属します") && text(1).contains("2026年12月1日"),
        "{}",
        text(1)
    );
    assert!(text(1).contains("観光地、催し及び特産品"), "what a person typed stays as it was typed");
    assert!(!text(2).contains("令和") && text(2).contains("承認を受けて発信し，"), "{}", text(2));
    assert!(of[0].paper.blocks.iter().any(|block| matches!(block, Block::SealBox { .. })));
}
