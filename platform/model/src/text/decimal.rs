//! tmp
/// t
pub fn import(raw: &str, scale: u8) -> Result<i64, ()> {
    crate::wire::parse_decimal(raw, scale).ok_or(())
}
