//! Messages arrive as they were written, and every way in which a server fails is told apart.

mod server;

use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::client::Certificate;
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::*;
use server::{Plan, Post, answering, taking};

fn message(id: &str) -> Message {
    Message {
        id: format!("{id}@shiomi.example"),
        to: Address { name: Some("渡辺 大輔".to_owned()), address: "d-watanabe@shiomi.example".to_owned() },
        subject: format!("【関所】期限のお知らせ（今週3件・超過1件）納税通知書等印刷封入封緘業務委託の契約満了 {id}"),
        body: "渡辺 大輔 様\n\n.期限が過ぎています：髙橋・\u{20BB7}野\n..\n以上\n".to_owned(),
    }
}

fn messages(ids: &[&str]) -> Vec<Message> {
    ids.iter().map(|id| message(id)).collect()
}

/// How each message fared, in a word.
fn words(outcomes: &[Result<String, MailError>]) -> Vec<&'static str> {
    let word = |outcome: &Result<String, MailError>| match outcome {
        Ok(_) => "taken",
        Err(MailError::Unreachable { .. }) => "unreachable",
        Err(MailError::Later { .. }) => "later",
        Err(MailError::Refused { .. }) => "refused",
        Err(MailError::Unanswered { .. }) => "unanswered",
        Err(MailError::Password { .. }) => "password",
        Err(MailError::NoSignIn { .. }) => "no sign-in",
        Err(MailError::Certificate { .. }) => "certificate",
        Err(MailError::NoEncryption { .. }) => "no encryption",
        Err(MailError::Address { .. }) => "address",
        Err(MailError::Message { .. }) => "message",
    };
    outcomes.iter().map(word).collect()
}

#[track_caller]
fn assert_arrived(text: &str, message: &Message) {
    assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 78 || line.starts_with("Auto")), "{text}");
    let mail: ParsedMail<'_> = parse_mail(text.as_bytes()).unwrap();
    let header = |name: &str| mail.headers.get_first_value(name).unwrap();
    assert_eq!(header("Subject"), message.subject);
    assert_eq!(header("Message-ID"), format!("<{}>", message.id));
    assert_eq!(header("From"), "潮見市 情報政策課 <kigen@shiomi.example>");
    assert_eq!(header("To"), "渡辺 大輔 <d-watanabe@shiomi.example>");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!((mail.ctype.mimetype.as_str(), mail.ctype.charset.as_str()), ("text/plain", "utf-8"));
    assert!(!header("Date").is_empty());
    let body = mail.get_body().unwrap();
    assert_eq!(body.replace("\r\n", "\n").trim_end_matches('\n'), message.body.trim_end_matches('\n'));
}

#[test]
fn a_message_that_was_refused_twice_for_now_arrives_as_it_was_written() {
    let post = Post::with(vec![
        Plan { greeting: "421 too busy", ..taking() },
        answering(&[("=", "451 try again later")]),
        taking(),
    ]);
    let due = [message("a")];
    let later = |code, detail: &str| vec![Err(MailError::Later { code, detail: detail.to_owned() })];
    assert_eq!(send(&post.server, &due), later(421, "too busy"));
    assert_eq!(send(&post.server, &due), later(451, "try again later"));
    assert_eq!(send(&post.server, &due), [Ok("queued as 4711".to_owned())]);
    let texts = post.texts();
    assert_eq!(texts.len(), 2, "the one that was refused, and the one that was taken");
    assert_arrived(&texts[1], &due[0]);
    assert_eq!(post.heard()[2][1], "MAIL FROM:<kigen@shiomi.example>");
    assert_eq!(post.heard()[2][2], "RCPT TO:<d-watanabe@shiomi.example>");
}

#[test]
fn messages_share_a_connection_and_one_that_is_refused_stops_no_other() {
    let post =
        Post::with(vec![answering(&[("RCPT", "250 ok"), ("RCPT", "550 no such person"), ("RCPT", "450 box full")])]);
    let all = messages(&["a", "b", "c", "d"]);
    let outcomes = send(&post.server, &all);
    assert_eq!(words(&outcomes), ["taken", "refused", "later", "taken"]);
    assert_eq!(outcomes[1], Err(MailError::Refused { code: 550, detail: "no such person".to_owned() }));
    assert_eq!([1, 2].map(|at: usize| outcomes[at].as_ref().unwrap_err().may_pass()), [false, true]);
    let texts = post.texts();
    assert_eq!(texts.len(), 2);
    assert_arrived(&texts[0], &all[0]);
    assert_arrived(&texts[1], &all[3]);
    let (begin, end) =
        (["EHLO", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "RSET"], ["MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]);
    let mut commands = post.commands(0);
    commands.retain(|command| command != "QUIT");
    assert_eq!(commands, [&begin[..], &end[..]].concat());
}

#[test]
fn a_server_that_does_not_answer_is_left_and_nothing_more_is_tried() {
    let mut post = Post::with(vec![Plan { greeting: "", ..taking() }]);
    post.server.timeout = Duration::from_millis(200);
    assert_eq!(words(&send(&post.server, &messages(&["a", "b"]))), ["unreachable", "unreachable"]);
    assert_eq!(post.heard().len(), 1);
    // The listener is gone by now, so that nobody is there at all.
    post.server.timeout = Duration::from_secs(20);
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["unreachable"]);
}

#[test]
fn a_wrong_password_is_told_once_and_for_all() {
    let mut post = Post::with(vec![answering(&[("AUTH", "535 5.7.8 no")]), answering(&[("AUTH", "454 later")])]);
    post.server.user = Some("kigen".to_owned());
    post.server.password = Some("wrong-one".to_owned());
    let outcomes = send(&post.server, &messages(&["a", "b"]));
    assert_eq!(words(&outcomes), ["password", "password"]);
    assert!(!outcomes[0].as_ref().unwrap_err().may_pass());
    assert_eq!(post.commands(0)[..2], ["EHLO", "AUTH"]);
    assert!(!post.commands(0).contains(&"MAIL".to_owned()));
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["later"]);
    assert!(!format!("{:?} {outcomes:?}", post.server).contains("wrong-one"));
}

#[test]
fn a_right_password_opens_and_a_server_without_passwords_is_told_as_such() {
    let mut post = Post::with(vec![taking(), Plan { offers: &["AUTH XOAUTH2"], ..taking() }]);
    post.server.user = Some("kigen".to_owned());
    post.server.password = Some("right".to_owned());
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["taken"]);
    // PLAIN in base 64: an empty name, kigen, right.
    assert_eq!(post.heard()[0][1], "AUTH PLAIN AGtpZ2VuAHJpZ2h0");
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["no sign-in"]);
}

#[test]
fn a_connection_that_ends_between_messages_is_opened_anew() {
    for end in ["", "421 enough for now"] {
        let post = Post::with(vec![answering(&[("MAIL", "250 ok"), ("MAIL", end)]), taking()]);
        let all = messages(&["a", "b", "c"]);
        assert_eq!(words(&send(&post.server, &all)), ["taken", "taken", "taken"]);
        let texts = post.texts();
        assert_eq!(texts.len(), 3, "each once");
        for (text, message) in texts.iter().zip(&all) {
            assert_arrived(text, message);
        }
    }
}

#[test]
fn a_message_that_nobody_answered_for_may_have_been_taken_and_is_not_sent_again_at_once() {
    let post = Post::with(vec![answering(&[("=", "")]), taking()]);
    let outcomes = send(&post.server, &messages(&["a", "b"]));
    assert_eq!(words(&outcomes), ["unanswered", "taken"]);
    assert_eq!(post.texts().len(), 2);
    // Lost before the text: nothing can have been taken.
    let post = Post::with(vec![answering(&[("DATA", "")]), taking()]);
    assert_eq!(words(&send(&post.server, &messages(&["a", "b"]))), ["unreachable", "taken"]);
}

#[test]
fn a_server_that_is_lost_twice_running_is_tried_no_more() {
    let losing = || answering(&[("RCPT", "")]);
    let post = Post::with(vec![losing(), losing(), taking()]);
    assert_eq!(words(&send(&post.server, &messages(&["a", "b", "c", "d"]))), ["unreachable"; 4]);
    assert_eq!(post.heard().len(), 2);
    let once = Post::with(vec![losing(), answering(&[("RCPT", "250 ok"), ("RCPT", "")]), taking()]);
    let outcomes = send(&once.server, &messages(&["a", "b", "c", "d"]));
    assert_eq!(words(&outcomes), ["unreachable", "taken", "unreachable", "taken"]);
}

#[test]
fn an_address_that_no_server_takes_stops_only_its_own_message() {
    let post = Post::with(vec![taking()]);
    let mut all = messages(&["a", "b", "c"]);
    all[0].to.address = "watanabe".to_owned();
    all[1].to.address = "渡辺@shiomi.example".to_owned();
    assert_eq!(words(&send(&post.server, &all)), ["address", "address", "taken"]);
    let nobody = Server { from: Address { name: None, address: String::new() }, ..post.server.clone() };
    assert_eq!(words(&send(&nobody, &messages(&["a"]))), ["address"]);
}

#[test]
fn no_text_becomes_a_header_or_a_command() {
    let post = Post::with(vec![taking()]);
    let mut sly = message("a>\r\nBcc: x@y.example");
    sly.subject = "期限\r\nBcc: x@y.example\r\n\r\n本文\u{7}".to_owned();
    sly.to.name = Some("渡辺\r\nBcc: x@y.example".to_owned());
    sly.body = "一\r.\r\nQUIT\r\n二".to_owned();
    assert_eq!(words(&send(&post.server, &[sly])), ["taken"]);
    let text = post.texts().remove(0);
    let mail = parse_mail(text.as_bytes()).unwrap();
    assert_eq!(mail.headers.get_first_value("Bcc"), None, "{text}");
    assert_eq!(mail.headers.get_first_value("Subject").unwrap(), "期限 Bcc: x@y.example 本文");
    assert_eq!(mail.get_body().unwrap().trim_end(), "一\r\n.\r\nQUIT\r\n二");
    assert_eq!(post.commands(0).iter().filter(|command| *command == "RCPT").count(), 1);
}

/// What a server proves itself with, and the certificate to trust.
fn proof(name: &str) -> (Arc<ServerConfig>, Certificate) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    (Arc::new(config), Certificate::from_der(made.cert.der().to_vec()).unwrap())
}

#[test]
fn an_encrypted_way_is_taken_only_to_a_server_whose_certificate_is_trusted() {
    for (security, offers) in [(Security::Tls, &["AUTH PLAIN"][..]), (Security::Starttls, &["STARTTLS", "AUTH PLAIN"])]
    {
        let (config, root) = proof("localhost");
        let plan = Plan { offers, tls: Some((security == Security::Tls, config)), ..taking() };
        let mut post = Post::with(vec![plan.clone(), plan.clone(), plan]);
        (post.server.security, post.server.host) = (security, "localhost".to_owned());
        let due = messages(&["a", "b"]);
        let outcomes = send(&post.server, &due);
        assert_eq!(words(&outcomes), ["certificate", "certificate"], "{outcomes:?}");
        let other = Server { host: "127.0.0.1".to_owned(), ..post.server.clone() };
        assert_eq!(
            words(&send_trusting(&other, &due[..1], std::slice::from_ref(&root))),
            ["certificate"],
            "of another name"
        );
        assert!(post.texts().is_empty());
        assert_eq!(words(&send_trusting(&post.server, &due, &[root])), ["taken", "taken"]);
        assert_arrived(&post.texts()[1], &due[1]);
    }
}

#[test]
fn nothing_is_told_to_a_server_that_does_not_encrypt_as_is_set() {
    let promising = Plan { offers: &["STARTTLS"], ..answering(&[("STARTTLS", "454 not now")]) };
    let mut post = Post::with(vec![taking(), promising, taking()]);
    (post.server.security, post.server.user) = (Security::Starttls, Some("kigen".to_owned()));
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["no encryption"]);
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["later"]);
    post.server.security = Security::Tls;
    assert_eq!(words(&send(&post.server, &messages(&["a"]))), ["no encryption"]);
    assert_eq!(post.heard().len(), 3);
    for heard in post.heard().concat() {
        assert!(!heard.starts_with("AUTH") && !heard.starts_with("MAIL"), "{heard}");
    }
}
