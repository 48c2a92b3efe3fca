//! A writer: one thread that makes, changes and deletes its own records, and keeps what was acknowledged.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::ledger::{Asked, Effect, Known, MODULES, Module, State, Subject};

/// When the request was sent that has no answer yet.
pub type Sent = Mutex<Option<Instant>>;

pub struct Writer {
    index: usize,
    rng: ChaCha8Rng,
    /// The stage of new deals.
    stage: String,
    made: u32,
    keys: u32,
    pub known: Vec<Known>,
    /// Where a subject stands in `known`.
    place: HashMap<Subject, usize>,
    /// Places in `known` that were written since the last check.
    pub touched: BTreeSet<usize>,
    /// Sent, and perhaps done, but not acknowledged.
    pub unanswered: Option<Asked>,
    pub acknowledged: usize,
}

impl Writer {
    pub fn new(index: usize, seed: u64, stage: &str) -> Self {
        Self {
            index,
            rng: ChaCha8Rng::seed_from_u64(seed.wrapping_mul(31).wrapping_add(index as u64)),
            stage: stage.to_owned(),
            made: 0,
            keys: 0,
            known: Vec::new(),
            place: HashMap::new(),
            touched: BTreeSet::new(),
            unanswered: None,
            acknowledged: 0,
        }
    }

    pub fn find(&self, subject: Subject) -> Option<&Known> {
        self.place.get(&subject).map(|at| &self.known[*at])
    }

    /// Writes until the server is gone.
    pub fn write_until_killed(&mut self, client: &Client, sent: &Sent, acknowledged: &AtomicUsize) {
        while self.write_once(client, sent) {
            acknowledged.fetch_add(1, Ordering::Relaxed);
        }
        *sent.lock().unwrap() = None;
    }

    /// Sends what has no answer yet, again with its key, else something new. False when there was no acknowledgement.
    pub fn write_once(&mut self, client: &Client, sent: &Sent) -> bool {
        let asked = self.unanswered.take().unwrap_or_else(|| self.draw());
        self.unanswered = Some(asked.clone());
        *sent.lock().unwrap() = Some(Instant::now());
        let answer = client.send(asked.method, &asked.path, Some(&asked.key), asked.body.as_ref());
        match answer {
            Ok((status, body)) if (200..300).contains(&status) => {
                *sent.lock().unwrap() = None;
                self.unanswered = None;
                self.keep(&asked, status, &body);
                true
            }
            // The database was killed first: the server says that it does not know.
            Ok((503, _)) | Err(_) => false,
            Ok((status, body)) => panic!("{} {} {:?}: {status} {body}", asked.method, asked.path, asked.body),
        }
    }

    fn draw(&mut self) -> Asked {
        let module = MODULES[self.rng.random_range(0..MODULES.len())];
        let alive: Vec<Known> =
            self.known.iter().filter(|known| known.subject.module == module && known.state.alive).copied().collect();
        let mut pick = |most: usize| {
            let count = self.rng.random_range(1..=most.min(alive.len().max(1)));
            let mut picked: Vec<Known> = Vec::new();
            // The newest are changed most.
            for _ in 0..count {
                let back = self.rng.random_range(0..alive.len().clamp(1, 50));
                picked.extend(alive.len().checked_sub(back + 1).map(|at| alive[at]));
            }
            picked.sort_by_key(|known| known.id);
            picked.dedup_by_key(|known| known.id);
            picked
        };
        let (one, some) = (pick(1), pick(8));
        let kind = if alive.is_empty() { 0 } else { self.rng.random_range(0..100) };
        match kind {
            0..35 => self.create(module),
            35..65 => self.update(one[0]),
            65..75 => self.delete(one[0]),
            75..85 => self.batch_create(module),
            85..95 => self.batch(module, "update", &some),
            _ => self.batch(module, "delete", &some[..some.len().min(2)]),
        }
    }

    fn asked(&mut self, method: &'static str, path: String, body: Option<Json>, effects: Vec<Effect>) -> Asked {
        self.keys += 1;
        Asked { method, path, body, key: format!("{}-{}", self.index, self.keys), effects }
    }

    fn new_record(&mut self, module: Module) -> (Json, Effect) {
        self.made += 1;
        let subject = Subject { module, writer: self.index, n: self.made };
        let mut fields = subject.fields(0);
        if module == Module::Deals {
            fields["stage"] = json!(self.stage);
        }
        let account = self.known.iter().rfind(|k| k.subject.module == Module::Accounts && k.state.alive);
        if let (true, Some(account)) = (module != Module::Accounts, account) {
            fields["account"] = json!(account.id.to_string());
        }
        (fields, Effect { subject, id: None, state: State { version: 1, edit: 0, alive: true } })
    }

    fn create(&mut self, module: Module) -> Asked {
        let (fields, effect) = self.new_record(module);
        self.asked("POST", format!("records/{}", module.key()), Some(fields), vec![effect])
    }

    fn update(&mut self, known: Known) -> Asked {
        let (fields, effect) = changed(known);
        let path = format!("records/{}/{}", known.subject.module.key(), known.id);
        self.asked("PATCH", path, Some(fields), vec![effect])
    }

    fn delete(&mut self, known: Known) -> Asked {
        let path = format!("records/{}/{}", known.subject.module.key(), known.id);
        self.asked("DELETE", path, None, vec![deleted(known)])
    }

    fn batch_create(&mut self, module: Module) -> Asked {
        let count = self.rng.random_range(2..=8);
        let (rows, effects) = (0..count).map(|_| self.new_record(module)).unzip();
        self.batch_of(module, "create", rows, effects)
    }

    fn batch(&mut self, module: Module, mode: &str, some: &[Known]) -> Asked {
        let row = |known: &Known| {
            let (mut row, effect) = match mode {
                "update" => changed(*known),
                _ => (json!({}), deleted(*known)),
            };
            row["id"] = json!(known.id.to_string());
            (row, effect)
        };
        let (rows, effects) = some.iter().map(row).unzip();
        self.batch_of(module, mode, rows, effects)
    }

    fn batch_of(&mut self, module: Module, mode: &str, rows: Vec<Json>, effects: Vec<Effect>) -> Asked {
        let atomic = self.rng.random_bool(0.5);
        let body = json!({"mode": mode, "atomic": atomic, "records": rows});
        self.asked("POST", format!("records/{}/batch", module.key()), Some(body), effects)
    }

    /// Keeps an acknowledgement, after a look at what it says.
    fn keep(&mut self, asked: &Asked, status: u16, body: &Json) {
        self.acknowledged += 1;
        let ids: Vec<i64> = match (&body["results"], body["id"].as_str()) {
            (Json::Array(results), _) => {
                assert_eq!(body["failed"], 0, "{:?}: {body}", asked.body);
                results.iter().map(|row| id(&row["id"])).collect()
            }
            (_, Some(text)) => {
                let effect = asked.effects[0];
                // A repeated request is answered by what the record is now; the writer is the only one who changes it.
                assert_eq!(body["version"], effect.state.version, "{status} {body}");
                assert_eq!(body["name"], effect.subject.name(effect.state.edit), "{status}");
                vec![text.parse().unwrap()]
            }
            _ => asked.effects.iter().filter_map(|effect| effect.id).collect(),
        };
        assert_eq!(ids.len(), asked.effects.len(), "{status} {body}");
        for (effect, id) in asked.effects.iter().zip(ids) {
            assert!(effect.id.is_none_or(|named| named == id), "{effect:?} was answered with {id}");
            let known = Known { subject: effect.subject, id, state: effect.state };
            let at = *self.place.entry(effect.subject).or_insert(self.known.len());
            if at == self.known.len() {
                self.known.push(known);
            } else {
                self.known[at] = known;
            }
            self.touched.insert(at);
        }
    }
}

fn changed(known: Known) -> (Json, Effect) {
    let state = State { version: known.state.version + 1, edit: known.state.edit + 1, alive: true };
    (known.subject.fields(state.edit), Effect { subject: known.subject, id: Some(known.id), state })
}

fn deleted(known: Known) -> Effect {
    let state = State { version: known.state.version + 1, alive: false, ..known.state };
    Effect { subject: known.subject, id: Some(known.id), state }
}

fn id(json: &Json) -> i64 {
    json.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no id: {json}"))
}
