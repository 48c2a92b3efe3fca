//! Numbers as people write them in the files that they import.

use super::decimal::{DecimalFault, MAX_DECIMALS, bounded, half_up, power};
use super::fold::fold;

/// A number read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// The number in 1/10,000, rounded half up. A percentage as written: `12.5%` is 12.5.
    pub value: i64,
    /// Whether a percent sign stood with it.
    pub percent: bool,
    /// The ISO 4217 code of the currency that stood with it; `¥` alone is read as CNY, `$` as USD.
    pub currency: Option<&'static str>,
}

/// What may stand beside a number: its text, a power of ten, a currency. Longer ones come before their beginnings.
const UNITS: [(&str, u8, Option<&str>); 45] = [
    ("人民币", 0, Some("CNY")),
    ("新台币", 0, Some("TWD")),
    ("rmb", 0, Some("CNY")),
    ("cny", 0, Some("CNY")),
    ("cn¥", 0, Some("CNY")),
    ("usd", 0, Some("USD")),
    ("us$", 0, Some("USD")),
    ("hkd", 0, Some("HKD")),
    ("hk$", 0, Some("HKD")),
    ("twd", 0, Some("TWD")),
    ("nt$", 0, Some("TWD")),
    ("eur", 0, Some("EUR")),
    ("gbp", 0, Some("GBP")),
    ("jpy", 0, Some("JPY")),
    ("美元", 0, Some("USD")),
    ("美金", 0, Some("USD")),
    ("欧元", 0, Some("EUR")),
    ("英镑", 0, Some("GBP")),
    ("日元", 0, Some("JPY")),
    ("香港元", 0, Some("HKD")),
    ("港元", 0, Some("HKD")),
    ("港币", 0, Some("HKD")),
    ("¥", 0, Some("CNY")),
    ("$", 0, Some("USD")),
    ("€", 0, Some("EUR")),
    ("£", 0, Some("GBP")),
    ("十", 1, None),
    ("百", 2, None),
    ("千", 3, None),
    ("万", 4, None),
    ("萬", 4, None),
    ("亿", 8, None),
    ("億", 8, None),
    ("bn", 9, None),
    ("k", 3, None),
    ("w", 4, None),
    ("m", 6, None),
    ("b", 9, None),
    ("元", 0, None),
    ("圆", 0, None),
    ("块", 0, None),
    ("整", 0, None),
    (" ", 0, None),
    ("(", 0, None),
    (")", 0, None),
];

/// Reads a number as people write it: `12,800.50`, `¥12,800`, `$1,117.10K`, `1.2万`, `3亿元`, `550(万元人民币)`, `12.5%`,
/// `(1,234.50)` and `-1,234.50` for a negative one, full-width digits.
///
/// Thousands are parted in groups of three by commas, apostrophes or spaces. `1.234,56` and other writings whose
/// meaning would be a guess are [`DecimalFault::NotANumber`].
pub fn import(text: &str) -> Result<Imported, DecimalFault> {
    let text = fold(text).to_lowercase().replace('，', ",").replace(['\u{2212}', '–', '—'], "-");
    if text.is_empty() {
        return Err(DecimalFault::Empty);
    }
    let start = text.find(|c: char| c.is_ascii_digit() || c == '.').ok_or(DecimalFault::NotANumber)?;
    let (before, rest) = text.split_at(start);
    let end = rest.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (number, after) = rest.split_at(end);

    let mut found = Beside::default();
    found.read(before, false)?;
    found.read(after, true)?;
    // Brackets around everything, or everything but the currency, say minus: `(5.00)`, `$(5.00)`.
    let opened = before.contains('(') && after.trim_end_matches('%').ends_with(')');
    let negative = found.minus || opened;
    if found.minus && opened || (before.contains('(') && !opened) {
        return Err(DecimalFault::NotANumber);
    }

    let (digits, decimals) = digits(number)?;
    let value = digits.checked_mul(power(found.exponent + MAX_DECIMALS)).ok_or(DecimalFault::OutOfRange)?;
    let value = half_up(value, power(decimals)).ok_or(DecimalFault::OutOfRange)?;
    let value = bounded(if negative { -value } else { value })?;
    Ok(Imported { value, percent: found.percent, currency: found.currency })
}

/// What stands before and after the digits.
#[derive(Default)]
struct Beside {
    minus: bool,
    percent: bool,
    exponent: u8,
    currency: Option<&'static str>,
}

impl Beside {
    fn read(&mut self, mut text: &str, after: bool) -> Result<(), DecimalFault> {
        while let Some(c) = text.chars().next() {
            let unit = UNITS.iter().find(|unit| text.starts_with(unit.0));
            match (c, unit) {
                ('-', _) if !self.minus && (!after || text == "-") => self.minus = true,
                ('+', _) if !after => {}
                ('%', _) if after && !self.percent => self.percent = true,
                (_, Some((_, 1.., _))) if !after => return Err(DecimalFault::NotANumber),
                (_, Some((_, _, Some(_)))) if self.currency.is_some() => {
                    let same = unit.is_some_and(|unit| unit.2 == self.currency);
                    if !same {
                        return Err(DecimalFault::NotANumber);
                    }
                }
                (_, Some((_, exponent, currency))) => {
                    self.exponent = (self.exponent + exponent).min(30);
                    self.currency = currency.or(self.currency);
                }
                _ => return Err(DecimalFault::NotANumber),
            }
            text = &text[unit.map_or(c.len_utf8(), |unit| unit.0.len())..];
        }
        Ok(())
    }
}

/// The digits as one integer and how many of them are decimals (at most 12; more are rounded away as the rule says).
fn digits(number: &str) -> Result<(i128, u8), DecimalFault> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let separator = whole.chars().find(|c| [',', '\'', ' '].contains(c)).unwrap_or(',');
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    let grouped = whole.len() > first.len();
    let first_fits = all_digits(first) && (!grouped || (1..=3).contains(&first.len()));
    if !first_fits || groups.any(|group| group.len() != 3 || !all_digits(group)) || !all_digits(fraction) {
        return Err(DecimalFault::NotANumber);
    }
    let mut value: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes().take(12)).filter(u8::is_ascii_digit) {
        let next = value.checked_mul(10).and_then(|v| v.checked_add(i128::from(digit - b'0')));
        value = next.ok_or(DecimalFault::OutOfRange)?;
    }
    Ok((value, fraction.len().min(12) as u8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cny = Some("CNY");
        let usd = Some("USD");
        let cases = [
            ("12800", 128_000_000, false, None),
            ("12,800.50", 128_005_000, false, None),
            ("¥12,800", 128_000_000, false, cny),
            ("￥１２，８００．５", 128_005_000, false, cny),
            ("$1,117.10K", 11_171_000_000, false, usd),
            ("$22,700.00", 227_000_000, false, usd),
            ("1.2万", 120_000_000, false, None),
            ("3亿元", 3_000_000_000_000, false, None),
            ("5千万", 500_000_000_000, false, None),
            ("550(万元人民币)", 55_000_000_000, false, cny),
            ("50万人民币", 5_000_000_000, false, cny),
            ("575(万香港元)", 57_500_000_000, false, Some("HKD")),
            ("人民币 100 万元整", 10_000_000_000, false, cny),
            ("100w", 10_000_000_000, false, None),
            ("1.5M", 15_000_000_000, false, None),
            ("12.5%", 125_000, true, None),
            ("(1,234.50)", -12_345_000, false, None),
            ("$(5)", -50_000, false, usd),
            ("($5)", -50_000, false, usd),
            ("-5", -50_000, false, None),
            ("−5", -50_000, false, None),
            ("-$5", -50_000, false, usd),
            ("5-", -50_000, false, None),
            ("+5", 50_000, false, None),
            (".5", 5_000, false, None),
            ("0.00005", 1, false, None),
            ("0.00004999", 0, false, None),
            ("1 234 567", 12_345_670_000, false, None),
            ("1'234", 12_340_000, false, None),
            ("USD 100", 1_000_000, false, usd),
            ("$100 USD", 1_000_000, false, usd),
        ];
        for (text, value, percent, currency) in cases {
            assert_eq!(import(text), Ok(Imported { value, percent, currency }), "{text}");
        }
    }

    #[test]
    fn what_would_be_a_guess_is_refused() {
        let none = DecimalFault::NotANumber;
        let far = DecimalFault::OutOfRange;
        let cases = [
            ("", DecimalFault::Empty),
            (" ", DecimalFault::Empty),
            ("abc", none),
            ("1.234,56", none),
            ("1,23", none),
            ("1,2345", none),
            (",123", none),
            ("1,,234", none),
            ("1,234 567", none),
            ("1.2.3", none),
            ("12 apples", none),
            ("(5", none),
            ("-(5)", none),
            ("5%%", none),
            ("万5", none),
            ("2021-04-15", none),
            ("$5 EUR", none),
            ("--5", none),
            ("1e5", none),
            (".", none),
            ("1000000000001", far),
            ("1万亿亿", far),
            ("99999999999999999999999999999999999999999999", far),
        ];
        for (text, expect) in cases {
            assert_eq!(import(text), Err(expect), "{text}");
        }
    }

    #[test]
    fn registered_capital_of_real_companies_is_read() {
        let Some(text) = sample("companies_100k.csv.zst") else { return };
        let cells = text.lines().skip(1).filter_map(|line| line.split(',').nth(4));
        let is_whole = |c: &&str| c.chars().any(|c| c.is_ascii_digit()) && !c.starts_with('"');
        let cells: Vec<&str> = cells.filter(is_whole).take(50_000).collect();
        let refused: Vec<_> = cells.iter().filter(|c| import(c).is_err()).collect();
        println!("{} of {} refused: {:?}", refused.len(), cells.len(), &refused[..refused.len().min(20)]);
        assert!(refused.len() * 50 < cells.len());
    }
}
