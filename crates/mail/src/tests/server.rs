//! A mail server for tests, on this machine only: it says what it was told to say, and remembers what it heard.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::{Address, Security, Server};

/// What the server does in one connection.
#[derive(Clone)]
pub struct Plan {
    /// Its greeting; none at all if it is empty.
    pub greeting: &'static str,
    /// What it offers.
    pub offers: &'static [&'static str],
    /// Answers to commands beginning so, each given once, before the usual one; an empty one ends the connection.
    pub answers: Vec<(&'static str, &'static str)>,
    /// Encrypts, from the first byte or after STARTTLS.
    pub tls: Option<(bool, Arc<ServerConfig>)>,
}

/// A server that takes everything.
pub fn taking() -> Plan {
    Plan { greeting: "220 post.example", offers: &["AUTH PLAIN LOGIN"], answers: Vec::new(), tls: None }
}

/// One that answers so, otherwise taking everything.
pub fn answering(answers: &[(&'static str, &'static str)]) -> Plan {
    Plan { answers: answers.to_vec(), ..taking() }
}

/// What was heard, one list of lines for each connection; a text is one line beginning with `=`.
pub struct Post {
    pub server: Server,
    heard: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Post {
    /// A server that follows these plans, connection after connection, and then listens no more.
    pub fn with(plans: Vec<Plan>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let keeping = Arc::clone(&heard);
        thread::spawn(move || {
            for (at, plan) in plans.into_iter().enumerate() {
                let (stream, _) = listener.accept().unwrap();
                keeping.lock().unwrap().push(Vec::new());
                let keeping = Arc::clone(&keeping);
                thread::spawn(move || Talk { at, heard: keeping, plan }.through(stream));
            }
        });
        let server = Server {
            host: "127.0.0.1".to_owned(),
            port,
            security: Security::None,
            user: None,
            password: None,
            from: Address {
                name: Some("潮見市 情報政策課".to_owned()), address: "kigen@shiomi.example".to_owned()
            },
            timeout: Duration::from_secs(20),
        };
        Self { server, heard }
    }

    /// What was heard in each connection.
    pub fn heard(&self) -> Vec<Vec<String>> {
        self.heard.lock().unwrap().clone()
    }

    /// The texts that were handed over.
    pub fn texts(&self) -> Vec<String> {
        self.heard().concat().iter().filter_map(|line| line.strip_prefix('=')).map(str::to_owned).collect()
    }

    /// The commands that were heard in a connection, without texts and without what belongs to them.
    pub fn commands(&self, connection: usize) -> Vec<String> {
        let heard = self.heard();
        let lines = heard[connection].iter().filter(|line| !line.starts_with('='));
        lines.map(|line| line.split([' ', ':']).next().unwrap().to_owned()).collect()
    }
}

struct Talk {
    at: usize,
    heard: Arc<Mutex<Vec<Vec<String>>>>,
    plan: Plan,
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

impl Talk {
    fn through(mut self, stream: TcpStream) {
        let (now, config) = match self.plan.tls.clone() {
            Some((true, config)) => (Some(config), None),
            Some((false, config)) => (None, Some(config)),
            None => (None, None),
        };
        let again = stream.try_clone().unwrap();
        let mut wire: Box<dyn Wire> = match now {
            Some(config) => encrypted(stream, config),
            None => Box::new(stream),
        };
        if self.plan.greeting.is_empty() {
            // Hears and never answers, until the other side has enough.
            let _ = line(wire.as_mut());
            return;
        }
        if !say(wire.as_mut(), self.plan.greeting) || !self.plan.greeting.starts_with("220") {
            return;
        }
        while let Some(heard) = line(wire.as_mut()) {
            self.keep(&heard);
            let planned = self.plan.answers.iter().position(|(start, _)| heard.starts_with(start));
            let planned = planned.map(|at| self.plan.answers.remove(at).1);
            let ehlo = [&["post.example"], self.plan.offers].concat();
            let usual = match heard.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => (0..ehlo.len())
                    .map(|at| format!("250{}{}", if at + 1 < ehlo.len() { "-" } else { " " }, ehlo[at]))
                    .collect::<Vec<_>>()
                    .join("\r\n"),
                "AUTH" => "235 welcome".to_owned(),
                "DATA" => "354 go on".to_owned(),
                "STARTTLS" => "220 go on".to_owned(),
                "QUIT" => "221 goodbye".to_owned(),
                _ => "250 ok".to_owned(),
            };
            let answer = planned.map_or(usual, str::to_owned);
            if answer.is_empty() || !say(wire.as_mut(), &answer) || answer.starts_with("421") {
                return;
            }
            if heard == "STARTTLS" && answer.starts_with("220") {
                wire = encrypted(again.try_clone().unwrap(), config.clone().unwrap());
            }
            if answer.starts_with("354") {
                let mut text = String::new();
                while let Some(part) = line(wire.as_mut()).filter(|part| part != ".") {
                    text.push_str(part.strip_prefix('.').unwrap_or(&part));
                    text.push_str("\r\n");
                }
                let planned = self.plan.answers.iter().position(|(start, _)| *start == "=");
                let answer = planned.map(|at| self.plan.answers.remove(at).1).unwrap_or("250 queued as 4711");
                self.keep(&format!("={text}"));
                if answer.is_empty() || !say(wire.as_mut(), answer) {
                    return;
                }
            }
        }
    }

    fn keep(&self, line: &str) {
        self.heard.lock().unwrap()[self.at].push(line.to_owned());
    }
}

fn encrypted(stream: TcpStream, config: Arc<ServerConfig>) -> Box<dyn Wire> {
    Box::new(StreamOwned::new(ServerConnection::new(config).unwrap(), stream))
}

fn say(wire: &mut dyn Wire, text: &str) -> bool {
    wire.write_all(format!("{text}\r\n").as_bytes()).and_then(|()| wire.flush()).is_ok()
}

/// The next line, byte by byte, so that nothing of what comes after encryption begins is taken before.
fn line(wire: &mut dyn Wire) -> Option<String> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while wire.read(&mut byte).ok().filter(|read| *read == 1).is_some() {
        bytes.push(byte[0]);
        if bytes.ends_with(b"\r\n") {
            bytes.truncate(bytes.len() - 2);
            return String::from_utf8(bytes).ok();
        }
    }
    None
}
