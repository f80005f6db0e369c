//! The words of each paper, kept beside this file.

use sekisho_tests::assert_golden;

use super::samples;

#[test]
fn the_words_of_every_paper_are_as_kept() {
    for sample in samples::all() {
        assert_golden(&format!("tests/papers/{}.txt", sample.name()), &sample.text());
    }
}
