//! The one SQL text, turned from the SQLite way of saying it into the PostgreSQL way.
//!
//! Statements are written with `?n`, never `$n`: SQLite numbers `$n` by first appearance.
//! Deliberately not here: a parser. The common subset is small enough for a word walk.

/// Rewrites a statement for PostgreSQL, leaving quoted text and comments as they are.
///
/// `?n` becomes `$n`, `instr(` becomes `strpos(`, and in table definitions `STRICT` and `WITHOUT ROWID` go,
/// `INTEGER` becomes `BIGINT`, `BLOB` becomes `BYTEA`, and `TEXT` sorts by code point
/// as it does in SQLite. The type `TEXT` is written in capitals, a column `text` is not.
pub fn to_postgres(sql: &str) -> String {
    translate(sql, |number, out| {
        out.push('$');
        out.push_str(number);
    })
}

/// The same for one call with its arguments, of which `is_null` says which are null.
///
/// A null is written out, since PostgreSQL cannot tell the type of the argument in
/// `?1 IS NULL`; the others are numbered anew. `None` if arguments and marks do not agree.
pub(crate) fn to_postgres_with(sql: &str, is_null: &[bool]) -> Option<String> {
    let mut highest = 0;
    let sql = translate(sql, |number, out| {
        let number = number.parse().ok().filter(|number| *number > 0).unwrap_or(usize::MAX);
        highest = highest.max(number);
        match is_null.get(number - 1) {
            Some(false) => {
                let bound = is_null[..number].iter().filter(|null| !**null).count();
                out.push_str(&format!("${bound}"));
            }
            _ => out.push_str("NULL"),
        }
    });
    (highest == is_null.len()).then_some(sql)
}

fn translate(sql: &str, mut argument: impl FnMut(&str, &mut String)) -> String {
    let mut walk = Walk { out: String::with_capacity(sql.len() + 16), ..Walk::default() };
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quoted(rest, first),
            '$' => dollar_quoted(rest),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            '?' => {
                let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
                match digits {
                    0 => walk.out.push('?'),
                    _ => argument(&rest[1..=digits], &mut walk.out),
                }
                rest = &rest[1 + digits..];
                continue;
            }
            ';' => {
                walk.end_statement();
                rest = &rest[1..];
                continue;
            }
            c if is_word(c) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                walk.word(&rest[..length], &rest[length..]);
                rest = &rest[length..];
                continue;
            }
            c => c.len_utf8(),
        };
        walk.out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    walk.out
}

#[derive(Default)]
struct Walk {
    out: String,
    words: usize,
    first_word: String,
    last_word: String,
    in_table: bool,
}

impl Walk {
    fn word(&mut self, word: &str, rest: &str) {
        let upper = word.to_ascii_uppercase();
        self.words += 1;
        if self.words == 1 {
            self.first_word.clone_from(&upper);
        }
        if upper == "TABLE" && ["CREATE", "ALTER"].contains(&self.first_word.as_str()) && self.words <= 3 {
            self.in_table = true;
        }
        match upper.as_str() {
            "INTEGER" => self.out.push_str("BIGINT"),
            "BLOB" => self.out.push_str("BYTEA"),
            // A column may well be called text, in small letters.
            "TEXT" if word == "TEXT" && self.in_table && self.last_word != "AS" => {
                self.out.push_str("TEXT COLLATE \"C\"");
            }
            "STRICT" if self.in_table && self.out.trim_end().ends_with(')') => {
                self.out.truncate(self.out.trim_end().len());
            }
            // PostgreSQL has no tables that are kept in the order of their key.
            "ROWID" if self.in_table && self.last_word == "WITHOUT" => {
                let before = self.out.trim_end().strip_suffix(word_of(&self.out)).unwrap_or_default().trim_end();
                let end = before.strip_suffix(',').unwrap_or(before).trim_end().len();
                self.out.truncate(end);
            }
            "INSTR" if rest.trim_start().starts_with('(') => self.out.push_str("strpos"),
            _ => self.out.push_str(word),
        }
        self.last_word = upper;
    }

    fn end_statement(&mut self) {
        let out = std::mem::take(&mut self.out) + ";";
        *self = Walk { out, ..Walk::default() };
    }
}

/// The last word of a text.
fn word_of(text: &str) -> &str {
    let text = text.trim_end();
    text.rsplit(|c: char| !is_word(c)).next().unwrap_or_default()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the text up to the closing quote; a doubled quote simply opens the next one.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |at| at + 2)
}

/// Length of `$tag$ … $tag$`, or of the single `$`.
fn dollar_quoted(text: &str) -> usize {
    let Some(end) = text[1..].find(|c| !is_word(c)).filter(|end| text[1 + end..].starts_with('$')) else {
        return 1;
    };
    let tag = &text[..end + 2];
    text[tag.len()..].find(tag).map_or(text.len(), |at| at + 2 * tag.len())
}

#[cfg(test)]
mod tests {
    use super::{to_postgres, to_postgres_with};

    #[test]
    fn nulls_are_written_out_and_the_others_counted_anew() {
        let sql = "SELECT '?1' WHERE (?1 IS NULL OR a = ?1) AND b = ?2 AND c = ?3";
        for (is_null, written) in [
            (&[true, false, false][..], Some("SELECT '?1' WHERE (NULL IS NULL OR a = NULL) AND b = $1 AND c = $2")),
            (&[false, true, false], Some("SELECT '?1' WHERE ($1 IS NULL OR a = $1) AND b = NULL AND c = $2")),
            (&[false, false, false], Some("SELECT '?1' WHERE ($1 IS NULL OR a = $1) AND b = $2 AND c = $3")),
            (&[false, false], None),
            (&[false, false, true, true], None),
            (&[], None),
        ] {
            assert_eq!(to_postgres_with(sql, is_null).as_deref(), written, "{is_null:?}");
        }
        assert_eq!(to_postgres_with("SELECT ?0", &[]), None);
    }

    #[test]
    fn a_statement_reads_the_same_to_both_engines() {
        for (sqlite, postgres) in [
            ("SELECT ?2, ?1", "SELECT $2, $1"),
            ("SELECT ?12+?1", "SELECT $12+$1"),
            ("SELECT '?1', \"?2\", ?3", "SELECT '?1', \"?2\", $3"),
            ("SELECT 'it''s ?1', ?1", "SELECT 'it''s ?1', $1"),
            ("SELECT ?1 -- ?2 isn't\n, ?2", "SELECT $1 -- ?2 isn't\n, $2"),
            ("SELECT /* ?1 ' */ ?1", "SELECT /* ?1 ' */ $1"),
            ("SELECT '契約?1' || ?1", "SELECT '契約?1' || $1"),
            ("SELECT instr(search_text, ?1) > 0", "SELECT strpos(search_text, $1) > 0"),
            ("SELECT instructor, CAST(a AS INTEGER)", "SELECT instructor, CAST(a AS BIGINT)"),
            ("CREATE TABLE a (n INTEGER, b BLOB) STRICT;", "CREATE TABLE a (n BIGINT, b BYTEA);"),
            (
                "CREATE TABLE IF NOT EXISTS a (text TEXT NOT NULL CHECK (CAST(n AS TEXT) <> 'TEXT')) STRICT ; SELECT CAST(n AS TEXT)",
                "CREATE TABLE IF NOT EXISTS a (text TEXT COLLATE \"C\" NOT NULL CHECK (CAST(n AS TEXT) <> 'TEXT')) ; SELECT CAST(n AS TEXT)",
            ),
            (
                "CREATE TABLE a (n TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;",
                "CREATE TABLE a (n TEXT COLLATE \"C\" PRIMARY KEY);",
            ),
            ("CREATE TABLE a (n INTEGER PRIMARY KEY) WITHOUT ROWID;", "CREATE TABLE a (n BIGINT PRIMARY KEY);"),
            ("SELECT (1) strict", "SELECT (1) strict"),
            ("AS $$ SELECT '?1' ?1 $$ ?1", "AS $$ SELECT '?1' ?1 $$ $1"),
            ("SELECT 'open ?1", "SELECT 'open ?1"),
            ("SELECT a ? b", "SELECT a ? b"),
        ] {
            assert_eq!(to_postgres(sqlite), postgres);
        }
    }
}
