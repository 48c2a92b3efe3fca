//! What can be wrong with the metadata that apps ship, beyond what compiling a module finds.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use heyi_engine::App;
use heyi_model::field::{Target, setting_faults};
use heyi_model::filter::{Leaf, Path};
use heyi_model::module::{Directory, FIXED};
use heyi_model::{Field, Filter, Label, Locale, Module, text};

use crate::rules::module_of;

/// Every fault of the modules of `apps`, a sentence each. With `whole` the apps are all there are: a link out of them is
/// a fault; without it such a link is not followed.
///
/// # Panics
/// When a module does not compile.
pub fn faults(apps: &[App], whole: bool) -> Vec<String> {
    let nouns = apps.iter().flat_map(|app| app.nouns.iter().map(move |noun| (app, noun)));
    let modules: HashMap<&str, Arc<Module>> = nouns.clone().map(|(_, noun)| (noun.key, module_of(noun))).collect();
    let mut found = Vec::new();
    for (app, noun) in nouns {
        let module = &modules[noun.key];
        let mut check = Check { module, modules: &modules, whole, faults: &mut found };
        if module.def.app != app.key {
            check.fault("app", "names another app");
        }
        check.labels();
        check.settings();
        check.keys();
        check.headings();
        check.layout();
        check.paths();
        for rule in noun.rules {
            for link in rule.links {
                if module.field(link).is_none_or(|f| f.ty.key() != "lookup") {
                    check.fault(rule.name, &format!("reads {link}, which is no lookup"));
                }
            }
        }
    }
    found
}

struct Check<'a> {
    module: &'a Arc<Module>,
    modules: &'a HashMap<&'a str, Arc<Module>>,
    whole: bool,
    faults: &'a mut Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, place: &str, says: &str) {
        self.faults.push(format!("{}: {place}: {says}", self.module.key));
    }

    /// Everything that people read is there in both languages.
    fn labels(&mut self) {
        let def = &self.module.def;
        let mut labels: Vec<(String, &Label)> = vec![("label".to_owned(), &def.label)];
        for (key, field) in &def.fields {
            labels.push((key.clone(), &field.label));
            labels.extend(field.help.iter().chain(&field.related).map(|label| (key.clone(), label)));
            labels.extend(field.options.iter().map(|(option, o)| (format!("{key}.{option}"), &o.label)));
        }
        labels.extend(def.layout.iter().map(|(key, section)| (format!("layout.{key}"), &section.label)));
        labels.extend(def.views.iter().map(|(key, view)| (format!("views.{key}"), &view.label)));
        for (place, label) in labels {
            for locale in Locale::ALL {
                if label.0.get(locale.key()).is_none_or(|text| text.trim().is_empty()) {
                    self.fault(&place, &format!("has no label in {}", locale.key()));
                }
            }
        }
    }

    /// Fields use the settings of their type, within what a value can meet.
    fn settings(&mut self) {
        let module = self.module.clone();
        for field in module.fields.iter().filter(|field| !field.system) {
            for fault in setting_faults(field.ty, &field.def) {
                self.fault(&format!("{}.{}", field.key, fault.field), &fault.message(Locale::En));
            }
        }
    }

    /// Keys that begin with c_ belong to organisations.
    fn keys(&mut self) {
        let def = &self.module.def;
        let views = def.views.keys().chain(def.layout.keys());
        let options = def.fields.values().flat_map(|f| f.options.keys());
        for key in def.fields.keys().chain(views).chain(options).filter(|k| k.starts_with("c_")) {
            self.fault(key, "belongs to organisations");
        }
    }

    /// A heading of an imported file means one field, a word in it one option.
    fn headings(&mut self) {
        let mut taken: HashMap<String, String> = HashMap::new();
        for field in &self.module.fields {
            let own: HashSet<String> =
                field.def.label.0.values().chain(&field.def.aliases).map(|t| text::key(t)).collect();
            for heading in own {
                if let Some(other) = taken.insert(heading.clone(), field.key.to_string()) {
                    self.fault(&field.key, &format!("the heading {heading} also means {other}"));
                }
            }
            let mut words: HashMap<String, &str> = HashMap::new();
            for (key, option) in &field.def.options {
                let own: HashSet<String> =
                    option.label.0.values().chain(&option.aliases).chain([key]).map(|t| text::key(t)).collect();
                for word in own {
                    if let Some(other) = words.insert(word.clone(), key) {
                        self.fault(&field.key, &format!("the word {word} means both {other} and {key}"));
                    }
                }
            }
            if let Some(default) = field.def.default.as_ref().and_then(|d| d.as_str())
                && field.ty.key() == "choice"
                && !field.def.options.contains_key(default)
            {
                self.fault(&field.key, "the default is no option");
            }
        }
    }

    /// Every field stands in one section.
    fn layout(&mut self) {
        let mut shown = HashSet::new();
        let sections = self.module.def.layout.values();
        for key in sections.flat_map(|s| &s.fields) {
            if !shown.insert(key) {
                self.fault(key, "stands in two sections");
            }
        }
        for (key, _) in self.module.def.fields.iter().filter(|(key, f)| !f.retired && !shown.contains(key)) {
            self.fault(key, "stands in no section");
        }
    }

    /// Views, timelines and rights name fields that are there and can do what is asked of them.
    fn paths(&mut self) {
        let def = &self.module.def;
        for (name, view) in &def.views {
            let place = format!("views.{name}");
            if let Some(Ok(filter)) = view.filter.as_ref().map(Filter::parse) {
                for leaf in leaves(&filter) {
                    self.leaf(&place, leaf);
                }
            }
            for sort in view.sort.split(',').filter(|s| !s.is_empty()) {
                let key = sort.trim_start_matches('-');
                let fixed = FIXED.iter().any(|(column, _)| *column == key);
                if !fixed && self.module.field(key).is_none_or(|f| !f.def.sortable) {
                    self.fault(&place, &format!("sorts by {key}, which is not sortable"));
                }
            }
            for column in &view.columns {
                self.path(&place, column);
            }
        }
        for path in &def.shows_on {
            if let Some(Some(field)) = self.path("shows_on", path)
                && field.ty.target(&field.def).is_none()
            {
                self.fault("shows_on", &format!("{path} does not end in a lookup"));
            }
        }
        for (role, access) in &def.access {
            for key in access.fields.keys().chain(&access.reveal) {
                if self.module.field(key).is_none() {
                    self.fault(&format!("access.{role}"), &format!("there is no field {key}"));
                }
            }
        }
        for field in &self.module.fields {
            if self.whole
                && let Some(Target::Module(target)) = field.ty.target(&field.def)
                && !self.modules.contains_key(target)
            {
                self.fault(&field.key, &format!("points to {target}, which nobody ships"));
            }
        }
    }

    fn leaf(&mut self, place: &str, leaf: &Leaf) {
        let Some(Some(field)) = self.path(place, leaf.path.as_str()) else { return };
        if !field.ty.operators().contains(&leaf.op) {
            self.fault(place, &format!("{} has no operator {}", leaf.path.as_str(), leaf.op.key()));
        }
        for value in leaf.value.as_array().map_or(std::slice::from_ref(&leaf.value), Vec::as_slice) {
            if let (Some(option), false) = (value.as_str(), field.def.options.is_empty())
                && !field.def.options.contains_key(option)
            {
                self.fault(place, &format!("{} has no option {option}", leaf.path.as_str()));
            }
        }
    }

    /// The field at the end of a path: `None` when there is none, `Some(None)` when the path leaves the apps.
    fn path(&mut self, place: &str, path: &str) -> Option<Option<Field>> {
        let Ok(parsed) = Path::parse(path) else {
            self.fault(place, &format!("{path} is no path"));
            return None;
        };
        let mut module = self.module.clone();
        let mut keys = parsed.keys().peekable();
        while let Some(key) = keys.next() {
            let Some(field) = module.field(key).cloned() else {
                self.fault(place, &format!("there is no field {path}"));
                return None;
            };
            if keys.peek().is_none() {
                return Some(Some(field));
            }
            let target = match field.ty.target(&field.def) {
                Some(Target::Module(target)) => self.modules.get(target),
                Some(Target::Person) => self.directory(Directory::Person),
                Some(Target::Department) => self.directory(Directory::Department),
                None => {
                    self.fault(place, &format!("{key} in {path} is no lookup"));
                    return None;
                }
            };
            match target {
                Some(target) => module = target.clone(),
                None => return Some(None),
            }
        }
        None
    }

    fn directory(&self, kind: Directory) -> Option<&Arc<Module>> {
        self.modules.values().find(|m| m.def.directory == Some(kind))
    }
}

fn leaves(filter: &Filter) -> Vec<&Leaf> {
    match filter {
        Filter::All(list) | Filter::Any(list) => list.iter().flat_map(leaves).collect(),
        Filter::Not(inner) => leaves(inner),
        Filter::Leaf(leaf) => vec![leaf],
    }
}

#[cfg(test)]
mod tests {
    use heyi_engine::{Noun, Rule};

    use super::*;

    const GOOD: &str = r#"
app = "x"
label = { zh = "东西", en = "Thing" }
name_field = "name"
[fields.name]
type = "text"
label = { zh = "名称", en = "Name" }
sortable = true
[fields.kind]
type = "choice"
label = { zh = "种类", en = "Kind" }
options.a = { label = { zh = "甲", en = "A" } }
[fields.part_of]
type = "lookup"
target = "things"
label = { zh = "属于", en = "Part of" }
[layout.main]
label = { zh = "基本", en = "Main" }
fields = ["name", "kind", "part_of"]
[views.all]
label = { zh = "全部", en = "All" }
filter = { all = [{ field = "part_of.kind", op = "eq", value = "a" }] }
sort = "-name"
"#;

    fn check(old: &str, new: &str, expect: &[&str]) {
        let toml: &'static str = GOOD.replace(old, new).leak();
        const RULES: &[Rule] = &[Rule::on_write("reads_its_whole", |_| Ok(())).reading(&["part_of"])];
        let noun = Noun { key: "things", toml, rules: RULES, after: &[] };
        let app = App { key: "x", label: ("", ""), base: false, nouns: vec![noun], seeds: &[] };
        let found = faults(&[app], true);
        assert_eq!(found.len(), expect.len(), "{new}: {found:?}");
        for (found, expect) in found.iter().zip(expect) {
            assert!(found.contains(expect), "{new}: {found}");
        }
    }

    #[test]
    fn every_fault_of_shipped_metadata_is_named() {
        check("", "", &[]);
        check("app = \"x\"", "app = \"y\"", &["names another app"]);
        check("{ zh = \"种类\", en = \"Kind\" }", "{ zh = \"种类\" }", &["kind: has no label in en"]);
        check("{ zh = \"甲\", en = \"A\" }", "{ zh = \" \", en = \"A\" }", &["kind.a: has no label in zh"]);
        check("sortable = true", "sortable = true\nscale = 2", &["name.scale: A field of this type does not have"]);
        check("en = \"Main\"", "fr = \"Main\"", &["layout.main: has no label in en"]);
        check("options.a =", "options.c_b = { label = { zh = \"乙\", en = \"B\" } }\noptions.a =", &["c_b: belongs"]);
        check("zh = \"种类\"", "zh = \"名称\"", &["the heading 名称 also means name"]);
        check("options.a =", "options.b = { label = { zh = \"乙\", en = \"a\" } }\noptions.a =", &["the word a"]);
        check("type = \"choice\"", "type = \"choice\"\ndefault = \"b\"", &["the default is no option"]);
        check("\"kind\", \"part_of\"]", "\"kind\"]", &["part_of: stands in no section"]);
        check("\"kind\", \"part_of\"]", "\"kind\", \"kind\", \"part_of\"]", &["kind: stands in two sections"]);
        check("part_of.kind", "part_of.colour", &["there is no field part_of.colour"]);
        check("part_of.kind", "kind.part_of", &["kind in kind.part_of is no lookup"]);
        check("\"eq\"", "\"lt\"", &["has no operator lt"]);
        check("value = \"a\"", "value = \"b\"", &["has no option b"]);
        check("-name", "kind", &["sorts by kind, which is not sortable"]);
        check("[layout.main]", "[access.r]\nfields = { x = \"read\" }\n[layout.main]", &["there is no field x"]);
        check("target = \"things\"", "target = \"others\"", &["points to others"]);
        check("type = \"lookup\"\ntarget = \"things\"", "type = \"person\"", &["reads part_of, which is no lookup"]);
    }
}
