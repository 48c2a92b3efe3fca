//! Names of files: what may be one, and how it is said to a browser.

use heyi_model::{Code, Problem};

/// Longest name, in bytes of UTF-8.
pub const MAX_NAME: usize = 255;

/// Refuses a name that is a path, cannot be a file on some system, or shows otherwise than it is.
pub(super) fn check(name: &str) -> Result<(), Problem> {
    let forbidden = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let sound = !name.trim().is_empty()
        && name.len() <= MAX_NAME
        && !name.contains(forbidden)
        && !name.starts_with(' ')
        && !name.ends_with([' ', '.'])
        && !is_device(name);
    if sound { Ok(()) } else { Err(Problem::field("name", Code::InvalidFileName)) }
}

/// Names that mean a device on Windows, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

/// The value of `Content-Disposition` (RFC 6266, RFC 8187): ASCII only, whatever the name.
pub fn disposition(name: &str, inline: bool) -> String {
    let kind = if inline { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&hex::encode_upper([byte]));
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_paths_or_devices_are_refused() {
        for (name, good) in [
            ("报价单 2026.xlsx", true),
            ("a", true),
            (".profile", true),
            ("a..b", true),
            ("common.txt", true),
            ("", false),
            (" ", false),
            (".", false),
            ("..", false),
            ("../etc/passwd", false),
            ("..\\x", false),
            ("C:x", false),
            ("a\0b", false),
            ("a\nb", false),
            ("x\u{202e}fdp.exe", false),
            ("con", false),
            ("CON.txt", false),
            ("Lpt1.pdf", false),
            ("com10", true),
            ("x.", false),
            ("x ", false),
            ("a|b", false),
        ] {
            assert_eq!(check(name).is_ok(), good, "{name:?}");
        }
        assert!(check(&"字".repeat(85)).is_ok());
        assert!(check(&"字".repeat(86)).is_err());
    }

    #[test]
    fn a_disposition_is_ascii_and_cannot_be_broken_out_of() {
        assert_eq!(
            disposition("报价 \"1\".pdf", false),
            "attachment; filename=\"__ _1_.pdf\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%221%22.pdf"
        );
        assert!(disposition("a\r\nSet-Cookie: x", true).bytes().all(|b| (0x20..0x7f).contains(&b)));
    }
}
