//! Relative dates: `today`, `last_month`, `next_7_days`.

use heyi_model::wire::{civil, days_of};

/// Most days of `last_N_days` and `next_N_days`.
const MAX_DAYS: i64 = 3_660;

/// The first and the last day of the period that `name` means on `today` (days since 1970); `None` when there is no such
/// period. `last_N_days` are today and the days before it, N together; `next_N_days` today and those that follow. Weeks begin on Monday.
pub(super) fn period(name: &str, today: i32) -> Option<(i32, i32)> {
    let today = i64::from(today);
    let (first, last) = match name {
        "today" => (today, today),
        "yesterday" => (today - 1, today - 1),
        "tomorrow" => (today + 1, today + 1),
        _ => match name.split_once('_')? {
            (which, rest) if rest.ends_with("_days") => {
                let n = rest.strip_suffix("_days").filter(|n| n.bytes().all(|b| b.is_ascii_digit()))?;
                let n: i64 = n.parse().ok().filter(|n| (1..=MAX_DAYS).contains(n))?;
                match which {
                    "last" => (today - n + 1, today),
                    "next" => (today, today + n - 1),
                    _ => return None,
                }
            }
            (which, unit) => {
                let step = ["last", "this", "next"].iter().position(|w| *w == which)? as i64 - 1;
                of_calendar(unit, step, today)?
            }
        },
    };
    Some((i32::try_from(first).ok()?, i32::try_from(last).ok()?))
}

/// The week, month, quarter or year that is `step` away from that of `today`.
fn of_calendar(unit: &str, step: i64, today: i64) -> Option<(i64, i64)> {
    if unit == "week" {
        // 1970-01-01 was a Thursday.
        let monday = today - (today + 3).rem_euclid(7) + 7 * step;
        return Some((monday, monday + 6));
    }
    let months = match unit {
        "month" => 1,
        "quarter" => 3,
        "year" => 12,
        _ => return None,
    };
    let (year, month, _) = civil(today);
    let begin = (year * 12 + i64::from(month) - 1).div_euclid(months) * months + step * months;
    Some((first_of_month(begin), first_of_month(begin + months) - 1))
}

/// The first day of a month counted from January of the year 0.
pub(super) fn first_of_month(month: i64) -> i64 {
    days_of(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(days: i32) -> String {
        let (y, m, d) = civil(i64::from(days));
        format!("{y:04}-{m:02}-{d:02}")
    }

    #[test]
    fn periods_are_those_of_the_calendar() {
        let day = |y, m, d| days_of(y, m, d) as i32;
        // 2026-11-23 is a Monday, 2024-02-29 a Thursday of a leap year.
        let (monday, leap) = (day(2026, 11, 23), day(2024, 2, 29));
        for (name, today, expect) in [
            ("today", monday, Some(("2026-11-23", "2026-11-23"))),
            ("yesterday", monday, Some(("2026-11-22", "2026-11-22"))),
            ("tomorrow", leap, Some(("2024-03-01", "2024-03-01"))),
            ("this_week", monday, Some(("2026-11-23", "2026-11-29"))),
            ("last_week", monday, Some(("2026-11-16", "2026-11-22"))),
            ("next_week", leap, Some(("2024-03-04", "2024-03-10"))),
            ("this_month", leap, Some(("2024-02-01", "2024-02-29"))),
            ("next_month", leap, Some(("2024-03-01", "2024-03-31"))),
            ("last_month", monday, Some(("2026-10-01", "2026-10-31"))),
            ("this_quarter", monday, Some(("2026-10-01", "2026-12-31"))),
            ("next_quarter", monday, Some(("2027-01-01", "2027-03-31"))),
            ("last_quarter", leap, Some(("2023-10-01", "2023-12-31"))),
            ("this_year", leap, Some(("2024-01-01", "2024-12-31"))),
            ("last_year", leap, Some(("2023-01-01", "2023-12-31"))),
            ("next_year", monday, Some(("2027-01-01", "2027-12-31"))),
            ("last_30_days", monday, Some(("2026-10-25", "2026-11-23"))),
            ("next_7_days", monday, Some(("2026-11-23", "2026-11-29"))),
            ("last_0_days", monday, None),
            ("last_99999_days", monday, None),
            ("this_7_days", monday, None),
            ("last_+7_days", monday, None),
            ("this_decade", monday, None),
            ("", monday, None),
        ] {
            let got = period(name, today).map(|(a, b)| (iso(a), iso(b)));
            assert_eq!(got, expect.map(|(a, b)| (a.to_owned(), b.to_owned())), "{name}");
        }
    }
}
