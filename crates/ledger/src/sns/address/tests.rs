//! Each way to type an address, and the one form it takes.

use super::super::Medium;
use super::address;

/// One line: typed text, medium named beside it (or `-`), then medium, address and handle that come out of it.
const CASES: &str = "
https://x.com/shiomi_city                                  | -         | x https://x.com/shiomi_city shiomi_city
https://twitter.com/shiomi_city?lang=ja                    | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/shiomi_city/                                 | x         | x https://x.com/shiomi_city shiomi_city
http://www.twitter.com/shiomi_city                         | -         | x https://x.com/shiomi_city shiomi_city
mobile.twitter.com/shiomi_bousai                           | x         | x https://x.com/shiomi_bousai shiomi_bousai
HTTPS://MOBILE.TWITTER.COM/Shiomi_Bousai                   | -         | x https://x.com/Shiomi_Bousai Shiomi_Bousai
twitter.com/@shiomi_city                                   | -         | x https://x.com/shiomi_city shiomi_city
twitter.com/%40shiomi_city                                 | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/shiomi_city/status/1234567890?s=20           | -         | x https://x.com/shiomi_city shiomi_city
https://twitter.com/#!/shiomi_city                         | -         | x https://x.com/shiomi_city shiomi_city
https://twitter.com/intent/user?screen_name=shiomi_city    | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/i/user/12345?x=1                             | -         | x https://x.com/i/user/12345 -
https://x.com/hashtag/shiomi                               | -         | x https://x.com/hashtag/shiomi -
https://x.com/                                             | -         | x https://x.com -
https://t.co/AbCdEf1                                       | -         | x https://t.co/AbCdEf1 -
ｈｔｔｐｓ：／／ｘ．ｃｏｍ／ｓｈｉｏｍｉ＿ｃｉｔｙ                              | -         | x https://x.com/shiomi_city shiomi_city
＠shiomi_kanko                                             | x         | x https://x.com/shiomi_kanko shiomi_kanko
@SHIOMI_BOUSAI                                             | x         | x https://x.com/SHIOMI_BOUSAI SHIOMI_BOUSAI
@@shiomi_city                                              | x         | x https://x.com/shiomi_city shiomi_city
@shiomi_city?lang=ja                                       | x         | x https://x.com/shiomi_city shiomi_city
＠shiomi_kanko                                             | -         | - - shiomi_kanko
＠shiomi_kanko                                             | other     | other - shiomi_kanko
shiomi_city                                                | x         | x https://x.com/shiomi_city shiomi_city
shiomi_city                                                | -         | - - -
@shiomi.city                                               | x         | x - shiomi.city
https://www.facebook.com/shiomi.city                       | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
https://ja-jp.facebook.com/shiomi.city/                    | facebook  | facebook https://www.facebook.com/shiomi.city shiomi.city
https://m.facebook.com/shiomi.city?ref=page                | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
http://facebook.com/shiomi.city/photos/?tab=album          | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
fb.com/shiomi.city                                         | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
https://www.facebook.com/pg/shiomi.city/about              | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
https://www.facebook.com/profile.php?id=100099990000123&ref=page | facebook | facebook https://www.facebook.com/profile.php?id=100099990000123 -
https://m.facebook.com/profile.php?ref=x&id=100099990000123 | -        | facebook https://www.facebook.com/profile.php?id=100099990000123 -
https://www.facebook.com/profile.php?id=                   | -         | facebook https://www.facebook.com/profile.php -
https://www.facebook.com/groups/12345/                     | -         | facebook https://www.facebook.com/groups/12345 -
https://www.facebook.com/pages/shiomi/12345?fref=ts        | -         | facebook https://www.facebook.com/pages/shiomi/12345 -
https://fb.me/shiomi                                       | -         | facebook https://fb.me/shiomi -
shiomi.city                                                | facebook  | facebook https://www.facebook.com/shiomi.city shiomi.city
@shiomi.city                                               | facebook  | facebook https://www.facebook.com/shiomi.city shiomi.city
http://instagram.com/Shiomi_Kanko/?hl=ja                   | -         | instagram https://www.instagram.com/Shiomi_Kanko Shiomi_Kanko
https://www.instagram.com/shiomi_museum                    | instagram | instagram https://www.instagram.com/shiomi_museum shiomi_museum
https://instagram.com/shiomi.kanko?igsh=abc%3D%3D          | -         | instagram https://www.instagram.com/shiomi.kanko shiomi.kanko
https://www.instagram.com/stories/shiomi_kanko/123/        | -         | instagram https://www.instagram.com/shiomi_kanko shiomi_kanko
https://www.instagram.com/p/CxYz123/                       | -         | instagram https://www.instagram.com/p/CxYz123 -
@shiomi_kanko                                              | instagram | instagram https://www.instagram.com/shiomi_kanko shiomi_kanko
https://page.line.me/shiomicity                            | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://page.line.me/@shiomicity                           | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://page.line.me/?accountId=shiomicity                 | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/ti/p/%40shiomicity                         | line      | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/R/ti/p/@shiomicity?from=page               | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/R/ti/p/%40123abcde                         | -         | line https://line.me/R/ti/p/@123abcde 123abcde
https://line.me/R/home/public/main?id=shiomicity           | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/ti/p/AbCdEf123                             | -         | line https://line.me/ti/p/AbCdEf123 -
https://lin.ee/aBcDeF1                                     | line      | line https://lin.ee/aBcDeF1 -
https://lin.ee/aBcDeF1/?x=1                                | -         | line https://lin.ee/aBcDeF1 -
@shiomicity                                                | line      | line https://line.me/R/ti/p/@shiomicity shiomicity
https://www.youtube.com/@shiomi-ch/videos                  | -         | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://m.youtube.com/@shiomi-ch?si=abc                    | -         | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://youtube.com/%40shiomi-ch                           | -         | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://www.youtube.com/@%E6%BD%AE%E8%A6%8B                | -         | youtube https://www.youtube.com/@潮見 潮見
https://m.youtube.com/channel/UCshiomi0gikai0000000000?view_as=subscriber | youtube | youtube https://www.youtube.com/channel/UCshiomi0gikai0000000000 -
https://www.youtube.com/channel/UCshiomi0gikai0000000000/featured | -  | youtube https://www.youtube.com/channel/UCshiomi0gikai0000000000 -
https://www.youtube.com/c/ShiomiCity/videos                | -         | youtube https://www.youtube.com/c/ShiomiCity -
https://www.youtube.com/user/ShiomiCity                    | -         | youtube https://www.youtube.com/user/ShiomiCity -
https://youtu.be/abc123?t=5                                | -         | youtube https://youtu.be/abc123 -
@shiomi-ch                                                 | youtube   | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://www.tiktok.com/@shiomi.iju                         | tiktok    | tiktok https://www.tiktok.com/@shiomi.iju shiomi.iju
https://m.tiktok.com/@shiomi.iju/video/123?lang=ja         | -         | tiktok https://www.tiktok.com/@shiomi.iju shiomi.iju
https://vt.tiktok.com/ZSabc/                               | -         | tiktok https://vt.tiktok.com/ZSabc -
@shiomi.iju                                                | tiktok    | tiktok https://www.tiktok.com/@shiomi.iju shiomi.iju
https://www.threads.net/@shiomi_kanko                      | -         | threads https://www.threads.com/@shiomi_kanko shiomi_kanko
https://threads.com/@shiomi_kanko/post/Abc?xmt=1           | -         | threads https://www.threads.com/@shiomi_kanko shiomi_kanko
＠shiomi_kanko                                             | threads   | threads https://www.threads.com/@shiomi_kanko shiomi_kanko
https://note.com/shiomi_note                               | -         | note https://note.com/shiomi_note shiomi_note
https://note.mu/shiomi_note/n/n0123456789ab                | -         | note https://note.com/shiomi_note shiomi_note
https://note.com/hashtag/shiomi                            | -         | note https://note.com/hashtag/shiomi -
https://shiomi.note.jp/                                    | -         | note https://shiomi.note.jp -
@shiomi_note                                               | note      | note https://note.com/shiomi_note shiomi_note
https://minato-commu.example/shiomi/?utm=qr                | other     | other https://minato-commu.example/shiomi -
http://Minato-Commu.example/Shiomi#top                     | -         | - https://minato-commu.example/Shiomi -
https://minato-commu.example:8443/shiomi                   | -         | - https://minato-commu.example:8443/shiomi -
https://minato-commu.example:443/shiomi                    | -         | - https://minato-commu.example/shiomi -
https://潮見.example/公式                                   | -         | - https://潮見.example/公式 -
https://user:secret@x.com/shiomi_city                      | -         | x https://x.com/shiomi_city shiomi_city
https://x.com@evil.example/shiomi_city                     | -         | - https://evil.example/shiomi_city -
https://x.com.evil.example/shiomi_city                     | -         | - https://x.com.evil.example/shiomi_city -
https://notx.com/shiomi_city                               | -         | - https://notx.com/shiomi_city -
https://x.com:8080/shiomi_city                             | -         | - https://x.com:8080/shiomi_city -
https://x.com./shiomi_city                                 | -         | x https://x.com/shiomi_city shiomi_city
//x.com/shiomi_city                                        | -         | x https://x.com/shiomi_city shiomi_city
https:/x.com/shiomi_city                                   | -         | x https://x.com/shiomi_city shiomi_city
<https://x.com/shiomi_city>                                | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/shiomi_city （公式）                          | -         | x https://x.com/shiomi_city shiomi_city
kouhou@city.shiomi.example                                 | -         | - - -
準備中                                                      | x         | x - -
なし                                                        | line      | line - -
javascript:alert(1)                                        | -         | - - -
https://                                                   | -         | - - -
https://x.com:port/foo                                     | x         | x - -
https://[::1]/foo                                          | -         | - - -
https://x..com/foo                                         | -         | - - -
@                                                          | x         | x - -
";

#[test]
fn every_way_to_type_an_address_takes_one_form() {
    let mut seen = 0;
    for line in CASES.lines().filter(|line| !line.trim().is_empty()) {
        let [typed, medium, expected] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let medium: Option<Medium> = (medium != "-").then(|| serde_json::from_value(medium.into()).unwrap());
        let read = address(typed, medium);
        let word = |text: Option<&str>| text.unwrap_or("-").to_owned();
        let found =
            [word(read.medium.map(Medium::code)), word(read.url.as_deref()), word(read.handle.as_deref())].join(" ");
        assert_eq!(found, expected, "{line}");
        seen += 1;
        // What comes out of it goes in again as it is.
        if let Some(url) = &read.url {
            assert_eq!(address(url, medium), read, "{line}");
        }
    }
    assert!(seen >= 80, "{seen}");
}

#[test]
fn no_text_breaks_the_reading() {
    let pieces = [
        "https:", "//", "@", "%", "%4", "%ff", ":", "::", "?", "#", "#!/", "x.com", "line.me", ".", "潮", "/", " ",
        "\0", "",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                for d in pieces {
                    let typed = format!("{a}{b}{c}{d}");
                    for medium in [None, Some(Medium::X), Some(Medium::Line), Some(Medium::Youtube)] {
                        let read = address(&typed, medium);
                        assert!(read.url.is_none_or(|url| url.starts_with("https://")), "{typed}");
                        assert!(read.handle.is_none_or(|handle| !handle.is_empty()), "{typed}");
                    }
                }
            }
        }
    }
    address(&"https://x.com/%".repeat(20_000), None);
}
