//! Packages made by hand, for what no program writes on purpose.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A ZIP package of these parts.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What a workbook is made of.
pub struct Parts {
    /// Attributes of `workbookPr`.
    pub properties: String,
    /// `sheet` elements without their ids: name and further attributes.
    pub sheets: Vec<(String, String)>,
    /// What stands before the root of the shared texts, and its attributes.
    pub texts_head: (String, String),
    /// `si` elements.
    pub texts: String,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts {
            properties: String::new(),
            sheets: vec![("name=\"台帳\"".to_owned(), String::new())],
            texts_head: Default::default(),
            texts: String::new(),
        }
    }
}

impl Parts {
    /// The workbook. Style 1 is a day shown by an era, 2 a time of day, 3 a duration.
    pub fn pack(&self) -> Vec<u8> {
        let rels = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{LINKS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let mut sheets = String::new();
        let mut links = String::new();
        for (number, (attributes, _)) in (1..).zip(&self.sheets) {
            sheets += &format!("<sheet {attributes} sheetId=\"{number}\" r:id=\"rId{number}\"/>");
            links += &format!(
                "<Relationship Id=\"rId{number}\" Type=\"{LINKS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            );
        }
        let workbook = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><workbookPr {}/><sheets>{sheets}</sheets></workbook>",
            self.properties
        );
        let links = format!("<Relationships>{links}</Relationships>");
        let styles = format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"2\"><numFmt numFmtId=\"180\" formatCode=\"[$-411]ge\\.m\\.d;@\"/>\
             <numFmt numFmtId=\"181\" formatCode=\"[h]:mm\"/></numFmts><cellXfs count=\"4\"><xf numFmtId=\"0\"/>\
             <xf numFmtId=\"180\"/><xf numFmtId=\"20\"/><xf numFmtId=\"181\"/></cellXfs></styleSheet>"
        );
        let (before, attributes) = &self.texts_head;
        let texts = format!("{before}<sst xmlns=\"{MAIN}\" {attributes}>{}</sst>", self.texts);
        let contents: Vec<(String, String)> = (1..)
            .zip(&self.sheets)
            .map(|(number, (_, content))| {
                let content = format!("<worksheet xmlns=\"{MAIN}\">{content}</worksheet>");
                (format!("xl/worksheets/sheet{number}.xml"), content)
            })
            .collect();
        let mut parts = vec![
            ("_rels/.rels", rels.as_str()),
            ("xl/workbook.xml", &workbook),
            ("xl/_rels/workbook.xml.rels", &links),
            ("xl/styles.xml", &styles),
            ("xl/sharedStrings.xml", &texts),
        ];
        parts.extend(contents.iter().map(|(name, content)| (name.as_str(), content.as_str())));
        zip(&parts)
    }
}

/// A workbook with one sheet of these rows.
pub fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = ("name=\"台帳\"".to_owned(), format!("<sheetData>{rows}</sheetData>"));
    Parts { sheets: vec![sheet], ..Parts::default() }.pack()
}

/// A spreadsheet of OpenDocument with these tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>\
         <style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
