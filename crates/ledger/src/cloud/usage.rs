//! Which cloud services the office really uses (利用の実態): hosts from the proxy's log beside the approvals that stand.
//! A local file is read and nothing is asked of the network. A host alone says nothing about what was sent there.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::standing::Standing;
use super::{Cloud, CloudStatus, store};
use crate::ledger::Ledger;
use crate::listing::List;
use crate::problem::{Error, Problem};
use crate::wording::text;

/// Rows of a report that are given, those with the most accesses first.
const MOST: usize = 2_000;

/// The scheme under which a bare host is read as an address; nothing is ever asked of it.
const SCHEME: &str = "https:";

/// What is to be compared.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct UsageRequest {
    /// A table of hosts: one host a row, or one access a row.
    pub file: String,
    /// Which heading is which field (`host`, `count`, `last_on`), where the program does not know it.
    #[serde(default)]
    #[ts(as = "Option<BTreeMap<String, String>>", optional)]
    pub mapping: BTreeMap<String, String>,
    /// Hosts that are no cloud services: the office's own, news. Each stands for what is below it too.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub ignore: Vec<String>,
}

/// A host that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UsedHost {
    /// The host.
    pub host: String,
    /// Accesses.
    pub count: i64,
    /// ISO date of the last access, if the file says it.
    pub last_on: Option<String>,
    /// The well-known service that it belongs to.
    pub known_service: Option<String>,
    /// The cloud use whose host it is.
    pub cloud: Option<UsedCloud>,
}

/// A cloud use in the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UsedCloud {
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Name of the service.
    pub service: String,
    /// Section.
    pub section: Option<String>,
    /// The state in words.
    pub status_text: String,
    /// Accesses to all of its hosts.
    pub count: i64,
}

/// What the comparison found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UsageReport {
    /// Rows that were read.
    pub rows: usize,
    /// Rows without a readable host.
    pub unreadable: usize,
    /// Different hosts.
    pub hosts: usize,
    /// Hosts of well-known services, or of uses that are not approved: nobody approved what is done there.
    pub unapproved: Vec<UsedHost>,
    /// Other hosts that belong to no use; most are ordinary pages.
    pub others: Vec<UsedHost>,
    /// Other hosts that are not given because there are too many.
    pub left_off: usize,
    /// Approved uses that are used.
    pub used: Vec<UsedCloud>,
    /// Approved uses that nobody uses.
    pub unused: Vec<UsedCloud>,
    /// Approved uses without an address or a domain, which cannot be compared.
    pub without_host: Vec<UsedCloud>,
}

#[derive(Deserialize)]
struct KnownServices {
    services: Vec<KnownService>,
}

#[derive(Deserialize)]
struct KnownService {
    name: String,
    domains: Vec<String>,
}

/// Name of the service by host.
static KNOWN: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../../../templates/cloud/known_services.json");
    let known: Option<KnownServices> = serde_json::from_str(text).ok();
    let named = |service: KnownService| {
        let name = service.name;
        service.domains.into_iter().map(move |domain| (domain, name.clone()))
    };
    known.map(|known| known.services.into_iter().flat_map(named).collect()).unwrap_or_default()
});

/// The host of an address or of what a log calls one, in small ASCII letters; none where there is none.
///
/// International names become their ASCII form (punycode), so that look-alikes are told apart; `www.`, ports, paths and
/// names of users do not matter. IP addresses are hosts.
pub fn host(typed: &str) -> Option<String> {
    let typed = crate::fold::nfkc(typed.trim());
    let address = if typed.contains("://") { typed } else { format!("{SCHEME}//{typed}").into() };
    // A proxy writes `host:443` for a tunnel.
    let url = url::Url::parse(&address).ok()?;
    let host = url.host_str()?.trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    // A bare word is a name of the own network or no host at all.
    (host.contains('.') || host.contains(':')).then(|| host.to_owned())
}

/// The entry for a host: for itself, else for the nearest name above it.
fn above<'a, T>(known: &'a HashMap<String, T>, host: &str) -> Option<&'a T> {
    let mut name = host;
    loop {
        if let Some(found) = known.get(name) {
            return Some(found);
        }
        name = name.split_once('.')?.1;
    }
}

#[derive(Default)]
struct Seen {
    count: i64,
    last_on: Option<String>,
}

impl Ledger {
    /// Compares the hosts of a log with the approvals.
    ///
    /// # Errors
    /// Why the file cannot be read, `list_no_headings`, `usage_no_hosts` if no row holds a host, `host_unreadable` for what
    /// is to be ignored.
    pub fn compare_usage(&mut self, request: &UsageRequest) -> Result<UsageReport, Error> {
        let listing = self.read_list(List::Usage, &request.file, &request.mapping, "host")?;
        let ignored = request
            .ignore
            .iter()
            .filter(|typed| !typed.trim().is_empty())
            .map(|typed| host(typed).map(|host| (host, ())).ok_or_else(|| unreadable("ignore", typed)))
            .collect::<Result<HashMap<String, ()>, Error>>()?;
        let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
        let mut without = 0;
        for entry in &listing.entries {
            let Some(typed) = entry.text("host") else { continue };
            let Some(host) = host(&typed) else {
                without += 1;
                continue;
            };
            let count = entry.text("count").and_then(|typed| crate::draft::plain_number(&typed.replace(',', "")));
            let on = entry.text("last_on").and_then(|typed| day(&typed));
            let place = seen.entry(host).or_default();
            place.count += count.unwrap_or(1);
            place.last_on = place.last_on.take().max(on);
        }
        if seen.is_empty() {
            return Err(Problem::at("file", "usage_no_hosts").with("rows", listing.entries.len()).into());
        }
        let clouds = self.uses_by_standing()?;
        Ok(report(listing.entries.len(), without, seen, &ignored, clouds))
    }

    /// Every use that has not ended, with whether its approval stands and its state in words.
    fn uses_by_standing(&mut self) -> Result<Vec<(Cloud, Standing, String)>, Error> {
        let (today, lang) = (self.today(), self.lang);
        let all = self.read(|tx| store::all_standing(tx, today))?;
        let words = |cloud: &Cloud, standing| {
            let key = match standing {
                Standing::Lapsed => "cloud_status.lapsed".to_owned(),
                _ => format!("cloud_status.{}", cloud.status.code()),
            };
            text(lang, &key, &[])
        };
        let open = all
            .into_iter()
            .filter(|(cloud, standing)| cloud.status != CloudStatus::Ended || *standing == Standing::Stands);
        let worded = open.map(|(cloud, standing)| {
            let words = words(&cloud, standing);
            (cloud, standing, words)
        });
        Ok(worded.collect())
    }
}

fn unreadable(field: &str, typed: &str) -> Error {
    Problem::at(field, "host_unreadable").with("value", typed).into()
}

/// A day, however a log writes it; the time of day is left out.
fn day(typed: &str) -> Option<String> {
    let date = typed.split(['T', ' ']).next().unwrap_or(typed);
    let read = crate::date::parse(date).or_else(|_| crate::date::parse_serial(typed)).ok()?;
    Some(read.to_string())
}

fn report(
    rows: usize,
    unreadable: usize,
    seen: BTreeMap<String, Seen>,
    ignored: &HashMap<String, ()>,
    clouds: Vec<(Cloud, Standing, String)>,
) -> UsageReport {
    let mut by_host: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, (cloud, ..)) in clouds.iter().enumerate() {
        for host in cloud.url.iter().chain(&cloud.domains).filter_map(|typed| host(typed)) {
            by_host.entry(host).or_default().push(index);
        }
    }
    let used_cloud = |index: usize, count: i64| {
        let (cloud, _, status_text) = &clouds[index];
        UsedCloud {
            id: cloud.id.clone(),
            number: cloud.number.clone(),
            service: cloud.service.clone(),
            section: cloud.section.clone(),
            status_text: status_text.clone(),
            count,
        }
    };
    let mut counts = vec![0_i64; clouds.len()];
    let (mut unapproved, mut others) = (Vec::new(), Vec::new());
    let hosts = seen.len();
    for (host, seen) in seen {
        let owners = above(&by_host, &host).map(Vec::as_slice).unwrap_or_default();
        owners.iter().for_each(|index| counts[*index] += seen.count);
        let approved = owners.iter().any(|index| clouds[*index].1 == Standing::Stands);
        if approved || above(ignored, &host).is_some() {
            continue;
        }
        let known_service = above(&KNOWN, &host).cloned();
        let cloud = owners.first().map(|index| used_cloud(*index, seen.count));
        let row = UsedHost { count: seen.count, last_on: seen.last_on, known_service, cloud, host };
        if row.cloud.is_some() || row.known_service.is_some() { unapproved.push(row) } else { others.push(row) }
    }
    let most_first = |one: &UsedHost, other: &UsedHost| other.count.cmp(&one.count).then(one.host.cmp(&other.host));
    unapproved.sort_by(most_first);
    others.sort_by(most_first);
    let left_off = others.len().saturating_sub(MOST);
    others.truncate(MOST);
    let (mut used, mut unused, mut without_host) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (cloud, standing, _)) in clouds.iter().enumerate() {
        if *standing != Standing::Stands {
            continue;
        }
        let has_host = cloud.url.iter().chain(&cloud.domains).any(|typed| host(typed).is_some());
        let list = match counts[index] {
            _ if !has_host => &mut without_host,
            0 => &mut unused,
            _ => &mut used,
        };
        list.push(used_cloud(index, counts[index]));
    }
    UsageReport { rows, unreadable, hosts, unapproved, others, left_off, used, unused, without_host }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_in_whatever_a_log_writes() {
        for (typed, expected) in [
            ("https://www.Sample.example/path?x=1", Some("sample.example")),
            ("sample.example:443", Some("sample.example")),
            ("ｓａｍｐｌｅ．ｅｘａｍｐｌｅ", Some("sample.example")),
            ("例え.jp", Some("xn--r8jz45g.jp")),
            ("XN--R8JZ45G.jp.", Some("xn--r8jz45g.jp")),
            ("user:pass@files.example.com/a", Some("files.example.com")),
            ("192.0.2.10:8080", Some("192.0.2.10")),
            ("[2001:db8::1]:443", Some("[2001:db8::1]")),
            ("intranet", None),
            ("", None),
            ("件数", None),
            ("a b.example", None),
        ] {
            assert_eq!(host(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_name_stands_for_what_is_below_it_and_not_for_what_looks_like_it() {
        let known = HashMap::from([("box.com".to_owned(), ())]);
        for (host, expected) in
            [("box.com", true), ("app.box.com", true), ("dropbox.com", false), ("box.com.evil.example", false)]
        {
            assert_eq!(above(&known, host).is_some(), expected, "{host}");
        }
    }
}
