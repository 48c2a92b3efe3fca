//! 居民身份证号码, the number of the resident identity card (GB 11643-1999): region, birthday, order, check digit.

use heyi_model::wire;

/// What a number says of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Days since 1970.
    pub birth_date: i32,
    /// The order number is odd for men and even for women.
    pub is_male: bool,
}

/// Weights of the first 17 digits (ISO 7064, MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check digit for each remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

/// Reads a number in upper case; `None` when it is not 18 signs, its date is no day, or its check digit does not fit.
pub fn read(number: &str) -> Option<Holder> {
    let signs: &[u8; 18] = number.as_bytes().try_into().ok()?;
    let (digits, check) = signs.split_at(17);
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    if check[0] != CHECKS[(sum % 11) as usize] {
        return None;
    }
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (i64::from(part(6..10)?), part(10..12)?, part(12..14)?);
    let days = wire::days_of(year, month, day);
    // A day that the month does not have comes back as another one.
    let real = (1..=12).contains(&month) && wire::civil(days) == (year, month, day);
    let birth_date = i32::try_from(days).ok().filter(|_| real && year >= 1850)?;
    Some(Holder { birth_date, is_male: (digits[16] - b'0') % 2 == 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_or_refused() {
        let born = |y, m, d| wire::days_of(y, m, d) as i32;
        // The examples of the standard, and changes of them.
        for (number, expect) in [
            ("11010519491231002X", Some(Holder { birth_date: born(1949, 12, 31), is_male: false })),
            ("440524188001010014", Some(Holder { birth_date: born(1880, 1, 1), is_male: true })),
            ("110105194912310021", None),
            ("11010519491231002x", None),
            ("1101051949123100", None),
            ("11010519491331002X", None),
            ("", None),
            ("身份证号码六个字", None),
        ] {
            assert_eq!(read(number), expect, "{number}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_refused_although_the_check_digit_fits() {
        let with_check = |digits: &str| {
            let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
            format!("{digits}{}", char::from(CHECKS[(sum % 11) as usize]))
        };
        for (digits, good) in [("11010520000229001", true), ("11010520010229001", false), ("11010520001301001", false)]
        {
            assert_eq!(read(&with_check(digits)).is_some(), good, "{digits}");
        }
    }
}
