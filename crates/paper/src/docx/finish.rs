//! One pass over each part that docx-rs built, for what the library cannot say:
//!
//! - it writes children of many elements in an order that the schema forbids, and Word calls such a file damaged;
//! - it has no word for repeated header rows, the language, line breaking (禁則), the default styles, the names of title
//!   and author, and the font table is fixed;
//! - it writes what no paper needs: empty properties, identifiers that differ from run to run, links to parts left out.
//!
//! Deliberately not here: anything docx-rs can express, and which parts the file has (`package.rs`).

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Error, Reader, Writer};

use super::package::PARTS;
use super::styles::FONT_TABLE;
use crate::Paper;
use crate::text::visible;

/// Children in the order of ECMA-376 (transitional), for the parents where the library's order differs.
const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:pageBreakBefore",
            "w:pBdr",
            "w:tabs",
            "w:kinsoku",
            "w:overflowPunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    ("w:rPr", &["w:rFonts", "w:kern", "w:sz", "w:szCs", "w:lang"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:tcBorders", "w:shd", "w:vAlign"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:settings", &["w:zoom", "w:defaultTabStop", "w:characterSpacingControl", "w:compat", "w:themeFontLang"]),
];

/// Elements that say nothing when they are empty.
const IDLE: [&str; 4] = ["w:rPr", "w:pPr", "w:trPr", "w:tblBorders"];

/// Styles that hold where a paragraph, its letters, a table or a list names none.
const DEFAULTS: [&str; 4] = ["Normal", "DefaultParagraphFont", "TableNormal", "NoList"];

/// Lines break and punctuation hangs as Japanese wants it; no room is added between scripts.
const LINE_BREAKING: &str = r#"<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>"#;

/// Japanese throughout, so that no spelling is underlined.
const LANGUAGE: &str = r#"<w:kern w:val="2"/><w:lang w:val="ja-JP" w:eastAsia="ja-JP" w:bidi="ar-SA"/>"#;

/// The library would write the first of these among the settings for compatibility, where the schema has no place for it.
const SETTINGS: &str =
    r#"<w:characterSpacingControl w:val="compressPunctuation"/><w:themeFontLang w:val="ja-JP" w:eastAsia="ja-JP"/>"#;

/// Finishes one part.
pub fn finished(part: &[u8], paper: &Paper) -> Result<Vec<u8>, Error> {
    let mut root = Element::read(part)?;
    root.finish(paper)?;
    let mut writer = Writer::new(Vec::with_capacity(part.len()));
    root.write_children(&mut writer)?;
    Ok(writer.into_inner())
}

/// An element while its part is finished.
struct Element<'a> {
    start: BytesStart<'a>,
    children: Vec<Node<'a>>,
}

enum Node<'a> {
    Element(Element<'a>),
    /// Text, or the declaration of the part.
    Other(Event<'a>),
}

impl<'a> Element<'a> {
    /// An element without a name around everything in `xml`.
    fn read(xml: &'a [u8]) -> Result<Element<'a>, Error> {
        let mut reader = Reader::from_reader(xml);
        let mut around = Vec::new();
        let mut element = Element::new(BytesStart::new(""));
        loop {
            match reader.read_event()? {
                Event::Start(start) => around.push(std::mem::replace(&mut element, Element::new(start))),
                Event::Empty(start) => element.children.push(Node::Element(Element::new(start))),
                Event::End(_) => {
                    if let Some(parent) = around.pop() {
                        let done = std::mem::replace(&mut element, parent);
                        element.children.push(Node::Element(done));
                    }
                }
                Event::Eof => return Ok(element),
                other => element.children.push(Node::Other(other)),
            }
        }
    }

    fn new(start: BytesStart<'a>) -> Element<'a> {
        Element { start, children: Vec::new() }
    }

    fn write(self, writer: &mut Writer<Vec<u8>>) -> Result<(), Error> {
        if self.children.is_empty() {
            return Ok(writer.write_event(Event::Empty(self.start))?);
        }
        writer.write_event(Event::Start(self.start.borrow()))?;
        let end = self.start.to_end().into_owned();
        self.write_children(writer)?;
        Ok(writer.write_event(Event::End(end))?)
    }

    fn write_children(self, writer: &mut Writer<Vec<u8>>) -> Result<(), Error> {
        for child in self.children {
            match child {
                Node::Element(element) => element.write(writer)?,
                Node::Other(event) => writer.write_event(event)?,
            }
        }
        Ok(())
    }

    /// Completes, clears and orders this element and everything in it.
    fn finish(&mut self, paper: &Paper) -> Result<(), Error> {
        self.complete(paper)?;
        for element in self.elements_mut() {
            element.finish(paper)?;
        }
        self.children.retain(|child| !matches!(child, Node::Element(element) if element.is_needless()));
        if let Some((_, order)) = ORDER.iter().find(|(parent, _)| self.is(parent)) {
            let place = |child: &Node<'_>| match child {
                Node::Element(element) => order.iter().position(|name| element.is(name)),
                Node::Other(_) => None,
            };
            self.children.sort_by_key(|child| place(child).unwrap_or(order.len()));
        }
        self.clear_attributes();
        Ok(())
    }

    /// Adds what the library has no word for.
    fn complete(&mut self, paper: &Paper) -> Result<(), Error> {
        match self.start.name().as_ref() {
            // The library begins with a Normal of its own; Word takes two styles of one name for damage.
            b"w:styles" => {
                let own = |child: &Node<'_>| matches!(child, Node::Element(element) if element.is("w:style"));
                if let Some(at) = self.children.iter().position(own) {
                    self.children.remove(at);
                }
            }
            b"w:style" => {
                let id = self.attribute("w:styleId");
                if DEFAULTS.contains(&id.as_str()) {
                    self.start.push_attribute(("w:default", "1"));
                }
                // Word takes its own styles by their English names; a Japanese name is a style of ours.
                if self.find("w:name").is_some_and(|name| !name.attribute("w:val").is_ascii()) {
                    self.start.push_attribute(("w:customStyle", "1"));
                }
                if id == "Normal" {
                    self.add_to("w:pPr", LINE_BREAKING)?;
                }
            }
            b"w:rPrDefault" => self.add_to("w:rPr", LANGUAGE)?,
            // A row in the style of column headings is repeated where the table goes on on another page.
            b"w:tr" if self.find("w:pStyle").is_some_and(|style| style.attribute("w:val").starts_with("CellHead")) => {
                self.add_to("w:trPr", "<w:tblHeader/>")?;
            }
            b"w:settings" => self.add(SETTINGS)?,
            b"w:fonts" => {
                self.children.clear();
                self.add(FONT_TABLE)?;
            }
            b"cp:coreProperties" => {
                let mut title = Element::new(BytesStart::new("dc:title"));
                title.say(&paper.title);
                self.children.push(Node::Element(title));
            }
            b"dc:creator" | b"cp:lastModifiedBy" => self.say(&paper.stamp.author),
            b"Properties" => self.add("<Application>Sekisho</Application>")?,
            _ => {}
        }
        Ok(())
    }

    /// Whether this is an empty property, or speaks of a part or a kind of file that the package does not hold.
    fn is_needless(&self) -> bool {
        let missing = |part: &str| !PARTS.iter().any(|name| name.ends_with(part.trim_start_matches('/')));
        match self.start.name().as_ref() {
            b"Override" => missing(&self.attribute("PartName")),
            b"Relationship" => missing(&self.attribute("Target")),
            b"Default" => missing(&format!(".{}", self.attribute("Extension"))),
            _ => self.children.is_empty() && IDLE.iter().any(|name| self.is(name)),
        }
    }

    /// Leaves the text's own attributes only: names of Word's later extensions and the identifiers of paragraphs, which
    /// count on from file to file, go; so does the unit of a column, which the schema forbids.
    fn clear_attributes(&mut self) {
        let of_text = self.start.name().as_ref().starts_with(b"w:");
        let column = self.is("w:gridCol");
        let stays = |attribute: &Attribute<'_>| {
            let name = attribute.key;
            let home: &[u8] = match name.prefix() {
                Some(prefix) if prefix.as_ref() == b"xmlns" => name.local_name().into_inner(),
                Some(prefix) => prefix.into_inner(),
                None => b"",
            };
            !of_text || (matches!(home, b"w" | b"r" | b"xml") && !(column && name.as_ref() == b"w:type"))
        };
        let name = String::from_utf8_lossy(self.start.name().as_ref()).into_owned();
        let kept = self.start.attributes().flatten().filter(stays);
        self.start = BytesStart::new(name).with_attributes(kept).into_owned();
    }

    fn is(&self, name: &str) -> bool {
        self.start.name().as_ref() == name.as_bytes()
    }

    /// Value of an attribute, empty without it.
    fn attribute(&self, name: &str) -> String {
        let value = self.start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name.as_bytes());
        value.map_or(String::new(), |attribute| String::from_utf8_lossy(&attribute.value).into_owned())
    }

    /// The first element of this name within.
    fn find(&self, name: &str) -> Option<&Element<'a>> {
        self.children.iter().find_map(|child| match child {
            Node::Element(element) if element.is(name) => Some(element),
            Node::Element(element) => element.find(name),
            Node::Other(_) => None,
        })
    }

    fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element<'a>> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Other(_) => None,
        })
    }

    /// Adds elements at the end of this one.
    fn add(&mut self, xml: &'static str) -> Result<(), Error> {
        self.children.extend(Element::read(xml.as_bytes())?.children);
        Ok(())
    }

    /// Adds elements to the child of this name.
    fn add_to(&mut self, name: &str, xml: &'static str) -> Result<(), Error> {
        match self.elements_mut().find(|element| element.is(name)) {
            Some(element) => element.add(xml),
            None => Ok(()),
        }
    }

    /// Puts words in place of what stands in this element.
    fn say(&mut self, words: &str) {
        self.children = vec![Node::Other(Event::Text(BytesText::new(&visible(words)).into_owned()))];
    }
}
