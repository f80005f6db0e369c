//! Pages in every encoding and in pieces, and what is read of them.

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use proptest::prelude::*;

use super::{WebPlace, read};

const PAGE: &str = "<!DOCTYPE html><html lang=ja><head>META<title>潮見市公式SNS一覧</title>
<meta name=\"twitter:site\" content=\"@shiomi_city\"><link rel=\"me noopener\" href=\"https://mstdn.jp/@shiomi_city\">
<script type=\"application/ld+json\">{\"@type\":\"City\",\"sameAs\":[\"https:\\/\\/x.com\\/shiomi_city\"]}</script>
<script>var a = '<a href=\"https://no.example/\">';</script><style>a{}</style></head>
<body><h1>公式SNS</h1><p>市の<a href=\"https://x.com/shiomi_city\"><img src=x.png alt=\"X \"> 潮見市　公式</a>です。ｶﾅ
<p>ID：@shiomicity<br>次の行<iframe src=\"https://www.youtube.com/embed/a\"></iframe>
<div class=fb-page data-href=\"https://www.facebook.com/shiomi.city\"></div>
<!-- <a href=\"https://comment.example/\">x</a> -->
<a HREF = ' https://x.com/shi\nomi ' >改行</a></body></html>";

fn addresses(bytes: &[u8]) -> Vec<(WebPlace, String, String)> {
    read(bytes).links.into_iter().map(|link| (link.place, link.address, link.text)).collect()
}

#[test]
fn links_words_and_what_is_said_to_programs_are_read_and_scripts_and_remarks_are_not() {
    let page = read(PAGE.as_bytes());
    assert_eq!(page.title, "潮見市公式SNS一覧");
    let link = |place, address: &str, text: &str| (place, address.to_owned(), text.to_owned());
    let wanted = [
        link(WebPlace::Said, "@shiomi_city", ""),
        link(WebPlace::Said, "https://mstdn.jp/@shiomi_city", ""),
        link(WebPlace::Said, "https://x.com/shiomi_city", ""),
        link(WebPlace::Link, "https://x.com/shiomi_city", "X 潮見市 公式"),
        link(WebPlace::Embedded, "https://www.youtube.com/embed/a", ""),
        link(WebPlace::Embedded, "https://www.facebook.com/shiomi.city", ""),
        link(WebPlace::Link, "https://x.com/shiomi", "改行"),
    ];
    assert_eq!(addresses(PAGE.as_bytes()), wanted);
    assert!(page.text.contains("\nID：@shiomicity\n次の行"), "{:?}", page.text);
    assert!(!page.text.contains("no.example") && !page.text.contains("comment"), "{:?}", page.text);
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_has_whatever_its_head_says() {
    let wanted = read(PAGE.as_bytes());
    let said = |label: &str| PAGE.replace("META", &format!("<meta charset={label}>"));
    let old = |label: &str| {
        PAGE.replace("META", &format!("<META http-equiv='Content-Type' content='text/html; charset={label}'>"))
    };
    let mut cases: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-8", said("utf-8").into_bytes()),
        ("UTF-8", [b"\xEF\xBB\xBF", PAGE.as_bytes()].concat()),
        ("UTF-8", PAGE.as_bytes().to_vec()),
        ("UTF-8", said("shift_jis").into_bytes()),
        ("UTF-8", said("utf-16").into_bytes()),
        ("UTF-16LE", [0xFF, 0xFE].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect()),
    ];
    for (name, encoding, label) in
        [("Shift_JIS", SHIFT_JIS, "Shift_JIS"), ("Shift_JIS", SHIFT_JIS, "x-sjis"), ("EUC-JP", EUC_JP, "euc-jp")]
    {
        for text in
            [said(label), old(label), format!("<?xml version='1.0' encoding='{label}'?>{PAGE}"), PAGE.to_owned()]
        {
            cases.push((name, encoding.encode(&text).0.into_owned()));
        }
        cases.push((name, encoding.encode(&said("utf-8")).0.into_owned()));
    }
    cases.push(("ISO-2022-JP", ISO_2022_JP.encode(&said("iso-2022-jp").replace("ｶﾅ", "カナ")).0.into_owned()));
    for (name, bytes) in cases {
        let found = read(&bytes);
        assert_eq!(found.encoding, name);
        assert_eq!((found.links, found.unreadable), (wanted.links.clone(), 0), "{name}");
    }
}

#[test]
fn broken_pages_still_tell_their_links() {
    for (page, wanted) in [
        (
            "<a href=https://x.com/a>a<a href=https://x.com/b>b",
            vec![("https://x.com/a", "a"), ("https://x.com/b", "b")],
        ),
        ("<table><tr><td><a href='https://x.com/a'>a</td></table>", vec![("https://x.com/a", "a")]),
        ("<A HREF=\"https://x.com/a?b=1&amp;c=2\">&lt;a&gt;</A", vec![("https://x.com/a?b=1&c=2", "<a>")]),
        ("<a href=\"https://x.com/a", vec![]),
        ("<a title='>' href=https://x.com/a>&#12354;", vec![("https://x.com/a", "あ")]),
        ("<a>no</a><a href=''>no</a>", vec![]),
        ("", vec![]),
        ("%PDF-1.7", vec![]),
    ] {
        let found = addresses(page.as_bytes());
        let found: Vec<(&str, &str)> =
            found.iter().map(|(_, address, text)| (address.as_str(), text.as_str())).collect();
        assert_eq!(found, wanted, "{page}");
    }
    let deep = format!("{}<a href=https://x.com/a>a</a>", "<div><b>".repeat(100_000));
    assert_eq!(addresses(deep.as_bytes()).len(), 1);
}

proptest! {
    #[test]
    fn any_bytes_are_a_page(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn any_pieces_of_a_page_are_a_page(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "<a", " href=", "\"", "'", "https://x.com/a", ">", "</a", "<script", "</script>", "<title>", "<!--", "-->", "&", "&#", ";",
                "<meta charset=", "euc-jp", "<plaintext>", "<svg", "<![CDATA[", "]]>", "\0", "潮", "<iframe src=", "/",
            ]),
            0..40,
        ),
    ) {
        read(pieces.concat().as_bytes());
    }
}
