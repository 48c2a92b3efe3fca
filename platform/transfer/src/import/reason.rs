//! Why a row was refused, in both languages: whoever reads it later may speak another one than whoever imported.

use heyi_model::{Code, Fault, Locale, Module, Problem};
use serde_json::{Value as Json, json};

use crate::table::RowFault;

/// Why a row was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    zh: String,
    en: String,
    faults: Vec<Fault>,
    code: &'static str,
}

impl Reason {
    /// What the pipeline said of a record of `module`.
    pub(crate) fn of_problem(module: &Module, problem: &Problem) -> Self {
        let said = |locale| sentence(module, problem, locale);
        let code = problem.code.key();
        Self { zh: said(Locale::Zh), en: said(Locale::En), faults: problem.faults.clone(), code }
    }

    /// What the table reader said of a row.
    pub(crate) fn of_row(fault: &RowFault) -> Self {
        Self { zh: fault.zh(), en: fault.en(), faults: Vec::new(), code: fault.code() }
    }

    /// The sentence in `locale`.
    pub fn text(&self, locale: Locale) -> &str {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }

    /// Values that their fields do not know, each with the key of its field: options, and names of linked records.
    pub(crate) fn unknown_values(&self) -> impl Iterator<Item = (String, String)> {
        let is_unknown =
            |fault: &&Fault| matches!(fault.code, Code::UnknownOption | Code::UnknownRecord | Code::AmbiguousRecord);
        self.faults.iter().filter(is_unknown).filter_map(|fault| {
            let (_, value) = fault.params.iter().find(|(name, _)| *name == "value")?;
            Some((fault.field.clone(), value.clone()))
        })
    }

    /// As it is kept: `{"reason": {"zh", "en"}, "errors": [{"field", "code", "message": {"zh", "en"}}]}`.
    pub(crate) fn to_json(&self) -> Json {
        let both = |fault: &Fault| json!({"zh": fault.message(Locale::Zh), "en": fault.message(Locale::En)});
        let mut errors: Vec<Json> = self
            .faults
            .iter()
            .map(|fault| json!({"field": fault.field, "code": fault.code.key(), "message": both(fault)}))
            .collect();
        let reason = json!({"zh": self.zh, "en": self.en});
        if errors.is_empty() {
            errors.push(json!({"field": "", "code": self.code, "message": reason}));
        }
        json!({"reason": reason, "errors": errors})
    }

    /// The sentence of a reason that was kept.
    pub(crate) fn text_of_json(json: &Json, locale: Locale) -> &str {
        let tag = match locale {
            Locale::Zh => "zh",
            Locale::En => "en",
        };
        json["reason"][tag].as_str().unwrap_or_default()
    }
}

/// The faults in one line, each with the label of its field.
fn sentence(module: &Module, problem: &Problem, locale: Locale) -> String {
    if problem.faults.is_empty() {
        return problem.title(locale);
    }
    let (colon, semicolon) = match locale {
        Locale::Zh => ("：", "；"),
        Locale::En => (": ", "; "),
    };
    let one = |fault: &Fault| {
        let label = module.field(&fault.field).map_or(fault.field.as_str(), |field| field.def.label.get(locale));
        let message = fault.message(locale);
        if label.is_empty() { message } else { format!("{label}{colon}{message}") }
    };
    problem.faults.iter().map(one).collect::<Vec<_>>().join(semicolon)
}
