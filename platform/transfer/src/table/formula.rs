//! Text that a spreadsheet would run as a formula, in CSV.
//!
//! A cell that starts with `=`, `+`, `-`, `@`, a tabulator or a carriage return may be run when the file is opened, so
//! it is written behind one single quote (OWASP, "CSV Injection"). So that reading gives back what was written, a text
//! that already has single quotes before such a sign gets one more, and reading takes one away.

use std::borrow::Cow;

/// The text as it is safe in a CSV cell.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous_behind_quotes(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] was given.
pub(super) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous_behind_quotes(rest) => rest,
        _ => text,
    }
}

fn is_dangerous_behind_quotes(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_reads_back() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+86 138", "'+86 138"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("'=1", "''=1"),
            ("合一=好", "合一=好"),
            ("'001", "'001"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }
}
