//! What a list of transfers does to people and records, before anything is written. Pure: the same list on the same ledger
//! gives the same plan, and the plan's token tells whether it still does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::people::{Known, Meant, first_day, is_done, later_move, meant};
use super::propose::{Candidate, Leaver, Reason, propose};
use super::{
    Listing, MoveKind, Scene, Successor, TransferCandidate, TransferChoice, TransferCounts, TransferMove, TransferNote,
    TransferPreview, TransferQuestion, TransferRecord, duty_words, same_section,
};
use crate::exchange::ListedMove;
use crate::fold::fold;
use crate::history::{canonical, sha256};
use crate::person::Person;
use crate::problem::{Error, Problem};
use crate::register::{Duty, Held};
use crate::wording::{Lang, text};

/// Code of the question whether somebody leaves whose section after is empty.
pub(super) const UNSAID: &str = "unsaid";

/// An order of a later day than this is taken for a mistake in the list.
const DAYS_AHEAD: u64 = 60;

/// A row for which it is clear who is meant.
struct Mover<'a> {
    row: usize,
    listed: &'a ListedMove,
    person: Option<usize>,
    by_records: bool,
    first: NaiveDate,
    /// Section that loses the person.
    from: Option<String>,
    /// Section after, by its name in the ledger.
    to: Option<String>,
    done: bool,
    /// Old and new section are one.
    stays: bool,
}

/// A part of what a mover holds: the place of the record and the duties there.
type Lost = Vec<(usize, Vec<Duty>)>;

/// Makes the plan.
///
/// # Errors
/// `transfer_person_unknown` or `transfer_successor_unknown` if a decision names nobody.
pub(super) fn plan(
    list: &Listing,
    scene: &Scene,
    choices: &[TransferChoice],
    lang: Lang,
) -> Result<TransferPreview, Error> {
    let (movers, questions) = movers(list, scene, choices, lang)?;
    let lost: Vec<Lost> = movers.iter().map(|mover| lost(mover, scene)).collect();
    let mut candidates = candidates(&movers, &lost, scene);
    let successors = successors(&candidates, &movers, &scene.persons);
    let mut moves = Vec::new();
    for (mover, lost) in movers.iter().zip(&lost) {
        let mut records = Vec::new();
        let leaver = Leaver { row: mover.row, section: mover.from.as_deref(), first: mover.first };
        // One successor takes what a person held together, unless a record has its own.
        let mut usual: Option<(Option<usize>, Reason)> = None;
        for (at, duties) in lost {
            let held = &scene.held[*at];
            let chosen = chosen(choices, mover.row, held, &candidates)?;
            let (successor, reason) = match chosen {
                Some(chosen) => (chosen, Reason::Chosen),
                None => {
                    let found = propose(leaver, held, duties, &candidates);
                    match found.1 {
                        Reason::Arrives | Reason::ArrivesFewest | Reason::Stays if *duties != [Duty::Deputy] => {
                            *usual.get_or_insert(found)
                        }
                        _ => found,
                    }
                }
            };
            records.push(record(held, duties, successor.map(|at| &candidates[at]), reason, lang));
        }
        // What was given counts for the next person of the list.
        for record in records.iter().filter(|record| record.duties.iter().any(|duty| duty.answers())) {
            let key = record.successor.as_deref();
            if let Some(candidate) = candidates.iter_mut().find(|candidate| Some(candidate.key.as_str()) == key) {
                candidate.held += 1;
            }
        }
        moves.push(transfer_move(mover, records, scene, lang));
    }
    let counts = counts(list, &moves, &questions);
    let token = token(&moves, &questions)?;
    Ok(TransferPreview { file_name: None, counts, moves, questions, successors, token })
}

/// Who is meant by each row, and the rows for which it is not clear.
fn movers<'a>(
    list: &'a Listing,
    scene: &Scene,
    choices: &[TransferChoice],
    lang: Lang,
) -> Result<(Vec<Mover<'a>>, Vec<TransferQuestion>), Error> {
    let mut decided: BTreeMap<usize, usize> = BTreeMap::new();
    for choice in choices {
        let Some(id) = &choice.person else { continue };
        let at = scene.persons.iter().position(|person| person.id == *id);
        let name = choice.row.checked_sub(1).and_then(|index| list.rows.get(index)).map(|row| fold(&row.name));
        let at = at.filter(|at| Some(fold(&scene.persons[*at].name)) == name);
        let at = at.ok_or_else(|| Problem::at("choices", "transfer_person_unknown").with("value", id))?;
        decided.insert(choice.row, at);
    }
    let mut movers: Vec<Mover<'a>> = Vec::new();
    let mut questions = Vec::new();
    let mut used: BTreeMap<usize, usize> = BTreeMap::new();
    let mut new: BTreeSet<(String, String)> = BTreeSet::new();
    for (listed, row) in list.rows.iter().zip(1..) {
        let mut ask = |code: &str, why: String, candidates: &[usize]| {
            questions.push(question(listed, row, code, why, candidates, scene));
        };
        let rejected = listed.rejected.as_ref().map(|(code, value)| (code.as_str(), value.as_str()));
        let rejected = rejected
            .or_else(|| (listed.name.is_empty() || listed.on.is_none()).then_some(("required", listed.name.as_str())));
        let (Some(on), None) = (listed.on, rejected) else {
            let (code, value) = rejected.unwrap_or(("required", ""));
            let what = if listed.name.is_empty() { "transfer.no_name" } else { "transfer.no_day" };
            let key = if code == "required" { what.to_owned() } else { format!("exchange.note.{code}") };
            ask("rejected", text(lang, &key, &[("value", value), ("start", "")]), &[]);
            continue;
        };
        if list.today.checked_add_days(Days::new(DAYS_AHEAD)).is_some_and(|last| on > last) {
            ask("rejected", text(lang, "transfer.too_far", &[("on", &day_words(on, lang))]), &[]);
            continue;
        }
        let first = first_day(listed, on);
        let to = listed.to_section.as_ref().map(|to| {
            let own = scene.sections.iter().find(|section| fold(&section.name) == fold(to));
            own.map_or_else(|| to.clone(), |own| own.name.clone())
        });
        let taken: Vec<usize> = decided.iter().filter(|(other, _)| **other != row).map(|(_, person)| *person).collect();
        let found = match decided.get(&row) {
            Some(at) => Meant::Person(*at),
            None => {
                let used: Vec<usize> = used.keys().copied().collect();
                let (persons, former, held) = (&scene.persons, &scene.former, &scene.held);
                meant(listed, first, Known { persons, former, held, taken: &taken, used: &used })
            }
        };
        let own = match &found {
            Meant::Person(at) => Some(*at),
            _ => None,
        };
        // Without a section before, the register of people tells it, unless it has the move already.
        let unmoved = own.map(|at| &scene.persons[at]).filter(|person| !is_done(person, listed, first));
        let before = listed.from_section.as_deref().or_else(|| unmoved?.section.as_deref());
        if same_section(before, to.as_deref()) && !listed.joins {
            // Nothing changes hands, so it does not matter which of several of one name it is.
            let from = before.map(str::to_owned);
            movers.push(Mover {
                row,
                listed,
                person: own,
                by_records: false,
                first,
                from,
                to,
                done: false,
                stays: true,
            });
            continue;
        }
        let words = |code: &str, args: &[(&str, &str)]| text(lang, &format!("transfer.question.{code}"), args);
        let person = match &found {
            Meant::Several(places) => {
                ask("ambiguous", words("ambiguous", &[("name", &listed.name)]), places);
                continue;
            }
            Meant::Nobody => {
                ask("nobody", words("nobody", &[("name", &listed.name)]), &[]);
                continue;
            }
            Meant::Person(at) => Some(*at),
            Meant::Records | Meant::Newcomer => None,
        };
        let known = person.map(|at| &scene.persons[at]);
        let done = known.is_some_and(|person| is_done(person, listed, first));
        if let (Some(person), false) = (known, done)
            && let Some(since) = later_move(person, first)
        {
            let section = person.section.clone().unwrap_or_else(|| text(lang, "transfer.no_section", &[]));
            let args = [("name", listed.name.as_str()), ("on", &day_words(since, lang)), ("section", &section)];
            ask("later", words("later", &args), &[]);
            continue;
        }
        let earlier = match person {
            Some(at) => used.insert(at, row),
            None => {
                let key = (fold(&listed.name), fold(listed.from_section.as_deref().unwrap_or_default()));
                (!new.insert(key)).then_some(row)
            }
        };
        if let Some(earlier) = earlier {
            used.extend(person.map(|at| (at, earlier)));
            ask("repeated", words("repeated", &[("name", &listed.name)]), &[]);
            continue;
        }
        let of_person =
            known.and_then(|person| person.section.clone()).filter(|_| !done || listed.to_section.is_none());
        if list.unsaid.contains(&row) && !done {
            ask(UNSAID, words(UNSAID, &[("name", &listed.name)]), &[]);
        }
        movers.push(Mover {
            row,
            listed,
            person,
            by_records: found == Meant::Records,
            first,
            from: of_person.or_else(|| listed.from_section.clone()),
            to,
            done,
            stays: false,
        });
    }
    Ok((movers, questions))
}

fn question(
    listed: &ListedMove,
    row: usize,
    code: &str,
    why: String,
    candidates: &[usize],
    scene: &Scene,
) -> TransferQuestion {
    let candidate = |at: &usize| {
        let person = &scene.persons[*at];
        TransferCandidate {
            id: person.id.clone(),
            name: person.name.clone(),
            section: person.section.clone(),
            email: person.email.clone(),
        }
    };
    TransferQuestion {
        row,
        at: listed.at.clone(),
        name: listed.name.clone(),
        from_section: listed.from_section.clone(),
        to_section: listed.to_section.clone(),
        code: code.to_owned(),
        text: why,
        candidates: candidates.iter().map(candidate).collect(),
    }
}

/// What a mover holds and cannot keep.
fn lost(mover: &Mover<'_>, scene: &Scene) -> Lost {
    if mover.stays {
        return Lost::new();
    }
    let name = fold(&mover.listed.name);
    let alone = scene.persons.iter().filter(|person| fold(&person.name) == name).count() == 1;
    // Once the move is made, only what is left in the old section is theirs by mistake.
    let anywhere = alone && mover.person.is_some() && (!mover.done || mover.to.is_none());
    let belongs = |held: &Held| {
        let section = held.section.as_deref();
        let here =
            same_section(section, mover.from.as_deref()) || same_section(section, mover.listed.from_section.as_deref());
        (here || anywhere) && !same_section(section, mover.to.as_deref())
    };
    let given = |held: &Held| {
        let own = held.answering().is_some_and(|answering| fold(answering) == name);
        mover.to.is_some()
            && own
            && held.since.as_deref().is_some_and(|since| since >= mover.first.to_string().as_str())
    };
    let mut lost = Lost::new();
    for (at, held) in scene.held.iter().enumerate().filter(|(_, held)| belongs(held) && !given(held)) {
        let duties: BTreeSet<Duty> =
            held.people.iter().filter(|(_, own)| fold(own) == name).map(|(duty, _)| *duty).collect();
        if !duties.is_empty() {
            lost.push((at, duties.into_iter().collect()));
        }
    }
    lost
}

/// Everybody as the office will be after the list.
fn candidates(movers: &[Mover<'_>], lost: &[Lost], scene: &Scene) -> Vec<Candidate> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    scene.persons.iter().for_each(|person| *names.entry(fold(&person.name)).or_default() += 1);
    let mut loads: BTreeMap<String, Vec<(Option<String>, i64)>> = BTreeMap::new();
    for load in &scene.loads {
        let Some(name) = &load.name else { continue };
        loads.entry(fold(name)).or_default().push((load.section.as_deref().map(fold), load.count));
    }
    let held = |person: &Person| {
        let name = fold(&person.name);
        let section = person.section.as_deref().map(fold);
        let alone = names.get(&name) == Some(&1);
        let own = loads.get(&name).into_iter().flatten();
        own.filter(|(of, _)| alone || *of == section).map(|(_, count)| count).sum::<i64>()
    };
    let given = |mover: usize| {
        let answers = |(_, duties): &&(usize, Vec<Duty>)| duties.iter().any(|duty| duty.answers());
        i64::try_from(lost[mover].iter().filter(answers).count()).unwrap_or(i64::MAX)
    };
    let mut all = Vec::new();
    for (at, person) in scene.persons.iter().enumerate() {
        let mover = movers.iter().position(|mover| mover.person == Some(at) && !mover.stays);
        let own = mover.map(|at| &movers[at]);
        if own.is_some_and(|own| own.to.is_none()) {
            continue;
        }
        all.push(Candidate {
            key: person.id.clone(),
            name: person.name.clone(),
            section: own.map_or_else(|| person.section.clone(), |own| own.to.clone()),
            row: own.map(|own| own.row),
            before: own.and_then(|own| own.from.clone()),
            until: person.until.clone().filter(|_| own.is_none()),
            from: person.from.clone(),
            held: held(person) - mover.map_or(0, given),
        });
    }
    for mover in movers.iter().filter(|mover| mover.person.is_none() && mover.to.is_some() && !mover.stays) {
        all.push(Candidate {
            key: format!("row:{}", mover.row),
            name: mover.listed.name.clone(),
            section: mover.to.clone(),
            row: Some(mover.row),
            before: mover.from.clone(),
            until: None,
            from: None,
            held: 0,
        });
    }
    // Of several with as few records the first of the list takes over.
    all.sort_by_key(|candidate| candidate.row.unwrap_or(usize::MAX));
    all
}

/// Everybody who can be chosen.
fn successors(candidates: &[Candidate], movers: &[Mover<'_>], persons: &[Person]) -> Vec<Successor> {
    let last = movers.iter().map(|mover| mover.first.to_string()).max().unwrap_or_default();
    let stays = |candidate: &&Candidate| candidate.until.as_deref().is_none_or(|until| until >= last.as_str());
    let mut all: Vec<Successor> = candidates
        .iter()
        .filter(stays)
        .map(|candidate| Successor {
            key: candidate.key.clone(),
            name: candidate.name.clone(),
            section: candidate.section.clone(),
            email: persons.iter().find(|person| person.id == candidate.key).and_then(|person| person.email.clone()),
            held: candidate.held,
            arrives: candidate.row.is_some(),
        })
        .collect();
    all.sort_by(|a, b| (&a.section, &a.name, &a.key).cmp(&(&b.section, &b.name, &b.key)));
    all
}

/// What was decided for a record: nothing, nobody, or a candidate. The decision about one record goes before that about all.
fn chosen(
    choices: &[TransferChoice],
    row: usize,
    held: &Held,
    candidates: &[Candidate],
) -> Result<Option<Option<usize>>, Error> {
    let own = |choice: &&TransferChoice| choice.row == row && choice.successor.is_some();
    let of_record =
        |choice: &&TransferChoice| choice.register == Some(held.register) && choice.id.as_deref() == Some(&held.id);
    let decisions = || choices.iter().filter(own);
    let decision = decisions().rfind(of_record).or_else(|| decisions().rfind(|choice| choice.id.is_none()));
    let Some(key) = decision.and_then(|choice| choice.successor.as_deref()) else { return Ok(None) };
    if key.trim().is_empty() {
        return Ok(Some(None));
    }
    let by_key = candidates.iter().position(|candidate| candidate.key == key && candidate.row != Some(row));
    let named: Vec<usize> = (0..candidates.len())
        .filter(|at| candidates[*at].row != Some(row) && fold(&candidates[*at].name) == fold(key))
        .collect();
    match (by_key, named.as_slice()) {
        (Some(at), _) => Ok(Some(Some(at))),
        (None, [one]) => Ok(Some(Some(*one))),
        _ => Err(Problem::at("choices", "transfer_successor_unknown").with("value", key).into()),
    }
}

fn record(held: &Held, duties: &[Duty], successor: Option<&Candidate>, reason: Reason, lang: Lang) -> TransferRecord {
    TransferRecord {
        register: held.register,
        id: held.id.clone(),
        number: held.number.clone(),
        title: held.title.clone(),
        section: held.section.clone(),
        duties: duties.to_vec(),
        duties_text: duty_words(lang, duties),
        successor: successor.map(|candidate| candidate.key.clone()),
        successor_name: successor.map(|candidate| candidate.name.clone()),
        successor_section: successor.and_then(|candidate| candidate.section.clone()),
        reason,
        reason_text: text(lang, &format!("transfer.reason.{}", reason.code()), &[]),
        revision: held.revision,
    }
}

fn transfer_move(mover: &Mover<'_>, records: Vec<TransferRecord>, scene: &Scene, lang: Lang) -> TransferMove {
    let known = mover.person.map(|at| &scene.persons[at]);
    let mut notes = Vec::new();
    let mut note = |code: &str, args: &[(&str, &str)]| {
        notes.push(TransferNote { code: code.to_owned(), text: text(lang, &format!("transfer.note.{code}"), args) });
    };
    let listed = mover.listed;
    if mover.stays {
        // Nobody is looked for, nor entered.
    } else if mover.by_records {
        note("by_records", &[("name", &listed.name)]);
    } else if known.is_none() && !listed.joins {
        note("newcomer", &[("name", &listed.name)]);
    }
    if let (Some(person), Some(from), false) = (known, &listed.from_section, mover.done)
        && !same_section(person.section.as_deref(), Some(from))
    {
        let own = person.section.clone().unwrap_or_else(|| text(lang, "transfer.no_section", &[]));
        note("section_differs", &[("section", &own)]);
    }
    if let Some(to) = &mover.to
        && !scene.sections.iter().any(|section| section.name == *to)
    {
        note("section_unknown", &[("section", to)]);
    }
    TransferMove {
        row: mover.row,
        at: listed.at.clone(),
        person: known.map(|person| person.id.clone()),
        revision: known.map(|person| person.revision),
        name: known.map_or_else(|| listed.name.clone(), |person| person.name.clone()),
        from_section: listed.from_section.clone().or_else(|| mover.from.clone()),
        to_section: mover.to.clone(),
        on: mover.first.to_string(),
        kind: match (mover.done, known.is_some(), mover.to.is_some()) {
            _ if mover.stays => MoveKind::NoMove,
            (true, ..) => MoveKind::Done,
            (false, _, false) => MoveKind::Leaves,
            (false, true, true) => MoveKind::Moves,
            (false, false, true) => MoveKind::Joins,
        },
        records,
        notes,
    }
}

fn counts(list: &Listing, moves: &[TransferMove], questions: &[TransferQuestion]) -> TransferCounts {
    let records = || moves.iter().flat_map(|moved| &moved.records);
    let distinct = |open: bool| {
        let of = records().filter(|record| !open || record.successor.is_none());
        of.map(|record| (record.register, record.id.as_str())).collect::<BTreeSet<_>>().len()
    };
    let asked = |code: &str| questions.iter().filter(|question| question.code == code).count();
    let goes = |moved: &&TransferMove| !matches!(moved.kind, MoveKind::Done | MoveKind::NoMove);
    let given = |moved: &TransferMove| moved.records.iter().any(|record| record.successor.is_some());
    let today = list.today.to_string();
    let ahead = |moved: &&TransferMove| moved.on > today && (goes(moved) || given(moved));
    TransferCounts {
        rows: list.rows.len(),
        people: moves.iter().filter(goes).count(),
        leaving: moves.iter().filter(|moved| moved.kind == MoveKind::Leaves).count(),
        records: distinct(false),
        open: distinct(true),
        asked: asked("ambiguous"),
        rejected: asked("rejected"),
        ahead: moves.iter().filter(ahead).count(),
    }
}

/// A day in words.
fn day_words(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Ja => crate::date::wareki(day),
        Lang::En => day.to_string(),
    }
}

/// What tells whether a plan is the one that was seen: people, records with their revisions, and who takes over what.
fn token(moves: &[TransferMove], questions: &[TransferQuestion]) -> Result<String, Error> {
    let of_move = |moved: &TransferMove| {
        let records: Vec<_> = moved
            .records
            .iter()
            .map(|record| {
                serde_json::json!([record.register, record.id, record.revision, record.duties, record.successor])
            })
            .collect();
        serde_json::json!([moved.row, moved.name, moved.person, moved.revision, moved.to_section, moved.on, records])
    };
    let asked: Vec<_> = questions.iter().map(|question| (question.row, question.code.as_str())).collect();
    let seen = serde_json::json!([moves.iter().map(of_move).collect::<Vec<_>>(), serde_json::to_value(asked)?]);
    Ok(sha256(canonical(&seen).as_bytes()))
}
