//! Phone numbers: E.164 inside, as people write them outside.
//!
//! Chinese numbers are read here, by the numbering plan (mobile `1[3-9]` and nine digits; area code and seven or eight
//! digits; `400` and `800`); all others by the crate `phonenumber` (libphonenumber's metadata).

use phonenumber::{Mode, country};

use super::fold::fold;
use super::mask::ends;

/// Longer inputs are no phone number.
const MAX_INPUT_CHARS: usize = 40;

/// Why a text is no phone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Nothing but white space.
    #[error("the phone number is empty")]
    Empty,
    /// Letters or signs that no phone number has, or more than 40 characters.
    #[error("this is no phone number")]
    NotANumber,
    /// Digits, but no number that can be dialled: too short, too long, or a prefix that nobody has. A landline number
    /// needs its area code.
    #[error("no such phone number exists in region {region}")]
    Impossible {
        /// The region that the number was read for.
        region: String,
    },
    /// The caller's default region is no ISO 3166 code.
    #[error("{region} is no region")]
    UnknownRegion {
        /// As it was given.
        region: String,
    },
}

/// Is this the ISO 3166 code of a region that has phone numbers, in capitals?
pub fn is_region(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) && code.parse::<country::Id>().is_ok()
}

/// A phone number as `+8613812345678`, with an extension as `+861062345678;ext=801` (RFC 3966).
///
/// Full-width digits, spaces, hyphens, dots and brackets are allowed, `+`, `00` and in China a bare `86` before the
/// number, and `转`, `分机`, `ext`, `x`, `#` or a last hyphen before an extension of one to six digits. A number without a
/// country code belongs to `default_region`, two letters such as `CN`.
pub fn to_e164(input: &str, default_region: &str) -> Result<String, PhoneFault> {
    let text = fold(input).to_lowercase();
    if text.is_empty() {
        return Err(PhoneFault::Empty);
    }
    if text.chars().count() > MAX_INPUT_CHARS {
        return Err(PhoneFault::NotANumber);
    }
    let (main, extension) = split_extension(&text);
    let digits = dialled(main)?;
    if extension.is_some_and(|e| e.is_empty() || e.len() > 6 || !e.bytes().all(|b| b.is_ascii_digit())) {
        return Err(PhoneFault::NotANumber);
    }
    if let Some(national) = chinese(&digits, default_region) {
        return Ok(join("86", national, extension));
    }
    if let (None, Some((head, tail))) = (extension, main.rsplit_once('-')) {
        let tail = tail.trim();
        if let (Some(national), 1..=6) = (chinese(&dialled(head)?, default_region), tail.len()) {
            return Ok(join("86", national, Some(tail)));
        }
    }
    let region: country::Id = default_region
        .to_ascii_uppercase()
        .parse()
        .map_err(|_| PhoneFault::UnknownRegion { region: default_region.to_owned() })?;
    let impossible = || PhoneFault::Impossible { region: default_region.to_owned() };
    // What has a country code is no number of the region, and must not be measured by its prefixes.
    let region = (!digits.starts_with('+')).then_some(region);
    let number = phonenumber::parse(region, &digits).map_err(|_| impossible())?;
    if !phonenumber::is_valid(&number) {
        return Err(impossible());
    }
    let e164 = number.format().mode(Mode::E164).to_string();
    Ok(extension.map_or(e164.clone(), |e| format!("{e164};ext={e}")))
}

/// A stored number as people read it: `138 1234 5678`, `010 6234 5678`, `0571 8765 4321`, `400 812 3456`, with an
/// extension `010 6234 5678-801`; a foreign number with its country code (`+1 415-555-2671`). Anything that is no
/// stored number is returned as it is.
pub fn display(e164: &str) -> String {
    let (main, extension) = split_stored(e164);
    let shown = if let Some(national) = main.strip_prefix("+86").filter(|n| is_chinese(n)) {
        let (area, rest) = national.split_at(area_len(national));
        let trunk = if is_landline(national) { "0" } else { "" };
        let (one, two) = rest.split_at(rest.len().saturating_sub(4));
        format!("{trunk}{area} {one} {two}")
    } else if is_e164(main) {
        let parsed = phonenumber::parse(None, main);
        parsed.map_or_else(|_| main.to_owned(), |n| n.format().mode(Mode::International).to_string())
    } else {
        return e164.to_owned();
    };
    if extension.is_empty() { shown } else { format!("{shown}-{extension}") }
}

/// A stored number with its middle hidden: `138****5678`, `010****5678`, `400****3456`, foreign `+141****2671`. An
/// extension is hidden too.
pub fn mask(e164: &str) -> String {
    let (main, _) = split_stored(e164);
    let national = main.strip_prefix("+86").filter(|n| is_chinese(n));
    let trunk = if national.is_some_and(is_landline) { "0" } else { "" };
    let shown: Vec<char> = trunk.chars().chain(national.unwrap_or(main).chars()).collect();
    match (national, shown.len()) {
        (Some(_), _) => ends(&shown, 3, 4),
        (None, 10..) => ends(&shown, 4, 4),
        (None, len) => ends(&shown, len.min(3), len.saturating_sub(3).min(2)),
    }
}

/// True for a stored number of a Chinese landline, which is dialled in China with a `0` in place of `+86`.
pub(super) fn is_chinese_landline(e164: &str) -> bool {
    split_stored(e164).0.strip_prefix("+86").is_some_and(|n| is_chinese(n) && is_landline(n))
}

fn join(code: &str, national: &str, extension: Option<&str>) -> String {
    match extension {
        Some(extension) => format!("+{code}{national};ext={extension}"),
        None => format!("+{code}{national}"),
    }
}

fn split_stored(e164: &str) -> (&str, &str) {
    e164.split_once(";ext=").unwrap_or((e164, ""))
}

fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|d| (4..=15).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()))
}

/// The number and its extension, where a word or sign announces one.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    let marks = [";ext=", "extension", "ext.", "ext", "分机号", "分机", "转", "x", "#"];
    let found = marks.iter().find_map(|mark| text.split_once(mark));
    found.map_or((text, None), |(main, rest)| {
        (main, Some(rest.trim_matches(|c: char| c == ' ' || c == '-' || c == ':' || c == '：' || c == '.')))
    })
}

/// Digits with a leading `+` if there is one.
fn dialled(text: &str) -> Result<String, PhoneFault> {
    let text = text.trim().strip_prefix("tel:").unwrap_or(text).trim();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => out.push(c),
            '+' if out.is_empty() => out.push(c),
            ' ' | '-' | '.' | '/' | '(' | ')' | '·' | '—' | '–' | '‐' | '−' => {}
            _ => return Err(PhoneFault::NotANumber),
        }
    }
    if out.len() < 2 { Err(PhoneFault::NotANumber) } else { Ok(out) }
}

/// The national number when the digits are a Chinese number, without `+86` and without the `0` of the area code.
fn chinese<'d>(digits: &'d str, default_region: &str) -> Option<&'d str> {
    let international = ["+86", "0086"].iter().find_map(|prefix| digits.strip_prefix(prefix));
    if let Some(rest) = international {
        let national = rest.strip_prefix('0').unwrap_or(rest);
        return is_chinese(national).then_some(national);
    }
    if !default_region.eq_ignore_ascii_case("CN") {
        return None;
    }
    let bare = digits.strip_prefix("86").filter(|n| is_mobile(n));
    let landline = digits.strip_prefix('0').filter(|n| is_landline(n) && is_chinese(n));
    let direct = Some(digits).filter(|n| is_mobile(n) || is_service(n));
    bare.or(landline).or(direct)
}

fn is_chinese(national: &str) -> bool {
    let digits = national.bytes().all(|b| b.is_ascii_digit());
    digits && (is_mobile(national) || is_service(national) || is_landline(national))
}

fn is_mobile(national: &str) -> bool {
    national.len() == 11 && national.starts_with('1') && matches!(national.as_bytes()[1], b'3'..=b'9')
}

fn is_service(national: &str) -> bool {
    national.len() == 10 && (national.starts_with("400") || national.starts_with("800"))
}

fn is_landline(national: &str) -> bool {
    let area = area_len(national);
    let lengths = if area == 2 { 8..=8 } else { 7..=8 };
    let known = national.starts_with("10") || matches!(national.as_bytes().first(), Some(b'2'..=b'9'));
    known
        && !is_service(national)
        && national.get(area..).is_some_and(|n| lengths.contains(&n.len()) && matches!(n.as_bytes()[0], b'2'..=b'8'))
}

/// Two digits for 10 and 2x, else three (also the first group of a mobile or service number).
fn area_len(national: &str) -> usize {
    if national.len() < 11 || !is_mobile(national) {
        if national.starts_with("10") || national.starts_with('2') { 2 } else { 3 }
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_read_is_read_again_wherever_it_is() {
        for (input, region) in [
            ("214-800-6972", "US"),
            ("215-900-3620", "US"),
            ("415 555 2671", "US"),
            ("020 7946 0958", "GB"),
            ("2123 4567", "HK"),
            ("010-62345678-801", "CN"),
        ] {
            let stored = to_e164(input, region).unwrap();
            for elsewhere in ["CN", "US", "GB", region] {
                assert_eq!(to_e164(&stored, elsewhere).as_deref(), Ok(stored.as_str()), "{input} in {elsewhere}");
            }
        }
    }

    #[test]
    fn a_region_is_two_capitals_that_name_one() {
        for (code, good) in [("CN", true), ("US", true), ("cn", false), ("ZZ", false), ("USA", false), ("", false)] {
            assert_eq!(is_region(code), good, "{code}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases = [
            ("13812345678", "+8613812345678"),
            (" 138-1234 5678 ", "+8613812345678"),
            ("１３８１２３４５６７８", "+8613812345678"),
            ("+86 138 1234 5678", "+8613812345678"),
            ("0086-13812345678", "+8613812345678"),
            ("8613812345678", "+8613812345678"),
            ("(+86)13812345678", "+8613812345678"),
            ("（86）138.1234.5678", "+8613812345678"),
            ("tel:13812345678", "+8613812345678"),
            ("010-62345678", "+861062345678"),
            ("(010) 6234 5678", "+861062345678"),
            ("+86 (0)10 62345678", "+861062345678"),
            ("0571-87654321", "+8657187654321"),
            ("0316-2345678", "+863162345678"),
            ("010-62345678-801", "+861062345678;ext=801"),
            ("010-62345678转801", "+861062345678;ext=801"),
            ("010-62345678 分机：801", "+861062345678;ext=801"),
            ("010-62345678 ext. 801", "+861062345678;ext=801"),
            ("+861062345678;ext=801", "+861062345678;ext=801"),
            ("13812345678转6", "+8613812345678;ext=6"),
            ("400-812-3456", "+864008123456"),
            ("800 810 1234-2", "+868008101234;ext=2"),
            ("+1 415-555-2671", "+14155552671"),
            ("001 415 555 2671", "+14155552671"),
            ("+852 2123 4567", "+85221234567"),
            ("+44 20 7946 0958", "+442079460958"),
        ];
        for (input, expect) in cases {
            let e164 = to_e164(input, "CN");
            assert_eq!(e164.as_deref(), Ok(expect), "{input}");
            assert_eq!(to_e164(expect, "US").as_deref(), Ok(expect), "a stored number reads the same everywhere");
        }
        assert_eq!(to_e164("415 555 2671", "us").as_deref(), Ok("+14155552671"));
        assert_eq!(to_e164("+8613812345678", "US").as_deref(), Ok("+8613812345678"));
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        let impossible = || PhoneFault::Impossible { region: "CN".to_owned() };
        let long = "1".repeat(41);
        let cases = [
            ("", PhoneFault::Empty),
            ("  ", PhoneFault::Empty),
            ("abc", PhoneFault::NotANumber),
            ("电话", PhoneFault::NotANumber),
            ("138+12345678", PhoneFault::NotANumber),
            ("1", PhoneFault::NotANumber),
            ("010-62345678转", PhoneFault::NotANumber),
            ("010-62345678转1234567", PhoneFault::NotANumber),
            ("13812345678 13912345678", impossible()),
            ("138****5678", PhoneFault::NotANumber),
            (&long, PhoneFault::NotANumber),
            ("12345", impossible()),
            ("62345678", impossible()),
            ("1381234567", impossible()),
            ("138123456789", impossible()),
            ("12812345678", impossible()),
            ("+86 12812345678", impossible()),
            ("+999 1234567", impossible()),
        ];
        for (input, expect) in cases {
            assert_eq!(to_e164(input, "CN"), Err(expect), "{input}");
        }
        assert_eq!(to_e164("12345678", "XX"), Err(PhoneFault::UnknownRegion { region: "XX".to_owned() }));
    }

    #[test]
    fn stored_numbers_are_shown_and_masked() {
        let cases = [
            ("+8613812345678", "138 1234 5678", "138****5678"),
            ("+861062345678", "010 6234 5678", "010****5678"),
            ("+8657187654321", "0571 8765 4321", "057****4321"),
            ("+863162345678", "0316 234 5678", "031****5678"),
            ("+864008123456", "400 812 3456", "400****3456"),
            ("+861062345678;ext=801", "010 6234 5678-801", "010****5678"),
            ("+14155552671", "+1 415-555-2671", "+141****2671"),
            ("+2901234", "+290 1234", "+29****34"),
            ("nonsense", "nonsense", "non****se"),
            ("", "", "****"),
        ];
        for (e164, shown, masked) in cases {
            assert_eq!(display(e164), shown, "{e164}");
            assert_eq!(mask(e164), masked, "{e164}");
        }
    }

    proptest::proptest! {
    #![proptest_config(crate::text::seeded(1000))]

        #[test]
        fn no_input_panics_and_what_is_stored_stays(input in "\\PC{0,45}|[+0-9 ()x#;转-]{0,24}", region in "CN|US|GB|HK|XX|") {
            if let Ok(e164) = to_e164(&input, &region) {
                proptest::prop_assert_eq!(to_e164(&e164, "CN"), Ok(e164.clone()));
                proptest::prop_assert!(display(&e164).len() >= 4 && mask(&e164).contains("****"));
            }
            display(&input);
            mask(&input);
        }
    }
}
