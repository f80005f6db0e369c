//! Cloud uses of an office, and the people who apply for them, review them and decide them.

use serde_json::{Value, json};

use super::office::{Office, offices};

/// Accounts of the people below.
pub const HARA: &str = "c-hara";
pub const SATO: &str = "k-sato";
pub const MIYAZAKI: &str = "w-miyazaki";
pub const OMORI: &str = "m-omori";

/// An office of four people on each engine: one applies, two are of the security office, one decides.
pub fn staffed(today: &str) -> Vec<Office> {
    let mut offices = offices(today);
    for office in &mut offices {
        let mut settings: Value = serde_json::from_str(&sekisho_tests::text("templates/samples/office.json")).unwrap();
        settings["revision"] = 0.into();
        office.call("office_save", json!({"office": settings}));
        for (name, section, account, roles) in [
            ("原 千夏", "生涯学習課", HARA, json!(["applicant"])),
            ("佐藤 健一", "情報政策課", SATO, json!(["security", "applicant"])),
            ("宮﨑 航", "情報政策課", MIYAZAKI, json!(["security"])),
            ("大森 正樹", "総務部", OMORI, json!(["approver", "applicant"])),
        ] {
            let person = json!({"name": name, "section": section, "accounts": [account], "roles": roles});
            office.call("person_save", json!({"person": person}));
        }
        office.is_worked_by(HARA);
    }
    offices
}

impl Office {
    /// The cloud use as a screen shows it to whoever works.
    #[track_caller]
    pub fn cloud_view(&mut self, id: &Value) -> Value {
        self.call("cloud_show", json!({"id": id}))
    }

    /// Changes fields of a cloud use, from its newest revision on.
    #[track_caller]
    pub fn change_cloud(&mut self, id: &Value, fields: Value) -> Value {
        let revision = self.cloud_view(id)["cloud"]["revision"].clone();
        let mut draft = fields;
        (draft["id"], draft["revision"]) = (id.clone(), revision);
        self.call("cloud_save", json!({"draft": draft}))
    }

    /// Applies for it.
    #[track_caller]
    pub fn apply_for(&mut self, id: &Value, kind: &str) -> Value {
        let revision = self.cloud_view(id)["cloud"]["revision"].clone();
        self.call(
            "cloud_apply",
            json!({"id": id, "revision": revision, "kind": kind, "reason": "よろしくお願いします。"}),
        )
    }

    /// Reviews its open application.
    #[track_caller]
    pub fn review(&mut self, id: &Value, opinion: &str) {
        let open = self.cloud_view(id)["application"].clone();
        self.call("application_review", json!({"id": open["id"], "revision": open["revision"], "text": opinion}));
    }

    /// What a decision on its open application would say, on exactly what is seen now.
    #[track_caller]
    pub fn decision(&mut self, id: &Value, outcome: &str, more: Value) -> Value {
        let view = self.cloud_view(id);
        let open = &view["application"];
        let mut request =
            json!({"id": open["id"], "revision": open["revision"], "hash": view["hash"], "outcome": outcome});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    }

    /// Decides its open application.
    #[track_caller]
    pub fn decide(&mut self, id: &Value, outcome: &str, more: Value) -> Value {
        let request = self.decision(id, outcome, more);
        self.call("application_decide", request);
        self.cloud_view(id)
    }

    /// Answers every question of the check sheet as met, with a source.
    #[track_caller]
    pub fn answer_all(&mut self, id: &Value) -> Value {
        let view = self.cloud_view(id);
        let mut answers = view["cloud"]["answers"].as_object().unwrap().clone();
        for row in view["requirements"].as_array().unwrap().iter().filter(|row| row["asked"] == true) {
            let name = row["id"].as_str().unwrap();
            if !answers.contains_key(name) && name != "CL-21" {
                let answer = json!({"answer": "conforms", "source": "利用規約 第8条", "source_kind": "terms", "seen_on": "R8.11.20"});
                answers.insert(name.to_owned(), answer);
            }
        }
        self.change_cloud(id, json!({"answers": answers}))
    }

    /// A survey service for residents: public information, on uniform terms.
    #[track_caller]
    pub fn survey(&mut self) -> Value {
        let draft = json!({
            "service": "しおかぜフォーム", "provider": {"name": "合同会社フォームラボ凪", "country": "日本", "parent_country": "日本"},
            "url": "https://shiokaze-form.example", "section": "生涯学習課", "manager": "原 千夏", "purpose": "公民館講座のアンケート",
            "budget_yen": 0, "starts_on": "R8.12.1", "ends_on": "R9.3.31",
            "facts": {"confidentiality": "1", "integrity": "1", "availability": "1", "handles_personal_info": false,
                "handles_my_number": false, "standard_terms_only": true, "network_segment": ["internet"], "service_model": "saas",
                "data_location": "japan", "governing_law": "japan", "overseas_handling": false, "contractor_uses_genai": false,
                "has_subcontract": false, "local_breakout": false},
        });
        self.call("cloud_save", json!({"draft": draft}))["cloud"]["id"].clone()
    }

    /// A booking service under a contract: residents' names, class 3B, registered with ISMAP.
    #[track_caller]
    pub fn booking(&mut self) -> Value {
        let draft = json!({
            "service": "施設予約サービス", "section": "生涯学習課", "manager": "原 千夏", "purpose": "体育館と会議室の予約受付",
            "provider": {"name": "株式会社ウミネコクラウド", "corporate_number": "7000020992011", "country": "日本", "parent_country": "日本"},
            "locations": "東京リージョン", "users": 30, "budget_yen": 1_200_000,
            "assurances": [{"kind": "ismap", "number": "C21-0001-2", "scope": "施設予約", "in_scope": true, "audited_until": "R7.5.31",
                "relied_on": true}],
            "facts": {"confidentiality": "3B", "integrity": "2", "availability": "2", "handles_personal_info": true,
                "handles_my_number": false, "standard_terms_only": false, "network_segment": ["internet"], "service_model": "saas",
                "data_location": "japan", "governing_law": "japan", "overseas_handling": false, "contractor_uses_genai": false,
                "has_subcontract": false, "local_breakout": false},
        });
        self.call("cloud_save", json!({"draft": draft}))["cloud"]["id"].clone()
    }

    /// A use that is approved, ready for what comes after.
    #[track_caller]
    pub fn approved(&mut self, id: &Value) -> Value {
        self.is_worked_by(HARA).answer_all(id);
        self.apply_for(id, "new");
        self.is_worked_by(SATO).review(id, "適合を確かめました。");
        let view = self.is_worked_by(OMORI).decide(id, "approved", json!({}));
        assert_eq!((&view["cloud"]["status"], &view["standing"]), (&json!("approved"), &json!("stands")));
        view
    }
}

/// Codes of a view's hindrances, each once.
pub fn hindrances(view: &Value) -> Vec<&str> {
    let mut codes: Vec<&str> =
        view["hinders"].as_array().unwrap().iter().filter_map(|it| it["code"].as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Ids of the requirements in a state.
pub fn in_state<'a>(view: &'a Value, state: &str) -> Vec<&'a str> {
    let rows = view["requirements"].as_array().unwrap().iter().filter(|row| row["state"] == state);
    rows.filter_map(|row| row["id"].as_str()).collect()
}
