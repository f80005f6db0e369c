//! Everything that a ledger holds, in one file that needs no Sekisho to be read: registers as JSON Lines with their
//! JSON Schema, the history, and the papers as signed.

use std::path::Path;

use paper::archive::{Part, to_zip};
use paper::to_docx;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value as Json, json};

use crate::exchange::{SavedFile, lines, write_whole};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::register::Register;
use crate::wording::{Lang, text};

impl Ledger {
    /// Writes the archive; a file of that name is replaced only by a whole one.
    ///
    /// # Errors
    /// `export_unwritable`, `disk_full`.
    pub fn save_archive(&mut self, file: &str) -> Result<SavedFile, Error> {
        let mut parts = Vec::new();
        let mut counts = serde_json::Map::new();
        let mut total = 0;
        for register in Register::KEPT {
            let records = match register {
                Register::Section => {
                    self.list_sections()?.iter().map(serde_json::to_value).collect::<Result<_, _>>()?
                }
                register => self.records_of(register)?,
            };
            counts.insert(register.code().to_owned(), records.len().into());
            total += records.len();
            parts.push(Part::new(format!("{}.jsonl", register.code()), lines(&records)));
            parts.push(Part::new(format!("schema/{}.schema.json", register.code()), pretty(&schema(register))?));
        }
        let mut applications = Vec::new();
        self.read(|tx| crate::approval::walk(tx, &mut |_, application| applications.push(application.clone())))?;
        parts.push(Part::new("application.jsonl", lines(&applications)));
        let of_applications =
            SchemaGenerator::default().into_root_schema_for::<crate::approval::Application>().to_value();
        parts.push(Part::new("schema/application.schema.json", pretty(&of_applications)?));
        parts.push(Part::new("office.json", pretty(&serde_json::to_value(self.office()?)?)?));
        parts.push(Part::new("history.jsonl", self.history_lines()?));
        for contract in self.contracts()?.into_iter().filter(|contract| !contract.pins.is_empty()) {
            let kinds: Vec<_> = contract.pins.iter().map(|pin| pin.kind).collect();
            for paper in self.compose_annexes(&contract, Some(&kinds))? {
                let path = format!("papers/{}-{}", contract.id, paper.kind.code());
                parts.push(Part::new(format!("{path}.json"), pretty(&serde_json::to_value(&paper)?)?));
                parts.push(Part::new(format!("{path}.docx"), to_docx(&paper.to_paper()).map_err(Error::unexpected)?));
            }
        }
        self.read(|tx| {
            crate::evidence::walk(tx, &mut |hash, content| parts.push(Part::new(format!("evidence/{hash}"), content)))
        })?;
        let head = self.history_head()?;
        let about = json!({
            "format": "sekisho-archive",
            "version": 1,
            "program": env!("CARGO_PKG_VERSION"),
            "written_on": self.today().to_string(),
            "office": self.office()?.name,
            "records": counts,
            "history_head": { "seq": head.seq, "hash": head.hash },
        });
        parts.insert(0, Part::new("archive.json", pretty(&about)?));
        parts.insert(1, Part::new("README.txt", text(Lang::Ja, "archive.readme", &[]).into_bytes()));
        write_whole(Path::new(file), &to_zip(&parts, self.today()).map_err(Error::unexpected)?)?;
        Ok(SavedFile { file: file.to_owned(), rows: total })
    }
}

/// The JSON Schema of the records of a register.
pub fn schema(register: Register) -> Json {
    fn of<T: JsonSchema>() -> Json {
        SchemaGenerator::default().into_root_schema_for::<T>().to_value()
    }
    match register {
        Register::Contract => of::<crate::contract::Contract>(),
        Register::Cloud => of::<crate::cloud::Cloud>(),
        Register::Sns => of::<crate::sns::Sns>(),
        Register::Contractor => of::<crate::company::Company>(),
        Register::Incident => of::<crate::incident::Incident>(),
        Register::Person => of::<crate::person::Person>(),
        Register::Section | Register::Transfer => of::<crate::person::Section>(),
    }
}

fn pretty(json: &Json) -> Result<Vec<u8>, Error> {
    Ok(serde_json::to_vec_pretty(json)?)
}
