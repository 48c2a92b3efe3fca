//! Exact decimals as integers of 1/10,000: parsing, writing, products and ratios with one rounding rule.
//!
//! No floating point anywhere. Amounts lie within ±10¹² units (±10¹⁶ of 1/10,000); whatever leaves that range is an
//! error, never a wrapped number.

pub use super::import_numbers::{Imported, import};

/// Units of 1/10,000 in one.
pub const ONE: i64 = 10_000;
/// Decimals that an amount can carry.
pub const MAX_DECIMALS: u8 = 4;
/// The greatest amount, in units of 1/10,000: 10¹² units.
pub const LIMIT: i64 = 1_000_000_000_000 * ONE;

/// Why a text is no decimal, or a result no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalFault {
    /// Nothing but white space.
    #[error("the number is empty")]
    Empty,
    /// Not written as a number.
    #[error("this is no number")]
    NotANumber,
    /// More decimals than the field has, and not zeros.
    #[error("the number has more than {decimals} decimals")]
    TooManyDecimals {
        /// What the field has.
        decimals: u8,
    },
    /// Beyond ±10¹² units, or beyond 64 bits for another scale.
    #[error("the number is too large")]
    OutOfRange,
    /// A ratio to nothing.
    #[error("a number cannot be divided by zero")]
    DivisionByZero,
}

/// The one rounding rule: `numerator / denominator` to the nearest integer, halves away from zero (commercial rounding,
/// `half up` by size). `None` when the denominator is zero or the result does not fit.
pub fn half_up(numerator: i128, denominator: i128) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let rest = numerator.checked_rem(denominator)?.unsigned_abs();
    let up = rest >= denominator.unsigned_abs() - rest;
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    quotient.checked_add(if rest != 0 && up { away } else { 0 })
}

/// `a × b ÷ c` of three integers, rounded once by [`half_up`]; the result must lie within [`LIMIT`].
pub fn mul_div(a: i64, b: i64, c: i64) -> Result<i64, DecimalFault> {
    if c == 0 {
        return Err(DecimalFault::DivisionByZero);
    }
    bounded(half_up(i128::from(a) * i128::from(b), i128::from(c)).ok_or(DecimalFault::OutOfRange)?)
}

/// The product of two decimals of 1/10,000.
pub fn multiply(a: i64, b: i64) -> Result<i64, DecimalFault> {
    mul_div(a, b, ONE)
}

/// The ratio of two decimals of 1/10,000, itself in 1/10,000.
pub fn ratio(a: i64, b: i64) -> Result<i64, DecimalFault> {
    mul_div(a, ONE, b)
}

/// A sum that stays within [`LIMIT`].
pub fn sum(a: i64, b: i64) -> Result<i64, DecimalFault> {
    bounded(i128::from(a) + i128::from(b))
}

/// A decimal of 1/10,000 rounded to `decimals` (0–4) by [`half_up`].
pub fn round(value: i64, decimals: u8) -> i64 {
    let unit = power(MAX_DECIMALS.saturating_sub(decimals));
    let rounded = half_up(i128::from(value), unit).map(|n| n * unit);
    // Within one unit of the ends of i64 there is no rounded number; amounts never come near.
    rounded.and_then(|n| i64::try_from(n).ok()).unwrap_or(value)
}

/// Reads a number as the API writes it, `-?digits[.digits]`, into 1/10,000. Decimals beyond the field's `decimals`
/// (0–4) must be zeros.
pub fn parse(text: &str, decimals: u8) -> Result<i64, DecimalFault> {
    let decimals = decimals.min(MAX_DECIMALS);
    let value = parse_scaled(text, decimals)?;
    bounded(i128::from(value) * power(MAX_DECIMALS - decimals))
}

/// Reads a number as the API writes it into an integer of 10^-`scale` (0–18), for fields with a scale of their own.
pub fn parse_scaled(text: &str, scale: u8) -> Result<i64, DecimalFault> {
    if text.is_empty() {
        return Err(DecimalFault::Empty);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return Err(DecimalFault::NotANumber);
    }
    let fraction = fraction.unwrap_or_default().trim_end_matches('0');
    if fraction.len() > usize::from(scale) {
        return Err(DecimalFault::TooManyDecimals { decimals: scale });
    }
    let mut value: i64 = 0;
    let zeros = usize::from(scale) - fraction.len();
    for digit in whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', zeros)) {
        let next = value.checked_mul(10).and_then(|v| v.checked_add(i64::from(digit - b'0')));
        value = next.ok_or(DecimalFault::OutOfRange)?;
    }
    Ok(if text.starts_with('-') { -value } else { value })
}

/// Writes a decimal of 1/10,000 with exactly `decimals` (0–4) decimals, rounded by [`half_up`]: `"12800.00"`.
pub fn format(value: i64, decimals: u8) -> String {
    let decimals = decimals.min(MAX_DECIMALS);
    format_scaled((i128::from(round(value, decimals)) / power(MAX_DECIMALS - decimals)) as i64, decimals)
}

/// Writes an integer of 10^-`scale` (0–18) with `scale` decimals.
pub fn format_scaled(value: i64, scale: u8) -> String {
    let scale = usize::from(scale.min(18));
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The number as an amount, or an error beyond [`LIMIT`].
pub(super) fn bounded(value: i128) -> Result<i64, DecimalFault> {
    i64::try_from(value).ok().filter(|v| (-LIMIT..=LIMIT).contains(v)).ok_or(DecimalFault::OutOfRange)
}

/// 10 to the power of `exponent`, at most 10³⁸.
pub(super) fn power(exponent: u8) -> i128 {
    10_i128.pow(u32::from(exponent.min(38)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_wire_is_strict() {
        let cases = [
            ("12800.00", 2, Ok(128_000_000)),
            ("12800", 2, Ok(128_000_000)),
            ("-0.5", 1, Ok(-5_000)),
            ("0012.5000000", 1, Ok(125_000)),
            ("-0", 0, Ok(0)),
            ("1000000000000", 4, Ok(LIMIT)),
            ("-1000000000000.0000", 4, Ok(-LIMIT)),
            ("1000000000000.0001", 4, Err(DecimalFault::OutOfRange)),
            ("99999999999999999999", 0, Err(DecimalFault::OutOfRange)),
            ("1.005", 2, Err(DecimalFault::TooManyDecimals { decimals: 2 })),
            ("", 2, Err(DecimalFault::Empty)),
            ("+1", 2, Err(DecimalFault::NotANumber)),
            ("12,800", 2, Err(DecimalFault::NotANumber)),
            ("1.", 2, Err(DecimalFault::NotANumber)),
            (".5", 2, Err(DecimalFault::NotANumber)),
            ("-", 2, Err(DecimalFault::NotANumber)),
            ("1e3", 2, Err(DecimalFault::NotANumber)),
            (" 1", 2, Err(DecimalFault::NotANumber)),
            ("１", 2, Err(DecimalFault::NotANumber)),
            ("NaN", 2, Err(DecimalFault::NotANumber)),
        ];
        for (text, decimals, expect) in cases {
            assert_eq!(parse(text, decimals), expect, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_with_their_decimals() {
        let cases = [
            (128_000_000, 2, "12800.00"),
            (5, 4, "0.0005"),
            (-5, 4, "-0.0005"),
            (50, 2, "0.01"),
            (-50, 2, "-0.01"),
            (49, 2, "0.00"),
            (-49, 2, "0.00"),
            (15_000, 0, "2"),
            (-15_000, 0, "-2"),
            (i64::MIN, 4, "-922337203685477.5808"),
        ];
        for (value, decimals, expect) in cases {
            assert_eq!(format(value, decimals), expect, "{value} with {decimals}");
        }
        assert_eq!(format_scaled(123, 8), "0.00000123");
        assert_eq!(parse_scaled("0.00000123", 8), Ok(123));
    }

    #[test]
    fn products_and_ratios_round_once() {
        assert_eq!(multiply(12_500, 12_500), Ok(15_625));
        assert_eq!(multiply(5, 1_000), Ok(1), "0.0005 × 0.1 = 0.00005");
        assert_eq!(multiply(-5, 1_000), Ok(-1));
        assert_eq!(multiply(LIMIT, LIMIT), Err(DecimalFault::OutOfRange));
        assert_eq!(ratio(20_000, 30_000), Ok(6_667));
        assert_eq!(ratio(1, 0), Err(DecimalFault::DivisionByZero));
        assert_eq!(sum(LIMIT, 1), Err(DecimalFault::OutOfRange));
        assert_eq!(half_up(i128::MIN, -1), None);
        assert_eq!(half_up(i128::MIN, i128::MIN), Some(1));
    }

    proptest! {
    #![proptest_config(crate::text::seeded(1000))]

        #[test]
        fn what_is_written_reads_back(value in -LIMIT..=LIMIT, decimals in 0..=4_u8) {
            prop_assert_eq!(parse(&format(value, 4), 4), Ok(value));
            let rounded = round(value, decimals);
            prop_assert_eq!(parse(&format(value, decimals), decimals), Ok(rounded));
            prop_assert!((rounded - value).abs() * 2 <= 10_i64.pow(4 - u32::from(decimals)));
        }

        #[test]
        fn half_up_is_the_nearest_and_halves_go_away_from_zero(a in any::<i64>(), b in any::<i64>().prop_filter("not zero", |b| *b != 0)) {
            let (a, b) = (i128::from(a), i128::from(b));
            let q = half_up(a, b).unwrap();
            let error = (a - q * b).abs() * 2;
            prop_assert!(error <= b.abs());
            prop_assert!(error < b.abs() || (q * b).abs() > a.abs());
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}|[-0-9.]{0,24}", decimals in 0..=9_u8) {
            if let Ok(value) = parse(&text, decimals) {
                prop_assert!(value.abs() <= LIMIT);
            }
            let _ = import(&text);
        }
    }
}
