//! What must not stand in any paper: traces of templates, unresolved marks, other ways of writing than the office's.

use super::samples;

#[test]
fn no_trace_of_a_template_is_left() {
    for sample in samples::all() {
        let paper = &sample.paper;
        for text in [&sample.text(), &paper.header, &paper.footer, &paper.title, &paper.file_name] {
            for trace in ["{", "}", "%}", "#}", "ref(", "null", "None", "true", "false", "undefined", "paper.", "fact."]
            {
                assert!(!text.contains(trace), "{}: {trace} in {text}", sample.name());
            }
            let strange = |c: &char| {
                (c.is_control() && *c != '\n' && *c != '\t')
                    || *c == '\u{FFFD}'
                    || ('\u{E000}'..='\u{F8FF}').contains(c)
            };
            assert_eq!(text.chars().find(strange), None, "{}", sample.name());
        }
    }
}

#[test]
fn punctuation_is_whole() {
    for sample in samples::all() {
        for line in sample.text().lines() {
            for slip in ["。。", "、、", "、。", "（）", "「」", "及び及び", "  ", "，", "．"] {
                assert!(!line.contains(slip), "{}: {slip} in {line}", sample.name());
            }
            for (open, close) in [('（', '）'), ('「', '」'), ('〔', '〕'), ('［', '］')] {
                let count = |mark| line.chars().filter(|c| *c == mark).count();
                assert_eq!(count(open), count(close), "{}: {open}{close} in {line}", sample.name());
            }
        }
    }
}

#[test]
fn dates_and_parties_are_written_as_the_office_writes_them() {
    for sample in samples::all() {
        let text = sample.text();
        let iso = text.as_bytes().windows(10).find(|it| {
            it.iter().enumerate().all(|(i, byte)| if i == 4 || i == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
        });
        assert_eq!(iso.map(String::from_utf8_lossy), None, "{}", sample.name());
        for other in ["発注者", "受注者", "委託者は", "および", "または"] {
            assert!(!text.contains(other), "{}: {other}", sample.name());
        }
    }
}

#[test]
fn the_foot_of_a_page_names_catalogue_clauses_and_history() {
    for sample in samples::all() {
        let footer = &sample.paper.footer;
        assert!(footer.contains(&sample.paper.catalogue), "{footer}");
        let head = footer.rsplit('\u{3000}').next().unwrap().rsplit(' ').next().unwrap();
        assert!(head.len() == 8 && head.bytes().all(|byte| byte.is_ascii_hexdigit()), "{footer}");
    }
}
