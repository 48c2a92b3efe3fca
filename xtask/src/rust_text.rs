//! Tells code, text literals, comments and tests of a Rust file apart, line by line, without parsing it.

/// A Rust file in four readings. Each has the lines of the file; what does not belong to a reading is blank there.
pub struct RustText {
    /// Code without the contents of literals and without comments.
    pub code: Vec<String>,
    /// The contents of string and character literals.
    pub literals: Vec<String>,
    /// Comments and doc comments.
    pub comments: Vec<String>,
    /// Whether the line belongs to an item marked `#[cfg(test)]`.
    pub in_tests: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Literal,
    Comment,
}

impl RustText {
    /// Reads the file.
    pub fn read(text: &str) -> RustText {
        let chars: Vec<char> = text.chars().collect();
        let kinds = kinds(&chars);
        let only = |kind: Kind| -> Vec<String> {
            let kept = chars.iter().zip(&kinds).map(|(&c, &k)| if c == '\n' || k == kind { c } else { ' ' });
            kept.collect::<String>().lines().map(|line| line.trim_end().to_owned()).collect()
        };
        let code = only(Kind::Code);
        let in_tests = lines_in_tests(&code);
        RustText { literals: only(Kind::Literal), comments: only(Kind::Comment), code, in_tests }
    }

    /// The number of lines that are not tests.
    pub fn lines_without_tests(&self) -> usize {
        self.in_tests.iter().filter(|in_tests| !**in_tests).count()
    }
}

fn kinds(chars: &[char]) -> Vec<Kind> {
    let mut kinds = vec![Kind::Code; chars.len()];
    let mut at = 0;
    while at < chars.len() {
        let (kind, end) = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => (Kind::Comment, end_of_line(chars, at)),
            '/' if chars.get(at + 1) == Some(&'*') => (Kind::Comment, end_of_block(chars, at)),
            '"' => (Kind::Literal, end_of_quoted(chars, at, '"')),
            'r' if !continues_a_word(chars, at) && raw_hashes(chars, at).is_some() => {
                (Kind::Literal, end_of_raw(chars, at))
            }
            '\'' if is_char(chars, at) => (Kind::Literal, end_of_quoted(chars, at, '\'')),
            _ => (Kind::Code, at + 1),
        };
        kinds[at..end].fill(kind);
        at = end;
    }
    kinds
}

fn end_of_line(chars: &[char], from: usize) -> usize {
    chars[from..].iter().position(|&c| c == '\n').map_or(chars.len(), |length| from + length)
}

fn end_of_block(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') if depth == 1 => return at + 2,
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_quoted(chars: &[char], from: usize, quote: char) -> usize {
    let mut at = from + 1;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The number of `#` of the raw string that begins at this `r`.
fn raw_hashes(chars: &[char], from: usize) -> Option<usize> {
    let hashes = chars[from + 1..].iter().take_while(|&&c| c == '#').count();
    (chars.get(from + 1 + hashes) == Some(&'"')).then_some(hashes)
}

fn end_of_raw(chars: &[char], from: usize) -> usize {
    let hashes = raw_hashes(chars, from).unwrap_or_default();
    let mut at = from + hashes + 2;
    while at < chars.len() {
        if chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    chars.len()
}

/// `br"…"` and `cr"…"` continue no word; `var"…"` cannot be written.
fn continues_a_word(chars: &[char], at: usize) -> bool {
    let before = chars[..at].iter().rev().take_while(|c| c.is_alphanumeric() || **c == '_').count();
    before > 1 || before == 1 && !matches!(chars[at - 1], 'b' | 'c')
}

/// Whether a character literal begins here, not a lifetime.
fn is_char(chars: &[char], at: usize) -> bool {
    chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'')
}

/// Marks each item under `#[cfg(test)]`, from the attribute to the closing brace or the semicolon.
fn lines_in_tests(code: &[String]) -> Vec<bool> {
    let mut in_tests = vec![false; code.len()];
    let mut line = 0;
    while line < code.len() {
        if code[line].trim_start().starts_with("#[cfg(test)]") {
            let end = end_of_item(code, line);
            in_tests[line..=end].fill(true);
            line = end;
        }
        line += 1;
    }
    in_tests
}

fn end_of_item(code: &[String], from: usize) -> usize {
    let mut depth = 0;
    for (line, text) in code.iter().enumerate().skip(from) {
        for c in text.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => return line,
                '}' => depth -= 1,
                ';' if depth == 0 => return line,
                _ => {}
            }
        }
    }
    code.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: &str, literals: &str, comments: &str) {
        let read = RustText::read(text);
        let words = |lines: &[String]| lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&read.code), code, "code of {text}");
        assert_eq!(words(&read.literals), literals, "literals of {text}");
        assert_eq!(words(&read.comments), comments, "comments of {text}");
    }

    #[test]
    fn code_literals_and_comments_are_told_apart() {
        check("a // b \"c\"\nd", "a d", "", "// b \"c\"");
        check("/* a /* b */ c */ d", "d", "", "/* a /* b */ c */");
        check("f(\"a // \\\" b\") // c", "f( )", "\"a // \\\" b\"", "// c");
        check("r#\"a \" b\"# c", "c", "r#\"a \" b\"#", "");
        check("br\"a\\\" c", "b c", "r\"a\\\"", "");
        check(
            "let r = 'a'; let q = '\"'; fn f<'a>(x: &'a str)",
            "let r = ; let q = ; fn f<'a>(x: &'a str)",
            "'a' '\"'",
            "",
        );
        check("r#type", "r#type", "", "");
        check("\"open", "", "\"open", "");
    }

    #[test]
    fn tests_are_not_counted_wherever_they_stand() {
        let cases = [
            ("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { \"}\"; }\n}\n", 1),
            ("fn a() {}\n#[cfg(test)]\nmod tests;\nfn b() {}\n", 2),
            ("#[cfg(test)]\nmod tests {\n}\nfn b() {\n}\n", 2),
            ("// #[cfg(test)]\nfn b() {}\n", 2),
            ("#[cfg(test)]\nmod open {\n", 0),
        ];
        for (text, lines) in cases {
            assert_eq!(RustText::read(text).lines_without_tests(), lines, "{text}");
        }
    }
}
