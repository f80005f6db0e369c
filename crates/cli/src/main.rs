//! The `sekisho` command: the same powers as the window, for people and for other programs.
//! It decides nothing: every command is an operation of the ledger crate.

mod application;
mod arguments;
mod cloud;
mod contractor;
mod due;
mod exchange;
mod forms;
mod incident;
mod install;
mod registers;
mod risk;
mod run;
mod say;
mod selection;
mod sheet;
mod sns;
mod tell;
mod transfer;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let say = say::Say::new(&arguments);
    match run::run(&arguments, &say) {
        Ok(run::Outcome::Done) => ExitCode::SUCCESS,
        Ok(run::Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            say.refused(&error);
            ExitCode::from(2)
        }
    }
}
