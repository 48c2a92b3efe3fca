//! What is shown of a value that the caller may only see masked.

/// The first and the last character, `张***明`; one or two characters show only the first.
pub fn text(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), text.chars().next_back()) {
        (Some(first), Some(_), Some(last)) if text.chars().nth(2).is_some() => format!("{first}***{last}"),
        (Some(first), ..) => format!("{first}***"),
        _ => String::new(),
    }
}

/// A telephone number with its middle hidden, `138****5678`.
pub fn phone(text: &str) -> String {
    crate::text::phone::mask(text)
}

/// A mail address with its name hidden, `z***@example.cn`.
pub fn mail(text: &str) -> String {
    match text.split_once('@') {
        Some((name, domain)) => format!("{}***@{domain}", name.chars().next().map(String::from).unwrap_or_default()),
        None => self::text(text),
    }
}

/// The first 40 characters, for a message that repeats what a person wrote.
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
