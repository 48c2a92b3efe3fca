//! Periods of the calendar as whole numbers in SQL, equal on both engines.

use heyi_model::wire;
use sea_query::Expr;

use super::period::first_of_month;
use super::request::Bucket;

/// 1900-03-01, from which on years of 365 and 366 days alternate as in the Julian calendar until 2100-02-28.
const MARCH_1900: i64 = -25_508;
/// 2100-02-28.
const FEBRUARY_2100: i64 = 47_540;
/// Days from 0000-03-01 to 1970-01-01.
const TO_MARCH_0: i64 = 719_468;

/// The number of the period in which the day in `column` falls: weeks and days by their first day (days since 1970), months,
/// quarters and years counted from the year 0.
///
/// Months follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (`civil_from_days`): in a year that
/// begins in March, day `d` is in month `(5d + 2) / 153`. Between 1900 and 2100 the year needs no rule for centuries.
pub(super) fn number(bucket: Bucket, alias: &str, column: &str) -> Expr {
    let d = format!("\"{alias}\".\"{column}\"");
    let month = || {
        let t = format!("({d} + {})", -MARCH_1900);
        let year = format!("((4 * {t} + 3) / 1461)");
        let day = format!("({t} - 1461 * {year} / 4)");
        let near = format!("(12 * {year} + (5 * {day} + 2) / 153 + {})", 12 * 1900 + 2);
        let z = format!("({d} + {TO_MARCH_0})");
        let of_era = format!("({z} % 146097)");
        let year = format!("(({of_era} - {of_era} / 1460 + {of_era} / 36524 - {of_era} / 146096) / 365)");
        let day = format!("({of_era} - (365 * {year} + {year} / 4 - {year} / 100))");
        let far = format!("(4800 * ({z} / 146097) + 12 * {year} + (5 * {day} + 2) / 153 + 2)");
        format!("CASE WHEN {d} BETWEEN {MARCH_1900} AND {FEBRUARY_2100} THEN {near} ELSE {far} END")
    };
    Expr::cust(match bucket {
        Bucket::Day => d,
        // 1970-01-01 was a Thursday; `%` keeps the sign of its left side.
        Bucket::Week => format!("({d} - (({d} + 3) % 7 + 7) % 7)"),
        Bucket::Month => month(),
        Bucket::Quarter => format!("({}) / 3", month()),
        Bucket::Year => format!("({}) / 12", month()),
    })
}

/// Writes the first day of the period with this number.
pub(super) fn write(bucket: Bucket, number: Option<i64>, out: &mut Vec<u8>) {
    match number {
        None => out.extend_from_slice(b"null"),
        Some(n) => wire::date(
            out,
            match bucket {
                Bucket::Day | Bucket::Week => n,
                Bucket::Month => first_of_month(n),
                Bucket::Quarter => first_of_month(n * 3),
                Bucket::Year => first_of_month(n * 12),
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_of_the_short_rule_are_the_days_they_name() {
        assert_eq!(wire::civil(MARCH_1900), (1900, 3, 1));
        assert_eq!(wire::civil(FEBRUARY_2100), (2100, 2, 28));
        assert_eq!(wire::civil(-TO_MARCH_0), (0, 3, 1));
    }
}
