//! The window's types are those of the program.

#[test]
fn generated_types_are_current() {
    let kept = sekisho_tests::text("ui/src/lib/generated.ts");
    let made = ledger::commands::typescript();
    let differs = kept.trim_end().lines().zip(made.trim_end().lines()).find(|(kept, made)| kept != made);
    assert_eq!(
        differs, None,
        "kept and made differ; `cargo run -p sekisho-cli -- types > ui/src/lib/generated.ts` makes it anew"
    );
    assert_eq!(
        kept.trim_end(),
        made.trim_end(),
        "one is longer; `cargo run -p sekisho-cli -- types > ui/src/lib/generated.ts` makes it anew"
    );
}
