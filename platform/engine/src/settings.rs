//! Settings of the organisation that every part needs to know.

use heyi_model::ParseCx;
use serde::{Deserialize, Serialize};

/// The organisation's settings. Stored one by one in the table `organisation`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// IANA time zone.
    pub zone: String,
    /// ISO 4217 code of its currency.
    pub currency: String,
    /// ISO 3166 code of the country of phone numbers without one.
    pub region: String,
    /// Keys of apps that are switched off.
    pub apps_off: Vec<String>,
    /// A session ends so many days after it was opened, whatever happens.
    pub session_days: u32,
    /// A session ends after so many hours without a request.
    pub session_idle_hours: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            zone: "Asia/Shanghai".into(),
            currency: "CNY".into(),
            region: "CN".into(),
            apps_off: Vec::new(),
            session_days: 30,
            session_idle_hours: 12,
        }
    }
}

impl Settings {
    /// What parsing values needs of them.
    pub fn parse_cx(&self) -> ParseCx {
        let zone = jiff::tz::TimeZone::get(&self.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        ParseCx { region: self.region.clone(), currency: self.currency.clone(), zone, ..ParseCx::default() }
    }
}
