//! As much of WebDriver as a picture of the window takes: open, look, close. The tests have a real client.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::process::{seconds, wait};

/// Opens the program through the driver on this port, waits for its pages and gives the picture as PNG.
pub fn picture(port: u16, program: &Path, arguments: &[String]) -> Result<Vec<u8>> {
    wait("the driver", seconds(30), || {
        ask(port, "GET", "/status", &Value::Null).is_ok_and(|status| status["ready"] == json!(true))
    })?;
    let options = json!({"binary": program.to_string_lossy(), "args": arguments});
    let wanted = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
    let session = ask(port, "POST", "/session", &wanted)?;
    let session = format!("/session/{}", session["sessionId"].as_str().context("the driver opened no session")?);
    let picture = look(port, &session);
    let closed = ask(port, "DELETE", &session, &Value::Null);
    let picture = picture?;
    closed.map(|_| picture)
}

fn look(port: u16, session: &str) -> Result<Vec<u8>> {
    let is_there = json!({
        "script": "return document.querySelector('[data-testid=nav-home]') !== null && document.querySelector('[aria-busy=true]') === null",
        "args": []
    });
    wait("the first page", seconds(60), || {
        ask(port, "POST", &format!("{session}/execute/sync"), &is_there).is_ok_and(|answer| answer == json!(true))
    })?;
    // Fonts come after the text.
    let fonts = json!({"script": "const done = arguments[0]; document.fonts.ready.then(() => setTimeout(() => done(true), 500))", "args": []});
    ask(port, "POST", &format!("{session}/execute/async"), &fonts)?;
    let picture = ask(port, "GET", &format!("{session}/screenshot"), &Value::Null)?;
    from_base64(picture.as_str().context("the driver gave no picture")?)
}

fn ask(port: u16, method: &str, path: &str, body: &Value) -> Result<Value> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    let value = serde_json::from_slice::<Value>(&answer)?["value"].take();
    if let Some(error) = value.get("error").and_then(Value::as_str) {
        bail!("{path}: {error}: {}", value["message"].as_str().unwrap_or_default());
    }
    Ok(value)
}

fn from_base64(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => bail!("the picture is not base64"),
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(((bits >> held) & 0xff) as u8);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_with_any_padding() {
        for (text, plain) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmE+", "fooba>")] {
            assert_eq!(from_base64(text).unwrap(), plain.as_bytes(), "{text}");
        }
    }
}
