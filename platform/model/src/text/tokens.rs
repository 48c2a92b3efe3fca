//! Index tokens: what the database's full-text index holds for a field.
//!
//! A token is the class letter of its field, one letter for what it is, and a body of lower-case letters, digits and
//! Han characters. Fields whose rights can differ have different classes, so that a query asks only for classes that
//! the caller may read. The index needs no tokenizer of its own: split at spaces, compare bytes, allow prefixes.
//!
//! | letter | body | asked for |
//! |---|---|---|
//! | `h` | one or two neighbouring Han characters | whole |
//! | `w` | a word, or a name as typed by pinyin or initials, cut at 24 | as a prefix |
//! | `c` | the rest of a phone number or code from some character on, cut at 24 | as a prefix |
//!
//! Scripts without words (kana, Hangul, Thai, …) are treated like Han; characters that a database may not know as
//! letters are written as `x` and five hexadecimal digits.

use std::fmt::Write as _;

use super::normal::{is_gram, is_word, is_word_start, normal};
use super::spelling::{Spelled, Typing};

/// So many characters of a text are searchable.
pub const SEARCHED_CHARS: usize = 2000;
/// Words, pinyin and code fragments are cut at so many characters.
pub(super) const WORD_CUT: usize = 24;
/// Initials are cut at so many characters.
pub(super) const INITIALS_CUT: usize = 8;
/// A part of a code is found from this length on.
pub(super) const MIN_FRAGMENT: usize = 3;
/// So many letters and digits of a code are searched for parts.
pub(super) const CODE_CHARS: usize = 64;

/// How a field's text is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Any text: by Han characters and by the beginnings of words.
    Plain,
    /// A name of a person, company, product …: also by pinyin and initials, in its first 64 characters.
    NameLike,
    /// A phone number, mail address, number or code: also by any part of three or more letters and digits; signs
    /// between them do not count. A Chinese landline is also found with the `0` of its area code.
    Code,
}

/// Appends the tokens of a field's text to `out`, separated by spaces, none twice. Only the first [`SEARCHED_CHARS`]
/// characters count. `class` is the field's class, a lower-case letter or a digit.
pub fn index_tokens(class: char, kind: TextKind, text: &str, out: &mut String) {
    let chars = normal(text, SEARCHED_CHARS);
    grams(class, &chars, out);
    let mut words = Bodies::default();
    for at in (0..chars.len()).filter(|&at| is_word_start(&chars, at)) {
        words.add(chars[at..].iter().copied().take_while(|&c| is_word(c)).take(WORD_CUT));
    }
    match kind {
        TextKind::Plain => {}
        TextKind::NameLike => {
            let name = Spelled::of(&chars);
            for &start in name.starts() {
                name.each(start, Typing::Full, WORD_CUT, &mut |typed| words.add(typed.chars()));
                name.each(start, Typing::Initials, INITIALS_CUT, &mut |typed| words.add(typed.chars()));
            }
        }
        TextKind::Code => {
            let mut parts = Bodies::default();
            for form in code_forms(text, &chars) {
                for at in 0..(form.len() + 1).saturating_sub(MIN_FRAGMENT) {
                    parts.add(form[at..].iter().copied().take(WORD_CUT));
                }
            }
            parts.write(class, 'c', out);
        }
    }
    words.write(class, 'w', out);
}

/// The letters and digits of a code without what stands between them; for a Chinese landline also its national form.
pub(super) fn code_forms(text: &str, chars: &[char]) -> impl Iterator<Item = Vec<char>> {
    let joined: Vec<char> = chars.iter().copied().filter(|&c| is_word(c)).take(CODE_CHARS).collect();
    let national = super::phone::is_chinese_landline(text)
        .then(|| std::iter::once('0').chain(joined[2..].iter().copied()).collect::<Vec<char>>());
    std::iter::once(joined).chain(national)
}

/// The body of a Han token.
pub(super) fn push_gram(out: &mut String, c: char) {
    // Characters of later Unicode versions are no letters for the tokenizer of SQLite (Unicode 6.1).
    if matches!(c, '\u{3007}' | '\u{3400}'..='\u{4db5}' | '\u{4e00}'..='\u{9fcc}') {
        out.push(c);
    } else {
        let _ = write!(out, "x{:05x}", u32::from(c));
    }
}

fn grams(class: char, chars: &[char], out: &mut String) {
    const NONE: char = '\0';
    let mut grams: Vec<(char, char)> = Vec::with_capacity(chars.len() * 2);
    for (at, &c) in chars.iter().enumerate().filter(|&(_, &c)| is_gram(c)) {
        grams.push((c, NONE));
        if let Some(&next) = chars.get(at + 1).filter(|&&next| is_gram(next)) {
            grams.push((c, next));
        }
    }
    grams.sort_unstable();
    grams.dedup();
    for (first, second) in grams {
        begin(class, 'h', out);
        push_gram(out, first);
        if second != NONE {
            push_gram(out, second);
        }
    }
}

fn begin(class: char, letter: char, out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push(class);
    out.push(letter);
}

/// Token bodies that are asked for as prefixes, in one buffer.
#[derive(Default)]
struct Bodies {
    text: String,
    places: Vec<(u32, u32)>,
}

impl Bodies {
    fn add(&mut self, body: impl Iterator<Item = char>) {
        let from = self.text.len() as u32;
        self.text.extend(body);
        self.places.push((from, self.text.len() as u32));
    }

    /// Writes the bodies in order. One that another begins with is left out: whoever asks for it finds the other.
    fn write(mut self, class: char, letter: char, out: &mut String) {
        let body = |place: (u32, u32)| &self.text.as_bytes()[place.0 as usize..place.1 as usize];
        self.places.sort_unstable_by(|&a, &b| body(a).cmp(body(b)));
        for (at, &place) in self.places.iter().enumerate() {
            let needed = self.places.get(at + 1).is_none_or(|&next| !body(next).starts_with(body(place)));
            if needed && place.0 < place.1 {
                begin(class, letter, out);
                out.push_str(&self.text[place.0 as usize..place.1 as usize]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample;
    use std::time::Instant;

    fn tokens(kind: TextKind, text: &str) -> String {
        let mut out = String::new();
        index_tokens('a', kind, text, &mut out);
        out
    }

    #[test]
    fn tokens_are_what_the_doc_says() {
        let cases = [
            (TextKind::Plain, "移动，动", "ah动 ah移 ah移动"),
            (TextKind::Plain, "GTX Pro-5G gt", "aw5g awgtx awpro"),
            (TextKind::Plain, "𬭎a", "ahx2cb4e awa"),
            (TextKind::Plain, "！", ""),
            (TextKind::NameLike, "国移", "ah国 ah国移 ah移 awguoyi awgy awyi"),
            (TextKind::Code, "A-12 3", "ac123 aca123 aw12 aw3 awa"),
        ];
        for (kind, text, expect) in cases {
            assert_eq!(tokens(kind, text), expect, "{text}");
        }
    }

    #[test]
    fn a_token_has_only_letters_and_digits_and_comes_once() {
        let texts =
            ["中国移动通信集团有限公司", "A-B c.d_e", "重庆行行行 (长安) カナ ไทย 한국", "+8613812345678", "a@b.c"];
        for text in texts {
            for kind in [TextKind::Plain, TextKind::NameLike, TextKind::Code] {
                let all = tokens(kind, text);
                let mut seen = std::collections::HashSet::new();
                for token in all.split(' ') {
                    assert!(token.chars().all(char::is_alphanumeric), "{token}");
                    assert!(token.starts_with('a') && token.len() > 2 && token.chars().count() <= 26, "{token}");
                    assert!(seen.insert(token), "{token} twice");
                }
            }
        }
    }

    #[test]
    fn only_the_beginning_of_a_long_text_is_indexed() {
        let text = format!("{}末", "字".repeat(SEARCHED_CHARS));
        assert_eq!(tokens(TextKind::Plain, &text), "ah字 ah字字");
    }

    /// Prints the price of a name; the goal is 15 µs for 14 characters in a release build.
    #[test]
    fn tokens_of_real_company_names_are_cheap() {
        let Some(names) = sample("company_names_1m.txt.zst") else { return };
        let names: Vec<&str> = names.lines().filter(|n| n.chars().count() == 14).take(20_000).collect();
        let mut out = String::new();
        let mut bytes = 0;
        let start = Instant::now();
        for name in &names {
            out.clear();
            index_tokens('a', TextKind::NameLike, name, &mut out);
            bytes += out.len();
        }
        let micros = start.elapsed().as_secs_f64() * 1e6 / names.len() as f64;
        println!("{} names of 14 characters: {micros:.1} µs and {} bytes each", names.len(), bytes / names.len());
        assert!(bytes / names.len() < 1000);
    }
}
