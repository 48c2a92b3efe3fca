//! Whether what is in the database, and what the server says of it, is what was acknowledged, and whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value as Json, json};

use crate::client::{Client, encoded};
use crate::ledger::{Effect, Known, MODULES, Module, State, Subject, WORD};
use crate::raw::Raw;
use crate::writer::Writer;

/// So many of the records that were touched are searched for by name after a kill; at the end all are.
const SEARCHED: usize = 40;
/// So many ids stand in one statement.
const IDS: usize = 500;

/// Where the last check ended.
#[derive(Default)]
pub struct Checker {
    event: i64,
    history: i64,
}

/// A row as it is found.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Found {
    subject: Subject,
    state: State,
}

/// The rows found, by module and id.
type Rows = HashMap<(Module, i64), Found>;

impl Checker {
    /// Checks what was written since the last check; with `whole` everything ever written.
    pub fn check(&mut self, raw: &mut Raw, client: &Client, writers: &mut [Writer], whole: bool) {
        let written = self.written_since(raw);
        let mut ids: BTreeSet<(Module, i64)> = written.iter().map(|(module, id, _)| (*module, *id)).collect();
        for writer in writers.iter() {
            let named = |known: &Known| (known.subject.module, known.id);
            if whole {
                ids.extend(writer.known.iter().map(named));
            }
            ids.extend(writer.touched.iter().map(|at| named(&writer.known[*at])));
        }
        let rows = read_rows(raw, &ids);
        nothing_acknowledged_is_lost(writers, &rows, whole);
        nothing_unanswered_is_half_done(writers, &rows);
        nothing_is_there_that_nobody_wrote(writers, &rows);
        history_tells_each_version_once(raw, &rows);
        numbers_have_no_gap(raw);
        let searched = if whole { usize::MAX } else { SEARCHED };
        search_finds_what_the_rows_say(client, &rows, searched);
        lists_counts_and_sums_agree_with_the_rows(raw, client);
        for writer in writers {
            writer.touched.clear();
        }
    }

    /// The versions written since the last check, as the events tell them; the history must tell the same.
    fn written_since(&mut self, raw: &mut Raw) -> Vec<(Module, i64, i64)> {
        let module = |key: &str| MODULES.into_iter().find(|module| module.key() == key);
        let mut events = Vec::new();
        let (after, drawn) = (self.event, drawn(raw, "event"));
        for row in raw.rows(&format!("SELECT seq, module, records FROM event WHERE seq > {after} ORDER BY seq")) {
            let text = |at: usize| row[at].as_deref().unwrap();
            self.event += 1;
            assert_eq!(text(0), self.event.to_string(), "an event is missing");
            let records: Vec<(i64, i64)> = serde_json::from_str(text(2)).unwrap();
            let records = records.into_iter().filter_map(|(id, version)| Some((module(text(1))?, id, version)));
            events.extend(records);
        }
        assert_eq!(self.event, drawn, "the counter of events is not at the last event");
        let mut entries = Vec::new();
        for row in raw.rows(&format!(
            "SELECT seq, module, record, version FROM history WHERE seq > {} ORDER BY seq",
            self.history
        )) {
            let text = |at: usize| row[at].as_deref().unwrap();
            self.history += 1;
            assert_eq!(text(0), self.history.to_string(), "an entry of history is missing");
            entries.extend(module(text(1)).map(|module| (module, number(text(2)), number(text(3)))));
        }
        let sealed = raw.numbers("SELECT count(*), max(seq), max(last) FROM seal")[0].clone();
        assert_eq!(sealed[0], sealed[1], "a seal is missing");
        assert_eq!(sealed[2], self.history, "the last seal does not cover the last entry");
        events.sort_unstable();
        entries.sort_unstable();
        assert_eq!(events, entries, "events and history tell different things");
        events
    }
}

fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

/// The last number drawn of a counter.
fn drawn(raw: &mut Raw, counter: &str) -> i64 {
    raw.number(&format!("SELECT value FROM sequence WHERE name = '{counter}'"))
}

fn listed(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Reads rows, and that the three columns that tell the edit tell the same.
fn read_rows(raw: &mut Raw, ids: &BTreeSet<(Module, i64)>) -> Rows {
    let mut rows = Rows::new();
    for module in MODULES {
        let of_module: Vec<i64> = ids.iter().filter(|(of, _)| *of == module).map(|(_, id)| *id).collect();
        let figure = module.figure().map_or("0", |(column, _)| column);
        for some in of_module.chunks(IDS) {
            let text = format!(
                "SELECT id, version, name, description, {figure}, deleted_at FROM {} WHERE id IN ({})",
                module.key(),
                listed(some)
            );
            for row in raw.rows(&text) {
                let text = |at: usize| row[at].as_deref().unwrap();
                let (id, version, name) = (number(text(0)), number(text(1)), text(2));
                let (subject, edit) = Subject::read(module, name).unwrap_or_else(|| panic!("{id} is called {name}"));
                assert_eq!(text(3), subject.description(edit), "{id} is half written");
                if let Some((_, unit)) = module.figure() {
                    assert_eq!(number(text(4)), subject.figure(edit) * unit, "{id} {name} is half written");
                }
                let state = State { version, edit, alive: row[5].is_none() };
                rows.insert((module, id), Found { subject, state });
            }
        }
    }
    rows
}

/// An acknowledged record is in its acknowledged state, or in the one that the unanswered request leads to.
fn nothing_acknowledged_is_lost(writers: &[Writer], rows: &Rows, whole: bool) {
    for writer in writers {
        let touched = |at: &usize| whole || writer.touched.contains(at);
        for known in (0..writer.known.len()).filter(touched).map(|at| &writer.known[at]) {
            let found = rows.get(&(known.subject.module, known.id));
            let found = found.unwrap_or_else(|| panic!("{known:?} was acknowledged and is gone"));
            assert_eq!(found.subject, known.subject);
            let next = effects(writer).iter().find(|effect| effect.id == Some(known.id)).map(|effect| effect.state);
            let good = found.state == known.state || Some(found.state) == next;
            assert!(good, "{known:?} was acknowledged, unanswered is {next:?}, found is {:?}", found.state);
        }
    }
}

fn effects(writer: &Writer) -> &[Effect] {
    writer.unanswered.as_ref().map_or(&[], |asked| &asked.effects)
}

/// An unanswered request is done to all its records or to none.
fn nothing_unanswered_is_half_done(writers: &[Writer], rows: &Rows) {
    let states: HashMap<Subject, State> = rows.values().map(|found| (found.subject, found.state)).collect();
    for writer in writers {
        let all = effects(writer);
        let done = all.iter().filter(|effect| states.get(&effect.subject) == Some(&effect.state)).count();
        assert!(done == 0 || done == all.len(), "{done} of {} are done: {:?}", all.len(), writer.unanswered);
    }
}

/// Every record that is there was acknowledged, or asked for by a request that was not answered; and it is there once.
fn nothing_is_there_that_nobody_wrote(writers: &[Writer], rows: &Rows) {
    let mut once = BTreeSet::new();
    for ((_, id), found) in rows {
        assert!(once.insert(found.subject), "{:?} is there twice", found.subject);
        let writer = &writers[found.subject.writer];
        let known = writer.find(found.subject).is_some_and(|known| known.id == *id);
        let asked = effects(writer).iter().any(|effect| effect.subject == found.subject && effect.id.is_none());
        assert!(known || asked, "nobody wrote {id} {found:?}");
    }
}

/// The history of a record has each of its versions once, and ends as the record is.
fn history_tells_each_version_once(raw: &mut Raw, rows: &Rows) {
    let ids: Vec<i64> = rows.keys().map(|(_, id)| *id).collect();
    let mut told: BTreeMap<i64, Vec<(i64, bool)>> = BTreeMap::new();
    for some in ids.chunks(IDS) {
        let text = format!("SELECT record, version, kind FROM history WHERE record IN ({}) ORDER BY seq", listed(some));
        for row in raw.rows(&text) {
            let text = |at: usize| row[at].as_deref().unwrap();
            told.entry(number(text(0))).or_default().push((number(text(1)), text(2) == "delete"));
        }
    }
    for ((_, id), found) in rows {
        let mut expect: Vec<(i64, bool)> = (1..=found.state.version).map(|version| (version, false)).collect();
        expect.last_mut().unwrap().1 = !found.state.alive;
        assert_eq!(told.get(id), Some(&expect), "the history of {id} {found:?}");
    }
}

/// Numbers begin at 1 and have no gap, per period; the counter is at the last one.
fn numbers_have_no_gap(raw: &mut Raw) {
    for table in ["accounts", "deals"] {
        let text = format!(
            "SELECT substr(number, 1, 8), count(*), count(DISTINCT number), max(number) FROM {table} GROUP BY 1"
        );
        let mut all = 0;
        for row in raw.rows(&text) {
            let text = |at: usize| row[at].as_deref().unwrap();
            let last = number(text(3).split_once('-').unwrap().1);
            assert_eq!((number(text(1)), number(text(2))), (last, last), "numbers of {table} in {}", text(0));
            all += last;
        }
        let counters =
            format!("SELECT CAST(COALESCE(sum(value), 0) AS BIGINT) FROM sequence WHERE name LIKE 'number:{table}.%'");
        assert_eq!(raw.number(&counters), all, "the counter of {table}");
    }
}

/// A search for the present name finds the record and nothing else; what is in the bin, or was called so before, is not found.
fn search_finds_what_the_rows_say(client: &Client, rows: &Rows, most: usize) {
    let find = |module: Module, name: &str| {
        let path = format!("records/{}?q={}&fields=name&limit=5&count=none", module.key(), encoded(name));
        let page = client.get(&path);
        let ids = page["records"].as_array().unwrap().iter();
        ids.map(|record| number(record["id"].as_str().unwrap())).collect::<Vec<_>>()
    };
    // The newest first, so that what was in flight is among them.
    let mut newest: Vec<_> = rows.iter().collect();
    newest.sort_by_key(|((_, id), found)| (std::cmp::Reverse(found.state.version), *id));
    for ((module, id), found) in newest.into_iter().take(most) {
        let name = found.subject.name(found.state.edit);
        let expect: &[i64] = if found.state.alive { &[*id] } else { &[] };
        assert_eq!(find(*module, &name), expect, "a search for {name}, {found:?}");
        if let Some(before) = found.state.edit.checked_sub(1) {
            assert_eq!(find(*module, &found.subject.name(before)), [0; 0], "a search for the old name of {name}");
        }
    }
}

/// Lists, searches and aggregates count the same as the table, and sums are those of the rows.
fn lists_counts_and_sums_agree_with_the_rows(raw: &mut Raw, client: &Client) {
    for module in MODULES {
        let key = module.key();
        let (figure, unit) = module.figure().unwrap_or(("0", 1));
        let text =
            format!("SELECT count(*), CAST(COALESCE(sum({figure}), 0) AS BIGINT) FROM {key} WHERE deleted_at IS NULL");
        let truth = raw.numbers(&text)[0].clone();
        let counted = |query: &str| client.get(&format!("records/{key}{query}"));
        let list = counted("?limit=1&fields=name&count=exact")["total"]["value"].as_i64();
        let word = counted(&format!("/count?count=exact&q={}", encoded(WORD)));
        let searched = word["value"].as_i64().or_else(|| word["total"]["value"].as_i64());
        let mut measures = json!([{"fn": "count"}]);
        if let (Some((field, _)), Json::Array(measures)) = (module.figure(), &mut measures) {
            measures.push(json!({"fn": "sum", "field": field}));
        }
        let groups = client.post(&format!("records/{key}/aggregate"), &json!({"measures": measures}));
        let measured = &groups["groups"][0]["measures"];
        assert_eq!(list, Some(truth[0]), "the list of {key}");
        assert_eq!(searched, Some(truth[0]), "the search in {key}: {word}");
        assert_eq!(measured[0].as_i64(), Some(truth[0]), "the aggregate of {key}: {groups}");
        if module.figure().is_some() {
            let sum = measured[1].as_i64().or_else(|| measured[1].as_str()?.strip_suffix(".00")?.parse().ok());
            assert_eq!(sum.unwrap_or(0), truth[1] / unit, "the sum of {figure} in {key}: {groups}");
        }
    }
}
