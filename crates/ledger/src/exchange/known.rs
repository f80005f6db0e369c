//! What the texts of a column were read as: ledgers repeat their sections, days, methods and marks in thousands of rows.
//! Only readings of the text alone belong here, so that a text that comes again is read as it was.

use std::collections::HashMap;

use paper::book::Cell;

/// So many different texts of a column are remembered; a column that goes on with new ones hardly repeats any.
const MOST: usize = 4096;

/// The readings of one column.
#[derive(Debug)]
pub struct Known<T>(HashMap<String, T>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> Known<T> {
    /// A cell as it was read before, else as `read` reads it.
    pub fn read(&mut self, cell: &Cell, read: impl FnOnce() -> T) -> T {
        let Cell::Text(text) = cell else { return read() };
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let value = read();
        if self.0.len() < MOST {
            self.0.insert(text.clone(), value.clone());
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_what_is_no_text_each_time() {
        let (mut known, mut times) = (Known::default(), 0);
        for cell in
            [Cell::Text("R8.4.1".to_owned()), Cell::Text("R8.4.1".to_owned()), Cell::Number(1.0), Cell::Number(2.0)]
        {
            known.read(&cell, || times += 1);
        }
        assert_eq!(times, 3);
    }

    #[test]
    fn a_column_of_nothing_but_new_texts_is_not_remembered_for_ever() {
        let mut known = Known::default();
        for number in 0..MOST * 2 {
            let text = number.to_string();
            assert_eq!(known.read(&Cell::Text(text.clone()), || text.clone()), text);
        }
        assert_eq!(known.0.len(), MOST);
    }
}
