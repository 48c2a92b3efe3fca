//! tmp
/// t
pub fn import_date(_: &str, _: &jiff::tz::TimeZone) -> Option<i32> {
    None
}
/// t
pub fn import_date_time(_: &str, _: &jiff::tz::TimeZone) -> Option<i64> {
    None
}
