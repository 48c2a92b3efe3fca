//! Working days and hours in China. Days that are worked in exchange for a holiday (调休) are left out: nobody works on a weekend here.

use heyi_model::wire;

/// China has one time zone and no summer time.
const OFFSET_MS: i64 = 8 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// The first day of the lunar year (春节) in each year from 2020 on.
const SPRING_FESTIVAL: [(u32, u32); 16] = [
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
];

/// Does a company work on this day (days since 1970)?
pub fn is_working_day(day: i32) -> bool {
    // 1970-01-01 was a Thursday.
    if (i64::from(day) + 3).rem_euclid(7) >= 5 {
        return false;
    }
    let (year, month, date) = wire::civil(i64::from(day));
    let fixed = matches!((month, date), (1, 1) | (4, 5) | (5, 1..=3) | (10, 1..=7));
    let festival = usize::try_from(year - 2020).ok().and_then(|at| SPRING_FESTIVAL.get(at));
    let since = festival.map(|(m, d)| i64::from(day) - wire::days_of(year, *m, *d));
    !fixed && !since.is_some_and(|since| (-1..=6).contains(&since))
}

/// The day itself when it is a working day, else the next one that is.
pub fn working_day_from(day: i32) -> i32 {
    (day..day + 30).find(|d| is_working_day(*d)).unwrap_or(day)
}

/// The day itself when it is a working day, else the last one before it that is.
pub fn working_day_until(day: i32) -> i32 {
    (day - 30..=day).rev().find(|d| is_working_day(*d)).unwrap_or(day)
}

/// UTC milliseconds of so many minutes after midnight in China on a day.
pub fn moment(day: i32, minutes: i64) -> i64 {
    i64::from(day) * DAY_MS - OFFSET_MS + minutes * 60_000
}

/// The day in China on which a moment falls.
pub fn day_of(ms: i64) -> i32 {
    (ms + OFFSET_MS).div_euclid(DAY_MS) as i32
}

/// Minutes after midnight in China.
pub fn minutes_of(ms: i64) -> i64 {
    (ms + OFFSET_MS).rem_euclid(DAY_MS) / 60_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_are_free() {
        let day = |y, m, d| wire::days_of(y, m, d) as i32;
        for (date, works) in [
            (day(2026, 11, 23), true),
            (day(2026, 11, 22), false),
            (day(2026, 11, 21), false),
            (day(2026, 10, 1), false),
            (day(2026, 10, 8), true),
            (day(2026, 2, 16), false),
            (day(2026, 2, 20), false),
            (day(2026, 2, 24), true),
            (day(2027, 1, 1), false),
            (day(1970, 1, 1), false),
            (day(1970, 1, 2), true),
        ] {
            assert_eq!(is_working_day(date), works, "{:?}", wire::civil(i64::from(date)));
        }
        assert_eq!(working_day_from(day(2026, 10, 1)), day(2026, 10, 8));
        assert_eq!(working_day_until(day(2026, 10, 5)), day(2026, 9, 30));
    }

    #[test]
    fn moments_are_those_of_china() {
        let ms = moment(wire::days_of(2026, 11, 23) as i32, 9 * 60);
        let mut out = Vec::new();
        wire::timestamp(&mut out, ms);
        assert_eq!(String::from_utf8(out).unwrap(), "\"2026-11-23T01:00:00.000Z\"");
        assert_eq!((day_of(ms), minutes_of(ms)), (wire::days_of(2026, 11, 23) as i32, 540));
    }
}
