//! 统一社会信用代码, the number that every Chinese organisation has (GB 32100-2015).

use super::fold::fold;

/// The 31 signs of the code; their place is their value. I, O, S, V and Z are left out by the standard.
const SIGNS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Why a text is no unified social credit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UsccFault {
    /// Not 18 signs.
    #[error("a unified social credit code has 18 signs, this has {found}")]
    Length {
        /// How many signs there are without spaces and hyphens.
        found: usize,
    },
    /// A sign that the standard does not know, or a letter in the region (signs 3 to 8).
    #[error("sign {position} of the unified social credit code cannot be {sign:?}")]
    Sign {
        /// Counted from 1.
        position: usize,
        /// The sign, in upper case.
        sign: char,
    },
    /// The last sign does not fit the others: most likely a typing mistake.
    #[error("the check sign of the unified social credit code does not fit the others")]
    CheckSign,
}

/// The code in its one spelling: folded, upper case, without spaces and hyphens; checked sign by sign and against its
/// check sign (weights 3^(i-1) mod 31, complement to 31).
pub fn normalise(text: &str) -> Result<String, UsccFault> {
    let code: String = fold(text).chars().filter(|c| !matches!(c, ' ' | '-')).map(|c| c.to_ascii_uppercase()).collect();
    let found = code.chars().count();
    if found != 18 {
        return Err(UsccFault::Length { found });
    }
    let mut sum = 0;
    let mut weight = 1;
    let mut last = 0;
    for (at, sign) in code.chars().enumerate() {
        let value = SIGNS.iter().position(|&s| char::from(s) == sign);
        let value = match value {
            Some(v) if (2..8).contains(&at) && v > 9 => None,
            other => other,
        };
        last = value.ok_or(UsccFault::Sign { position: at + 1, sign })?;
        if at < 17 {
            sum = (sum + last * weight) % 31;
            weight = weight * 3 % 31;
        }
    }
    if (31 - sum) % 31 == last { Ok(code) } else { Err(UsccFault::CheckSign) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample;

    #[test]
    fn codes_are_checked_sign_by_sign() {
        let cases = [
            ("9114010575405737X6", Ok("9114010575405737X6")),
            (" 9114 0105 7540 5737-x6 ", Ok("9114010575405737X6")),
            ("９１１４０１０５７５４０５７３７Ｘ６", Ok("9114010575405737X6")),
            ("9114010575405737X5", Err(UsccFault::CheckSign)),
            ("9114010575405737X", Err(UsccFault::Length { found: 17 })),
            ("", Err(UsccFault::Length { found: 0 })),
            ("9114010575405737XO", Err(UsccFault::Sign { position: 18, sign: 'O' })),
            ("91A4010575405737X6", Err(UsccFault::Sign { position: 3, sign: 'A' })),
            ("中国移动通信集团有限公司是个好公司吗", Err(UsccFault::Sign { position: 1, sign: '中' })),
        ];
        for (text, expect) in cases {
            assert_eq!(normalise(text).as_deref(), expect.as_ref().copied(), "{text}");
        }
    }

    /// The second cell; the first may be quoted.
    fn code(line: &str) -> Option<&str> {
        let (_, after_name) = line.split_once(if line.starts_with('"') { "\"," } else { "," })?;
        after_name.split(',').next()
    }

    #[test]
    fn of_the_100k_sample_99742_codes_pass_and_4_more_when_upper_cased() {
        let Some(text) = sample("companies_100k.csv.zst") else { return };
        let codes = text.lines().skip(1).filter_map(code);
        let good: Vec<bool> = codes.filter_map(|code| normalise(code).ok().map(|n| n == code)).collect();
        assert_eq!(good.iter().filter(|as_written| **as_written).count(), 99_742);
        assert_eq!(good.len(), 99_746);
    }
}
