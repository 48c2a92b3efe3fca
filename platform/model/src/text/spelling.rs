//! A name as people type it on a keyboard: its Han characters by pinyin or initials, its letters and digits as they are.

use super::normal::{is_word, is_word_start};
use super::pinyin::{Spellings, spellings};

/// So many characters of a name are spelled out; names are not longer (STORAGE.md), texts in name fields may be.
pub(super) const SPELLED_CHARS: usize = 64;

/// How Han characters are typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Typing {
    /// The whole pinyin of each character: `zhongguo`.
    Full,
    /// The first letter of each character: `zg`.
    Initials,
}

/// One key stroke or one Han character of a name.
#[derive(Clone, Copy)]
enum Unit {
    Letter(char),
    Han(Spellings),
}

/// The spelled form of a normal text (`normal::normal`), without separators.
pub(super) struct Spelled {
    units: Vec<Unit>,
    starts: Vec<usize>,
}

impl Spelled {
    pub(super) fn of(chars: &[char]) -> Self {
        let chars = &chars[..chars.len().min(SPELLED_CHARS)];
        let mut units = Vec::with_capacity(chars.len());
        let mut starts = Vec::with_capacity(chars.len());
        for (at, (&c, spellings)) in chars.iter().zip(spellings(chars)).enumerate() {
            if is_word(c) {
                if is_word_start(chars, at) {
                    starts.push(units.len());
                }
                units.push(Unit::Letter(c));
            } else if !spellings.as_slice().is_empty() {
                starts.push(units.len());
                units.push(Unit::Han(spellings));
            }
        }
        Self { units, starts }
    }

    /// The places from which a name may be typed: every Han character and every beginning of a word.
    pub(super) fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// Calls `found` with each way to type the name from `start` on, cut at `max` characters.
    pub(super) fn each(&self, start: usize, typing: Typing, max: usize, found: &mut impl FnMut(&str)) {
        let mut typed = String::with_capacity(max + 8);
        self.extend(start, typing, max, &mut typed, 0, found);
    }

    fn extend(
        &self,
        at: usize,
        typing: Typing,
        max: usize,
        typed: &mut String,
        count: usize,
        found: &mut impl FnMut(&str),
    ) {
        let before = typed.len();
        match self.units.get(at) {
            Some(Unit::Letter(c)) if count < max => {
                typed.push(*c);
                self.extend(at + 1, typing, max, typed, count + 1, found);
                typed.truncate(before);
            }
            Some(Unit::Han(spellings)) if count < max => {
                for piece in pieces(spellings, typing) {
                    let piece = &piece[..piece.len().min(max - count)];
                    typed.push_str(piece);
                    self.extend(at + 1, typing, max, typed, count + piece.len(), found);
                    typed.truncate(before);
                }
            }
            _ => found(typed),
        }
    }

    /// True when some way to type the name from some start begins with `query`.
    pub(super) fn begins_anywhere(&self, query: &[char]) -> bool {
        self.starts.iter().any(|&start| self.begins(start, query))
    }

    /// True when some way to type the name from its first character on begins with `query`.
    pub(super) fn begins_at_front(&self, query: &[char]) -> bool {
        self.starts.first() == Some(&0) && self.begins(0, query)
    }

    /// True when `query` is the whole name in full pinyin.
    pub(super) fn is_all(&self, query: &[char]) -> bool {
        self.takes(0, query, Typing::Full, &mut |rest, at| rest.is_empty() && at == self.units.len())
    }

    fn begins(&self, start: usize, query: &[char]) -> bool {
        [Typing::Full, Typing::Initials]
            .into_iter()
            .any(|typing| self.takes(start, query, typing, &mut |rest, _| rest.is_empty()))
    }

    /// Types units from `at` on as long as they agree with `query`; true as soon as `done` accepts what is left of the
    /// query and the next unit. A query may end inside a pinyin.
    fn takes(&self, at: usize, query: &[char], typing: Typing, done: &mut impl FnMut(&[char], usize) -> bool) -> bool {
        if done(query, at) {
            return true;
        }
        let Some(unit) = self.units.get(at) else { return false };
        if query.is_empty() {
            return false;
        }
        match unit {
            Unit::Letter(c) => query[0] == *c && self.takes(at + 1, &query[1..], typing, done),
            Unit::Han(spellings) => pieces(spellings, typing).any(|piece| {
                let shared = piece.len().min(query.len());
                piece.chars().zip(query).all(|(p, &q)| p == q) && self.takes(at + 1, &query[shared..], typing, done)
            }),
        }
    }
}

/// What may be typed for one character; equal pieces come once.
fn pieces(spellings: &Spellings, typing: Typing) -> impl Iterator<Item = &'static str> + '_ {
    let all = spellings.as_slice();
    all.iter().enumerate().filter_map(move |(at, s)| match typing {
        Typing::Full => Some(*s),
        Typing::Initials => (!all[..at].iter().any(|earlier| earlier[..1] == s[..1])).then_some(&s[..1]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::normal::normal;
    use super::*;

    #[test]
    fn a_name_is_typed_in_full_or_by_initials_from_each_start() {
        let cases = [
            ("中国移动", 0, Typing::Full, "zhongguoyidong"),
            ("中国移动", 1, Typing::Initials, "gyd"),
            ("华为5G 科技", 0, Typing::Full, "huawei5gkeji"),
            ("华为5G 科技", 0, Typing::Initials, "hw5gkj"),
            ("（重庆）", 0, Typing::Initials, "cq|zq|tq"),
            ("GTX Pro", 0, Typing::Full, "gtxpro"),
        ];
        for (text, start, typing, expect) in cases {
            let mut got = Vec::new();
            Spelled::of(&normal(text, 64)).each(start, typing, 24, &mut |t| got.push(t.to_owned()));
            assert_eq!(got.join("|"), expect, "{text}");
        }
    }

    #[test]
    fn combinations_stay_few() {
        let mut count = 0;
        Spelled::of(&normal(&"行重乐长".repeat(16), 64)).each(0, Typing::Full, 24, &mut |_| count += 1);
        assert!(count <= 32, "{count}");
    }
}
