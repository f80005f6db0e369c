//! A selection as a person typed it, and how it becomes part of a record. What came back on sheets cannot be typed.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::{Candidate, Selection};
use crate::catalogue::Catalogue;
use crate::draft::{Reader, TEXT, emptied, plain_number};
use crate::fold::fold;
use crate::problem::Problem;

/// The most points.
pub(super) const MOST_POINTS: u32 = 5;
/// The greatest weight.
const MOST_WEIGHT: u32 = 100;

impl Reader<'_> {
    /// The selection; a part of it that was not sent stays as it is.
    pub(in crate::contract) fn selection(&mut self, catalogue: &Catalogue, target: &mut Option<Selection>) {
        let present = target.clone().unwrap_or_default();
        let mut selection = match self.fields.get("selection") {
            None => return,
            Some(Json::Null) => Selection::default(),
            Some(Json::Object(typed)) => match self.typed_over(&present, typed) {
                Some(selection) => selection,
                None => return,
            },
            Some(other) => {
                self.problems.push(Problem::at("selection", "value_unreadable").with("value", other));
                return;
            }
        };
        selection.statements = present.statements;
        self.inner_date("selection.shown_on".to_owned(), &mut selection.shown_on);
        self.inner_date("selection.decided_on".to_owned(), &mut selection.decided_on);
        self.inner_date("selection.supply_chain.judged_on".to_owned(), &mut selection.supply_chain.judged_on);
        self.weights(catalogue, &selection);
        let mut names = BTreeSet::new();
        for (index, candidate) in selection.candidates.iter_mut().enumerate() {
            let at = format!("selection.candidates.{index}");
            if candidate.name.is_empty() {
                self.problems.push(Problem::at(format!("{at}.name"), "required"));
            } else if !names.insert(fold(&candidate.name)) {
                self.problems.push(Problem::at(format!("{at}.name"), "duplicate").with("value", &candidate.name));
            }
            if let Some(typed) = candidate.corporate_number.take() {
                candidate.corporate_number = self.corporate_number(&format!("{at}.corporate_number"), &typed);
            }
            self.scores(catalogue, &at, candidate);
        }
        let chosen = selection.chosen.take().and_then(|chosen| {
            // By its id, or by its name where it has none yet.
            let named = |candidate: &Candidate| candidate.id == chosen || fold(&candidate.name) == fold(&chosen);
            let place = selection.candidates.iter().position(named);
            if place.is_none() {
                self.problems.push(Problem::at("selection.chosen", "selection_chosen_unknown").with("value", chosen));
            }
            place
        });
        // An id is given here: one that the selection does not have, or that stands there twice, is none.
        let mut ids: BTreeSet<String> = present.candidates.into_iter().map(|candidate| candidate.id).collect();
        selection.candidates.iter_mut().filter(|one| !ids.remove(&one.id)).for_each(|one| one.id.clear());
        selection.number_candidates();
        selection.chosen = chosen.map(|place| selection.candidates[place].id.clone());
        *target = Some(selection).filter(|selection| *selection != Selection::default());
    }

    /// What was typed over what is there; nothing where it cannot be read.
    fn typed_over(&mut self, present: &Selection, typed: &Map<String, Json>) -> Option<Selection> {
        let Ok(Json::Object(mut whole)) = serde_json::to_value(present) else { return None };
        let sent = typed.iter().filter(|(name, _)| name.as_str() != "statements");
        whole.extend(sent.map(|(name, value)| (name.clone(), value.clone())));
        let mut whole = Json::Object(whole);
        let before = self.problems.len();
        self.tidied("selection", &mut whole);
        if self.problems.len() > before {
            return None;
        }
        match serde_json::from_value(whole) {
            Ok(selection) => Some(selection),
            Err(_) => {
                self.problems.push(Problem::at("selection", "entry_unreadable"));
                None
            }
        }
    }

    /// Takes out what is empty, at every depth, and reads numbers as people type them.
    fn tidied(&mut self, at: &str, value: &mut Json) {
        match value {
            Json::Object(_) => {
                *value = emptied(value);
                for (name, inner) in value.as_object_mut().into_iter().flatten() {
                    let at = format!("{at}.{name}");
                    let is_number = name == "points" || at.starts_with("selection.weights.");
                    if let Some(typed) = inner.as_str().filter(|_| is_number) {
                        match plain_number(typed) {
                            Some(number) => *inner = number.into(),
                            None => {
                                self.problems.push(Problem::at(&at, "number_unreadable").with("value", typed));
                            }
                        }
                    }
                    let length = inner.as_str().map_or(0, |text| text.chars().count());
                    if length > TEXT {
                        let problem = Problem::at(&at, "too_long").with("limit", TEXT);
                        self.problems.push(problem.with("length", length));
                    }
                    self.tidied(&at, inner);
                }
            }
            Json::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.tidied(&format!("{at}.{index}"), item);
                }
            }
            _ => {}
        }
    }

    fn weights(&mut self, catalogue: &Catalogue, selection: &Selection) {
        for (criterion, weight) in &selection.weights {
            let at = format!("selection.weights.{criterion}");
            if catalogue.requirement(criterion).is_none() {
                self.problems.push(Problem::at(at, "requirement_unknown").with("value", criterion));
            } else if *weight > MOST_WEIGHT {
                let problem = Problem::at(at, "selection_weight").with("most", MOST_WEIGHT);
                self.problems.push(problem.with("value", weight));
            }
        }
    }

    fn scores(&mut self, catalogue: &Catalogue, at: &str, candidate: &Candidate) {
        let mut seen = BTreeSet::new();
        for (index, score) in candidate.scores.iter().enumerate() {
            let at = |name: &str| format!("{at}.scores.{index}.{name}");
            let mut object = |name: &str, code: &str, value: &dyn std::fmt::Display| {
                let problem = Problem::at(at(name), code).with("value", value);
                let problem = problem.with("name", &candidate.name).with("requirement", &score.criterion);
                self.problems.push(problem.with("most", MOST_POINTS));
            };
            if catalogue.requirement(&score.criterion).is_none() {
                object("criterion", "requirement_unknown", &score.criterion);
            } else if !seen.insert(&score.criterion) {
                object("criterion", "duplicate", &score.criterion);
            }
            if let Some(points) = score.points {
                if points > MOST_POINTS {
                    object("points", "selection_points", &points);
                }
                // Points that nobody can explain are no evaluation.
                if score.reason.is_none() {
                    object("reason", "selection_reason_missing", &points);
                }
            }
        }
    }
}
