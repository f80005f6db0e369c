//! Writes XML text: elements, attributes, escaping.
//! Deliberately not here: what WordprocessingML means, and reading.

/// XML under construction.
pub struct Xml {
    out: String,
}

impl Xml {
    /// Begins a document with `root`, an element name with its attributes.
    pub fn new(root: &str) -> Xml {
        Xml { out: format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{root}>") }
    }

    /// Writes `<name>`, what `inside` writes, `</name>`.
    pub fn element(&mut self, name: &str, inside: impl FnOnce(&mut Xml)) {
        self.tag("<", name, ">");
        inside(self);
        self.tag("</", name, ">");
    }

    /// Writes an empty element with attributes, or without any.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.tag(" ", key, "=\"");
            self.text(value);
            self.out.push('"');
        }
        self.out.push_str("/>");
    }

    /// Writes an empty element whose only attribute is `w:val`.
    pub fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Writes escaped characters.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                _ => self.out.push(c),
            }
        }
    }

    /// Writes finished markup as it is.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Ends the document whose root is `name`.
    pub fn finish(mut self, name: &str) -> String {
        self.tag("</", name, ">");
        self.out
    }

    fn tag(&mut self, before: &str, name: &str, after: &str) {
        self.out.push_str(before);
        self.out.push_str(name);
        self.out.push_str(after);
    }
}
