//! Which settings a type of field has, and what is wrong with those of a definition.

use serde_json::Value as Json;

use super::{Field, FieldDef, FieldType, ParseCx};
use crate::{Code, Fault, Value};

/// A setting that only some types have. Every type has its label, help, `required` and `aliases`; whether it is sorted by
/// and searched the type says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// No two records have the same value: the type keeps a key beside it.
    Unique,
    /// Filters on it are quick.
    Indexed,
    /// Pinyin and initials find it.
    NameLike,
    /// What it was on each day is kept.
    Dated,
    /// The value of a new record.
    Default,
    /// Most characters.
    MaxLength,
    /// A further check.
    Format,
    /// The smallest value.
    Min,
    /// The greatest value.
    Max,
    /// Digits after the point.
    Scale,
    /// What can be chosen.
    Options,
    /// The module that it points to.
    Target,
    /// The label of the related list on the target's page.
    Related,
    /// The rule of a running number.
    Number,
}

impl Setting {
    /// Those that a definition makes use of.
    fn of(def: &FieldDef) -> impl Iterator<Item = Self> {
        // Named one by one, so that nobody adds a setting without saying which types have it.
        let FieldDef {
            kind: _,
            label: _,
            help: _,
            core: _,
            retired: _,
            was: _,
            required: _,
            unique,
            sortable: _,
            indexed,
            search: _,
            name_like,
            read_only: _,
            dated,
            default,
            max_length,
            format,
            min,
            max,
            scale,
            options,
            target,
            related,
            number,
            aliases: _,
        } = def;
        let used = [
            (Self::Unique, *unique),
            (Self::Indexed, *indexed),
            (Self::NameLike, *name_like),
            (Self::Dated, *dated),
            (Self::Default, default.is_some()),
            (Self::MaxLength, max_length.is_some()),
            (Self::Format, format.is_some()),
            (Self::Min, min.is_some()),
            (Self::Max, max.is_some()),
            (Self::Scale, scale.is_some()),
            (Self::Options, !options.is_empty()),
            (Self::Target, target.is_some()),
            (Self::Related, related.is_some()),
            (Self::Number, number.is_some()),
        ];
        used.into_iter().filter(|(_, is_used)| *is_used).map(|(setting, _)| setting)
    }

    /// Its name in a definition.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unique => "unique",
            Self::Indexed => "indexed",
            Self::NameLike => "name_like",
            Self::Dated => "dated",
            Self::Default => "default",
            Self::MaxLength => "max_length",
            Self::Format => "format",
            Self::Min => "min",
            Self::Max => "max",
            Self::Scale => "scale",
            Self::Options => "options",
            Self::Target => "target",
            Self::Related => "related",
            Self::Number => "number",
        }
    }

    /// What is said of it where the type does not have it.
    fn refusal(self) -> Fault {
        Fault::new(self.key(), if self == Self::Unique { Code::CannotBeUnique } else { Code::NoSuchSetting })
    }
}

/// Everything that is wrong with the settings of a field, each at its setting: those that its type does not have, and
/// those that no value could meet. It is asked when a definition is shipped or changed, not when it is loaded: what was
/// taken once is kept.
pub fn setting_faults(ty: &'static dyn FieldType, def: &FieldDef) -> Vec<Fault> {
    let mut faults: Vec<Fault> =
        Setting::of(def).filter(|setting| !ty.settings().contains(setting)).map(Setting::refusal).collect();
    if def.sortable && !ty.sortable() {
        faults.push(Fault::new("sortable", Code::NotSortable));
    }
    if def.search.is_some() && ty.search(def).is_none() {
        faults.push(Fault::new("search", Code::NotSearchable));
    }
    if def.unique && def.default.is_some() {
        faults.push(Fault::new("default", Code::UniqueHasNoDefault));
    }
    faults.extend(ty.check(def));
    faults.extend(bounds_are_values(ty, def));
    faults
}

/// A bound is a value that the field itself takes: the smallest of those of its type, the greatest not below it.
fn bounds_are_values(ty: &'static dyn FieldType, def: &FieldDef) -> Vec<Fault> {
    if !ty.settings().contains(&Setting::Min) {
        return Vec::new();
    }
    let read = |name: &str, bound: &Option<String>, min: Option<String>| {
        let field = Field::new(name, FieldDef { min, max: None, ..def.clone() }, ty);
        let mut cells = vec![Value::Null; field.columns.len()];
        let read = bound.as_deref().map(|bound| {
            ty.parse(&field, &Json::from(bound), &ParseCx::default(), &mut cells)?;
            if cells[0].is_null() { Err(field.fault(Code::NotNumber)) } else { Ok(()) }
        });
        read.and_then(Result::err)
    };
    let min = read("min", &def.min, None);
    let max = read("max", &def.max, def.min.clone().filter(|_| min.is_none()));
    min.into_iter().chain(max).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::types;
    use super::*;
    use crate::Locale;

    fn found(kind: &str, settings: &Json) -> Vec<Fault> {
        let mut json = json!({"type": kind, "label": {"zh": "字段"}});
        json.as_object_mut().unwrap().extend(settings.as_object().cloned().unwrap_or_default());
        let def: FieldDef = serde_json::from_value(json).unwrap();
        setting_faults(types::find(kind).unwrap(), &def)
    }

    #[test]
    fn a_setting_that_its_type_does_not_have_or_no_value_meets_is_refused_in_both_languages() {
        let a = json!({"a": {"label": {"zh": "甲"}}});
        let no_setting = ("这种类型的字段没有此设置", "A field of this type does not have this setting");
        let not_unique = ("这种类型的字段不能设为唯一", "A field of this type cannot be unique");
        let not_sorted = ("该字段不可排序", "The field cannot be sorted by");
        let required = ("必填", "Required");
        for (kind, settings, place, (zh, en)) in [
            ("text", json!({"scale": 2}), "scale", no_setting),
            ("text", json!({"min": "1"}), "min", no_setting),
            ("text", json!({"options": a}), "options", no_setting),
            ("text", json!({"number": {"pattern": "{0}"}}), "number", no_setting),
            ("integer", json!({"target": "makers"}), "target", no_setting),
            ("integer", json!({"scale": 2}), "scale", no_setting),
            ("integer", json!({"max_length": 2}), "max_length", no_setting),
            ("integer", json!({"name_like": true}), "name_like", no_setting),
            ("long_text", json!({"indexed": true}), "indexed", no_setting),
            ("date", json!({"format": "credit_code"}), "format", no_setting),
            ("address", json!({"dated": true}), "dated", no_setting),
            ("person", json!({"target": "makers"}), "target", no_setting),
            ("choice", json!({"options": a, "related": {"zh": "乙"}}), "related", no_setting),
            ("file", json!({"default": "7"}), "default", no_setting),
            ("auto_number", json!({"number": {"pattern": "{0}"}, "default": "7"}), "default", no_setting),
            ("choice", json!({"options": a, "unique": true}), "unique", not_unique),
            ("multi_choice", json!({"options": a, "unique": true}), "unique", not_unique),
            ("boolean", json!({"unique": true}), "unique", not_unique),
            ("long_text", json!({"unique": true}), "unique", not_unique),
            ("money", json!({"unique": true}), "unique", not_unique),
            ("percent", json!({"unique": true}), "unique", not_unique),
            ("time", json!({"unique": true}), "unique", not_unique),
            ("date_time", json!({"unique": true}), "unique", not_unique),
            ("lookup", json!({"target": "makers", "unique": true}), "unique", not_unique),
            ("file", json!({"unique": true}), "unique", not_unique),
            ("region", json!({"unique": true}), "unique", not_unique),
            ("address", json!({"unique": true}), "unique", not_unique),
            ("lookup", json!({"target": "makers", "sortable": true}), "sortable", not_sorted),
            ("long_text", json!({"sortable": true}), "sortable", not_sorted),
            (
                "date",
                json!({"search": "d"}),
                "search",
                ("这种类型的字段不能被搜索", "A field of this type is not searched"),
            ),
            (
                "text",
                json!({"unique": true, "default": "x"}),
                "default",
                ("唯一的字段不能有默认值", "A unique field has no default"),
            ),
            ("text", json!({"max_length": 0}), "max_length", ("不能小于 1", "Must be at least 1")),
            ("text", json!({"max_length": 4001}), "max_length", ("不能大于 4000", "Must be at most 4000")),
            ("long_text", json!({"max_length": 100_001}), "max_length", ("不能大于 100000", "Must be at most 100000")),
            (
                "text",
                json!({"format": "x"}),
                "format",
                ("应为 credit_code 或 company_key", "Expected credit_code or company_key"),
            ),
            ("decimal", json!({"scale": 9}), "scale", ("不能大于 8", "Must be at most 8")),
            ("money", json!({"scale": 5}), "scale", ("不能大于 4", "Must be at most 4")),
            ("percent", json!({"scale": 5}), "scale", ("不能大于 4", "Must be at most 4")),
            ("integer", json!({"min": "5", "max": "4"}), "max", ("不能小于 5", "Must be at least 5")),
            ("money", json!({"min": "0.02", "max": "0.01"}), "max", ("不能小于 0.02", "Must be at least 0.02")),
            ("decimal", json!({"scale": 1, "min": "1.25"}), "min", ("最多 1 位小数", "At most 1 decimals")),
            ("integer", json!({"max": "1.5"}), "max", ("应为整数", "Expected a whole number")),
            ("percent", json!({"max": "many"}), "max", ("应为数字", "Expected a number")),
            ("percent", json!({"max": " "}), "max", ("应为数字", "Expected a number")),
            ("integer", json!({"min": "9007199254740992"}), "min", ("数值超出范围", "The number is out of range")),
            ("choice", json!({}), "options", required),
            ("multi_choice", json!({}), "options", required),
            ("lookup", json!({}), "target", required),
            ("auto_number", json!({}), "number", required),
            (
                "auto_number",
                json!({"number": {"pattern": "A"}}),
                "number",
                (
                    "编号格式须有且只有一处 {000…}，此外只能使用 {yyyy}、{yy}、{mm}、{dd}，最多 40 个字符",
                    "A pattern has {000…} once, besides it only {yyyy}, {yy}, {mm} and {dd}, and at most 40 characters",
                ),
            ),
            (
                "auto_number",
                json!({"number": {"pattern": "{000}", "period": "month"}}),
                "number",
                ("重新起算的编号必须显示其周期", "A number that begins again must show its period"),
            ),
        ] {
            let faults = found(kind, &settings);
            let told: Vec<_> =
                faults.iter().map(|f| (&*f.field, f.message(Locale::Zh), f.message(Locale::En))).collect();
            assert_eq!(told, [(place, zh.to_owned(), en.to_owned())], "{kind} {settings}");
        }
    }

    #[test]
    fn settings_that_fit_their_type_are_taken_and_all_that_do_not_are_told_at_once() {
        let a = json!({"a": {"label": {"zh": "甲"}}});
        for (kind, settings) in [
            ("text", json!({"unique": true, "sortable": true, "search": "a", "name_like": true, "max_length": 4000})),
            ("integer", json!({"unique": true, "indexed": true, "min": "5", "max": "5"})),
            ("decimal", json!({"unique": true, "scale": 8, "min": "-0.00000001"})),
            ("date", json!({"unique": true, "dated": true, "sortable": true})),
            ("phone", json!({"unique": true})),
            ("mail", json!({"unique": true})),
            ("url", json!({"unique": true})),
            ("auto_number", json!({"unique": true, "number": {"pattern": "{yy}{mm}{0}", "period": "month"}})),
            ("money", json!({"scale": 0, "min": "-1000000000000", "default": "5"})),
            ("choice", json!({"options": a, "default": "a", "indexed": true})),
            ("person", json!({"related": {"zh": "乙"}})),
            ("boolean", json!({"unique": false, "default": false})),
        ] {
            assert_eq!(found(kind, &settings), [], "{kind} {settings}");
        }
        let all = found("choice", &json!({"unique": true, "scale": 1, "search": "a", "target": "x"}));
        let places: Vec<&str> = all.iter().map(|fault| &*fault.field).collect();
        assert_eq!(places, ["unique", "scale", "target", "search", "options"]);
    }
}
