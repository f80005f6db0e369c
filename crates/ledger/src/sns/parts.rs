//! The parts of an official account: where it is, what may be posted, who is called when it is taken over, how it ends.
//! There is no place for a password or a code among them: what is kept is who has what, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an account is (媒体).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// X, once Twitter.
    X,
    /// Facebook.
    Facebook,
    /// Instagram.
    Instagram,
    /// LINE公式アカウント.
    Line,
    /// YouTube.
    Youtube,
    /// TikTok.
    Tiktok,
    /// note.
    Note,
    /// Threads.
    Threads,
    /// Anything else.
    #[default]
    Other,
}

impl Medium {
    /// The word for this medium in records, also of the locale key `medium.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Facebook => "facebook",
            Self::Instagram => "instagram",
            Self::Line => "line",
            Self::Youtube => "youtube",
            Self::Tiktok => "tiktok",
            Self::Note => "note",
            Self::Threads => "threads",
            Self::Other => "other",
        }
    }
}

/// Where an account is between application and closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SnsStatus {
    /// Applied for (申請中).
    #[default]
    Applied,
    /// In use (運用中).
    Active,
    /// Suspended (休止).
    Suspended,
    /// Closed (廃止).
    Closed,
}

impl SnsStatus {
    /// The word for this state in records, also of the locale key `sns_status.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }
}

/// The second factor of signing in (多要素認証の方法).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// An application on a telephone.
    App,
    /// A message to a telephone.
    Sms,
    /// A security key or passkey.
    Key,
    /// Anything else.
    Other,
}

/// The mark by which a medium says that an account is official (認証バッジ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// The account has it.
    Obtained,
    /// It is applied for.
    Applied,
    /// The medium has none.
    NotOffered,
    /// It was not applied for.
    None,
}

/// What may be posted (発信できる情報, SN-08).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Posting {
    /// Categories that are posted.
    pub allowed: Vec<String>,
    /// Categories that are not, beyond information of class 2 and above, which never is (SN-04).
    pub forbidden: Vec<String>,
    /// Who approves a post before it goes out.
    pub approver: Option<String>,
    /// Whether what must be available in any case also stands on the office's own site (SN-07).
    pub on_own_site: Option<bool>,
}

/// A step of the answer to a takeover (乗っ取り時の連絡, SN-06): who is called, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct ResponseStep {
    /// Person, section or company.
    pub contact: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// What that one does.
    pub task: Option<String>,
}

/// How an account ends (廃止, SN-12).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct SnsClosing {
    /// ISO date of the end.
    pub on: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Where people are sent instead.
    pub successor: Option<String>,
    /// ISO date on which the account was seen to be gone.
    pub deleted_on: Option<String>,
    /// ISO date on which the links to it were seen to be gone.
    pub links_removed_on: Option<String>,
}

/// A suspension (休止).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct SnsSuspension {
    /// ISO date since which nothing is posted.
    pub on: Option<String>,
    /// Why.
    pub reason: Option<String>,
}
