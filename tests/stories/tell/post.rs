//! The mail server of the office in these stories, on this machine only: it answers as it was told to, and remembers what
//! it was given. Everything about encryption is tried in the `mail` crate.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use mailparse::{MailHeaderMap, parse_mail};

/// A letter that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub id: String,
    pub subject: String,
    pub text: String,
    pub bcc: Option<String>,
}

#[derive(Default)]
struct Desk {
    /// Answers to commands that begin so, each given once; an empty one ends the connection, `=` is the end of a text.
    answers: Vec<(&'static str, &'static str)>,
    letters: Vec<Letter>,
}

/// A mail server that takes everything but for what it was told.
pub struct Post {
    pub port: u16,
    desk: Arc<Mutex<Desk>>,
}

impl Post {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk: Arc<Mutex<Desk>> = Arc::default();
        let own = Arc::clone(&desk);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let own = Arc::clone(&own);
                thread::spawn(move || talk(stream.unwrap(), &own));
            }
        });
        Self { port, desk }
    }

    /// Answers so in the place of the next usual answers.
    pub fn will_answer(&self, answers: &[(&'static str, &'static str)]) {
        self.desk.lock().unwrap().answers = answers.to_vec();
    }

    /// The letters that were taken since the last time, by whom they are for.
    pub fn letters(&self) -> Vec<Letter> {
        let mut letters = std::mem::take(&mut self.desk.lock().unwrap().letters);
        letters.sort_by(|a, b| a.to.cmp(&b.to));
        letters
    }
}

fn talk(stream: TcpStream, desk: &Mutex<Desk>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).split(b'\n').map_while(Result::ok);
    let mut next = || {
        let line = String::from_utf8(lines.next()?).ok()?;
        Some(line.trim_end_matches('\r').to_owned())
    };
    let say = |text: &str| !text.is_empty() && (&stream).write_all(format!("{text}\r\n").as_bytes()).is_ok();
    let planned = |heard: &str, usual: &str| {
        let mut desk = desk.lock().unwrap();
        let at = desk.answers.iter().position(|(start, _)| heard.starts_with(start));
        at.map_or(usual.to_owned(), |at| desk.answers.remove(at).1.to_owned())
    };
    let greeting = planned("greeting", "220 post.shiomi.example");
    if !say(&greeting) || !greeting.starts_with("220") {
        return;
    }
    let mut to = String::new();
    while let Some(heard) = next() {
        let usual = match heard.get(..4).unwrap_or_default() {
            "EHLO" => "250-post.shiomi.example\r\n250 AUTH PLAIN",
            "AUTH" => "235 welcome",
            "DATA" => "354 go on",
            "QUIT" => "221 goodbye",
            _ => "250 ok",
        };
        if let Some(address) = heard.strip_prefix("RCPT TO:<") {
            to = address.trim_end_matches('>').to_owned();
        }
        let answer = planned(&heard, usual);
        if !say(&answer) {
            // A server that goes away in the middle.
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return;
        }
        if answer.starts_with("354") {
            let mut text = String::new();
            while let Some(part) = next().filter(|part| part != ".") {
                text.push_str(part.strip_prefix('.').unwrap_or(&part));
                text.push_str("\r\n");
            }
            let answer = planned("=", "250 queued");
            // One that goes away after it had the text has taken it, as real servers do.
            if answer.is_empty() || answer.starts_with("250") {
                desk.lock().unwrap().letters.push(letter(&to, &text));
            }
            if !say(&answer) {
                let _ = stream.shutdown(std::net::Shutdown::Both);
                return;
            }
        }
    }
}

fn letter(to: &str, text: &str) -> Letter {
    assert!(text.is_ascii(), "{text}");
    let mail = parse_mail(text.as_bytes()).unwrap();
    let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    Letter {
        to: to.to_owned(),
        id: header("Message-ID"),
        subject: header("Subject"),
        text: mail.get_body().unwrap().replace("\r\n", "\n").trim_end().to_owned(),
        bcc: mail.headers.get_first_value("Bcc"),
    }
}
