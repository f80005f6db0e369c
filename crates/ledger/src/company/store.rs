//! Companies in the database: the narrow row that lists use with the record itself, and which record names which company.
//! Lists are in `store/list.rs`.

mod list;

use db::{DbError, Row, Tx, Value};
use serde_json::Value as Json;

use super::parties::{Mention, Said};
use super::resolve::{Kept, Pair};
use super::{Company, Distinction};
use crate::problem::Error;
use crate::register::Identity;

pub use list::{CompanyPage, CompanyQuery, CompanyRow, concentration, list};

const PARTY: &str =
    "place, name, name_key, corporate_number, tier, title, number, section, amount_yen, from_on, until_on, via, said";

fn read_party(row: &Row<'_>) -> Result<Mention, DbError> {
    Ok(Mention {
        place: row.text(0)?,
        name: row.text(1)?,
        pair: Pair { key: row.text(2)?, number: row.text(3)? },
        tier: u32::try_from(row.integer(4)?).unwrap_or_default(),
        title: row.text(5)?,
        number: row.opt_text(6)?,
        section: row.opt_text(7)?,
        amount_yen: row.opt_integer(8)?,
        from_on: row.opt_text(9)?,
        until_on: row.text(10)?,
        via: row.opt_text(11)?,
        said: serde_json::from_str::<Said>(&row.text(12)?).unwrap_or_default(),
    })
}

/// What a record names, by place.
pub fn parties(tx: &mut Tx<'_>, register: &str, id: &str) -> Result<Vec<Mention>, Error> {
    let sql = format!("SELECT {PARTY} FROM parties WHERE register = ?1 AND record_id = ?2 ORDER BY place");
    Ok(tx.query(&sql, &[register.into(), id.into()], read_party)?)
}

/// What a record names in one place.
pub fn party(tx: &mut Tx<'_>, register: &str, id: &str, place: &str) -> Result<Option<Mention>, Error> {
    let sql = format!("SELECT {PARTY} FROM parties WHERE register = ?1 AND record_id = ?2 AND place = ?3");
    Ok(tx.query_one(&sql, &[register.into(), id.into(), place.into()], read_party)?)
}

/// The accounts that have their company from a contract, each with what it names.
pub fn parties_via(tx: &mut Tx<'_>, contract: &str) -> Result<Vec<(String, Mention)>, Error> {
    let sql = format!("SELECT {PARTY}, record_id FROM parties WHERE via = ?1 ORDER BY record_id");
    Ok(tx.query(&sql, &[contract.into()], |row| Ok((row.text(13)?, read_party(row)?)))?)
}

/// In how many places records name a company.
pub fn named(tx: &mut Tx<'_>, company: &str) -> Result<i64, Error> {
    let sql = "SELECT count(*) FROM party_names n
               JOIN parties p ON p.name_key = n.name_key AND p.corporate_number = n.corporate_number
               WHERE n.contractor_id = ?1";
    Ok(tx.query_one(sql, &[company.into()], |row| row.integer(0))?.unwrap_or_default())
}

/// Every record that names a company: register, id, and how.
pub fn parties_of(tx: &mut Tx<'_>, company: &str) -> Result<Vec<(String, String, Mention)>, Error> {
    let columns = PARTY.split(", ").map(|column| format!("p.{column}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {columns}, p.register, p.record_id FROM party_names n
         JOIN parties p ON p.name_key = n.name_key AND p.corporate_number = n.corporate_number
         WHERE n.contractor_id = ?1 ORDER BY p.register, p.until_on DESC, p.record_id, p.place"
    );
    Ok(tx.query(&sql, &[company.into()], |row| Ok((row.text(13)?, row.text(14)?, read_party(row)?)))?)
}

/// What the newest records say of a company.
pub fn newest_mentions(tx: &mut Tx<'_>, company: &str, limit: i64) -> Result<Vec<Mention>, Error> {
    let columns = PARTY.split(", ").map(|column| format!("p.{column}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {columns} FROM party_names n
         JOIN parties p ON p.name_key = n.name_key AND p.corporate_number = n.corporate_number
         WHERE n.contractor_id = ?1 ORDER BY p.record_id DESC, p.place LIMIT ?2"
    );
    Ok(tx.query(&sql, &[company.into(), limit.into()], read_party)?)
}

pub fn save_party(tx: &mut Tx<'_>, register: &str, id: &str, mention: &Mention) -> Result<(), Error> {
    tx.execute(
        include_str!("save_party.sql"),
        &[
            register.into(),
            id.into(),
            mention.place.as_str().into(),
            mention.name.as_str().into(),
            mention.pair.key.as_str().into(),
            mention.pair.number.as_str().into(),
            mention.tier.into(),
            mention.title.as_str().into(),
            mention.number.clone().into(),
            mention.section.clone().into(),
            mention.amount_yen.into(),
            mention.from_on.clone().into(),
            mention.until_on.as_str().into(),
            mention.via.clone().into(),
            serde_json::to_string(&mention.said)?.into(),
        ],
    )?;
    Ok(())
}

pub fn remove_party(tx: &mut Tx<'_>, register: &str, id: &str, place: &str) -> Result<(), Error> {
    let sql = "DELETE FROM parties WHERE register = ?1 AND record_id = ?2 AND place = ?3";
    tx.execute(sql, &[register.into(), id.into(), place.into()])?;
    Ok(())
}

fn of_pair(pair: &Pair) -> [Value; 2] {
    [pair.key.as_str().into(), pair.number.as_str().into()]
}

/// Whether a record names somebody so.
pub fn is_named(tx: &mut Tx<'_>, pair: &Pair) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM parties WHERE name_key = ?1 AND corporate_number = ?2 LIMIT 1";
    Ok(tx.query_one(sql, &of_pair(pair), |row| row.integer(0))?.is_some())
}

pub fn has_pair(tx: &mut Tx<'_>, pair: &Pair) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM party_names WHERE name_key = ?1 AND corporate_number = ?2";
    Ok(tx.query_one(sql, &of_pair(pair), |row| row.integer(0))?.is_some())
}

/// The company that a spelling with its number is.
pub fn company_of(tx: &mut Tx<'_>, pair: &Pair) -> Result<Option<String>, Error> {
    let sql = "SELECT contractor_id FROM party_names WHERE name_key = ?1 AND corporate_number = ?2";
    Ok(tx.query_one(sql, &of_pair(pair), |row| row.opt_text(0))?.flatten())
}

pub fn save_pair(tx: &mut Tx<'_>, pair: &Pair, company: Option<&str>) -> Result<(), Error> {
    let [key, number] = of_pair(pair);
    tx.execute(
        "INSERT INTO party_names (name_key, corporate_number, contractor_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (name_key, corporate_number) DO UPDATE SET contractor_id = excluded.contractor_id",
        &[key, number, company.map(str::to_owned).into()],
    )?;
    Ok(())
}

pub fn remove_pair(tx: &mut Tx<'_>, pair: &Pair) -> Result<(), Error> {
    tx.execute("DELETE FROM party_names WHERE name_key = ?1 AND corporate_number = ?2", &of_pair(pair))?;
    Ok(())
}

/// Spellings that have this name, or this number; `column` is one of the two.
pub fn pairs_with(tx: &mut Tx<'_>, column: &str, text: &str) -> Result<Vec<Pair>, Error> {
    let sql = format!("SELECT name_key, corporate_number FROM party_names WHERE {column} = ?1");
    Ok(tx.query(&sql, &[text.into()], |row| Ok(Pair { key: row.text(0)?, number: row.text(1)? }))?)
}

/// Spellings that mean a company.
pub fn pairs_of(tx: &mut Tx<'_>, company: &str) -> Result<Vec<Pair>, Error> {
    pairs_with(tx, "contractor_id", company)
}

/// How the newest record writes a spelling.
pub fn written(tx: &mut Tx<'_>, pair: &Pair) -> Result<Option<String>, Error> {
    let sql = "SELECT name FROM parties WHERE name_key = ?1 AND corporate_number = ?2 ORDER BY record_id DESC LIMIT 1";
    Ok(tx.query_one(sql, &of_pair(pair), |row| row.text(0))?)
}

/// Every spelling with the company that it means.
pub fn all_pairs(tx: &mut Tx<'_>) -> Result<Vec<(Pair, Option<String>)>, Error> {
    let sql = "SELECT name_key, corporate_number, contractor_id FROM party_names ORDER BY name_key, corporate_number";
    Ok(tx.query(sql, &[], |row| Ok((Pair { key: row.text(0)?, number: row.text(1)? }, row.opt_text(2)?)))?)
}

fn kept_where(tx: &mut Tx<'_>, condition: &str, values: &[Value]) -> Result<Vec<Kept>, Error> {
    let sql = format!(
        "SELECT c.id, coalesce(c.merged_into, c.id), c.corporate_number FROM contractors c
                       WHERE c.revision > 0 AND ({condition}) ORDER BY c.merged_into IS NOT NULL, c.id"
    );
    let found = tx.query(&sql, values, |row| Ok((row.text(0)?, row.text(1)?, row.opt_text(2)?)))?;
    let mut kept = Vec::with_capacity(found.len());
    for (id, root, number) in found {
        let sql = "SELECT name_key FROM contractor_names WHERE contractor_id = ?1";
        let keys = tx.query(sql, &[id.as_str().into()], |row| row.text(0))?.into_iter().collect();
        kept.push(Kept { id, root, number, keys });
    }
    Ok(kept)
}

/// Companies that are known by a name, or were made of it.
pub fn kept_named(tx: &mut Tx<'_>, key: &str, origin: &str) -> Result<Vec<Kept>, Error> {
    let condition = "c.id IN (SELECT contractor_id FROM contractor_names WHERE name_key = ?1) OR c.id = ?2";
    kept_where(tx, condition, &[key.into(), origin.into()])
}

/// The companies that have a number, or were made of it.
pub fn kept_numbered(tx: &mut Tx<'_>, number: &str, origin: &str) -> Result<Vec<Kept>, Error> {
    kept_where(tx, "c.corporate_number = ?1 OR c.id = ?2", &[number.into(), origin.into()])
}

/// A company and those that went into it.
pub fn kept_merged(tx: &mut Tx<'_>, root: &str) -> Result<Vec<Kept>, Error> {
    kept_where(tx, "c.id = ?1 OR c.merged_into = ?1", &[root.into()])
}

pub fn is_kept(tx: &mut Tx<'_>, id: &str) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM contractors WHERE id = ?1 AND revision > 0";
    Ok(tx.query_one(sql, &[id.into()], |row| row.integer(0))?.is_some())
}

/// A company that somebody keeps.
pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Company>, Error> {
    let text = tx.query_one("SELECT record FROM contractors WHERE id = ?1", &[id.into()], |row| row.opt_text(0))?;
    text.flatten().map(|text| Ok(serde_json::from_str(&text)?)).transpose()
}

/// Every company that somebody keeps, in the order of ids.
pub fn kept(tx: &mut Tx<'_>) -> Result<Vec<Company>, Error> {
    let sql = "SELECT record FROM contractors WHERE record IS NOT NULL ORDER BY id";
    let texts = tx.query(sql, &[], |row| row.text(0))?;
    texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    for company in kept(tx)? {
        see(&company.id, &serde_json::to_value(&company)?);
    }
    Ok(())
}

/// What tells each company that stands for itself, also those that only records name.
pub fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let sql = "SELECT id, corporate_number, name FROM contractors WHERE merged_into IS NULL ORDER BY id";
    Ok(tx.query(sql, &[], |row| {
        Ok(Identity { id: row.text(0)?, number: row.opt_text(1)?, title: row.text(2)?, ..Identity::default() })
    })?)
}

/// Id and name of another company that has a number and stands for itself.
pub fn other_with_number(tx: &mut Tx<'_>, number: &str, id: &str) -> Result<Option<(String, String)>, Error> {
    let sql = "SELECT id, name FROM contractors
               WHERE corporate_number = ?1 AND id <> ?2 AND revision > 0 AND merged_into IS NULL ORDER BY id LIMIT 1";
    Ok(tx.query_one(sql, &[number.into(), id.into()], |row| Ok((row.text(0)?, row.text(1)?)))?)
}

/// The company with this id, number or name.
pub fn find(tx: &mut Tx<'_>, id: &str, number: &str, key: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT id FROM contractors WHERE id = ?1 OR corporate_number = ?2
               OR id IN (SELECT contractor_id FROM contractor_names WHERE name_key = ?3)
               OR id IN (SELECT contractor_id FROM party_names WHERE name_key = ?3)
               ORDER BY id <> ?1, merged_into IS NOT NULL, corporate_number IS NULL OR corporate_number <> ?2, revision DESC, id LIMIT 1";
    Ok(tx.query_one(sql, &[id.into(), number.into(), key.into()], |row| row.text(0))?)
}

/// Writes a record; false if the stored revision is not the expected one. A company that only records name has 0.
pub fn save(tx: &mut Tx<'_>, company: &Company, expected: i64) -> Result<bool, Error> {
    let mut values = columns(company)?;
    values.push(expected.into());
    if tx.execute(include_str!("save.sql"), &values)? == 0 {
        return Ok(false);
    }
    tx.execute("DELETE FROM contractor_names WHERE contractor_id = ?1", &[company.id.as_str().into()])?;
    for name in company.names() {
        let key = crate::fold::fold(name);
        if !key.is_empty() {
            tx.execute(
                "INSERT INTO contractor_names (name_key, contractor_id) VALUES (?1, ?2) ON CONFLICT (name_key, contractor_id) DO NOTHING",
                &[key.into(), company.id.as_str().into()],
            )?;
        }
    }
    Ok(true)
}

/// Writes the row of a company that only records name.
pub fn save_derived(tx: &mut Tx<'_>, company: &Company) -> Result<(), Error> {
    let mut values = columns(company)?;
    values.push(0.into());
    tx.execute(include_str!("save.sql"), &values)?;
    Ok(())
}

fn columns(company: &Company) -> Result<Vec<Value>, Error> {
    let suspended = company.suspended_from.is_some() || company.suspended_until.is_some();
    let edge = |date: &Option<String>, open: &str| suspended.then(|| date.clone().unwrap_or_else(|| open.to_owned()));
    let lapses_on = company.certificates.iter().filter_map(|certificate| certificate.valid_until.as_ref()).min();
    Ok(vec![
        company.id.as_str().into(),
        company.name.as_str().into(),
        company.corporate_number.clone().into(),
        company.is_abroad().into(),
        edge(&company.suspended_from, "").into(),
        edge(&company.suspended_until, super::parties::ALWAYS).into(),
        lapses_on.cloned().into(),
        company.merged_into.clone().into(),
        search_text(company).into(),
        (company.revision > 0).then(|| serde_json::to_string(company)).transpose()?.into(),
        company.revision.into(),
    ])
}

fn search_text(company: &Company) -> String {
    let own =
        [&company.corporate_number, &company.representative, &company.address, &company.parent.name, &company.note];
    let parts = company.names().chain(own.into_iter().flatten().map(String::as_str));
    parts.map(crate::fold::fold).collect::<Vec<_>>().join("\n")
}

/// What follows for a company from its spellings: contradictions, and the words by which it is found.
pub fn set_derived(tx: &mut Tx<'_>, id: &str, conflicts: i64) -> Result<(), Error> {
    let seen: Vec<String> = pairs_of(tx, id)?.into_iter().map(|pair| pair.key).collect();
    tx.execute(
        "UPDATE contractors SET conflicts = ?2, seen_text = ?3 WHERE id = ?1",
        &[id.into(), conflicts.into(), seen.join("\n").into()],
    )?;
    Ok(())
}

/// Takes out the row of a company.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM contractor_names WHERE contractor_id = ?1", &[id.into()])?;
    tx.execute("DELETE FROM contractors WHERE id = ?1", &[id.into()])?;
    Ok(())
}

/// Records whose parties are still to be looked up; contracts first, because accounts have their company from them.
pub fn marked(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<(String, String)>, Error> {
    let sql =
        "SELECT register, record_id FROM party_marks ORDER BY register <> 'contract', register, record_id LIMIT ?1";
    Ok(tx.query(sql, &[limit.into()], |row| Ok((row.text(0)?, row.text(1)?)))?)
}

pub fn unmark(tx: &mut Tx<'_>, register: &str, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM party_marks WHERE register = ?1 AND record_id = ?2", &[register.into(), id.into()])?;
    Ok(())
}

/// Pairs of companies that a person found to be two.
pub fn distinctions(tx: &mut Tx<'_>) -> Result<Vec<Distinction>, Error> {
    let texts = tx.query("SELECT record FROM contractor_distinctions ORDER BY id", &[], |row| row.text(0))?;
    texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

/// Writes that two companies are two; false if that is written already.
pub fn save_distinction(tx: &mut Tx<'_>, distinction: &Distinction) -> Result<bool, Error> {
    let sql = "INSERT INTO contractor_distinctions (id, one, other, record) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (one, other) DO NOTHING";
    let record = serde_json::to_string(distinction)?;
    let values = [&distinction.id, &distinction.one, &distinction.other, &record].map(Value::from);
    Ok(tx.execute(sql, &values)? > 0)
}

/// A company that stands for itself: id, name, number, and its record where somebody keeps it.
pub type Standing = (String, String, Option<String>, Option<String>);

/// The companies that stand for themselves.
pub fn standing(tx: &mut Tx<'_>) -> Result<Vec<Standing>, Error> {
    let sql = "SELECT id, name, corporate_number, record FROM contractors WHERE merged_into IS NULL ORDER BY id";
    Ok(tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?, row.opt_text(2)?, row.opt_text(3)?)))?)
}

/// What records say of each company: its id, address and representative, the newest last.
pub fn all_said(tx: &mut Tx<'_>) -> Result<Vec<(String, Said)>, Error> {
    let sql = "SELECT DISTINCT n.contractor_id, p.said FROM party_names n
               JOIN parties p ON p.name_key = n.name_key AND p.corporate_number = n.corporate_number
               WHERE n.contractor_id IS NOT NULL AND p.said <> '{}'";
    let rows = tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))?;
    Ok(rows.into_iter().map(|(id, said)| (id, serde_json::from_str(&said).unwrap_or_default())).collect())
}
