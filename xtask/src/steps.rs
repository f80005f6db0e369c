//! One step after the other, each with its time, and a table of them at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

/// What was done so far.
pub struct Steps {
    only: Option<String>,
    rows: Vec<(String, Duration, Outcome)>,
}

impl Steps {
    /// All steps, or only those whose name holds a word, with the ones they stand on.
    pub fn new(only: Option<String>) -> Self {
        Self { only, rows: Vec::new() }
    }

    /// A step the later ones stand on: its failure ends the work.
    pub fn first<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        match self.time(name, work) {
            Some(value) => Ok(value),
            None => {
                self.print();
                bail!("{name} failed, and the rest needs it");
            }
        }
    }

    /// A step of its own: its failure is remembered and the next one runs.
    pub fn then(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.attempt(name, work);
    }

    /// A step of its own whose result some later step can use.
    pub fn attempt<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let wanted = self.only.as_deref().is_none_or(|word| name.contains(word));
        wanted.then(|| self.time(name, work)).flatten()
    }

    /// A step that cannot be taken here, and why.
    pub fn skip(&mut self, name: &str, why: &str) {
        println!("\n== {name}: skipped, {why}");
        self.rows.push((name.to_owned(), Duration::ZERO, Outcome::Skipped(why.to_owned())));
    }

    /// Prints the table; an error if a step failed.
    pub fn finish(self) -> Result<()> {
        self.print();
        let failed = self.rows.iter().filter(|(_, _, outcome)| matches!(outcome, Outcome::Failed(_))).count();
        if failed > 0 {
            bail!("{failed} of {} steps failed", self.rows.len());
        }
        Ok(())
    }

    fn time<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work();
        let outcome = match &result {
            Ok(_) => Outcome::Passed,
            Err(error) => {
                println!("{name} failed: {error:#}");
                Outcome::Failed(format!("{error:#}"))
            }
        };
        self.rows.push((name.to_owned(), start.elapsed(), outcome));
        result.ok()
    }

    fn print(&self) {
        println!("\n== summary");
        for (name, time, outcome) in &self.rows {
            let (word, why) = match outcome {
                Outcome::Passed => ("ok", ""),
                Outcome::Failed(why) => ("FAILED", why.as_str()),
                Outcome::Skipped(why) => ("skipped", why.as_str()),
            };
            let why = why.lines().next().unwrap_or_default();
            println!("{:>8.1} s  {word:<8} {name}  {why}", time.as_secs_f64());
        }
        let all: Duration = self.rows.iter().map(|(_, time, _)| *time).sum();
        println!("{:>8.1} s  together", all.as_secs_f64());
    }
}
