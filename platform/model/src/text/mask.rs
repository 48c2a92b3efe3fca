//! Values shown to people who may know that a value is there but not what it is.
//!
//! How many characters are hidden is not told: a mask has as many stars for a long value as for a longer one.

/// A text with its first and last character: `张*丰`, `王*`, `欧**明`, `A****z`.
pub fn mask_text(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, inner @ .., last] => format!("{first}{}{last}", "*".repeat(inner.len().min(4))),
    }
}

/// A mail address with the first character of its name and its domain: `z****@example.com`. Anything else is masked
/// as text.
pub fn mask_mail(mail: &str) -> String {
    match mail.rsplit_once('@') {
        Some((local, domain)) if local.chars().count() > 1 => {
            format!("{}****@{domain}", local.chars().next().unwrap_or('*'))
        }
        Some((_, domain)) => format!("****@{domain}"),
        None => mask_text(mail),
    }
}

/// An identity number, a credit code, a bank account: the first three and last four characters when there are at least
/// twelve, as `110****1234`; a shorter one is masked as text.
pub fn mask_id(id: &str) -> String {
    let chars: Vec<char> = id.chars().collect();
    if chars.len() < 12 {
        return mask_text(id);
    }
    ends(&chars, 3, 4)
}

/// The first `head` and the last `tail` characters with four stars between.
pub(super) fn ends(chars: &[char], head: usize, tail: usize) -> String {
    let first = chars.iter().take(head);
    let last = chars.iter().skip(chars.len().saturating_sub(tail).max(head));
    first.chain("****".chars().collect::<Vec<_>>().iter()).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_the_ends() {
        type Mask = fn(&str) -> String;
        let cases: &[(Mask, &str, &str)] = &[
            (mask_text, "", ""),
            (mask_text, "王", "*"),
            (mask_text, "王五", "王*"),
            (mask_text, "张三丰", "张*丰"),
            (mask_text, "欧阳小明", "欧**明"),
            (mask_text, "A very long name", "A****e"),
            (mask_mail, "zhang@example.com", "z****@example.com"),
            (mask_mail, "z@example.com", "****@example.com"),
            (mask_mail, "@", "****@"),
            (mask_mail, "no mail", "n****l"),
            (mask_id, "110101199003071234", "110****1234"),
            (mask_id, "91140105", "9****5"),
            (mask_id, "", ""),
        ];
        for (mask, value, expect) in cases {
            assert_eq!(mask(value), *expect, "{value}");
        }
    }
}
