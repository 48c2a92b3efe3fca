//! Dates that people write as text, for who reads the cells of a CSV file into a date field.

use jiff::civil::{Date, DateTime, Time};

/// The order of a date written with three numbers when the year does not stand first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 2024-01-31, the only order used in China.
    Ymd,
    /// 01/31/2024
    Mdy,
    /// 31/01/2024
    Dmy,
}

/// A date that was read from text, with its time of day when it had one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenDate {
    /// A day.
    Day(Date),
    /// A day and a time of the wall.
    Moment(DateTime),
}

impl DateOrder {
    /// Reads `2024-1-31`, `2024/01/31`, `2024.1.31`, `2024年1月31日`, `20240131`, with the year first whatever the order,
    /// and `31/01/2024` or `01-31-24` by the order; years of two digits are 1970–2069. A time may follow after a space
    /// or `T`: `8:00`, `08:00:00.5`, `1:01 PM`, `下午1:01`. `None` for anything else and for days that do not exist.
    pub fn read(self, text: &str) -> Option<WrittenDate> {
        let text = text.trim();
        let end = text.find(|char: char| char.is_whitespace() || char == 'T').unwrap_or(text.len());
        let (day, time) = text.split_at(end);
        let date = self.day(day)?;
        let time = time.trim_start_matches(|char: char| char.is_whitespace() || char == 'T');
        if time.is_empty() {
            return Some(WrittenDate::Day(date));
        }
        Some(WrittenDate::Moment(date.to_datetime(read_time(time)?)))
    }

    fn day(self, text: &str) -> Option<Date> {
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return date(&text[..4], &text[4..6], &text[6..]);
        }
        let parts: Vec<&str> = text.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect();
        let &[first, second, third] = parts.as_slice() else { return None };
        match self {
            _ if first.len() == 4 => date(first, second, third),
            DateOrder::Ymd => date(first, second, third),
            DateOrder::Mdy => date(third, first, second),
            DateOrder::Dmy => date(third, second, first),
        }
    }

    /// The only order in which all these texts are dates; `None` when several orders or none are possible, so that the
    /// caller asks a person instead of guessing. Blank texts say nothing.
    pub fn of_samples<'a>(samples: impl IntoIterator<Item = &'a str>) -> Option<DateOrder> {
        let mut possible = vec![DateOrder::Ymd, DateOrder::Mdy, DateOrder::Dmy];
        for text in samples.into_iter().filter(|text| !text.trim().is_empty()) {
            possible.retain(|order| order.read(text).is_some());
        }
        match possible.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

fn number(text: &str, most_digits: usize) -> Option<i16> {
    let is_number = !text.is_empty() && text.len() <= most_digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = match (year.len(), number(year, 4)?) {
        (4, year) => year,
        (2, year @ 70..) => 1900 + year,
        (2, year) => 2000 + year,
        _ => return None,
    };
    Date::new(year, number(month, 2)? as i8, number(day, 2)? as i8).ok()
}

/// A time of day, in 24 hours or with 上午, 下午, AM or PM before or after it.
fn read_time(text: &str) -> Option<Time> {
    let upper = text.to_ascii_uppercase();
    let half =
        |marks: [&'static str; 2]| marks.into_iter().find(|mark| upper.starts_with(mark) || upper.ends_with(mark));
    let (morning, afternoon) = (half(["AM", "上午"]), half(["PM", "下午"]));
    let clock = match morning.or(afternoon) {
        Some(mark) => upper.strip_prefix(mark).or_else(|| upper.strip_suffix(mark)).unwrap_or(&upper).trim(),
        None => upper.strip_suffix('Z').unwrap_or(&upper),
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let (second, fraction) = parts.next().map_or(("0", ""), |text| text.split_once('.').unwrap_or((text, "")));
    if parts.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hour = match (morning.is_some(), afternoon.is_some(), hour) {
        (true, _, 12) => 0,
        (_, true, 1..=11) => hour + 12,
        _ => hour,
    };
    let nanos: String = format!("{fraction:0<9}").chars().take(9).collect();
    Time::new(hour as i8, minute as i8, number(second, 2)? as i8, nanos.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(order: DateOrder, text: &str, expected: Option<&str>) {
        let read = order.read(text).map(|date| match date {
            WrittenDate::Day(date) => date.to_string(),
            WrittenDate::Moment(moment) => moment.to_string(),
        });
        assert_eq!(read.as_deref(), expected, "{order:?} {text}");
    }

    #[test]
    fn dates_are_read_in_the_order_of_the_file() {
        use DateOrder::{Dmy, Mdy, Ymd};
        for order in [Ymd, Mdy, Dmy] {
            for text in ["2024-1-31", "2024/01/31", "2024.1.31", "2024年1月31日", "20240131", " 2024-01-31 "] {
                check(order, text, Some("2024-01-31"));
            }
            check(order, "2024-02-30", None);
            check(order, "2024-01-31T08:00:00.5Z", Some("2024-01-31T08:00:00.5"));
        }
        check(Mdy, "01/31/2024", Some("2024-01-31"));
        check(Dmy, "31-01-24 12:59", Some("2024-01-31T12:59:00"));
        check(Dmy, "01/31/2024", None);
        check(Ymd, "69/1/31", Some("2069-01-31"));
        check(Ymd, "70/1/31", Some("1970-01-31"));
        check(Ymd, "2020/1/1 1:01 下午", Some("2020-01-01T13:01:00"));
        check(Ymd, "2020/1/1 上午12:01", Some("2020-01-01T00:01:00"));
        check(Ymd, "2020/1/1 12:01 PM", Some("2020-01-01T12:01:00"));
        for text in
            ["", "12", "2024-1", "2024-1-31 8", "2024-1-31 8:0:0:0", "2024-1-31 99:00", "a-b-c", "2024-+1-2", "张三"]
        {
            check(Ymd, text, None);
        }
    }

    #[test]
    fn the_order_is_told_by_the_samples_or_not_at_all() {
        assert_eq!(DateOrder::of_samples(["03-07-2021", "", "13-07-2021 12:59"]), Some(DateOrder::Dmy));
        assert_eq!(DateOrder::of_samples(["7/13/2021"]), Some(DateOrder::Mdy));
        assert_eq!(DateOrder::of_samples(["03-07-2021"]), None);
        assert_eq!(DateOrder::of_samples(["13-07-2021", "07-13-2021"]), None);
    }
}
