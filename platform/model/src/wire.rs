//! Writing JSON straight into a buffer, and the shapes of numbers and times on the wire.

use std::io::Write;

/// Appends `text` as a JSON string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    let plain = text.bytes().all(|b| b >= 0x20 && b != b'"' && b != b'\\');
    if plain {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // Writing into a Vec cannot fail.
        let _ = serde_json::to_writer(out, text);
    }
}

/// Appends a whole number.
pub fn int(out: &mut Vec<u8>, n: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes());
}

/// Appends an id, a string on the wire.
pub fn id(out: &mut Vec<u8>, n: i64) {
    out.push(b'"');
    int(out, n);
    out.push(b'"');
}

/// Appends a date `"2026-11-23"` from days since 1970-01-01.
pub fn date(out: &mut Vec<u8>, days: i64) {
    let (y, m, d) = civil(days);
    let _ = write!(out, "\"{y:04}-{m:02}-{d:02}\"");
}

/// Appends a date-time `"2026-11-23T09:30:00.000Z"` from UTC milliseconds.
pub fn timestamp(out: &mut Vec<u8>, ms: i64) {
    let (y, m, d) = civil(ms.div_euclid(86_400_000));
    let t = ms.rem_euclid(86_400_000);
    let (h, min, s, f) = (t / 3_600_000, t / 60_000 % 60, t / 1000 % 60, t % 1000);
    let _ = write!(out, "\"{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}.{f:03}Z\"");
}

/// Year, month and day of `days` since 1970-01-01 in the proleptic Gregorian calendar
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`).
pub fn civil(days: i64) -> (i64, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = (doy - (153 * mp + 2) / 5 + 1) as u32;
    let m = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
    (yoe + era * 400 + i64::from(m <= 2), m, d)
}

/// Days since 1970-01-01 of a Gregorian date; the inverse of [`civil`].
pub fn days_of(y: i64, m: u32, d: u32) -> i64 {
    let y = y - i64::from(m <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = i64::from(if m > 2 { m - 3 } else { m + 9 });
    let doy = (153 * mp + 2) / 5 + i64::from(d) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// `n` of 10^-`scale` units as a decimal text, `decimal_text(1280000, 4, 2)` is `128.00`.
/// Digits beyond `shown` are rounded half away from zero; `shown` above `scale` adds zeros.
pub fn decimal_text(n: i64, scale: u8, shown: u8) -> String {
    let (scale, shown) = (u32::from(scale), u32::from(shown));
    let mut n = i128::from(n);
    if shown < scale {
        n = round_div(n, 10_i128.pow(scale - shown));
    } else {
        n *= 10_i128.pow(shown - scale);
    }
    let unit = 10_i128.pow(shown);
    let sign = if n < 0 { "-" } else { "" };
    let n = n.abs();
    if shown == 0 { format!("{sign}{n}") } else { format!("{sign}{}.{:0w$}", n / unit, n % unit, w = shown as usize) }
}

/// `a / b` rounded half away from zero: the one rounding rule for money (商业四舍五入). `b` must be positive.
pub fn round_div(a: i128, b: i128) -> i128 {
    let half = b / 2 + b % 2;
    let (q, r) = (a / b, (a % b).abs());
    if r >= half && b > 1 { q + if a < 0 { -1 } else { 1 } } else { q }
}

/// The integer of 10^-`scale` units that `text` says, such as `-12.50`.
/// `None` when it is no plain decimal, has a digit other than 0 beyond `scale`, or does not fit.
pub fn parse_decimal(text: &str, scale: u8) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || (digits.contains('.') && fraction.is_empty()) || !plain(whole) || !plain(fraction) {
        return None;
    }
    let scale = usize::from(scale);
    let fraction = if fraction.len() > scale {
        fraction[scale..].bytes().all(|b| b == b'0').then(|| &fraction[..scale])?
    } else {
        fraction
    };
    let whole = whole.trim_start_matches('0');
    if whole.len() + scale > 36 {
        return None;
    }
    let mut n: i128 = 0;
    for b in whole.bytes().chain(fraction.bytes()) {
        n = n * 10 + i128::from(b - b'0');
    }
    n *= 10_i128.pow((scale - fraction.len()) as u32);
    i64::try_from(sign * n).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_written_with_the_decimals_of_their_field() {
        for (n, scale, shown, text) in [
            (128_000_000, 4, 2, "12800.00"),
            (-5, 4, 2, "0.00"),
            (50, 4, 2, "0.01"),
            (-50, 4, 2, "-0.01"),
            (1, 0, 0, "1"),
            (15, 1, 0, "2"),
            (i64::MIN, 0, 0, "-9223372036854775808"),
        ] {
            assert_eq!(decimal_text(n, scale, shown), text);
        }
    }

    #[test]
    fn only_plain_decimals_are_read() {
        for (text, scale, n) in [
            ("12.5", 4, Some(125_000)),
            ("-0.01", 2, Some(-1)),
            ("1.230", 2, Some(123)),
            ("1.234", 2, None),
            ("", 2, None),
            ("1.", 2, None),
            (".5", 2, None),
            ("1e3", 2, None),
            ("99999999999999999999", 0, None),
            ("+1", 0, None),
        ] {
            assert_eq!(parse_decimal(text, scale), n, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(n in any::<i64>(), scale in 0_u8..=8) {
            prop_assert_eq!(parse_decimal(&decimal_text(n, scale, scale), scale), Some(n));
        }

        #[test]
        fn dates_go_round(days in -1_000_000_i64..3_000_000) {
            let (y, m, d) = civil(days);
            prop_assert_eq!(days_of(y, m, d), days);
        }
    }
}
