//! An office at its ledger: commands by name, as the window sends them.

use ledger::date::NaiveDate;
use ledger::due::{DueItem, Whose};
use ledger::{Ledger, commands};
use serde_json::{Value, json};

/// An office with one ledger.
pub struct Office {
    /// Engine of the ledger, for messages.
    pub engine: &'static str,
    ledger: Ledger,
}

/// An office on each engine that can be tested here, on this day.
pub fn offices(today: &str) -> Vec<Office> {
    db::testing::engines()
        .into_iter()
        .map(|(engine, db)| Office { engine, ledger: Ledger::on(db).unwrap() }.on(today))
        .collect()
}

/// The sample office on each engine, on this day.
pub fn samples(today: &str) -> Vec<Office> {
    let mut offices = offices(today);
    for office in &mut offices {
        office.ledger.load_sample().unwrap();
    }
    offices
}

impl Office {
    /// An office at a ledger that is open already.
    pub fn at(ledger: Ledger, today: &str) -> Self {
        Self { engine: "file", ledger }.on(today)
    }

    /// The same office on another day.
    pub fn on(mut self, today: &str) -> Self {
        self.wait_until(today);
        self
    }

    /// Passwords are kept here in the place of the keyring.
    pub fn keeps_passwords_in(&mut self, passwords: std::sync::Arc<ledger::due::MemoryPasswords>) {
        self.ledger.set_passwords(passwords);
    }

    /// Time passes.
    pub fn wait_until(&mut self, today: &str) {
        self.ledger.set_today(today.parse::<NaiveDate>().unwrap());
    }

    /// Somebody else works, by the name of the account.
    pub fn is_worked_by(&mut self, account: &str) -> &mut Self {
        self.ledger.set_actor(account);
        self
    }

    /// The answer of a command.
    #[track_caller]
    pub fn call(&mut self, name: &str, request: Value) -> Value {
        let answer = commands::dispatch(&mut self.ledger, name, request);
        answer.unwrap_or_else(|error| panic!("{}: {name}: {error:?}", self.engine))
    }

    /// What `sekisho due` tells today.
    pub fn due(&mut self) -> Vec<DueItem> {
        let today = self.ledger.today();
        self.ledger.due(today, None, Whose::All).unwrap()
    }

    /// What `sekisho due --mine --on` tells.
    pub fn own_due_on(&mut self, day: &str) -> Vec<Value> {
        let due = self.ledger.due(day.parse::<NaiveDate>().unwrap(), None, Whose::Mine).unwrap();
        due.iter().map(|item| serde_json::to_value(item).unwrap()).collect()
    }

    /// The answer of a command, or the codes for which it is refused.
    pub fn try_call(&mut self, name: &str, request: Value) -> Result<Value, Vec<String>> {
        let codes = |error: ledger::Error| error.problems.into_iter().map(|problem| problem.code).collect();
        commands::dispatch(&mut self.ledger, name, request).map_err(codes)
    }

    /// The codes for which a command is refused.
    #[track_caller]
    pub fn refused(&mut self, name: &str, request: Value) -> Vec<String> {
        let error = commands::dispatch(&mut self.ledger, name, request).unwrap_err();
        error.problems.into_iter().map(|problem| problem.code).collect()
    }

    /// Where a command is refused, and why there.
    #[track_caller]
    pub fn problems(&mut self, name: &str, request: Value) -> Value {
        let error = commands::dispatch(&mut self.ledger, name, request).unwrap_err();
        error.problems.into_iter().map(|problem| json!([problem.field, problem.code])).collect()
    }

    /// Changes fields of a contract, from its newest revision on.
    #[track_caller]
    pub fn change(&mut self, id: &Value, fields: Value) -> Value {
        let revision = self.call("contract_show", json!({"id": id}))["contract"]["revision"].clone();
        let mut draft = fields;
        (draft["id"], draft["revision"]) = (id.clone(), revision);
        self.call("contract_save", json!({"draft": draft}))
    }

    /// A contract about printing tax notices, with every fact that papers depend on.
    pub fn printing(&mut self) -> Value {
        let view = self.call("contract_save", json!({"draft": {
            "number": "R8-020", "title": "納税通知書等印刷封入封緘業務委託", "section": "税務課", "owner": "渡辺 大輔",
            "contractor": {"name": "㈱ちぐさ印刷", "country": "日本", "parent_country": "日本"},
            "starts_on": "R8.4.1", "ends_on": "R9.3.31", "auto_renewal": false,
        }}));
        view["contract"]["id"].clone()
    }
}

/// Answers to the questions that a printing contract leaves open.
pub fn answers() -> Value {
    json!({
        "handles_info_asset": true, "handles_personal_info": true, "handles_special_care_info": false, "handles_my_number": false,
        "it_related": false, "system_development": false, "system_operation": false, "outsourced_service": false,
        "procures_equipment": false, "public_web": false, "remote_access": false, "onsite_work": false, "offsite_work": true,
        "data_taken_out": true, "uses_media": true, "uses_paper": true, "telework_allowed": false, "has_subcontract": false,
        "temp_staff": false, "contractor_uses_cloud": false, "contractor_uses_genai": false, "overseas_handling": false,
        "device_disposal": false, "long_term": false, "runs_sns": false, "designated_manager": false,
        "confidentiality": "3B", "integrity": "1", "availability": "1", "network_segment": ["none"],
        "data_subject_count": 140_000, "certs": [], "subcontract_policy": "approval",
    })
}

/// Codes of the findings of a view.
pub fn findings(view: &Value) -> Vec<&str> {
    view["findings"].as_array().unwrap().iter().filter_map(|it| it["code"].as_str()).collect()
}

/// How a requirement stands in a view, or nothing where it does not apply.
pub fn state<'a>(view: &'a Value, requirement: &str) -> Option<&'a str> {
    view["requirements"].as_array().unwrap().iter().find(|it| it["id"] == requirement)?["state"].as_str()
}
