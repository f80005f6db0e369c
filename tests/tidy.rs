//! The invariants of ARCHITECTURE.md and the manners of CONTRIBUTING.md, as far as reading files can hold them.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

mod tidy {
    mod data;
    mod documents;
    mod layers;
    mod places;
    mod sources;
    mod tree;
}
