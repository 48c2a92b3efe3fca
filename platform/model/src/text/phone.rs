//! tmp
/// t
pub fn to_e164(raw: &str, _r: &str) -> Result<String, ()> {
    Ok(raw.to_owned())
}
/// t
pub fn mask(raw: &str) -> String {
    raw.to_owned()
}
/// t
pub(super) fn is_chinese_landline(_: &str) -> bool {
    false
}
