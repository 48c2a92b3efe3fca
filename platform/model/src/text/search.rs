//! What a person typed into the search box: which index tokens answer it, and whether a text really does.

use super::normal::{is_gram, is_word, is_word_start, normal};
use super::spelling::Spelled;
use super::tokens::{INITIALS_CUT, MIN_FRAGMENT, SEARCHED_CHARS, TextKind, WORD_CUT, code_forms, push_gram};

/// The longest query, in characters.
pub const MAX_QUERY_CHARS: usize = 100;
/// A query asks the index for at most so many things at once; what is left out, [`SearchQuery::matches`] looks at.
const MAX_CLAUSES: usize = 24;

/// Why a query is not searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueryFault {
    /// Longer than [`MAX_QUERY_CHARS`].
    #[error("a search text has at most {MAX_QUERY_CHARS} characters, this has {chars}")]
    TooLong {
        /// Its length.
        chars: usize,
    },
}

/// A clause of a query to the index: one of these tokens must be there; `true` asks for any token that begins so.
pub type Clause = Vec<(String, bool)>;

/// A search text, cut into runs that must all be found in one field.
///
/// - A run of Han characters is found where the folded text contains it.
/// - A run of letters and digits is found at the beginning of a word; in a name also as pinyin or initials, typed from
///   any Han character or word on; in a code also as any part of three or more characters.
/// - A query of several runs of letters and digits (`138 1234 5678`, `gtx pro`, `xi'an`) also finds what they are
///   when written together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    runs: Vec<Run>,
    /// All runs written together, when there are several and all of them are words.
    together: Option<Vec<char>>,
    /// The characters of all runs: what a text is ranked by.
    letters: Vec<char>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Run {
    Grams(Vec<char>),
    Word(Vec<char>),
}

impl SearchQuery {
    /// Refuses a query that is too long; ask before [`SearchQuery::parse`], which reads only the beginning.
    pub fn check_length(q: &str) -> Result<(), QueryFault> {
        let chars = q.chars().count();
        if chars > MAX_QUERY_CHARS { Err(QueryFault::TooLong { chars }) } else { Ok(()) }
    }

    /// The query in `q`, or `None` when there is no letter, digit or Han character in it: nothing to look for.
    pub fn parse(q: &str) -> Option<Self> {
        let chars = normal(q, MAX_QUERY_CHARS);
        let mut runs = Vec::new();
        let mut rest = chars.as_slice();
        while let Some(&first) = rest.first() {
            let len = |kind: fn(char) -> bool| rest.iter().take_while(|&&c| kind(c)).count();
            let (grams, word) = (len(is_gram), len(is_word));
            if is_gram(first) {
                runs.push(Run::Grams(rest[..grams].to_vec()));
            } else if is_word(first) {
                runs.push(Run::Word(rest[..word].to_vec()));
            }
            rest = &rest[grams.max(word).max(1)..];
        }
        let words = runs.len() > 1 && runs.iter().all(|run| matches!(run, Run::Word(_)));
        let letters: Vec<char> = chars.into_iter().filter(|&c| is_gram(c) || is_word(c)).collect();
        let together = words.then(|| letters.clone());
        (!runs.is_empty()).then_some(Self { runs, together, letters })
    }

    /// What to ask the index, for a caller who may read the fields of `classes`: every clause must hold.
    ///
    /// A text that matches has these tokens; the other way round see [`SearchQuery::needs_verify`]. Without classes
    /// no clause can hold: each is empty.
    pub fn cnf(&self, classes: &[char]) -> Vec<Clause> {
        let together: Clause = self.together.iter().flat_map(|word| word_tokens(word, classes)).collect();
        let mut cnf: Vec<Clause> = Vec::new();
        let mut add = |clause: Clause| {
            if cnf.len() < MAX_CLAUSES && !cnf.contains(&clause) {
                cnf.push(clause);
            }
        };
        for run in &self.runs {
            match run {
                Run::Grams(chars) => chars.windows(chars.len().min(2)).for_each(|gram| add(gram_tokens(gram, classes))),
                Run::Word(word) => {
                    let mut tokens = word_tokens(word, classes);
                    tokens.extend_from_slice(&together);
                    add(tokens);
                }
            }
        }
        cnf
    }

    /// True when a hit of the index may be false, so that [`SearchQuery::matches`] must look at the readable fields
    /// before it is counted or shown: several tokens may come from different places or fields, and a token is cut.
    pub fn needs_verify(&self) -> bool {
        match self.runs.as_slice() {
            [Run::Grams(chars)] => chars.len() > 2,
            [Run::Word(word)] => word.len() > WORD_CUT || (word.len() > INITIALS_CUT && !is_number(word)),
            _ => true,
        }
    }

    /// The truth: does this one field answer the query? A record answers when one of its readable fields does.
    pub fn matches(&self, field_text: &str, kind: TextKind) -> bool {
        let field = Field::of(field_text, kind);
        self.runs.iter().all(|run| match run {
            Run::Grams(grams) => field.chars.windows(grams.len()).any(|w| w == grams),
            Run::Word(word) => field.has_word(word),
        }) || self.together.as_ref().is_some_and(|word| field.has_word(word))
    }

    /// How well a text that matches does so: 0 it is the query (also in full pinyin), 1 it begins with the query (also
    /// by pinyin or initials), 2 the rest. Signs and spaces do not count.
    pub fn rank(&self, text: &str) -> u8 {
        let query = &self.letters;
        let han = query.iter().any(|&c| is_gram(c));
        if han && text.is_ascii() {
            return 2;
        }
        let chars = normal(text, SEARCHED_CHARS);
        let mut letters = chars.iter().filter(|&&c| is_gram(c) || is_word(c));
        let begins = query.iter().all(|c| letters.next() == Some(c));
        if begins && letters.next().is_none() {
            return 0;
        }
        if han {
            return if begins { 1 } else { 2 };
        }
        let name = Spelled::of(&chars);
        if name.is_all(query) {
            0
        } else if begins || name.begins_at_front(query) {
            1
        } else {
            2
        }
    }
}

/// One field's text, made ready for [`SearchQuery::matches`].
struct Field<'a> {
    text: &'a str,
    kind: TextKind,
    chars: Vec<char>,
}

impl<'a> Field<'a> {
    fn of(text: &'a str, kind: TextKind) -> Self {
        Self { text, kind, chars: normal(text, SEARCHED_CHARS) }
    }

    fn has_word(&self, word: &[char]) -> bool {
        let chars = &self.chars;
        (0..chars.len()).any(|at| chars[at..].starts_with(word) && is_word_start(chars, at))
            || match self.kind {
                TextKind::Plain => false,
                TextKind::NameLike => Spelled::of(chars).begins_anywhere(word),
                TextKind::Code => {
                    word.len() >= MIN_FRAGMENT
                        && code_forms(self.text, chars).any(|form| form.windows(word.len()).any(|w| w == word))
                }
            }
    }
}

/// The token that must be there when a text has these one or two neighbouring characters, in each class.
fn gram_tokens(gram: &[char], classes: &[char]) -> Clause {
    let token = |class: &char| {
        let mut token = String::from_iter([*class, 'h']);
        for &c in gram {
            push_gram(&mut token, c);
        }
        (token, false)
    };
    classes.iter().map(token).collect()
}

/// The tokens of which one must be there when a text has the word.
fn word_tokens(word: &[char], classes: &[char]) -> Clause {
    let token = |class: char, letter: char, max: usize| {
        let mut token = String::from_iter([class, letter]);
        token.extend(word.iter().take(max));
        (token, true)
    };
    let mut clause = Vec::new();
    for &class in classes {
        clause.push(token(class, 'w', WORD_CUT));
        if word.len() > INITIALS_CUT && !is_number(word) {
            clause.push(token(class, 'w', INITIALS_CUT));
        }
        if word.len() >= MIN_FRAGMENT {
            clause.push(token(class, 'c', WORD_CUT));
        }
    }
    clause
}

/// Digits have no initials.
fn is_number(word: &[char]) -> bool {
    word.iter().all(char::is_ascii_digit)
}

#[cfg(test)]
mod tests;
