//! The life of a contract.
