//! Issued workbooks as a contractor fills them in: the file itself, with texts where it has room for them.

use std::io::{Read, Write};
use std::path::Path;

/// Copies a workbook, changing one of its parts; further parts are added.
pub fn changed(from: &Path, to: &Path, part: &str, change: impl Fn(String) -> String, more: &[&str]) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut written = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let (name, mut bytes) = (entry.name().to_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        written.start_file(name, options).unwrap();
        written.write_all(&bytes).unwrap();
    }
    for name in more {
        written.start_file(*name, options).unwrap();
        written.write_all(b"picture").unwrap();
    }
    written.finish().unwrap();
}

/// The issued check sheet itself with this answer typed into each of its lines.
pub fn filled(issued: &Path, to: &Path, answer: &str) {
    filled_up_to('H', &["業務部　川上", "令和8年11月26日"], issued, to, answer);
}

/// The issued workbook itself, whose last column is this one, with these texts in the fields above its table and this answer
/// typed into each of its lines.
pub fn filled_up_to(last: char, fields: &[&str], issued: &Path, to: &Path, answer: &str) {
    // Fields are written empty; each gets a text of its own.
    let field = |xml: &str, column: char, text: &str, from: u32| -> String {
        let mut xml = xml.to_owned();
        for row in from.. {
            let place = format!("<c r=\"{column}{row}\"");
            let Some(at) = xml.find(&place) else { break };
            let end = at + xml[at..].find("/>").unwrap();
            let style = &xml[at + place.len()..end];
            let cell = format!("{place}{style} t=\"inlineStr\"><is><t>{text}</t></is></c>");
            xml.replace_range(at..end + 2, &cell);
        }
        xml
    };
    let first = |xml: &str| -> u32 {
        let at = xml.find(&format!("<c r=\"{last}")).map(|at| &xml[at + 7..]).unwrap();
        at.split('"').next().unwrap().parse::<u32>().unwrap() + 1
    };
    let fill = |xml: String| {
        let top = first(&xml);
        let xml = field(&field(&xml, 'E', answer, top), 'F', "規程 第3条", top);
        let once = |xml: String, row: u32, text: &str| {
            let place = format!("<c r=\"D{row}\"");
            let at = xml.find(&place).unwrap();
            let end = at + xml[at..].find("/>").unwrap();
            let cell = format!("{} t=\"inlineStr\"><is><t>{text}</t></is></c>", &xml[at..end]);
            [&xml[..at], &cell, &xml[end + 2..]].concat()
        };
        let from = top - 1 - u32::try_from(fields.len()).unwrap();
        (from..).zip(fields).fold(xml, |xml, (row, text)| once(xml, row, text))
    };
    changed(issued, to, "xl/worksheets/sheet1.xml", fill, &[]);
}
