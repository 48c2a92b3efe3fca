//! The module that a behaviour runs on, and the log of what it answered.

use std::collections::HashMap;
use std::sync::Mutex;

use heyi_engine::System;
use heyi_model::RecordId;
use heyi_testkit::{TestHeyi, sample};
use serde_json::{Map, Value as Json, json};

use crate::client::{Answer, Client, Member, Served, on_both_databases};

/// How the modules under test came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// They ship as TOML.
    Shipped,
    /// An administrator made them while the system ran.
    AtRunTime,
}

/// An organisation with the modules under test, and somebody of each kind. In what is sent, `§` stands before the keys of
/// modules under test and of their fields; in what is heard, it is taken away again.
pub struct Subject<'a> {
    pub made: Made,
    pub heyi: &'a TestHeyi,
    pub served: &'a Served,
    pub boss: Client,
    /// What the boss's values of every type link to.
    pub world: World,
    log: Mutex<Vec<Entry>>,
    ids: Mutex<HashMap<String, usize>>,
}

/// Records that links point to: the boss (in the top unit) and a subordinate (in the one below).
pub struct World {
    pub makers: [String; 2],
    pub people: [String; 2],
    pub units: [String; 2],
    pub files: [String; 2],
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    asked: String,
    status: u16,
    answer: Json,
}

/// What was heard: `json` with keys as they are shipped, its ids as they are.
pub struct Heard {
    pub answer: Answer,
    pub json: Json,
}

/// Somebody who speaks to the modules under test.
pub struct Voice<'s, 'a> {
    subject: &'s Subject<'a>,
    client: Client,
}

/// Runs `behaviour` on both modules and both databases, and compares what they answered, request by request.
pub fn alike(behaviour: impl Fn(&Subject)) {
    let mut logs: Vec<(Made, Vec<Entry>)> = Vec::new();
    for made in [Made::Shipped, Made::AtRunTime] {
        on_both_databases(|heyi, served, boss| {
            let subject = Subject::new(made, heyi, served, boss);
            behaviour(&subject);
            logs.push((made, subject.log.into_inner().unwrap()));
        });
    }
    let ((_, first), others) = logs.split_first().unwrap();
    assert!(!first.is_empty(), "a behaviour that asks nothing shows nothing");
    assert_eq!(others.len(), 3, "two modules on two databases");
    for (made, other) in others {
        for (one, other) in first.iter().zip(other) {
            assert_eq!((&one.asked, one.status), (&other.asked, other.status), "{made:?} goes another way");
            let mut places = Vec::new();
            differences(&one.answer, &other.answer, String::new(), &mut places);
            assert!(places.is_empty(), "{made:?} answers {} differently:\n{}", one.asked, places.join("\n"));
        }
        assert_eq!(first.len(), other.len());
    }
}

/// Where two answers differ.
fn differences(one: &Json, other: &Json, place: String, found: &mut Vec<String>) {
    match (one, other) {
        (Json::Object(a), Json::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().for_each(|(key, value)| differences(value, &b[key], format!("{place}/{key}"), found));
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| differences(a, b, format!("{place}/{i}"), found));
        }
        (a, b) if a != b => found.push(format!("{place}: {a} and {b}")),
        _ => {}
    }
}

/// Runs `test` on modules that are made so, on both databases.
pub fn on_both(made: Made, test: impl Fn(&Subject)) {
    on_both_databases(|heyi, served, boss| test(&Subject::new(made, heyi, served, boss)));
}

impl<'a> Subject<'a> {
    fn new(made: Made, heyi: &'a TestHeyi, served: &'a Served, boss: &Client) -> Self {
        if made == Made::AtRunTime {
            make_at_run_time(boss);
        }
        let world = World::new(heyi, boss);
        Self { made, heyi, served, boss: boss.clone(), world, log: Mutex::default(), ids: Mutex::default() }
    }

    /// The administrator.
    pub fn boss(&self) -> Voice<'_, 'a> {
        self.voice(self.boss.clone())
    }
    /// A new person with a log-in and these roles.
    pub fn person(&self, account: &str, roles: &[&str]) -> (Member, Voice<'_, 'a>) {
        let member = Member::new(self.heyi, account, roles);
        let client = self.served.bearer(&member.key);
        (member, self.voice(client))
    }
    pub fn voice(&self, client: Client) -> Voice<'_, 'a> {
        Voice { subject: self, client }
    }
    /// Text as these modules have it.
    pub fn own(&self, text: &str) -> String {
        text.replace('§', if self.made == Made::Shipped { "" } else { "c_" })
    }
    /// A record of `§gadgets`, made by the boss.
    pub fn make(&self, fields: Json) -> String {
        self.boss().post("/records/§gadgets", fields).expect(201).id()
    }

    /// Notes something that must be alike.
    pub fn remember(&self, what: &str, told: &Json) {
        self.enter(what.to_owned(), 200, told);
    }

    /// What two modules of one definition must answer alike: no `c_`, ids by the order in which they appear, no cursors.
    fn enter(&self, asked: String, status: u16, json: &Json) {
        let mut ids = self.ids.lock().unwrap();
        let mut alike = |text: &str| {
            words(&without_prefix(text), |word| {
                (word.len() > 16 && word.bytes().all(|b| b.is_ascii_digit())).then(|| {
                    let next = ids.len() + 1;
                    format!("#{}", ids.entry(word.to_owned()).or_insert(next))
                })
            })
        };
        let asked = alike(&asked);
        let mut json: Json = serde_json::from_str(&alike(&json.to_string())).unwrap();
        blank_what_is_drawn(&mut json);
        self.log.lock().unwrap().push(Entry { asked, status, answer: json });
    }
}

/// Cursors hold ids. `custom`, `core` and `app` say whose a module is.
fn blank_what_is_drawn(json: &mut Json) {
    match json {
        Json::Object(members) => {
            members.retain(|key, _| !matches!(key.as_str(), "custom" | "core" | "app"));
            for (key, value) in members.iter_mut() {
                match key.as_str() {
                    "next_cursor" | "hash" if value.is_string() => *value = json!("…"),
                    _ => blank_what_is_drawn(value),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(blank_what_is_drawn),
        _ => {}
    }
}

/// `text` with `change` applied to its words.
fn words(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    while !rest.is_empty() {
        let word = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(word);
        out.push_str(&change(head).unwrap_or_else(|| head.to_owned()));
        let between = tail.find(part).unwrap_or(tail.len());
        out.push_str(&tail[..between]);
        rest = &tail[between..];
    }
    out
}

fn without_prefix(text: &str) -> String {
    words(text, |word| word.strip_prefix("c_").map(str::to_owned))
}

impl World {
    fn new(heyi: &TestHeyi, boss: &Client) -> Self {
        let maker = |name: &str, trade: &str| boss.make("makers", &json!({"name": name, "trade": trade}));
        let top = boss.make("units", &json!({"name": "总部"}));
        let below = boss.make("units", &json!({"name": "华东", "parent": top}));
        let me = boss.get("/api/v1/session").expect(200).json()["person"]["id"].as_str().unwrap().to_owned();
        let place = |person: RecordId, fields: Json| {
            heyi.update(System::command(), "persons", person, fields).unwrap();
        };
        place(me.parse().unwrap(), json!({"unit": top}));
        let sub = heyi.make("persons", json!({"name": "下属", "unit": below, "boss": me}));
        let file = |name: &str| {
            let raw = Some(("application/octet-stream", name.as_bytes()));
            let sent = boss.send("POST", &format!("/api/v1/files?name={name}"), raw).expect(201);
            sent.json()["id"].as_str().unwrap().to_owned()
        };
        Self {
            makers: [maker("金属厂", "metal"), maker("木器厂", "wood")],
            people: [me, sub.to_string()],
            units: [top, below],
            files: [file("a.txt"), file("b.txt")],
        }
    }
}

/// Makes `c_gadgets`, `c_notes` and `c_repairs` of what ships without the `c_`: the first fields with the module, the others one by one.
fn make_at_run_time(boss: &Client) {
    for noun in sample::app().nouns.iter().filter(|noun| matches!(noun.key, "gadgets" | "notes" | "repairs")) {
        let def = heyi_testkit::rules::module_of(noun).def.clone();
        let fields: Vec<Json> = def.fields.iter().map(|(key, field)| run_time_field(key, field)).collect();
        let (first, others) = fields.split_at(fields.len() / 2);
        let own = |key: &String| format!("c_{key}");
        let mut module = json!({
            "key": format!("c_{}", noun.key), "label": def.label, "owned": def.owned,
            "name_field": own(&def.name_field), "fields": first,
        });
        // What a later field may name is said when it is there.
        boss.post("/api/v1/modules", &module).expect(201);
        for field in others {
            boss.post(&format!("/api/v1/modules/c_{}/fields", noun.key), field).expect(201);
        }
        module = json!({
            "shows_on": def.shows_on.iter().map(|path| own_path(path)).collect::<Vec<_>>(),
            "happens_at": def.happens_at.as_ref().map(own),
        });
        boss.patch(&format!("/api/v1/modules/c_{}", noun.key), &module).expect(200);
    }
}

/// `gadget.maker` as `c_gadget.c_maker`.
fn own_path(path: &str) -> String {
    path.split('.').map(|key| format!("c_{key}")).collect::<Vec<_>>().join(".")
}

/// A shipped field as the API takes it.
fn run_time_field(key: &str, def: &heyi_model::field::FieldDef) -> Json {
    let Json::Object(mut field) = serde_json::to_value(def).unwrap() else { panic!("{key}") };
    field.insert("key".into(), format!("c_{key}").into());
    field.shift_remove("core");
    if field.contains_key("search") {
        field.insert("search".into(), true.into());
    }
    if def.target.as_deref() == Some("gadgets") {
        field.insert("target".into(), "c_gadgets".into());
    }
    if let Some(Json::Object(options)) = field.remove("options") {
        let with_key = |(key, option): (String, Json)| {
            let mut listed = Map::from_iter([("key".to_owned(), Json::from(key))]);
            listed.extend(option.as_object().cloned().unwrap_or_default());
            Json::from(listed)
        };
        field.insert("options".into(), options.into_iter().map(with_key).collect());
    }
    field.into()
}

impl Heard {
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.answer.status, status, "{}", self.answer.text());
        self
    }
    pub fn id(&self) -> String {
        self.json["id"].as_str().unwrap().to_owned()
    }
    /// `field code` of each fault, or the code of the problem itself, in order.
    pub fn faults(&self) -> Vec<String> {
        let fault = |e: &Json| format!("{} {}", e["field"].as_str().unwrap(), e["code"].as_str().unwrap());
        let mut faults: Vec<String> = match self.json["errors"].as_array() {
            Some(errors) => errors.iter().map(fault).collect(),
            None => self.answer.codes(),
        };
        faults.sort();
        faults
    }
    /// The names of the records of a list, in order.
    pub fn names(&self) -> Vec<String> {
        let records = self.json["records"].as_array().unwrap_or_else(|| panic!("{}", self.json));
        records.iter().map(|record| record["name"].as_str().unwrap().to_owned()).collect()
    }
}

impl Voice<'_, '_> {
    /// The same with a header.
    pub fn with(&self, name: &str, value: &str) -> Self {
        Voice { subject: self.subject, client: self.client.clone().with(name, value) }
    }
    pub fn get(&self, path: &str) -> Heard {
        self.ask("GET", path, None)
    }
    pub fn post(&self, path: &str, body: Json) -> Heard {
        self.ask("POST", path, Some(body))
    }
    pub fn patch(&self, path: &str, body: Json) -> Heard {
        self.ask("PATCH", path, Some(body))
    }
    pub fn put(&self, path: &str, body: Json) -> Heard {
        self.ask("PUT", path, Some(body))
    }
    pub fn delete(&self, path: &str) -> Heard {
        self.ask("DELETE", path, None)
    }

    /// Asks for a path below `/api/v1`, notes what is answered, and gives it.
    fn ask(&self, method: &str, path: &str, body: Option<Json>) -> Heard {
        let path = self.subject.own(&format!("/api/v1{path}"));
        let body = body.map(|body| self.subject.own(&body.to_string()));
        let sent = body.as_ref().map(|body| ("application/json", body.as_bytes()));
        let answer = self.client.send(method, &path, sent);
        let json = if answer.body.is_empty() { Json::Null } else { answer.json() };
        let json: Json = serde_json::from_str(&without_prefix(&json.to_string())).unwrap();
        let location = answer.header("location").unwrap_or_default();
        let path = path.split("&cursor=").next().unwrap_or_default();
        let asked = format!("{method} {path} {} → {location}", body.as_deref().unwrap_or_default());
        self.subject.enter(asked, answer.status, &json);
        Heard { answer, json }
    }
}
