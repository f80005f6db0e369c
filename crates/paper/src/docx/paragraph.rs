//! One paragraph of a Word file: its style and its words.
//! Deliberately not here: which block takes which style (`body.rs`) and what the styles are (`styles.rs`).

use docx_rs::{BreakType, Paragraph, Run};

use crate::text::visible;

/// A paragraph of the style with this identifier.
pub fn paragraph(style: &str, text: &str) -> Paragraph {
    let paragraph = Paragraph::new().style(style);
    let text = visible(text);
    if text.is_empty() { paragraph } else { paragraph.add_run(run(&text)) }
}

/// One run; `\n` breaks the line and `\t` goes to the next tab stop.
fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (line, part) in text.split('\n').enumerate() {
        if line > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (column, words) in part.split('\t').enumerate() {
            if column > 0 {
                run = run.add_tab();
            }
            if !words.is_empty() {
                run = run.add_text(words);
            }
        }
    }
    run
}
