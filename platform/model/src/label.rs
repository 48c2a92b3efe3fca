//! Text in the languages of the organisation.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language in which Heyi answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Locale {
    /// Simplified Chinese, the first language.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Both languages, for tests that walk every message.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The key under which labels hold this language.
    pub fn key(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The tag on the wire (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The first language of an `Accept-Language` value or a tag that Heyi speaks; Chinese when there is none.
    pub fn from_header(value: &str) -> Self {
        for part in value.split(',') {
            let tag = part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            if tag.starts_with("zh") {
                return Self::Zh;
            }
            if tag.starts_with("en") {
                return Self::En;
            }
        }
        Self::Zh
    }
}

/// A text per language, `{zh = "客户", en = "Account"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Label(pub IndexMap<String, String>);

impl Label {
    /// A label in both languages.
    pub fn new(zh: &str, en: &str) -> Self {
        Self(IndexMap::from([("zh".to_owned(), zh.to_owned()), ("en".to_owned(), en.to_owned())]))
    }

    /// The text in `locale`, else in any language that is there, else nothing.
    pub fn get(&self, locale: Locale) -> &str {
        self.0.get(locale.key()).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// True when no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|t| t.trim().is_empty())
    }
}
