//! Mail addresses.

use super::fold::fold;

/// The longest address that can be delivered to (RFC 5321 with errata), in characters.
pub const MAX_MAIL_CHARS: usize = 254;

/// Why a text is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// Longer than [`MAX_MAIL_CHARS`], or more than 64 characters before the `@`.
    #[error("the mail address is too long")]
    TooLong,
    /// Not exactly one `@` with something on both sides.
    #[error("a mail address has one @ with text on both sides")]
    NoAt,
    /// A character or a place of a dot that is not allowed before the `@`.
    #[error("the part of the mail address before the @ is not valid")]
    Local,
    /// The part after the `@` is no domain name.
    #[error("the part of the mail address after the @ is no domain name")]
    Domain,
}

/// The address in its stored spelling: folded, without `mailto:`, the domain in lower case. What stands before the `@`
/// is kept as written, since the receiving server may tell `A` from `a`; compare addresses by their lower case.
///
/// Letters of all scripts are allowed on both sides; quoted local parts and address literals (`a@[127.0.0.1]`) are not.
pub fn normalise(text: &str) -> Result<String, MailFault> {
    let folded = fold(text);
    let bare = match folded.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => &folded,
    };
    let (local, domain) = bare.rsplit_once('@').ok_or(MailFault::NoAt)?;
    if local.is_empty() || domain.is_empty() || local.contains('@') {
        return Err(MailFault::NoAt);
    }
    let domain = domain.replace('。', ".").to_lowercase();
    if local.chars().count() > 64 || local.chars().count() + 1 + domain.chars().count() > MAX_MAIL_CHARS {
        return Err(MailFault::TooLong);
    }
    if !local.split('.').all(|part| !part.is_empty() && part.chars().all(is_local_char)) {
        return Err(MailFault::Local);
    }
    if !is_domain(&domain) || !domain.contains('.') {
        return Err(MailFault::Domain);
    }
    Ok(format!("{local}@{domain}"))
}

fn is_local_char(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// True for a host name in lower case: labels of letters, digits and inner hyphens, 63 characters each, 253 in all,
/// the last label not a number.
pub(super) fn is_domain(name: &str) -> bool {
    let label = |l: &str| {
        !l.is_empty()
            && l.chars().count() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    name.chars().count() <= 253
        && name.split('.').all(label)
        && !name.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_or_refused() {
        let long = format!("{}@example.com", "a".repeat(65));
        let longer = format!("a@{}com", "example.".repeat(32));
        let cases = [
            (" Zhang.San@Example.COM ", Ok("Zhang.San@example.com")),
            ("ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ", Ok("zs@example.com")),
            ("mailto:a+b@x-y.co.uk", Ok("a+b@x-y.co.uk")),
            ("张三@公司.中国", Ok("张三@公司.中国")),
            ("张三@公司。中国", Ok("张三@公司.中国")),
            ("o'neil@example.ie", Ok("o'neil@example.ie")),
            ("", Err(MailFault::NoAt)),
            ("a.example.com", Err(MailFault::NoAt)),
            ("@example.com", Err(MailFault::NoAt)),
            ("a@b@example.com", Err(MailFault::NoAt)),
            ("a@", Err(MailFault::NoAt)),
            ("a b@example.com", Err(MailFault::Local)),
            (".a@example.com", Err(MailFault::Local)),
            ("a..b@example.com", Err(MailFault::Local)),
            ("a,b@example.com", Err(MailFault::Local)),
            ("<a@example.com", Err(MailFault::Local)),
            ("a@localhost", Err(MailFault::Domain)),
            ("a@-x.com", Err(MailFault::Domain)),
            ("a@x..com", Err(MailFault::Domain)),
            ("a@127.0.0.1", Err(MailFault::Domain)),
            ("a@x.com\nBcc: b@y.com", Err(MailFault::NoAt)),
            ("a@x.com>", Err(MailFault::Domain)),
            (&long, Err(MailFault::TooLong)),
            (&longer, Err(MailFault::TooLong)),
        ];
        for (text, expect) in cases {
            assert_eq!(normalise(text).as_deref(), expect.as_ref().copied(), "{text}");
        }
    }
}
