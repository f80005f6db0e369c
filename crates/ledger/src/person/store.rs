//! People and sections in the database.

use db::{DbError, Row, Tx};

use super::{Person, Section};
use crate::problem::Error;

pub fn sections(tx: &mut Tx<'_>) -> Result<Vec<Section>, Error> {
    let sql = "SELECT id, name, parent_id, body, email, revision FROM sections ORDER BY position, name";
    Ok(tx.query(sql, &[], |row| {
        Ok(Section {
            id: row.text(0)?,
            name: row.text(1)?,
            parent: row.opt_text(2)?,
            body: row.opt_text(3)?,
            email: row.opt_text(4)?,
            revision: row.integer(5)?,
        })
    })?)
}

pub fn save_section(tx: &mut Tx<'_>, section: &Section, position: usize) -> Result<(), Error> {
    tx.execute(
        include_str!("save_section.sql"),
        &[
            section.id.as_str().into(),
            section.name.as_str().into(),
            section.parent.clone().into(),
            section.body.clone().into(),
            section.email.clone().into(),
            i64::try_from(position).unwrap_or(i64::MAX).into(),
            section.revision.into(),
        ],
    )?;
    Ok(())
}

/// Takes out a section; those below it lose the one above.
pub fn remove_section(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("UPDATE sections SET parent_id = NULL WHERE parent_id = ?1", &[id.into()])?;
    tx.execute("DELETE FROM sections WHERE id = ?1", &[id.into()])?;
    Ok(())
}

pub fn remove_person(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM persons WHERE id = ?1", &[id.into()])?;
    Ok(())
}

pub fn person(tx: &mut Tx<'_>, id: &str) -> Result<Option<Person>, Error> {
    let sql =
        "SELECT id, name, section, email, accounts, roles, from_on, until_on, revision FROM persons WHERE id = ?1";
    Ok(tx.query_one(sql, &[id.into()], read_person)?)
}

pub fn persons(tx: &mut Tx<'_>) -> Result<Vec<Person>, Error> {
    let sql = "SELECT id, name, section, email, accounts, roles, from_on, until_on, revision FROM persons ORDER BY section, name";
    Ok(tx.query(sql, &[], read_person)?)
}

/// The last days of the people with this name, as ISO dates; none for one who stays.
pub fn until(tx: &mut Tx<'_>, name: &str) -> Result<Vec<Option<String>>, Error> {
    Ok(tx.query("SELECT until_on FROM persons WHERE name = ?1", &[name.into()], |row| row.opt_text(0))?)
}

fn read_person(row: &Row<'_>) -> Result<Person, DbError> {
    let list = |text: String| serde_json::from_str(&text).unwrap_or_default();
    Ok(Person {
        id: row.text(0)?,
        name: row.text(1)?,
        section: row.opt_text(2)?,
        email: row.opt_text(3)?,
        accounts: list(row.text(4)?),
        roles: serde_json::from_str(&row.text(5)?).unwrap_or_default(),
        from: row.opt_text(6)?,
        until: row.opt_text(7)?,
        revision: row.integer(8)?,
    })
}

pub fn save_person(tx: &mut Tx<'_>, person: &Person) -> Result<(), Error> {
    tx.execute(
        include_str!("save_person.sql"),
        &[
            person.id.as_str().into(),
            person.name.as_str().into(),
            person.section.clone().into(),
            person.email.clone().into(),
            serde_json::to_string(&person.accounts)?.into(),
            serde_json::to_string(&person.roles)?.into(),
            person.from.clone().into(),
            person.until.clone().into(),
            person.revision.into(),
        ],
    )?;
    Ok(())
}
