//! Dates and times as people write them in the files that they import.

use jiff::tz::TimeZone;

use super::dates::{
    DAY_MS, DateFault, LAST_DAY, days, in_range, moment, offset_ms, parse_date, parse_time, split_offset, time_ms,
};
use super::fold::fold;

/// What `03-07-2021` means; the caller knows the file, the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 July.
    DayMonth,
    /// 7 March.
    MonthDay,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Day 0 of the serial numbers that Excel gives to dates (its 1900 system, after its 29 February 1900).
const EXCEL_DAY_ZERO: i64 = -25_569;

/// Reads a date as people write it: `2026-11-23`, `2026/1/3`, `2026.1.3`, `2026年11月23日`, `20261123`, `15 Apr, 2021`,
/// `Apr 15, 2021`, `15-Apr-2021`, `3/7/2021` (by `order`), Excel's serial number (1 to 2,958,465). A time after it is
/// read and dropped. Years have four digits.
pub fn import_date(text: &str, order: DateOrder) -> Result<i32, DateFault> {
    read(text, order).map(|when| when.day)
}

/// Reads a date and time as people write them: a date as [`import_date`] reads it, then a time (`01:09`, `1:09 PM`,
/// `下午3:20`, `9时30分`), as local time of `zone` unless `Z` or an offset stands behind it. Without a time it is the
/// beginning of the day. Excel's serial numbers carry the time in their decimals.
pub fn import_timestamp(text: &str, order: DateOrder, zone: &TimeZone) -> Result<i64, DateFault> {
    let when = read(text, order)?;
    match when.offset {
        Some(offset) => in_range(i64::from(when.day) * DAY_MS + when.time - offset),
        None => moment(when.day, when.time, zone),
    }
}

struct When {
    day: i32,
    time: i64,
    offset: Option<i64>,
}

fn read(text: &str, order: DateOrder) -> Result<When, DateFault> {
    let text = fold(text).replace('：', ":").to_lowercase();
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.bytes().filter(|&b| b == b'.').count() <= 1 {
        return digits_only(&text);
    }
    let (date, time) = split_time(&text);
    let day = read_date(date.trim_matches([' ', ',']), order)?;
    let (time, offset) = if time.is_empty() { (0, None) } else { read_time(time)? };
    Ok(When { day, time, offset })
}

/// `20261123`, `20261123093000`, or a serial number of Excel with a fraction of a day.
fn digits_only(text: &str) -> Result<When, DateFault> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let part = |from: usize, to: usize| whole.get(from..to).and_then(|d| d.parse::<i32>().ok()).unwrap_or(-1);
    if matches!(whole.len(), 8 | 14) && fraction.is_empty() {
        let day = days(part(0, 4), part(4, 6), part(6, 8)).ok_or(DateFault::NoSuchDay)?;
        let time = if whole.len() == 14 { time_ms(part(8, 10), part(10, 12), part(12, 14), 0) } else { Some(0) };
        return Ok(When { day, time: time.ok_or(DateFault::NoSuchDay)?, offset: None });
    }
    let serial = whole.parse::<i64>().ok().filter(|_| whole.len() <= 7).ok_or(DateFault::NotADate)?;
    // The decimals of a day as milliseconds, to the nearest one; Excel itself is no finer.
    let decimals: String = fraction.chars().chain("000000000000".chars()).take(12).collect();
    let ms = (decimals.parse::<i128>().unwrap_or(0) * i128::from(DAY_MS) + 500_000_000_000) / 1_000_000_000_000;
    let early = i64::from(serial < 60); // before 1 March 1900 Excel counts one day less
    let day = serial + EXCEL_DAY_ZERO + early + ms as i64 / DAY_MS;
    if !(1..=2_958_465).contains(&serial) || serial == 60 || day > i64::from(LAST_DAY) {
        return Err(DateFault::NoSuchDay);
    }
    Ok(When { day: day as i32, time: ms as i64 % DAY_MS, offset: None })
}

/// Cuts the text before its time.
fn split_time(text: &str) -> (&str, &str) {
    let clock = text.find([':', '时', '点', '上', '下']).unwrap_or(text.len());
    let hour = text[..clock].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let marks = ["上午", "下午"];
    if clock == text.len() || marks.iter().any(|m| text[clock..].starts_with(m)) {
        return text.split_at(clock);
    }
    let before = text[..hour].trim_end();
    let (date, time) = text.split_at(hour);
    let tail = marks.iter().find_map(|m| before.strip_suffix(m));
    match tail {
        Some(date) => (date, &text[date.len()..]),
        None => (date.strip_suffix('t').unwrap_or(date), time),
    }
}

fn read_date(text: &str, order: DateOrder) -> Result<i32, DateFault> {
    if let Ok(day) = parse_date(text) {
        return Ok(day);
    }
    let mut parts: Vec<&str> =
        text.split([' ', '-', '/', '.', ',', '年', '月', '日', '号']).filter(|part| !part.is_empty()).collect();
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "星期", "周"];
    if parts.len() == 4 {
        parts.retain(|part| !weekdays.iter().any(|day| part.starts_with(day)));
    }
    let [a, b, c] = parts[..] else { return Err(DateFault::NotADate) };
    let number = |part: &str| -> Result<i32, DateFault> {
        let digits = part.trim_end_matches("th").trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd");
        if !matches!(digits.len(), 1 | 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DateFault::NotADate);
        }
        digits.parse().map_err(|_| DateFault::NotADate)
    };
    let (year, month, day) = if let Some(month) = month(b) {
        if a.len() == 4 { (a, month, number(c)?) } else { (c, month, number(a)?) }
    } else if let Some(month) = month(a) {
        (c, month, number(b)?)
    } else if a.len() == 4 {
        (a, number(b)?, number(c)?)
    } else {
        match order {
            DateOrder::DayMonth => (c, number(b)?, number(a)?),
            DateOrder::MonthDay => (c, number(a)?, number(b)?),
        }
    };
    let year_number = number(year)?;
    if year.len() == 2 {
        return Err(DateFault::TwoDigitYear);
    }
    if year.len() != 4 {
        return Err(DateFault::NotADate);
    }
    days(year_number, month, day).ok_or(DateFault::NoSuchDay)
}

/// An English month, written out or by at least three letters.
fn month(part: &str) -> Option<i32> {
    let found = MONTHS.iter().position(|name| part.len() >= 3 && name.starts_with(part));
    found.or((part == "sept").then_some(8)).map(|at| at as i32 + 1)
}

/// A time with what may stand around it, and its offset from UTC if it has one.
fn read_time(text: &str) -> Result<(i64, Option<i64>), DateFault> {
    let upper = text.trim().to_uppercase();
    let (clock, offset) = match split_offset(&upper) {
        Some((clock, offset)) => (clock, Some(offset_ms(offset)?)),
        None => (upper.as_str(), None),
    };
    let clock = clock.trim();
    let halves = [("PM", true), ("AM", false), ("P.M.", true), ("A.M.", false), ("下午", true), ("上午", false)];
    let half = halves.iter().find_map(|&(mark, afternoon)| {
        let rest = clock.strip_suffix(mark).or_else(|| clock.strip_prefix(mark))?;
        Some((rest.trim(), afternoon))
    });
    let (clock, afternoon) = half.map_or((clock, None), |(rest, afternoon)| (rest, Some(afternoon)));
    let clock = clock.replace(['时', '点', '分'], ":").replace('秒', "");
    let clock = clock.trim_end_matches(':');
    let (hour, rest) = clock.split_once(':').unwrap_or((clock, "00"));
    if !(1..=2).contains(&hour.len()) || !hour.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateFault::NotADate);
    }
    let mut hours: i64 = hour.parse().map_err(|_| DateFault::NotADate)?;
    if let Some(afternoon) = afternoon {
        // 上午 and 下午 are also written before hours of the whole day: 下午15:20.
        let fits = (1..=12).contains(&hours) || (text.contains('午') && hours < 24 && (hours >= 12) == afternoon);
        if !fits {
            return Err(DateFault::NoSuchDay);
        }
        hours = if hours > 12 || hours == 0 { hours } else { hours % 12 + if afternoon { 12 } else { 0 } };
    }
    let padded: Vec<String> = rest.split(':').map(|part| format!("{part:0>2}")).collect();
    Ok((parse_time(&format!("{hours:02}:{}", padded.join(":")))?, offset))
}

#[cfg(test)]
mod tests {
    use super::super::dates::{format_date, format_timestamp};
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let cases = [
            ("2026-11-23", "2026-11-23"),
            ("2026/1/3", "2026-01-03"),
            ("2026.1.3", "2026-01-03"),
            ("2026年11月23日", "2026-11-23"),
            ("２０２６年１月３日", "2026-01-03"),
            ("2026 年 1 月 3 日 星期六", "2026-01-03"),
            ("20261123", "2026-11-23"),
            ("15 Apr, 2021 00:02:00", "2021-04-15"),
            ("April 15th, 2021", "2021-04-15"),
            ("15-APR-2021", "2021-04-15"),
            ("Thu, 15 Apr 2021", "2021-04-15"),
            ("2021-Apr-15", "2021-04-15"),
            ("2021-04-15 23:03:00", "2021-04-15"),
            ("2021-04-15T23:03:00Z", "2021-04-15"),
            ("03-07-2021 01:09", "2021-07-03"),
            ("3/7/2021", "2021-07-03"),
            ("44301", "2021-04-15"),
            ("44301.5", "2021-04-15"),
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("2958465", "9999-12-31"),
        ];
        for (text, expect) in cases {
            assert_eq!(import_date(text, DateOrder::DayMonth).map(format_date).as_deref(), Ok(expect), "{text}");
        }
        assert_eq!(import_date("3/7/2021", DateOrder::MonthDay).map(format_date).as_deref(), Ok("2021-03-07"));
    }

    #[test]
    fn moments_are_read_in_the_zone_of_the_file() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let cases = [
            ("15 Apr, 2021 00:02:00", "2021-04-14T16:02:00.000Z"),
            ("2021-04-15 23:03:00", "2021-04-15T15:03:00.000Z"),
            ("03-07-2021 01:09", "2021-07-02T17:09:00.000Z"),
            ("2021/4/15 1:09 PM", "2021-04-15T05:09:00.000Z"),
            ("2021/4/15 12:00 am", "2021-04-14T16:00:00.000Z"),
            ("2021年4月15日 下午3:20", "2021-04-15T07:20:00.000Z"),
            ("2021年4月15日下午15:20", "2021-04-15T07:20:00.000Z"),
            ("2021年4月15日 9时30分", "2021-04-15T01:30:00.000Z"),
            ("2021年4月15日9点", "2021-04-15T01:00:00.000Z"),
            ("2021-04-15T23:03:00Z", "2021-04-15T23:03:00.000Z"),
            ("2021-04-15T23:03:00.250+09:00", "2021-04-15T14:03:00.250Z"),
            ("2021-04-15", "2021-04-14T16:00:00.000Z"),
            ("20210415233000", "2021-04-15T15:30:00.000Z"),
            ("44301.5", "2021-04-15T04:00:00.000Z"),
            ("44301.00138888889", "2021-04-14T16:02:00.000Z"),
            ("44300.999999999999", "2021-04-14T16:00:00.000Z"),
        ];
        for (text, expect) in cases {
            let got = import_timestamp(text, DateOrder::DayMonth, &zone).map(format_timestamp);
            assert_eq!(got.as_deref(), Ok(expect), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_reason() {
        let cases = [
            ("", DateFault::Empty),
            (" ", DateFault::Empty),
            ("tomorrow", DateFault::NotADate),
            ("2021-04", DateFault::NotADate),
            ("12:30", DateFault::NotADate),
            ("1/2/3/4", DateFault::NotADate),
            ("202-04-15", DateFault::NotADate),
            ("15 Foo 2021", DateFault::NotADate),
            ("07/10/83", DateFault::TwoDigitYear),
            ("2021-02-30", DateFault::NoSuchDay),
            ("31/12/2021x", DateFault::NotADate),
            ("13/13/2021", DateFault::NoSuchDay),
            ("20211332", DateFault::NoSuchDay),
            ("2021-04-15 25:00", DateFault::NoSuchDay),
            ("2021-04-15 13:00 PM", DateFault::NoSuchDay),
            ("2021-04-15 1:xx", DateFault::NotADate),
            ("60", DateFault::NoSuchDay),
            ("0", DateFault::NoSuchDay),
            ("2958466", DateFault::NoSuchDay),
            ("1795426200000", DateFault::NotADate),
        ];
        for (text, expect) in cases {
            let got = import_timestamp(text, DateOrder::DayMonth, &TimeZone::UTC);
            assert_eq!(got, Err(expect), "{text}");
        }
    }
}
