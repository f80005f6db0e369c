//! Which companies may be one, and why: pure, and without comparing each with each. What is alike falls into the same
//! drawer (a number, a name, a name without its legal form, a name short of one letter, an address with its
//! representative), and only what lies in one drawer is paired.

use std::collections::{BTreeMap, BTreeSet};

use crate::wording::{Lang, table};

/// A company as it is compared.
#[derive(Debug, Clone, Default)]
pub struct Candidate {
    /// Id.
    pub id: String,
    /// Corporate number.
    pub number: Option<String>,
    /// Folded names, as it has them and as records write them.
    pub keys: BTreeSet<String>,
    /// Folded address and representative; none where one of them is missing.
    pub head: Option<String>,
}

/// Why two companies may be one (重複の候補), the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The same number.
    Number,
    /// The same name.
    Name,
    /// The same representative at the same address.
    Head,
    /// The same name with another legal form, or with it at the other end.
    Form,
    /// One is a branch of the other.
    Branch,
    /// Names that differ by one letter.
    Letter,
}

impl Reason {
    /// The word for it, also of the locale key `duplicate.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Head => "head",
            Self::Form => "form",
            Self::Branch => "branch",
            Self::Letter => "letter",
        }
    }

    fn weight(self) -> u32 {
        match self {
            Self::Number => 100,
            Self::Name => 80,
            Self::Head => 70,
            Self::Form => 50,
            Self::Branch => 40,
            Self::Letter => 30,
        }
    }
}

/// Names shorter than this are not compared letter by letter.
const LONG_ENOUGH: usize = 4;
/// More companies than this in one drawer are not alike but of a kind.
const CROWD: usize = 12;
/// The longest name of a place before the word for a branch.
const PLACE: usize = 8;

fn words(key: &str) -> impl Iterator<Item = &'static str> {
    table(Lang::Ja).get(key).map(String::as_str).unwrap_or_default().split(',')
}

/// A folded name without its legal form.
pub fn bare(key: &str) -> String {
    for form in words("company.forms") {
        let rest = key.strip_prefix(form).or_else(|| key.strip_suffix(form));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return rest.to_owned();
        }
    }
    key.to_owned()
}

/// A name without the word for a branch at its end, if it has one.
fn without_branch(bare: &str) -> Option<&str> {
    words("company.branches").find_map(|branch| bare.strip_suffix(branch)).filter(|rest| !rest.is_empty())
}

/// Pairs of companies that may be one, with why: the likeliest first. `apart` are those that were found to be two.
pub fn alike(candidates: &[Candidate], apart: &BTreeSet<(String, String)>) -> Vec<(String, String, Vec<Reason>)> {
    let mut drawers: BTreeMap<(Reason, String), BTreeSet<usize>> = BTreeMap::new();
    let mut bares: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let mut put = |reason: Reason, text: String| {
            drawers.entry((reason, text)).or_default().insert(at);
        };
        candidate.number.iter().for_each(|number| put(Reason::Number, number.clone()));
        candidate.head.iter().for_each(|head| put(Reason::Head, head.clone()));
        for key in candidate.keys.iter().filter(|key| !key.is_empty()) {
            put(Reason::Name, key.clone());
            let bare = bare(key);
            put(Reason::Form, bare.clone());
            let letters: Vec<char> = bare.chars().collect();
            if letters.len() >= LONG_ENOUGH {
                put(Reason::Letter, bare.clone());
                for out in 0..letters.len() {
                    put(
                        Reason::Letter,
                        letters.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| c).collect(),
                    );
                }
            }
            bares.entry(bare).or_default().insert(at);
        }
    }
    let mut found: BTreeMap<(usize, usize), BTreeSet<Reason>> = BTreeMap::new();
    for ((reason, _), drawer) in &drawers {
        let crowded = drawer.len() > CROWD && *reason > Reason::Head;
        for (one, other) in pairs(drawer).filter(|_| !crowded) {
            found.entry((one, other)).or_default().insert(*reason);
        }
    }
    for (bare, branches) in &bares {
        let Some(rest) = without_branch(bare) else { continue };
        let cuts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).filter(|at| *at > 0);
        for cut in cuts.filter(|cut| rest[*cut..].chars().count() <= PLACE && rest[..*cut].chars().count() > 1) {
            for head in bares.get(&rest[..cut]).into_iter().flatten() {
                for branch in branches.iter().filter(|branch| *branch != head) {
                    found.entry((*head.min(branch), *head.max(branch))).or_default().insert(Reason::Branch);
                }
            }
        }
    }
    let mut alike: Vec<(u32, String, String, Vec<Reason>)> = Vec::new();
    for ((one, other), mut reasons) in found {
        let (one, other) = (&candidates[one], &candidates[other]);
        // Two numbers are two companies, unless more than a likeness of names speaks against it.
        let two = one.number.is_some() && other.number.is_some() && one.number != other.number;
        if two {
            reasons.retain(|reason| matches!(reason, Reason::Name | Reason::Head));
        }
        if reasons.contains(&Reason::Name) {
            reasons.retain(|reason| !matches!(reason, Reason::Form | Reason::Letter));
        } else if reasons.contains(&Reason::Form) {
            reasons.remove(&Reason::Letter);
        }
        let pair = (one.id.clone().min(other.id.clone()), one.id.clone().max(other.id.clone()));
        if reasons.is_empty() || apart.contains(&pair) {
            continue;
        }
        let weight: u32 = reasons.iter().map(|reason| reason.weight()).sum();
        let weight = if two { weight / 2 } else { weight };
        alike.push((weight, pair.0, pair.1, reasons.into_iter().collect()));
    }
    alike.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| (&one.1, &one.2).cmp(&(&other.1, &other.2))));
    alike.into_iter().map(|(_, one, other, reasons)| (one, other, reasons)).collect()
}

fn pairs(drawer: &BTreeSet<usize>) -> impl Iterator<Item = (usize, usize)> {
    drawer.iter().flat_map(move |one| drawer.range(one + 1..).map(move |other| (*one, *other)))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Lines of a name and a number, of which each pair that may be one is told with why.
    fn check(lines: &str, expected: Expect) {
        let candidate = |(at, line): (usize, &str)| {
            let parts: Vec<&str> = line.split('\t').map(str::trim).collect();
            let part = |at: usize| parts.get(at).copied().filter(|part| !part.is_empty()).map(str::to_owned);
            Candidate {
                id: format!("{at:02}"),
                number: part(1),
                keys: BTreeSet::from([crate::fold::fold(parts[0])]),
                head: part(2),
            }
        };
        let names: Vec<&str> = lines.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
        let candidates: Vec<Candidate> = lines.lines().enumerate().map(candidate).collect();
        let told: String = alike(&candidates, &BTreeSet::new())
            .into_iter()
            .map(|(one, other, reasons)| {
                let name = |id: &str| names[id.parse::<usize>().unwrap()];
                let reasons: Vec<&str> = reasons.iter().map(|reason| reason.code()).collect();
                format!("{} = {} : {}\n", name(&one), name(&other), reasons.join(" "))
            })
            .collect();
        expected.assert_eq(&told);
    }

    #[test]
    fn spellings_that_fold_alike_are_one_name() {
        for same in [
            ["㈱シオミデータ", "株式会社シオミデータ"],
            ["（株）シオミデータ", "(株)シオミデータ"],
            ["㍿シオミデータ", "株式会社　シオミデータ"],
            ["シオミデータ㈱", "シオミデータ株式会社"],
            ["シオミデータ（株）", "シオミデータ　株式会社"],
            ["ｼｵﾐﾃﾞｰﾀ㈱", "シオミデータ株式会社"],
            ["株式会社髙橋組", "株式会社高橋組"],
            ["斎藤工業㈱", "斉藤工業株式会社"],
            ["齋藤工業株式会社", "斎藤工業（株）"],
            ["㈱渡邊システム", "株式会社渡辺システム"],
            ["㈲浜田印刷", "有限会社濱田印刷"],
            ["エヌ・ティ・シオミ㈱", "エヌティシオミ株式会社"],
            ["㈱ＡＢＣシステム", "株式会社abcシステム"],
            ["キヤノン潮見㈱", "キャノン潮見株式会社"],
            ["シオミ・コンピューター㈱", "シオミコンピュータ株式会社"],
            ["（一財）潮見市文化財団", "一般財団法人潮見市文化財団"],
            ["（公社）潮見シルバー人材センター", "公益社団法人潮見シルバー人材センター"],
            ["(福)潮見会", "社会福祉法人潮見会"],
            ["(特非)潮見ネット", "特定非営利活動法人潮見ネット"],
            ["(同)アサナギ", "合同会社アサナギ"],
            ["株式会社 嶋田 商会", "株式会社島田商会"],
            ["㈱富士見測量", "株式会社冨士見測量"],
        ] {
            assert_eq!(crate::fold::fold(same[0]), crate::fold::fold(same[1]), "{same:?}");
        }
    }

    #[test]
    fn companies_that_may_be_one_are_told_with_why() {
        check(
            "株式会社シオミデータ\nシオミデータ株式会社\nシオミデータ\n有限会社シオミデータ",
            expect![[r#"
            株式会社シオミデータ = シオミデータ株式会社 : form
            株式会社シオミデータ = シオミデータ : form
            株式会社シオミデータ = 有限会社シオミデータ : form
            シオミデータ株式会社 = シオミデータ : form
            シオミデータ株式会社 = 有限会社シオミデータ : form
            シオミデータ = 有限会社シオミデータ : form
        "#]],
        );
        check(
            "株式会社シオミデータ\n株式会社シオミデータ 関東支店\n㈱シオミデータ潮見営業所\n株式会社シオミデータ支社",
            expect![[r#"
            株式会社シオミデータ = 株式会社シオミデータ 関東支店 : branch
            株式会社シオミデータ = ㈱シオミデータ潮見営業所 : branch
            株式会社シオミデータ = 株式会社シオミデータ支社 : branch
        "#]],
        );
        check(
            "アサナギシステム㈱\n株式会社アサナギシステムズ\nアサナギシステス株式会社\nアサナギ",
            expect![[r#"
            アサナギシステム㈱ = 株式会社アサナギシステムズ : letter
            アサナギシステム㈱ = アサナギシステス株式会社 : letter
        "#]],
        );
        check(
            "甲商会\t\t東京都潮見区1潮見太郎\n乙商会\t\t東京都潮見区1潮見太郎\n丙商会",
            expect![[r#"
            甲商会 = 乙商会 : head
        "#]],
        );
    }

    #[test]
    fn two_numbers_are_two_companies_unless_the_name_is_the_same() {
        check(
            "株式会社シオミデータ\t1990001000001\nシオミデータ株式会社\t2990001000002\n㈱シオミデータ\t3990001000003",
            expect![[r#"
            株式会社シオミデータ = ㈱シオミデータ : name
        "#]],
        );
        check(
            "甲\t1990001000001\n乙\t1990001000001",
            expect![[r#"
            甲 = 乙 : number
        "#]],
        );
    }

    #[test]
    fn what_is_short_or_of_a_kind_is_not_compared_by_letters() {
        check("甲社\n乙社", expect![[""]]);
        let many: Vec<String> =
            (0..20).map(|n| format!("第{}潮見自治会", char::from_u32(0x4E00 + n).unwrap())).collect();
        check(&many.join("\n"), expect![[""]]);
    }

    #[test]
    fn a_pair_that_was_found_to_be_two_is_not_asked_about_again() {
        let of = |id: &str| Candidate {
            id: id.to_owned(),
            keys: BTreeSet::from(["潮見".to_owned()]),
            ..Candidate::default()
        };
        let apart = BTreeSet::from([("a".to_owned(), "b".to_owned())]);
        assert_eq!(alike(&[of("b"), of("a")], &BTreeSet::new()).len(), 1);
        assert_eq!(alike(&[of("b"), of("a")], &apart), []);
    }
}
