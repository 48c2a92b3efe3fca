//! Web addresses.

use super::mail::is_domain;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};
use unicode_normalization::UnicodeNormalization;

/// The longest web address that is stored, in characters.
pub const MAX_URL_CHARS: usize = 2048;

/// Why a text is no web address that may be stored and shown as a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    /// Longer than [`MAX_URL_CHARS`].
    #[error("the web address is too long")]
    TooLong,
    /// A scheme other than `http` and `https`: `javascript:`, `data:`, `file:` and the like.
    #[error("a web address begins with http:// or https://")]
    Scheme,
    /// No host, or one that is no name, no IP address or has an impossible port.
    #[error("the web address has no valid host")]
    Host,
    /// A user name or password before the host, a way to hide where a link leads.
    #[error("a web address may not carry a user name")]
    UserName,
    /// White space, a control character, a quote, an angle bracket or a backslash inside.
    #[error("the web address has a character that is not allowed")]
    Character,
}

/// The address in its stored spelling: trimmed, `https://` added when there is no scheme, scheme and host in lower
/// case and half-width; path, query and fragment as written.
///
/// A host without a scheme needs a dot (`example.com`), with one it may be an intranet name (`http://oa/`).
pub fn normalise(text: &str) -> Result<String, UrlFault> {
    let trimmed = text.trim();
    if trimmed.chars().count() > MAX_URL_CHARS {
        return Err(UrlFault::TooLong);
    }
    let bad = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\\u{200b}\u{feff}\u{202e}".contains(c);
    if trimmed.contains(bad) {
        return Err(UrlFault::Character);
    }
    let (scheme, rest) = split_scheme(trimmed)?;
    let end = rest.find(['/', '?', '#', '／', '？', '＃']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = authority.replace('。', ".").nfkc().collect::<String>().to_lowercase();
    if authority.contains('@') {
        return Err(UrlFault::UserName);
    }
    let (host, port) = split_port(&authority)?;
    let named = is_domain(host) && (scheme.is_some() || host.contains('.'));
    let numbered = host.parse::<Ipv4Addr>().is_ok()
        || host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).is_some_and(|h| h.parse::<Ipv6Addr>().is_ok());
    if !named && !numbered {
        return Err(UrlFault::Host);
    }
    let mut out = format!("{}://{host}", scheme.unwrap_or("https"));
    if let Some(port) = port {
        let _ = write!(out, ":{port}");
    }
    out.push_str(path);
    Ok(out)
}

/// The scheme, if the text names one, and what follows `//`.
fn split_scheme(text: &str) -> Result<(Option<&'static str>, &str), UrlFault> {
    if let Some(rest) = text.strip_prefix("//") {
        return Ok((None, rest));
    }
    let Some((before, after)) = text.split_once([':', '：']) else { return Ok((None, text)) };
    if before.eq_ignore_ascii_case("http") || before.eq_ignore_ascii_case("https") {
        let rest = after.strip_prefix("//").or_else(|| after.strip_prefix("／／")).ok_or(UrlFault::Scheme)?;
        return Ok((Some(if before.len() == 5 { "https" } else { "http" }), rest));
    }
    // `example.com:8080/x` and `example.com/a:b` have no scheme; `javascript:1` and `tel:110` have one.
    let is_host = before.contains(['.', '/', '?', '#', '[', '@']);
    if is_host { Ok((None, text)) } else { Err(UrlFault::Scheme) }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), UrlFault> {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => {
            let digits = port.bytes().all(|b| b.is_ascii_digit());
            let port = port.parse::<u16>().ok().filter(|&p| digits && p > 0).ok_or(UrlFault::Host)?;
            Ok((host, Some(port)))
        }
        _ => Ok((authority, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_or_refused() {
        let long = format!("example.com/{}", "a".repeat(MAX_URL_CHARS));
        let cases = [
            (" Example.COM ", Ok("https://example.com")),
            ("HTTP://Example.com/A?b=C#D", Ok("http://example.com/A?b=C#D")),
            ("https://例子.中国/路径", Ok("https://例子.中国/路径")),
            ("ｗｗｗ．example。com／x", Ok("https://www.example.com／x")),
            ("example.com:8080/x:y", Ok("https://example.com:8080/x:y")),
            ("//example.com", Ok("https://example.com")),
            ("http://oa/", Ok("http://oa/")),
            ("http://10.0.0.1:3000", Ok("http://10.0.0.1:3000")),
            ("http://[::1]:80/", Ok("http://[::1]:80/")),
            ("http://[::1]", Ok("http://[::1]")),
            ("example.com/a@b", Ok("https://example.com/a@b")),
            ("", Err(UrlFault::Host)),
            ("oa", Err(UrlFault::Host)),
            ("https://", Err(UrlFault::Host)),
            ("https://999.1.1.1", Err(UrlFault::Host)),
            ("https://example.com:0", Err(UrlFault::Host)),
            ("https://example.com:99999", Err(UrlFault::Host)),
            ("https://example.com:+80", Err(UrlFault::Host)),
            ("https://a_b.com", Err(UrlFault::Host)),
            ("javascript:alert(1)", Err(UrlFault::Scheme)),
            ("JavaScript:alert(document.cookie)", Err(UrlFault::Scheme)),
            ("java\tscript:alert(1)", Err(UrlFault::Character)),
            ("data:text/html,x", Err(UrlFault::Scheme)),
            ("file:///etc/passwd", Err(UrlFault::Scheme)),
            ("ftp://example.com", Err(UrlFault::Scheme)),
            ("tel:110", Err(UrlFault::Scheme)),
            ("mailto:a@b.com", Err(UrlFault::Scheme)),
            ("https:example.com", Err(UrlFault::Scheme)),
            ("https://good.com@evil.com", Err(UrlFault::UserName)),
            ("a@evil.com:80", Err(UrlFault::UserName)),
            ("https://a b.com", Err(UrlFault::Character)),
            ("https:\\\\evil.com", Err(UrlFault::Character)),
            ("example.com/\"onload=", Err(UrlFault::Character)),
            (&long, Err(UrlFault::TooLong)),
        ];
        for (text, expect) in cases {
            assert_eq!(normalise(text).as_deref(), expect.as_ref().copied(), "{text}");
        }
    }
}
