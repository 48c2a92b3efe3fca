//! Tries rules without a database: a record before, a change, and what the rule makes of it.

use std::sync::Arc;

use heyi_engine::record::Linked;
use heyi_engine::{Change, Noun, On, Record, Rule, RuleCx};
use heyi_model::module::{ID, compile};
use heyi_model::{Module, ModuleDef, ParseCx, Value, field::local_day, wire};
use serde_json::{Map, Value as Json, json};

/// The rules of a noun, records that they may read, and the time.
#[derive(Debug)]
pub struct Rules {
    module: Arc<Module>,
    rules: &'static [Rule],
    others: Vec<Record>,
    now_ms: i64,
    cx: ParseCx,
}

/// The effective module of a noun.
///
/// # Panics
/// When its metadata is faulty.
pub fn module_of(noun: &Noun) -> Arc<Module> {
    let def: ModuleDef = toml::from_str(noun.toml).unwrap_or_else(|e| panic!("{}: {e}", noun.key));
    Arc::new(compile(noun.key, def, false).unwrap_or_else(|faults| panic!("{faults:?}")))
}

impl Rules {
    /// The rules of `noun` at the moment `now`, in RFC 3339; days are those of Shanghai.
    ///
    /// # Panics
    /// When the metadata is faulty or `now` is no moment.
    pub fn of(noun: &Noun, now: &str) -> Self {
        let now: jiff::Timestamp = now.parse().unwrap_or_else(|e| panic!("{now}: {e}"));
        Self {
            module: module_of(noun),
            rules: noun.rules,
            others: Vec::new(),
            now_ms: now.as_millisecond(),
            cx: ParseCx::default(),
        }
    }

    /// With a record of another noun, or of the same, that links may point to.
    #[must_use]
    pub fn with(mut self, noun: &Noun, id: i64, values: &Json) -> Self {
        let mut record = Record::empty(&module_of(noun));
        record.cells[ID] = Value::Int(id);
        self.fill(&mut record, values);
        self.others.push(record);
        self
    }

    /// Tries the rule `rule` on `change`, applied to `before` (`null` for a new record), and compares with `expect`:
    /// the values of some fields afterwards, or `"field code"` of the refusal.
    ///
    /// `all` tries every rule of writes in its order, `import` every one that is no gate, `delete` those of deletion.
    ///
    /// # Panics
    /// When the outcome is another one, or a name is unknown.
    pub fn check(&self, rule: &str, before: &Json, change: &Json, expect: Result<&Json, &str>) {
        let empty = Record::empty(&self.module);
        let old = before.is_object().then(|| {
            let mut old = empty.clone();
            old.cells[ID] = Value::Int(1);
            self.fill(&mut old, before);
            old
        });
        let mut new = old.clone().unwrap_or(empty);
        self.fill(&mut new, change);
        let mut set = Change { old, new };
        let what = format!("{rule}: {before} + {change}");
        match (self.run(rule, &mut set), expect) {
            (Ok(()), Ok(expect)) => {
                for (field, value) in expect.as_object().into_iter().flatten() {
                    assert_eq!(&self.value(&set.new, field), value, "{what}: {field}");
                }
            }
            (Err(fault), Err(expect)) => assert_eq!(format!("{} {}", fault.field, fault.code.key()), expect, "{what}"),
            (got, _) => panic!("{what}: {got:?} instead of {expect:?}"),
        }
    }

    fn run(&self, rule: &str, change: &mut Change) -> Result<(), heyi_model::Fault> {
        let picked: Vec<&Rule> = match rule {
            "all" => self.rules.iter().filter(|r| r.on == On::Write).collect(),
            "import" => self.rules.iter().filter(|r| r.on == On::Write && !r.gate).collect(),
            "delete" => self.rules.iter().filter(|r| r.on == On::Delete).collect(),
            name => self.rules.iter().filter(|r| r.name == name).collect(),
        };
        assert!(!picked.is_empty(), "there is no rule {rule}");
        for rule in picked {
            let readable: Linked = self.others.iter().filter(|r| self.reads(rule, r, change)).cloned().collect();
            let today = local_day(self.now_ms, &self.cx.zone);
            let mut cx = RuleCx { change, linked: &readable, now_ms: self.now_ms, today, person: None };
            (rule.run)(&mut cx)?;
        }
        Ok(())
    }

    /// A rule sees only the records of the links and of the small modules that it names, as in the pipeline.
    fn reads(&self, rule: &Rule, record: &Record, change: &Change) -> bool {
        let points_to = |link: &&&str| {
            let target = self.module.field(link).and_then(|f| f.def.target.as_deref());
            target == Some(&*record.module.key) && change.new.int(link) == Some(record.id())
        };
        rule.tables.contains(&&*record.module.key) || rule.links.iter().any(|link| points_to(&link))
    }

    fn fill(&self, record: &mut Record, values: &Json) {
        let module = record.module.clone();
        for (key, value) in values.as_object().unwrap_or(&Map::new()) {
            let field = module.field(key).unwrap_or_else(|| panic!("{} has no field {key}", module.key));
            if field.ty.key() == "auto_number" {
                record.set(key, value.as_str().map_or(Value::Null, Value::from));
                continue;
            }
            let cells = &mut record.cells[field.at..field.at + field.columns.len()];
            field.ty.parse(field, value, &self.cx, cells).unwrap_or_else(|fault| panic!("{key} = {value}: {fault:?}"));
        }
    }

    fn value(&self, record: &Record, key: &str) -> Json {
        let field = self.module.field(key).unwrap_or_else(|| panic!("{} has no field {key}", self.module.key));
        let mut out = b"{".to_vec();
        wire::string(&mut out, key);
        out.push(b':');
        field.ty.write_json(field, record, field.at, &mut out);
        out.push(b'}');
        let object: Map<String, Json> = serde_json::from_slice(&out).unwrap_or_else(|e| panic!("{key}: {e}"));
        object.get(key).cloned().unwrap_or(json!(null))
    }
}
