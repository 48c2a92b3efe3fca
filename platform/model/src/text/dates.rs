//! Dates, times and moments: strict on the wire, days and milliseconds inside.
//!
//! A date is the number of days since 1970-01-01, a time of day the milliseconds since midnight, a moment the UTC
//! milliseconds since 1970-01-01T00:00Z; years 1 to 9999. What people write in files is read by [`import_date`] and
//! [`import_timestamp`].

use jiff::civil;
use jiff::tz::TimeZone;

pub use super::import_dates::{DateOrder, import_date, import_timestamp};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;
/// 0001-01-01.
pub const FIRST_DAY: i32 = -719_162;
/// 9999-12-31.
pub const LAST_DAY: i32 = 2_932_896;

/// Why a text is no date, time or moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// Nothing but white space.
    #[error("the date is empty")]
    Empty,
    /// Not written as a date or time.
    #[error("this is no date or time")]
    NotADate,
    /// Written as one, but there is no such day or time: 30 February, 25 o'clock.
    #[error("there is no such date or time")]
    NoSuchDay,
    /// A year of two digits, which may be of either century.
    #[error("the year has only two digits")]
    TwoDigitYear,
    /// A moment without `Z` or an offset from UTC.
    #[error("the time has no offset from UTC")]
    NoOffset,
    /// Outside the years 1 to 9999.
    #[error("the date lies outside the years 1 to 9999")]
    OutOfRange,
}

/// The day number of a date of the Gregorian calendar, or `None` when there is no such day in the years 1 to 9999.
pub fn days(year: i32, month: i32, day: i32) -> Option<i32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day at the end; 146,097 days are 400 years.
    let years = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(years * 365 + years / 4 - years / 100 + years / 400 + day_of_year - 719_468)
}

/// Year, month and day of a day number; numbers outside [`FIRST_DAY`]..=[`LAST_DAY`] are taken for the nearest of them.
pub fn civil(days: i32) -> (i32, i32, i32) {
    let z = days.clamp(FIRST_DAY, LAST_DAY) + 719_468;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i32::from(month <= 2), month, day)
}

/// Reads `YYYY-MM-DD`.
pub fn parse_date(text: &str) -> Result<i32, DateFault> {
    let b = text.as_bytes();
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
        return Err(DateFault::NotADate);
    }
    days(number(&b[..4])?, number(&b[5..7])?, number(&b[8..])?).ok_or(DateFault::NoSuchDay)
}

/// Reads `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff` (one to nine decimals, cut to milliseconds), 00:00 to 23:59:59.999.
pub fn parse_time(text: &str) -> Result<i64, DateFault> {
    let b = text.as_bytes();
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    if !matches!(b.len(), 5 | 8 | 10..=18) || b[2] != b':' || (b.len() > 5 && b[5] != b':') {
        return Err(DateFault::NotADate);
    }
    let (hour, minute) = (number(&b[..2])?, number(&b[3..5])?);
    let second = if b.len() > 5 { number(&b[6..8])? } else { 0 };
    let mut milli = 0;
    if b.len() > 8 {
        number(&b[9..])?;
        let digits = b[9..].iter().copied().chain([b'0'; 3]).take(3);
        milli = if b[8] == b'.' { digits.fold(0, |n, d| n * 10 + i32::from(d - b'0')) } else { -1 };
    }
    if milli < 0 {
        return Err(DateFault::NotADate);
    }
    time_ms(hour, minute, second, milli).ok_or(DateFault::NoSuchDay)
}

/// Reads a moment as the API writes it: `2026-11-23T09:30:00.000Z`, also with an offset (`+08:00`) in place of `Z` and
/// with no decimals. Seconds and the offset must be there.
pub fn parse_timestamp(text: &str) -> Result<i64, DateFault> {
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    let (date, rest) = text.split_once('T').ok_or(DateFault::NotADate)?;
    let (time, offset) = split_offset(rest).ok_or(DateFault::NoOffset)?;
    if time.len() < 8 {
        return Err(DateFault::NotADate);
    }
    let local = i64::from(parse_date(date)?) * DAY_MS + parse_time(time)?;
    in_range(local - offset_ms(offset)?)
}

/// `YYYY-MM-DD`.
pub fn format_date(days: i32) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `HH:MM`, or `HH:MM:SS` when there are seconds. Taken modulo a day.
pub fn format_time(ms: i64) -> String {
    let seconds = ms.rem_euclid(DAY_MS) / 1000;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

/// `YYYY-MM-DDTHH:MM:SS.fffZ`.
pub fn format_timestamp(ms: i64) -> String {
    let (year, month, day) = civil(utc_day(ms));
    let rest = ms.rem_euclid(DAY_MS);
    let (hour, minute, second, milli) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

/// The day on which a moment falls in a time zone.
pub fn local_day(ms: i64, zone: &TimeZone) -> i32 {
    let offset = jiff::Timestamp::from_millisecond(ms).map_or(0, |t| i64::from(zone.to_offset(t).seconds()));
    utc_day(ms.saturating_add(offset * 1000))
}

/// The moment of a local date and time of day in a time zone. A time that a clock change skips is taken as if the
/// clocks had not been changed yet, one that comes twice is the first.
pub fn moment(days: i32, time_ms: i64, zone: &TimeZone) -> Result<i64, DateFault> {
    let (year, month, day) = civil(days);
    let ms = time_ms.clamp(0, DAY_MS - 1);
    let (hour, minute, second, milli) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    let local = civil::DateTime::new(
        year as i16,
        month as i8,
        day as i8,
        hour as i8,
        minute as i8,
        second as i8,
        (milli * 1_000_000) as i32,
    );
    let moment = local.and_then(|local| zone.to_timestamp(local)).map_err(|_| DateFault::OutOfRange)?;
    in_range(moment.as_millisecond())
}

/// The moment at which a day begins in a time zone.
pub fn start_of_day(days: i32, zone: &TimeZone) -> Result<i64, DateFault> {
    moment(days, 0, zone)
}

/// Milliseconds since midnight, or `None` when there is no such time.
pub(super) fn time_ms(hour: i32, minute: i32, second: i32, milli: i32) -> Option<i64> {
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    fits.then(|| ((i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second)) * 1000 + i64::from(milli))
}

/// Splits `Z` or `±HH:MM` off a time.
pub(super) fn split_offset(text: &str) -> Option<(&str, &str)> {
    if let Some(time) = text.strip_suffix('Z') {
        return Some((time, ""));
    }
    let at = text.len().checked_sub(6)?;
    let (time, offset) = text.split_at_checked(at)?;
    offset.starts_with(['+', '-']).then_some((time, offset))
}

/// What an offset adds to UTC.
pub(super) fn offset_ms(offset: &str) -> Result<i64, DateFault> {
    let Some(time) = offset.get(1..) else { return Ok(0) };
    let ms = if time.len() == 5 { parse_time(time)? } else { return Err(DateFault::NotADate) };
    Ok(if offset.starts_with('-') { -ms } else { ms })
}

pub(super) fn in_range(ms: i64) -> Result<i64, DateFault> {
    let days = i64::from(FIRST_DAY)..=i64::from(LAST_DAY);
    if days.contains(&ms.div_euclid(DAY_MS)) { Ok(ms) } else { Err(DateFault::OutOfRange) }
}

fn utc_day(ms: i64) -> i32 {
    ms.div_euclid(DAY_MS).clamp(i64::from(FIRST_DAY), i64::from(LAST_DAY)) as i32
}

/// Up to nine ASCII digits.
fn number(digits: &[u8]) -> Result<i32, DateFault> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(DateFault::NotADate);
    }
    Ok(digits.iter().take(9).fold(0, |n, d| n * 10 + i32::from(d - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_on_the_wire_are_strict() {
        let cases = [
            ("1970-01-01", Ok(0)),
            ("2026-11-23", Ok(20_780)),
            ("0001-01-01", Ok(FIRST_DAY)),
            ("9999-12-31", Ok(LAST_DAY)),
            ("2024-02-29", Ok(19_782)),
            ("2023-02-29", Err(DateFault::NoSuchDay)),
            ("1900-02-29", Err(DateFault::NoSuchDay)),
            ("2026-13-01", Err(DateFault::NoSuchDay)),
            ("2026-00-01", Err(DateFault::NoSuchDay)),
            ("0000-01-01", Err(DateFault::NoSuchDay)),
            ("", Err(DateFault::Empty)),
            ("2026-1-3", Err(DateFault::NotADate)),
            ("2026/11/23", Err(DateFault::NotADate)),
            ("+026-11-23", Err(DateFault::NotADate)),
            ("２026-1-3", Err(DateFault::NotADate)),
            ("2026-11-23T", Err(DateFault::NotADate)),
        ];
        for (text, expect) in cases {
            assert_eq!(parse_date(text), expect, "{text}");
        }
    }

    #[test]
    fn times_and_moments_on_the_wire_are_strict() {
        let times = [
            ("00:00", Ok(0)),
            ("09:30", Ok(34_200_000)),
            ("23:59:59.999", Ok(DAY_MS - 1)),
            ("23:59:59.9999999", Ok(DAY_MS - 1)),
            ("09:30:00.5", Ok(34_200_500)),
            ("24:00", Err(DateFault::NoSuchDay)),
            ("09:60", Err(DateFault::NoSuchDay)),
            ("9:30", Err(DateFault::NotADate)),
            ("09:30:", Err(DateFault::NotADate)),
            ("09:30:00,5", Err(DateFault::NotADate)),
            ("09:30:00.x", Err(DateFault::NotADate)),
            ("", Err(DateFault::Empty)),
        ];
        for (text, expect) in times {
            assert_eq!(parse_time(text), expect, "{text}");
        }
        let moments = [
            ("1970-01-01T00:00:00.000Z", Ok(0)),
            ("2026-11-23T09:30:00.000Z", Ok(1_795_426_200_000)),
            ("2026-11-23T17:30:00+08:00", Ok(1_795_426_200_000)),
            ("2026-11-23T04:00:00.000-05:30", Ok(1_795_426_200_000)),
            ("2026-11-23T09:30:00", Err(DateFault::NoOffset)),
            ("2026-11-23 09:30:00Z", Err(DateFault::NotADate)),
            ("2026-11-23T09:30Z", Err(DateFault::NotADate)),
            ("2026-11-23T09:30:00+0800", Err(DateFault::NoOffset)),
            ("2026-11-23T09:30:00+25:00", Err(DateFault::NoSuchDay)),
            ("2026-02-30T09:30:00Z", Err(DateFault::NoSuchDay)),
            ("0001-01-01T00:00:00+08:00", Err(DateFault::OutOfRange)),
            ("", Err(DateFault::Empty)),
            ("Z", Err(DateFault::NotADate)),
            ("TTTZ", Err(DateFault::NotADate)),
        ];
        for (text, expect) in moments {
            assert_eq!(parse_timestamp(text), expect, "{text}");
        }
    }

    #[test]
    fn a_moment_has_a_day_in_each_zone() {
        let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
        let new_york = TimeZone::get("America/New_York").unwrap();
        let late = parse_timestamp("2026-11-23T20:00:00Z").unwrap();
        assert_eq!(format_date(local_day(late, &shanghai)), "2026-11-24");
        assert_eq!(format_date(local_day(late, &new_york)), "2026-11-23");
        let day = parse_date("2026-11-24").unwrap();
        assert_eq!(format_timestamp(start_of_day(day, &shanghai).unwrap()), "2026-11-23T16:00:00.000Z");
        let spring = parse_date("2026-03-08").unwrap();
        assert_eq!(format_timestamp(moment(spring, 2 * 3_600_000, &new_york).unwrap()), "2026-03-08T07:00:00.000Z");
        assert_eq!(moment(FIRST_DAY, 0, &shanghai), Err(DateFault::OutOfRange));
    }

    proptest! {
    #![proptest_config(crate::text::seeded(1000))]

        #[test]
        fn days_agree_with_jiff_and_read_back(n in FIRST_DAY..=LAST_DAY) {
            let (year, month, day) = civil(n);
            let date = jiff::civil::Date::new(year as i16, month as i8, day as i8).unwrap();
            let epoch = jiff::civil::Date::new(1970, 1, 1).unwrap();
            prop_assert_eq!((date - epoch).get_days(), n);
            prop_assert_eq!(days(year, month, day), Some(n));
            prop_assert_eq!(parse_date(&format_date(n)), Ok(n));
        }

        #[test]
        fn moments_read_back(ms in i64::from(FIRST_DAY) * DAY_MS..i64::from(LAST_DAY) * DAY_MS) {
            prop_assert_eq!(parse_timestamp(&format_timestamp(ms)), Ok(ms));
            let minute = ms.rem_euclid(DAY_MS) / 1000 * 1000;
            prop_assert_eq!(parse_time(&format_time(ms)), Ok(minute));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}|[-0-9:TZ+./年月日 ]{0,30}", ms: i64) {
            let _ = (parse_date(&text), parse_time(&text), parse_timestamp(&text));
            for order in [DateOrder::DayMonth, DateOrder::MonthDay] {
                if let Ok(n) = import_date(&text, order) {
                    prop_assert!((FIRST_DAY..=LAST_DAY).contains(&n));
                }
                let _ = import_timestamp(&text, order, &TimeZone::UTC);
            }
            prop_assert_eq!(format_timestamp(ms).len(), 24);
            local_day(ms, &TimeZone::UTC);
        }
    }
}
