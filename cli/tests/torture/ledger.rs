//! What was asked for and what was acknowledged. It lives in the test's process, outside the one that is killed.

use serde_json::{Value as Json, json};

/// The modules that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Module {
    Accounts,
    Contacts,
    Deals,
}

pub const MODULES: [Module; 3] = [Module::Accounts, Module::Contacts, Module::Deals];

impl Module {
    pub fn key(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Deals => "deals",
        }
    }

    /// The field of a number that tells the edit, as it is stored, and what one unit of it is stored as.
    pub fn figure(self) -> Option<(&'static str, i64)> {
        match self {
            Self::Accounts => Some(("employees", 1)),
            Self::Contacts => None,
            Self::Deals => Some(("amount", 10_000)),
        }
    }
}

/// The word that every record of the test has in its name.
pub const WORD: &str = "撼山";
const WRITERS: [char; 16] =
    ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑', '寅', '卯', '辰', '巳'];
const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Which record a writer means, whatever its id: what it contains tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    pub module: Module,
    pub writer: usize,
    pub n: u32,
}

impl Subject {
    /// The name of the record after its `edit`th change: found by a search for it and by nothing else.
    pub fn name(self, edit: u32) -> String {
        let digits = |n: u32| format!("{n:04}").bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect::<String>();
        format!("{WORD}{}{}第{}", WRITERS[self.writer], digits(self.n), digits(edit))
    }

    /// The subject and the edit that a name tells.
    pub fn read(module: Module, name: &str) -> Option<(Self, u32)> {
        let rest: Vec<char> = name.strip_prefix(WORD)?.chars().collect();
        let number = |digits: &[char]| {
            digits.iter().try_fold(0, |n, c| Some(n * 10 + DIGITS.iter().position(|digit| digit == c)? as u32))
        };
        let writer = WRITERS.iter().position(|c| rest.first() == Some(c))?;
        let subject = Self { module, writer, n: number(rest.get(1..5)?)? };
        (rest.len() == 10 && rest[5] == '第').then_some((subject, number(&rest[6..])?))
    }

    /// A number that tells the edit once more, in another column.
    pub fn figure(self, edit: u32) -> i64 {
        i64::from(self.n) * 1_000 + i64::from(edit)
    }

    /// A text that tells it a third time; long enough to fill pages.
    pub fn description(self, edit: u32) -> String {
        format!("{}：{}", self.name(edit), "愚公移山，子子孙孙无穷匮也。".repeat(8))
    }

    /// All fields that tell the edit.
    pub fn fields(self, edit: u32) -> Json {
        let mut fields = json!({"name": self.name(edit), "description": self.description(edit)});
        match self.module {
            Module::Accounts => fields["employees"] = json!(self.figure(edit)),
            Module::Contacts => {}
            Module::Deals => fields["amount"] = json!(format!("{}.00", self.figure(edit))),
        }
        fields
    }
}

/// A state of a record: the acknowledged one, or the one that an unanswered request would lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub version: i64,
    pub edit: u32,
    pub alive: bool,
}

/// A record that was acknowledged.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub subject: Subject,
    pub id: i64,
    pub state: State,
}

/// What a request does to one record.
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    pub subject: Subject,
    /// `None` makes the record.
    pub id: Option<i64>,
    pub state: State,
}

/// A request with all that is needed to send it again.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: &'static str,
    pub path: String,
    pub body: Option<Json>,
    pub key: String,
    /// All of them happen, or none: a request is one transaction.
    pub effects: Vec<Effect>,
}
