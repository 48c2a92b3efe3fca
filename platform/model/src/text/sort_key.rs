//! The stored key by which text is sorted alike on both databases.

use super::normal::{SEPARATOR, is_word, normal};
use super::pinyin::{letters, tone, usual_readings};

/// The longest sort key, in bytes: about 13 Han characters or 96 letters.
pub const MAX_SORT_KEY_BYTES: usize = 96;

/// A key whose byte order is the usual Chinese order of names: digits, then Latin letters, then Han by pinyin, tone and
/// character, one character after the other; other scripts last. Case, width, accents and punctuation do not count.
///
/// A letter is written in upper case and a Han character as its lower-case pinyin, its tone and itself
/// (`华为5G` is `hua2华wei2为5G`), so that every letter comes before every Han character. The key is cut after the last
/// character that fits whole into [`MAX_SORT_KEY_BYTES`]; equal keys need a second field to sort by.
pub fn sort_key(text: &str) -> String {
    let chars = normal(text, MAX_SORT_KEY_BYTES);
    let mut out = String::with_capacity(MAX_SORT_KEY_BYTES);
    for (&c, reading) in chars.iter().zip(usual_readings(&chars)) {
        let before = out.len();
        if let Some(reading) = reading.filter(|r| !letters(r).is_empty()) {
            out.push_str(letters(reading));
            out.push(char::from(b'0' + tone(reading)));
            out.push(c);
        } else if is_word(c) {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        if out.len() > MAX_SORT_KEY_BYTES {
            out.truncate(before);
            break;
        }
    }
    out.truncate(out.trim_end_matches(SEPARATOR).len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_is_the_usual_chinese_order() {
        let sorted = [
            "",
            "360安全",
            "5G产业园",
            "Ann Li",
            "Anna",
            "ＡＰＰＬＥ",
            "apple pie",
            "Éclair",
            "Zebra",
            "阿里巴巴",
            "安徽",
            "北京",
            "长安汽车",
            "重庆",
            "重庆银行",
            "仇英",
            "西安",
            "西藏",
            "厦门",
            "先锋",
            "张三",
            "张伟",
            "中国移动",
            "中国银行",
            "朱元璋",
            "カナ",
        ];
        for pair in sorted.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn a_key_is_what_the_doc_says() {
        let cases = [
            ("华为5G", "hua2华wei2为5G"),
            ("（中国）", "zhong1中guo2国"),
            ("ａｂ－c", "AB C"),
            ("绿", "lv4绿"),
            ("了", "le5了"),
            ("!", ""),
        ];
        for (text, expect) in cases {
            assert_eq!(sort_key(text), expect, "{text}");
        }
        assert_eq!(sort_key("ÀPPLE"), sort_key("ａpple"));
        assert_eq!(sort_key(&"中".repeat(50)), "zhong1中".repeat(10));
    }

    proptest::proptest! {
    #![proptest_config(crate::text::seeded(1000))]

        #[test]
        fn a_key_is_bounded(text in "\\PC{0,120}|[一-龥a-z]{0,120}") {
            let key = sort_key(&text);
            proptest::prop_assert!(key.len() <= MAX_SORT_KEY_BYTES);
            proptest::prop_assert_eq!(sort_key(&text), key);
        }
    }
}
