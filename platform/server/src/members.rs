//! Reading the members of a JSON object one by one, with every fault of its shape told at once.

use std::ops::RangeInclusive;

use heyi_model::{Code, Fault, Kind, Problem, RecordId};
use serde_json::{Map, Value as Json};

/// An object on its way into a handler. Ask for each member, then call [`Members::finish`], which refuses what is left over.
#[derive(Debug)]
pub struct Members {
    path: String,
    map: Map<String, Json>,
    faults: Vec<Fault>,
}

impl Members {
    /// The members of `json`, which stands at `path` of the body; 400 when it is not an object.
    pub fn of(path: &str, json: Json) -> Result<Self, Problem> {
        match json {
            Json::Object(map) => Ok(Self { path: path.to_owned(), map, faults: Vec::new() }),
            _ => Err(Problem::malformed(path, Code::NotObject)),
        }
    }

    /// Notes a fault of `name`.
    pub fn fault(&mut self, name: &str, code: Code) {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        self.faults.push(Fault::new(path, code));
    }
    /// Is the member there, be it `null`?
    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }
    /// Is the member there, not `null`, and of this kind?
    pub fn is(&self, name: &str, kind: impl Fn(&Json) -> bool) -> bool {
        self.map.get(name).is_some_and(|json| !json.is_null() && kind(json))
    }
    /// Any value; `None` when it is missing or `null`.
    pub fn json(&mut self, name: &str) -> Option<Json> {
        self.map.shift_remove(name).filter(|json| !json.is_null())
    }
    /// Any value that must be there.
    pub fn required(&mut self, name: &str) -> Json {
        let found = self.json(name);
        if found.is_none() {
            self.fault(name, Code::Required);
        }
        found.unwrap_or_default()
    }
    /// A text that must be there and hold something.
    pub fn text(&mut self, name: &str) -> String {
        let text = self.optional_text(name);
        if text.as_deref().unwrap_or_default().is_empty() && !self.blames(name) {
            self.fault(name, Code::Required);
        }
        text.unwrap_or_default()
    }
    /// A text.
    pub fn optional_text(&mut self, name: &str) -> Option<String> {
        let read = |json| if let Json::String(text) = json { Ok(text) } else { Err(Code::NotText) };
        self.read(name, read)
    }
    /// Yes or no; no when it is missing.
    pub fn flag(&mut self, name: &str) -> bool {
        self.read(name, |json| json.as_bool().ok_or(Code::NotBoolean)).unwrap_or_default()
    }
    /// A whole number within `range`.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        // JSON has one kind of number: 98.0 is whole.
        let whole = |json: &Json| {
            json.as_i64().or_else(|| json.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 1e15).map(|n| n as i64))
        };
        let read = |json: Json| whole(&json).filter(|n| range.contains(n)).ok_or(Code::InvalidParameter);
        self.read(name, read)
    }
    /// An id that must be there.
    pub fn id(&mut self, name: &str) -> Option<RecordId> {
        let id = self.optional_id(name);
        if id.is_none() && !self.blames(name) {
            self.fault(name, Code::Required);
        }
        id
    }
    /// An id.
    pub fn optional_id(&mut self, name: &str) -> Option<RecordId> {
        self.read(name, |json| json.as_str().and_then(|text| text.parse().ok()).ok_or(Code::NotId))
    }
    /// A moment, as UTC milliseconds.
    pub fn moment(&mut self, name: &str) -> Option<i64> {
        let read = |json: Json| {
            let moment = json.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
            moment.map(jiff::Timestamp::as_millisecond).ok_or(Code::NotDateTime)
        };
        self.read(name, read)
    }
    /// A list of texts, empty when it is missing.
    pub fn texts(&mut self, name: &str) -> Vec<String> {
        self.list(name, Code::NotText, |json| json.as_str().map(str::to_owned))
    }
    /// A list of ids, empty when it is missing.
    pub fn ids(&mut self, name: &str) -> Vec<RecordId> {
        self.list(name, Code::NotId, |json| json.as_str().and_then(|text| text.parse().ok()))
    }
    /// A list of anything, empty when it is missing.
    pub fn items(&mut self, name: &str) -> Vec<Json> {
        self.list(name, Code::NotArray, |json| Some(json.clone()))
    }
    /// A value that serde reads, such as a definition; `None` when it is missing.
    pub fn shaped<T: serde::de::DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let json = self.json(name)?;
        match serde_json::from_value(json) {
            Ok(value) => Some(value),
            Err(error) => {
                let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
                self.faults.push(misshapen(path, &error.to_string()));
                None
            }
        }
    }

    /// 400 with every fault, members that nobody asked for among them.
    pub fn finish(mut self) -> Result<(), Problem> {
        let left: Vec<String> = self.map.keys().take(10).map(|name| heyi_model::mask::shorten(name)).collect();
        for name in left {
            self.fault(&name, Code::UnknownParameter);
        }
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(Problem { faults: self.faults, ..Problem::new(Kind::Malformed, Code::Malformed) })
    }

    fn blames(&self, name: &str) -> bool {
        self.faults.last().is_some_and(|fault| fault.field.ends_with(name))
    }
    fn read<T>(&mut self, name: &str, read: impl FnOnce(Json) -> Result<T, Code>) -> Option<T> {
        match read(self.json(name)?) {
            Ok(value) => Some(value),
            Err(code) => {
                self.fault(name, code);
                None
            }
        }
    }
    fn list<T>(&mut self, name: &str, code: Code, read: impl Fn(&Json) -> Option<T>) -> Vec<T> {
        let Some(json) = self.json(name) else { return Vec::new() };
        let Json::Array(items) = json else {
            self.fault(name, Code::NotArray);
            return Vec::new();
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match read(item) {
                Some(value) => list.push(value),
                None => self.fault(&format!("{name}[{index}]"), code),
            }
        }
        list
    }
}

/// A fault of a value that serde did not read. Its English sentence is not shown: how it begins says what is wrong, and
/// the word between its first backticks is the member or the value.
fn misshapen(path: String, said: &str) -> Fault {
    let value = said.split('`').nth(1).map(heyi_model::mask::shorten).unwrap_or_default();
    let code = match said.split_once(" `").map(|(begin, _)| begin) {
        Some("unknown field") => Code::UnknownMember,
        Some("missing field") => Code::MissingMember,
        Some("unknown variant") => Code::UnknownOption,
        _ => return Fault::new(path, Code::InvalidDefinition),
    };
    Fault::new(path, code).with("value", value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use heyi_model::Locale;
    use serde_json::json;

    #[test]
    fn every_fault_of_a_shape_is_told_at_once() {
        let mut members = Members::of("a", json!({"name": 1, "on": "yes", "ids": ["1", "x"], "left": 1})).unwrap();
        members.text("name");
        members.text("missing");
        members.flag("on");
        members.ids("ids");
        let faults = members.finish().unwrap_err().faults;
        let told: Vec<(&str, Code)> = faults.iter().map(|f| (f.field.as_str(), f.code)).collect();
        let expect = [
            ("a.name", Code::NotText),
            ("a.missing", Code::Required),
            ("a.on", Code::NotBoolean),
            ("a.ids[1]", Code::NotId),
            ("a.left", Code::UnknownParameter),
        ];
        assert_eq!(told, expect);
    }

    #[test]
    fn a_definition_of_another_shape_says_what_is_wrong_in_both_languages() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Mode {
            Insert,
        }
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only its shape is of interest")]
        struct Spec {
            mode: Mode,
        }
        for (spec, code, zh, en) in [
            (json!({"mod": 1}), "unknown_member", "定义中没有“mod”这一项", "A definition has no member “mod”"),
            (json!({}), "missing_member", "定义中缺少“mode”", "The definition lacks “mode”"),
            (json!({"mode": "x"}), "unknown_option", "没有“x”这个选项", "There is no option “x”"),
            (json!(1), "invalid_definition", "定义的格式不正确", "The definition is not in the expected form"),
        ] {
            let mut members = Members::of("", json!({"spec": spec})).unwrap();
            assert!(members.shaped::<Spec>("spec").is_none());
            let faults = members.finish().unwrap_err().faults;
            let told = (faults[0].field.as_str(), faults[0].code.key());
            assert_eq!((told, faults.len()), (("spec", code), 1), "{spec}");
            assert_eq!([Locale::Zh, Locale::En].map(|locale| faults[0].message(locale)), [zh, en]);
        }
    }

    #[test]
    fn what_fits_is_read() {
        let mut members =
            Members::of("", json!({"name": "a", "on": true, "n": 5, "m": 98.0, "id": "7", "gone": null})).unwrap();
        assert_eq!(members.text("name"), "a");
        assert!(members.flag("on"));
        assert_eq!(members.number("n", 1..=5), Some(5));
        assert_eq!(members.number("m", 1..=98), Some(98));
        assert_eq!(members.id("id"), RecordId::new(7));
        assert_eq!(members.optional_text("gone"), None);
        members.finish().unwrap();
    }
}
