//! Which company a record means when it writes a name and perhaps a corporate number: pure, and the same in whatever order
//! the records came. A number tells first, then the name; what neither tells is a company of its own.
//! Deliberately not here: likeness. Names that are merely alike are asked about (`likeness.rs`), never joined.

use std::collections::{BTreeMap, BTreeSet};

/// A name as it is compared, and a corporate number; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// Folded name.
    pub key: String,
    /// Thirteen digits, or nothing.
    pub number: String,
}

/// A company that people keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Id.
    pub id: String,
    /// The company that took its place, or itself.
    pub root: String,
    /// Corporate number.
    pub number: Option<String>,
    /// Folded names.
    pub keys: BTreeSet<String>,
}

/// Why a spelling contradicts another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// The number is one company's, the name another's.
    NumberAndName,
    /// The same name stands under two numbers.
    TwoNumbers,
    /// A name without a number fits several companies.
    FitsSeveral,
}

impl Conflict {
    /// The word for it, also of the locale key `finding.contractor_<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NumberAndName => "number_and_name",
            Self::TwoNumbers => "two_numbers",
            Self::FitsSeveral => "fits_several",
        }
    }
}

/// What a pair turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// The company; none where it fits several.
    pub company: Option<String>,
    /// What contradicts.
    pub conflict: Option<Conflict>,
    /// The companies that the contradiction is about.
    pub between: BTreeSet<String>,
}

impl Resolved {
    /// Whether the contradiction is told to a company: a name under two numbers stands with each of them for itself.
    pub fn is_told_to(&self, company: &str) -> bool {
        match self.conflict {
            Some(Conflict::TwoNumbers) => self.company.as_deref() == Some(company),
            _ => self.between.contains(company),
        }
    }
}

/// The id of a company that only records name: one for one number or name, whenever it is worked out.
pub fn id_of(pair: &Pair) -> String {
    let text = if pair.number.is_empty() {
        format!("contractor name {}", pair.key)
    } else {
        format!("contractor number {}", pair.number)
    };
    let hash = crate::history::sha256(text.as_bytes());
    let mut bytes = [0_u8; 16];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hash[at * 2..at * 2 + 2], 16).unwrap_or_default();
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// Resolves pairs that belong together with the companies that have to do with them.
pub fn resolve(pairs: &BTreeSet<Pair>, kept: &[Kept]) -> BTreeMap<Pair, Resolved> {
    let book = Book { pairs, kept, by_id: kept.iter().map(|kept| (kept.id.as_str(), kept)).collect() };
    // A number that stands beside hundreds of names is looked at once.
    let numbers: BTreeSet<&str> =
        pairs.iter().map(|pair| pair.number.as_str()).filter(|number| !number.is_empty()).collect();
    let owners: BTreeMap<&str, String> = numbers.into_iter().map(|number| (number, book.owner(number))).collect();
    pairs.iter().map(|pair| (pair.clone(), book.resolved(pair, &owners))).collect()
}

struct Book<'a> {
    pairs: &'a BTreeSet<Pair>,
    kept: &'a [Kept],
    by_id: BTreeMap<&'a str, &'a Kept>,
}

impl Book<'_> {
    /// The companies that a name is one of.
    fn named(&self, key: &str) -> BTreeSet<String> {
        if key.is_empty() {
            return BTreeSet::new();
        }
        let origin = id_of(&Pair { key: key.to_owned(), number: String::new() });
        let has = |kept: &&Kept| kept.keys.contains(key) || kept.id == origin;
        self.kept.iter().filter(has).map(|kept| kept.root.clone()).collect()
    }

    /// The kept company that has a number, or that was made of it.
    fn numbered(&self, number: &str) -> Option<String> {
        let has = |kept: &&Kept| kept.number.as_deref() == Some(number);
        let origin = || self.by_id.get(id_of(&Pair { key: String::new(), number: number.to_owned() }).as_str());
        self.kept.iter().find(has).or_else(|| origin().copied()).map(|kept| kept.root.clone())
    }

    /// A kept company without a number that this number calls by one of its names.
    fn claimed(&self, number: &str) -> BTreeSet<String> {
        let named = self.pairs.iter().filter(|pair| pair.number == number).flat_map(|pair| self.named(&pair.key));
        named.filter(|id| self.by_id.get(id.as_str()).is_some_and(|kept| kept.number.is_none())).collect()
    }

    /// Whose a number is.
    fn owner(&self, number: &str) -> String {
        let own = id_of(&Pair { key: String::new(), number: number.to_owned() });
        if let Some(kept) = self.numbered(number) {
            return kept;
        }
        let claimed = self.claimed(number);
        let [one] = claimed.iter().collect::<Vec<_>>()[..] else { return own };
        let rival =
            |other: &str| other != number && self.numbered(other).is_none() && self.claimed(other).contains(one);
        let rivals: BTreeSet<&str> =
            self.pairs.iter().map(|pair| pair.number.as_str()).filter(|number| !number.is_empty()).collect();
        if rivals.into_iter().any(rival) { own } else { one.clone() }
    }

    fn resolved(&self, pair: &Pair, owners: &BTreeMap<&str, String>) -> Resolved {
        let named = self.named(&pair.key);
        // In their order those of one name stand together, the one without a number first.
        let first = Pair { key: pair.key.clone(), number: String::new() };
        let numbers = self.pairs.range(first..).take_while(|other| other.key == pair.key);
        let owned: BTreeSet<String> = numbers
            .filter(|other| !pair.key.is_empty() && !other.number.is_empty())
            .filter_map(|other| owners.get(other.number.as_str()).cloned())
            .collect();
        let all: BTreeSet<String> = named.union(&owned).cloned().collect();
        if let Some(owner) = owners.get(pair.number.as_str()) {
            let others = |set: &BTreeSet<String>| set.iter().any(|id| id != owner);
            let conflict = match () {
                () if others(&named) => Some(Conflict::NumberAndName),
                () if others(&owned) => Some(Conflict::TwoNumbers),
                () => None,
            };
            let between =
                if conflict.is_some() { all.into_iter().chain([owner.clone()]).collect() } else { BTreeSet::new() };
            return Resolved { company: Some(owner.clone()), conflict, between };
        }
        match all.len() {
            0 if pair.key.is_empty() => Resolved::default(),
            0 => Resolved { company: Some(id_of(pair)), ..Resolved::default() },
            1 => Resolved { company: all.into_iter().next(), ..Resolved::default() },
            _ => Resolved { company: None, conflict: Some(Conflict::FitsSeveral), between: all },
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const ONE: &str = "1990001000001";
    const TWO: &str = "2990001000002";

    fn pair(name: &str, number: &str) -> Pair {
        Pair { key: crate::fold::fold(name), number: number.to_owned() }
    }

    fn kept(id: &str, number: &str, names: &[&str]) -> Kept {
        let keys = names.iter().map(|name| crate::fold::fold(name)).collect();
        let number = Some(number.to_owned()).filter(|number| !number.is_empty());
        Kept { id: id.to_owned(), root: id.to_owned(), number, keys }
    }

    /// Every pair with the company that it is, by the letters of the kept ones, else by what made it.
    fn check(pairs: &[(&str, &str)], kept: &[Kept], expected: Expect) {
        let pairs: Vec<Pair> = pairs.iter().map(|(name, number)| pair(name, number)).collect();
        let set: BTreeSet<Pair> = pairs.iter().cloned().collect();
        let resolved = resolve(&set, kept);
        let shown = |id: &str| match set.iter().find(|pair| id_of(pair) == id) {
            Some(pair) if pair.number.is_empty() => format!("[{}]", pair.key),
            Some(pair) => format!("[{}]", &pair.number[..1]),
            None => id.to_owned(),
        };
        let line = |pair: &Pair| {
            let found = &resolved[pair];
            let number = pair.number.get(..1).unwrap_or("-");
            let conflict = found.conflict.map(|conflict| {
                let between: Vec<String> =
                    found.between.iter().map(|id| shown(id)).collect::<BTreeSet<_>>().into_iter().collect();
                format!(" ! {} {}", conflict.code(), between.join(" "))
            });
            format!(
                "{} {number} = {}{}\n",
                if pair.key.is_empty() { "(nobody)" } else { &pair.key },
                found.company.as_deref().map_or("?".to_owned(), shown),
                conflict.unwrap_or_default()
            )
        };
        expected.assert_eq(&pairs.iter().map(line).collect::<String>());
    }

    #[test]
    fn a_number_tells_before_a_name() {
        let a = || kept("a", ONE, &["株式会社シオミ"]);
        check(
            &[("㈱潮見", ONE), ("(株)シオミ", "")],
            &[a()],
            expect![[r#"
            株式会社潮見 1 = a
            株式会社しおみ - = a
        "#]],
        );
        check(
            &[("㈱シオミ", TWO)],
            &[a()],
            expect![[r#"
            株式会社しおみ 2 = [2] ! number_and_name [2] a
        "#]],
        );
    }

    #[test]
    fn what_nobody_keeps_is_a_company_by_its_number_or_its_name() {
        check(
            &[("㈱シオミ", ONE), ("シオミ株式会社", ONE), ("株式会社シオミ", ""), ("アサナギ", "")],
            &[],
            expect![[r#"
            株式会社しおみ 1 = [1]
            しおみ株式会社 1 = [1]
            株式会社しおみ - = [1]
            あさなぎ - = [あさなぎ]
        "#]],
        );
        check(
            &[("", ""), ("", ONE)],
            &[],
            expect![[r#"
                (nobody) - = ?
                (nobody) 1 = [1]
            "#]],
        );
    }

    #[test]
    fn a_name_under_two_numbers_and_without_one_is_asked_about() {
        check(
            &[("シオミ", ONE), ("シオミ", TWO), ("しおみ", "")],
            &[],
            expect![[r#"
            しおみ 1 = [1] ! two_numbers [1] [2]
            しおみ 2 = [2] ! two_numbers [1] [2]
            しおみ - = ? ! fits_several [1] [2]
        "#]],
        );
        let two = [kept("a", "", &["シオミ"]), kept("b", "", &["しおみ", "潮見"])];
        check(
            &[("シオミ", ""), ("潮見", "")],
            &two,
            expect![[r#"
            しおみ - = ? ! fits_several a b
            潮見 - = b
        "#]],
        );
    }

    #[test]
    fn a_kept_company_without_a_number_is_the_one_number_that_calls_it() {
        check(
            &[("シオミ", ONE), ("潮見", ONE), ("潮見", "")],
            &[kept("a", "", &["シオミ"])],
            expect![[r#"
            しおみ 1 = a
            潮見 1 = a
            潮見 - = a
        "#]],
        );
        check(
            &[("シオミ", ONE), ("旧潮見", TWO)],
            &[kept("a", "", &["シオミ", "旧潮見"])],
            expect![[r#"
            しおみ 1 = [1] ! number_and_name [1] a
            旧潮見 2 = [2] ! number_and_name [2] a
        "#]],
        );
    }

    #[test]
    fn a_merged_company_leads_to_the_one_that_took_its_place() {
        let gone = Kept { root: "a".to_owned(), ..kept("b", TWO, &["潮見"]) };
        check(
            &[("潮見", ""), ("何か", TWO), ("シオミ", ONE)],
            &[kept("a", ONE, &["シオミ"]), gone],
            expect![[r#"
            潮見 - = a
            何か 2 = a
            しおみ 1 = a
        "#]],
        );
    }

    #[test]
    fn a_company_that_was_made_of_a_name_keeps_it_whatever_it_is_called_now() {
        let origin = kept(&id_of(&pair("シオミ", "")), ONE, &["潮見"]);
        let set = BTreeSet::from([pair("シオミ", "")]);
        assert_eq!(resolve(&set, std::slice::from_ref(&origin))[&pair("しおみ", "")].company, Some(origin.id));
    }
}
