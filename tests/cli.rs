//! The command line as a person or another program uses it: the real binary, in a folder of its own for each test.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

mod cli {
    mod accounts;
    mod annexes;
    mod approval;
    mod calls;
    mod clouds;
    mod contractors;
    mod contracts;
    mod damage;
    mod documents;
    mod due;
    mod forms;
    mod history;
    mod imports;
    mod incidents;
    mod keys;
    mod office;
    mod requirements;
    mod risk;
    mod sections;
    mod server;
    mod start;
    mod tell;
    mod together;
    mod transfers;
    mod typed;
}
