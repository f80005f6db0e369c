//! Sekisho without a face: the registers, what follows from them, their history and their papers.
//! Window and command line call it; it knows SQL only through `db` and Word only through `paper`.

mod amount;
pub mod approval;
mod archive;
mod audit;
mod book;
pub mod catalogue;
pub mod cloud;
pub mod commands;
pub mod company;
pub mod contract;
mod contractor;
pub mod corporate_number;
pub mod date;
mod draft;
pub mod due;
mod evidence;
pub mod exchange;
pub mod facts;
mod filter;
pub mod fold;
mod folder;
pub mod history;
pub mod home;
pub mod inbox;
pub mod incident;
pub mod key;
pub mod ledger;
mod listing;
pub mod office;
pub mod org_code;
pub mod person;
pub mod problem;
pub mod progress;
mod question;
mod reasons;
pub mod register;
pub mod risk;
mod sample;
pub mod sheet;
pub mod sns;
pub mod transfer;
mod typescript;
pub mod wording;

pub use ledger::{Ledger, Target};
pub use problem::{Error, Problem};
