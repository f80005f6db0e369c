//! The steps in the life of a contract: renewal, signing, closing and taking a closing back.

use super::{Agreed, Closing, Contract, Subcontract, draft, store};
use crate::catalogue::AnnexKind;
use crate::draft::{date, period};
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

impl Ledger {
    /// The next term of a contract: what was agreed stays, what was done in the old term is not carried over.
    ///
    /// # Errors
    /// `already_renewed`, `date_unreadable`, `period_reversed`, `renewal_before`.
    pub fn renew_contract(&mut self, id: &str, starts_on: &str, ends_on: &str) -> Result<Contract, Error> {
        let old = self.contract(id)?;
        if self.read(|tx| store::renewal_of(tx, id))?.is_some() {
            return Err(Problem::new("already_renewed").with("title", &old.title).into());
        }
        let (starts_on, ends_on) = period(("starts_on", starts_on), ("ends_on", ends_on))?;
        if let Some(before) = old.starts_on.as_ref().filter(|before| starts_on <= **before) {
            return Err(Problem::at("starts_on", "renewal_before").with("start", before).into());
        }
        let mut facts = old.facts.clone();
        facts.remove("start_date");
        facts.remove("end_date");
        let renewed = Contract {
            title: old.title.clone(),
            section: old.section.clone(),
            owner: old.owner.clone(),
            owner_since: old.owner_since.clone(),
            contractor: old.contractor.clone(),
            method: old.method,
            starts_on: Some(starts_on),
            ends_on: Some(ends_on),
            auto_renewal: old.auto_renewal,
            notice_days: old.notice_days,
            notice_months: old.notice_months,
            facts,
            // Consents are given for a period, so the new term asks for them again.
            subcontracts: old
                .subcontracts
                .iter()
                .map(|sub| Subcontract {
                    approval_number: None,
                    approved_on: None,
                    starts_on: None,
                    ends_on: None,
                    conditions: None,
                    expires_on: None,
                    refused_on: None,
                    ..sub.clone()
                })
                .collect(),
            certificates: old.certificates.clone(),
            renewed_from: Some(old.id.clone()),
            lineage: old.lineage.clone(),
            term: old.term + 1,
            ..Contract::default()
        };
        self.put(Op::ContractRenew, renewed, None)
    }

    /// Signs a contract: the annexes as they are now are kept, and no later wording changes them.
    ///
    /// # Errors
    /// `already_signed`, `date_unreadable`, `changed_elsewhere`.
    pub fn sign_contract(&mut self, id: &str, signed_on: &str, revision: i64) -> Result<Contract, Error> {
        let base = self.contract(id)?;
        base.expect_revision(revision, self)?;
        if let Some(on) = &base.signed_on {
            return Err(Problem::at("signed_on", "already_signed").with("on", on).into());
        }
        let mut contract = base.clone();
        contract.signed_on = Some(date("signed_on", signed_on)?);
        let papers = self.compose_annexes(&base, None)?;
        contract.agreed = Some(Agreed::of(&contract));
        contract.catalogue = papers.first().map(|paper| paper.catalogue.clone());
        let mut kept = Vec::new();
        for paper in papers.into_iter().filter(|paper| paper.kind != AnnexKind::F20) {
            let (pin, text) = paper.pin()?;
            kept.push((pin.kind, text, pin.hash.clone()));
            contract.pins.push(pin);
        }
        self.put_with(Op::ContractSign, contract, Some(&base), |writing, contract| {
            kept.iter()
                .try_for_each(|(kind, text, hash)| store::keep_annex(writing.tx, &contract.id, *kind, text, hash))
        })
    }

    /// Closes a contract, or records for a closed one what came in later; what is missing of return and erasure stays a finding.
    ///
    /// An account or a domain that the contractor still holds keeps it open: what is lost with a contract is lost to whoever
    /// takes it (SN-14, DOMAIN 0: a domain that lapsed after the contract was used by others).
    ///
    /// # Errors
    /// `date_unreadable`, `closed_before_start`, `changed_elsewhere`, `contract_runs_account`, `contract_holds_domain`.
    pub fn close_contract(&mut self, id: &str, closing: &Closing, revision: i64) -> Result<Contract, Error> {
        let base = self.contract(id)?;
        base.expect_revision(revision, self)?;
        let mut contract = base.clone();
        let closing = draft::closing(closing, contract.starts_on.as_deref())?;
        contract.closed_on = Some(closing.closed_on.clone());
        contract.closing = Some(closing);
        let mut problems = Vec::new();
        for (id, name) in self.sns_unreturned(&contract.id)? {
            problems.push(Problem::new("contract_runs_account").with("name", name).with("id", id));
        }
        for domain in contract.domains.iter().filter(|domain| domain.returned_on.is_none()) {
            problems.push(Problem::new("contract_holds_domain").with("name", &domain.name));
        }
        Error::unless_none(problems)?;
        self.put(Op::ContractClose, contract, Some(&base))
    }

    /// Takes a closing back, when it was a mistake.
    ///
    /// # Errors
    /// `not_closed`, `changed_elsewhere`.
    pub fn reopen_contract(&mut self, id: &str, revision: i64) -> Result<Contract, Error> {
        let base = self.contract(id)?;
        base.expect_revision(revision, self)?;
        if base.closed_on.is_none() {
            return Err(Problem::new("not_closed").with("title", &base.title).into());
        }
        let contract = Contract { closed_on: None, closing: None, ..base.clone() };
        self.put(Op::ContractReopen, contract, Some(&base))
    }
}
