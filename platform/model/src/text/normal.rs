//! The form of a text that search, sorting and tokens work on: lower-case letters, digits and Han, nothing else.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Stands between two pieces of a normal text; never twice in a row and never at an end.
pub(super) const SEPARATOR: char = ' ';

/// A Han character of the common block (also the commonest path through this folder).
pub(super) fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A letter or digit of the scripts that are written in words: Latin, Greek, Cyrillic, ASCII digits.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (matches!(c, '\u{aa}'..='\u{527}' | '\u{1e00}'..='\u{1fff}') && c.is_alphabetic())
}

/// A character that is searched by itself and in pairs: Han, and every script that is not written in words.
pub(super) fn is_gram(c: char) -> bool {
    c != SEPARATOR && !is_word(c)
}

/// True where a word may begin: after anything that is no word character, and between letters and digits.
pub(super) fn is_word_start(chars: &[char], at: usize) -> bool {
    is_word(chars[at])
        && (at == 0 || !is_word(chars[at - 1]) || chars[at - 1].is_ascii_digit() != chars[at].is_ascii_digit())
}

/// The normal form of the first `limit` characters: NFKC, lower case, no accents, every run of other characters one
/// [`SEPARATOR`]; at most `limit` characters long.
pub(super) fn normal(text: &str, limit: usize) -> Vec<char> {
    let mut out = Vec::with_capacity(limit.min(text.len()));
    if text.chars().all(|c| c.is_ascii() || is_common_han(c)) {
        text.chars().take(limit).for_each(|c| push(&mut out, c));
    } else {
        for c in text.chars().take(limit).nfkc() {
            push(&mut out, c);
            if out.len() > limit {
                break;
            }
        }
    }
    out.truncate(limit);
    if out.last() == Some(&SEPARATOR) {
        out.pop();
    }
    out
}

fn push(out: &mut Vec<char>, c: char) {
    if is_common_han(c) {
        out.push(c);
    } else if c.is_ascii_alphanumeric() {
        out.push(c.to_ascii_lowercase());
    } else if !c.is_ascii() && is_word(c) {
        decompose_canonical(c, |part| {
            let lower = part.to_lowercase().map(|l| if l == 'ς' { 'σ' } else { l });
            out.extend(lower.filter(|&l| is_word(l) && !is_ignored(l)));
        });
    } else if !c.is_ascii() && is_ignored(c) {
        // Accents and invisible marks do not part the characters around them.
    } else if !c.is_ascii() && c.is_alphanumeric() {
        out.extend(c.to_lowercase().filter(|l| l.is_alphanumeric()));
    } else if out.last().is_some_and(|&last| last != SEPARATOR) {
        out.push(SEPARATOR);
    }
}

/// Marks that sit on a letter or are not seen at all.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
        || (is_combining_mark(c) && !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_text_has_letters_digits_and_single_separators() {
        let cases = [
            ("中国移动（集团）", "中国移动 集团"),
            ("  GTX--Pro! ", "gtx pro"),
            ("Café Ünal ÆØ ẞ", "cafe unal æø ß"),
            ("Ёлка ΣΑΣ", "елка σασ"),
            ("５Ｇ、①㎡", "5g 1m2"),
            ("葛\u{e0100}城", "葛城"),
            ("⼀㊥", "一中"),
            ("東京タワー", "東京タワー"),
            ("ไทย", "ไทย"),
            ("。！", ""),
            ("𬭎𬬭", "𬭎𬬭"),
        ];
        for (text, expect) in cases {
            assert_eq!(normal(text, 100).iter().collect::<String>(), expect, "{text:?}");
        }
        assert_eq!(normal("ab cd", 3), ['a', 'b']);
        assert_eq!(normal("\u{fdfa}\u{fdfa}", 5).len(), 5);
    }
}
