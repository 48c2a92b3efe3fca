//! How Han characters are read: the usual reading in its place, and every reading that search accepts.
//!
//! A reading is written as the dictionary writes it, with its tone at the end (`zhong1`, `lü4`; none for a neutral tone).

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

use super::pinyin_tables::{CHARACTERS, PHRASES, SURNAMES};

/// So many readings of one character are told apart by search.
const MAX_SPELLINGS: usize = 6;

/// So many characters of one text, after the first one, are searched in more than one reading; the names that have more
/// keep their usual reading there. Without a bound the combinations would multiply.
const MAX_VARIED: usize = 3;

/// The spellings of one character in plain letters without tones, `ü` as `v`; the usual one first, none twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spellings {
    list: [&'static str; MAX_SPELLINGS],
    len: u8,
}

impl Spellings {
    /// The spellings; empty when the character has no reading.
    pub(super) fn as_slice(&self) -> &[&'static str] {
        &self.list[..usize::from(self.len)]
    }

    fn add(&mut self, letters: &'static str) {
        let len = usize::from(self.len);
        if len < MAX_SPELLINGS && !letters.is_empty() && !self.list[..len].contains(&letters) {
            self.list[len] = letters;
            self.len += 1;
        }
    }
}

/// The usual reading of each character in this text; `None` for what is no Han character.
///
/// Place names and words read their characters in their own way (重庆 chóngqìng, 银行 yínháng). A text of two or three
/// Han characters that begins with a surname, or of up to four that begins with a surname of two, is read as a
/// person's name (单 shàn, 仇 qiú, 尉迟 yùchí) unless it begins with such a word.
pub fn usual_readings(text: &[char]) -> Vec<Option<&'static str>> {
    let mut out: Vec<_> = text.iter().map(|&c| usual(c)).collect();
    each_phrase(text, |at, reading| out[at] = Some(reading));
    out
}

/// What search accepts for each character: the usual reading first; then what the tables know, and for the first
/// character (a surname, most often) all readings of the dictionary.
pub(super) fn spellings(text: &[char]) -> Vec<Spellings> {
    let mut out = vec![Spellings::default(); text.len()];
    each_phrase(text, |at, reading| add(&mut out[at], reading));
    let mut varied = 0;
    for (at, (&c, spellings)) in text.iter().zip(&mut out).enumerate() {
        match in_table(c) {
            Some(readings) => readings.split(' ').for_each(|r| add(spellings, r)),
            None => c.to_pinyin().into_iter().for_each(|p| add(spellings, p.with_tone_num_end())),
        }
        if at == 0 {
            let all = c.to_pinyin_multi().into_iter().flatten();
            all.map(Pinyin::with_tone_num_end).for_each(|r| add(spellings, r));
        } else if spellings.len > 1 {
            varied += 1;
            if varied > MAX_VARIED {
                spellings.len = 1;
            }
        }
    }
    out
}

/// The letters of a reading: no tone, `ü` as `v`, `ê` as `e`.
pub(super) fn letters(reading: &'static str) -> &'static str {
    match reading.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        "ê" => "e",
        plain if plain.is_ascii() => plain,
        _ => "",
    }
}

/// The tone of a reading, 1 to 5 (5 is the neutral tone).
pub(super) fn tone(reading: &str) -> u8 {
    reading.bytes().last().filter(u8::is_ascii_digit).map_or(5, |b| b - b'0')
}

/// Adds the letters of a reading, and for ü also `u`, which many people type.
fn add(spellings: &mut Spellings, reading: &'static str) {
    let letters = letters(reading);
    spellings.add(letters);
    spellings.add(match letters {
        "lv" => "lu",
        "nv" => "nu",
        "lve" => "lue",
        "nve" => "nue",
        _ => "",
    });
}

fn usual(c: char) -> Option<&'static str> {
    match in_table(c) {
        Some(readings) => readings.split(' ').next(),
        None => c.to_pinyin().map(Pinyin::with_tone_num_end),
    }
}

fn in_table(c: char) -> Option<&'static str> {
    CHARACTERS.binary_search_by_key(&c, |row| row.0).ok().map(|at| CHARACTERS[at].1)
}

/// Calls `found` with the place and the reading of every character that a word of the tables covers.
fn each_phrase(text: &[char], mut found: impl FnMut(usize, &'static str)) {
    let mut at = 0;
    while at < text.len() {
        let word = longest(PHRASES, &text[at..]).or_else(|| if at == 0 { surname(text) } else { None });
        let Some(readings) = word else {
            at += 1;
            continue;
        };
        for reading in readings.split(' ') {
            found(at, reading);
            at += 1;
        }
    }
}

/// The readings of the surname that the text begins with, when the text has the form of a person's name.
fn surname(text: &[char]) -> Option<&'static str> {
    let readings = longest(SURNAMES, text)?;
    let longest_name = if readings.contains(' ') { 4 } else { 3 };
    ((2..=longest_name).contains(&text.len()) && text.iter().all(|&c| c.to_pinyin().is_some())).then_some(readings)
}

/// The readings of the longest word of a sorted table that the text begins with.
fn longest(table: &'static [(&'static str, &'static str)], text: &[char]) -> Option<&'static str> {
    let first = *text.first()?;
    let begins = |word: &str| word.chars().next().unwrap_or_default();
    let from = table.partition_point(|row| begins(row.0) < first);
    let rows = table[from..].iter().take_while(|row| begins(row.0) == first);
    let is_prefix = |word: &str| {
        let mut rest = text.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    };
    rows.filter(|row| is_prefix(row.0)).last().map(|row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn tables_are_sorted_and_agree_with_the_dictionary() {
        assert!(CHARACTERS.is_sorted_by(|a, b| a.0 < b.0));
        for table in [PHRASES, SURNAMES] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        }
        let known = |c: char, reading: &str| {
            c.to_pinyin_multi().into_iter().flatten().any(|known| known.with_tone_num_end() == reading)
        };
        let mut unknown = Vec::new();
        for (c, readings) in CHARACTERS {
            unknown.extend(readings.split(' ').filter(|r| !known(*c, r)).map(|r| format!("{c} {r}")));
        }
        for (word, readings) in PHRASES.iter().chain(SURNAMES) {
            assert_eq!(word.chars().count(), readings.split(' ').count(), "{word}");
            let pairs = word.chars().zip(readings.split(' '));
            unknown.extend(pairs.filter(|&(c, r)| !known(c, r)).map(|(c, r)| format!("{c} {r} in {word}")));
        }
        assert_eq!(unknown, ["乐 lao4 in 乐亭"], "the one reading that we know better");
    }

    #[test]
    fn the_usual_reading_depends_on_the_word() {
        let cases = [
            ("重庆长安汽车", "chong2 qing4 chang2 an1 qi4 che1"),
            ("厦门银行", "xia4 men2 yin2 hang2"),
            ("成都", "cheng2 du1"),
            ("长春", "chang2 chun1"),
            ("单雄信", "shan4 xiong2 xin4"),
            ("单县", "shan4 xian4"),
            ("单位", "dan1 wei4"),
            ("仇英", "qiu2 ying1"),
            ("解珍", "xie4 zhen1"),
            ("曾国藩", "zeng1 guo2 fan1"),
            ("尉迟敬德", "yu4 chi2 jing4 de2"),
            ("解放军总医院", "jie3 fang4 jun1 zong3 yi1 yuan4"),
            ("吕布", "lü3 bu4"),
            ("A座", "- zuo4"),
        ];
        for (text, expect) in cases {
            let got: Vec<_> = usual_readings(&chars(text)).into_iter().map(|r| r.unwrap_or("-")).collect();
            assert_eq!(got.join(" "), expect, "{text}");
        }
    }

    #[test]
    fn search_accepts_the_readings_that_people_may_type() {
        let cases = [
            ("重庆", 0, "chong zhong tong"),
            ("单雄信", 0, "shan dan chan"),
            ("人仇", 1, "chou qiu"),
            ("吕布", 0, "lv lu"),
            ("小绿", 1, "lv lu"),
            ("么", 0, "me yao mo ma"),
            ("X", 0, ""),
            ("国行行行行行", 3, "xing hang"),
            ("国行行行行行", 4, "xing"),
        ];
        for (text, at, expect) in cases {
            assert_eq!(spellings(&chars(text))[at].as_slice().join(" "), expect, "{text}");
        }
    }

    #[test]
    fn every_reading_of_the_dictionary_has_letters() {
        let all = ('\u{3007}'..='\u{32000}').filter_map(|c| c.to_pinyin_multi());
        for reading in all.flatten().map(Pinyin::with_tone_num_end) {
            let letters = letters(reading);
            let nasal = ["m", "n", "ng", "hm", "hng"].contains(&letters) || letters.is_empty();
            assert!(nasal || (letters.len() <= 6 && letters.bytes().all(|b| b.is_ascii_lowercase())), "{reading}");
            assert!((1..=5).contains(&tone(reading)), "{reading}");
        }
    }
}
