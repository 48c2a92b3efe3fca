//! Cleaning text as people type and paste it.
//!
//! What is stored is what was written, only tidied: width, white space and invisible characters. The rest of NFKC
//! (`²` to `2`, `½` to `1⁄2`, `①` to `1`) would change what was said, so it is left to [`key`] and to search.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

use super::normal::is_common_han;

/// Tidies a text of one line.
///
/// Full-width letters, digits, brackets, signs and spaces become half-width, half-width kana become full-width;
/// `，` `！` `？` `；` `：` and `。` `、` `《》` stay, as Chinese sentences are written with them. Every run of white space
/// (also line breaks) becomes one space, the ends are trimmed, control and invisible format characters are dropped
/// and the rest is composed (NFC). A text that is clean already is borrowed.
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in narrowed(text).nfc() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Tidies a text of several lines: as [`fold`], but line breaks stay (as `\n`, whatever they were) and so do runs of
/// spaces inside a line. Spaces at the ends of lines and blank lines at both ends of the text go.
pub fn fold_multiline(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in narrowed(text).nfc() {
        let breaks = matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        if breaks {
            if !(c == '\n' && after_return) {
                out.truncate(out.trim_end_matches(' ').len());
                if !out.is_empty() {
                    out.push('\n');
                }
            }
        } else if c.is_whitespace() {
            out.push(' ');
        } else {
            out.push(c);
        }
        after_return = c == '\r';
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// A key by which two texts are compared: NFKC, lower case, and only letters, digits, `+` and `#`
/// (so that C, C++ and C# differ). Empty when the text has none of them.
pub fn key(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|&c| c.is_alphanumeric() || c == '+' || c == '#').collect()
}

/// True for characters that no reader sees and that make two equal texts differ: controls, zero-width spaces,
/// byte order marks, soft hyphens, direction marks. Joiners stay: emoji and Indic scripts need them.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
}

/// True when [`fold`] and [`fold_multiline`] have nothing to do. May be false for a clean text of rarer scripts.
fn is_clean(text: &str) -> bool {
    let mut space = true;
    for c in text.chars() {
        match c {
            ' ' if space => return false,
            ' '..='~' => {}
            _ if is_common_han(c) => {}
            '\u{c0}'..='\u{ff}'
            | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
            | '，'
            | '！'
            | '？'
            | '；'
            | '：'
            | '·'
            | '—'
            | '…'
            | '‘'
            | '’'
            | '“'
            | '”' => {}
            _ => return false,
        }
        space = c == ' ';
    }
    text.is_empty() || !space
}

/// The text with wide and narrow forms made plain and without invisible characters, which would keep a letter from its
/// accent.
fn narrowed(text: &str) -> std::vec::IntoIter<char> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if is_dropped(c) && !c.is_whitespace() => {}
            '，' | '！' | '？' | '；' | '：' => out.push(c),
            '\u{3000}' => out.push(' '),
            '\u{ff01}'..='\u{ff60}' | '\u{ff61}'..='\u{ffdc}' | '\u{ffe0}'..='\u{ffe6}' => {
                if c == '\u{ffe3}' {
                    out.push('¯'); // NFKC would make it a space and a combining mark
                } else {
                    decompose_compatible(c, |d| out.push(d));
                }
            }
            _ => out.push(c),
        }
    }
    out.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_tidied_and_what_was_said_stays() {
        let cases = [
            ("中国移动", "中国移动"),
            ("", ""),
            ("  \u{3000} ", ""),
            ("ＡＢＣ（１２３）　华为－５Ｇ", "ABC(123) 华为-5G"),
            (" a \t b\r\nc ", "a b c"),
            ("你好，世界！《合一》。", "你好，世界！《合一》。"),
            ("1\u{0}2\u{7}3\u{200b}4\u{feff}5\u{202e}6", "123456"),
            ("100m² ½ ①", "100m² ½ ①"),
            ("ｶﾞｽ｡", "ガス。"),
            ("e\u{301}", "é"),
            ("e\u{feff}\u{301}", "é"),
            ("￥１２，８００", "¥12，800"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("a\u{a0}b", "a b"),
        ];
        for (text, expect) in cases {
            let once = fold(text);
            assert_eq!(once, expect, "{text:?}");
            assert_eq!(fold(&once), once, "folding twice changes nothing: {text:?}");
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["太原市鑫瑞德贸易有限公司", "Acme (Shanghai) Co., Ltd.", "你好，世界", "Müller", ""]
        {
            assert!(matches!(fold(text), Cow::Borrowed(_)), "{text}");
            assert!(matches!(fold_multiline(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        let cases = [
            ("a\r\nb\rc\n\nd\u{2028}e", "a\nb\nc\n\nd\ne"),
            ("\n\n a  b \t\nｃ\n \n", "a  b\nc"),
            ("  indented", "indented"),
            ("a\n  b\u{1}", "a\n  b"),
        ];
        for (text, expect) in cases {
            assert_eq!(fold_multiline(text).trim_start(), expect, "{text:?}");
        }
    }

    #[test]
    fn a_key_keeps_letters_and_digits_only() {
        let cases = [
            ("ＧＴＸ Pro", "gtxpro"),
            ("GTX-Pro", "gtxpro"),
            ("腾讯（深圳）", "腾讯深圳"),
            ("C++", "c++"),
            ("C＃", "c#"),
            ("…!", ""),
            ("ⅣⅥ", "ivvi"),
        ];
        for (text, expect) in cases {
            assert_eq!(key(text), expect, "{text:?}");
        }
    }

    proptest::proptest! {
    #![proptest_config(crate::text::seeded(1000))]

        #[test]
        fn any_text_folds_to_a_fixed_point(text in "\\PC{0,40}|[ -\u{ffff}]{0,40}") {
            let one = fold(&text).into_owned();
            proptest::prop_assert_eq!(fold(&one).into_owned(), one);
            let many = fold_multiline(&text).into_owned();
            proptest::prop_assert_eq!(fold_multiline(&many).into_owned(), many);
        }
    }
}
