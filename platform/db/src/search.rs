//! Full-text search over tokens that are made above this crate: FTS5 on SQLite, a `tsvector` with a GIN index on PostgreSQL.
//!
//! A token is a run of ASCII letters and digits (lower-cased here) and of any characters beyond ASCII; everything else
//! separates. Both engines get the same tokens, whatever a text holds, so both find the same rows.

use heyi_model::Value;
use sea_query::Expr;

mod newest;

use crate::config::Dialect;
use crate::sql::{Sql, bind, sql};
pub(crate) use newest::newest;

/// Longer tokens are cut, in the index and in a query alike; PostgreSQL takes 2,046 bytes.
const MAX_TOKEN_BYTES: usize = 240;

/// One thing to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTerm {
    /// The token. A text of several tokens asks for all of them; a text without a token finds nothing.
    pub text: String,
    /// True when the (last) token may go on.
    pub prefix: bool,
}

impl SearchTerm {
    /// A whole token.
    pub fn word(text: impl Into<String>) -> Self {
        Self { text: text.into(), prefix: false }
    }
    /// The beginning of a token.
    pub fn prefix(text: impl Into<String>) -> Self {
        Self { text: text.into(), prefix: true }
    }
}

/// What the name of a module's search table ends with.
pub(crate) const SUFFIX: &str = "_search";

/// The name of a module's search table.
pub(crate) fn table_name(table: &str) -> String {
    format!("{table}{SUFFIX}")
}

/// The statements that make a search table.
///
/// SQLite's `ascii` tokenizer keeps every character beyond ASCII inside its token, where `unicode61` follows a table of
/// Unicode that PostgreSQL does not share. It gathers 8 MB of tokens before it writes them, those of a whole commit group,
/// and leaves twice as many pieces as usual before it merges them: half the merging, for some more places to look.
pub(crate) fn create(dialect: Dialect, name: &str) -> String {
    let table = crate::schema::quote(name);
    match dialect {
        Dialect::Sqlite => format!(
            "CREATE VIRTUAL TABLE {table} USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii'); \
             INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 8388608), ('automerge', 8)"
        ),
        Dialect::Postgres => {
            let index = crate::schema::quote(&index_name(name));
            format!(
                "CREATE TABLE {table} (id BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL); \
                 CREATE INDEX {index} ON {table} USING GIN (tokens)"
            )
        }
    }
}

/// The tokens in a text, as both engines store them.
fn tokens(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(|word| {
        let mut end = word.len().min(MAX_TOKEN_BYTES);
        while !word.is_char_boundary(end) {
            end -= 1;
        }
        word[..end].to_ascii_lowercase()
    })
}

/// The text to store: tokens joined by a space.
pub(crate) fn stored(text: &str) -> String {
    if is_stored_form(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for token in tokens(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token);
    }
    out
}

/// Is it what [`stored`] would make of it? Most texts are: whoever makes tokens makes them in this form.
fn is_stored_form(text: &str) -> bool {
    let mut length = 0;
    text.bytes().all(|byte| {
        let separates = byte == b' ' && length > 0;
        length = if separates { 0 } else { length + 1 };
        separates || (length <= MAX_TOKEN_BYTES && (byte.is_ascii_digit() || byte.is_ascii_lowercase() || byte >= 128))
    }) && (length > 0 || text.is_empty())
}

/// The query in the engine's words: every clause of `cnf` must hold, a clause holds when one of its terms does. `None`
/// when it can find nothing: there is no clause, or one without a token.
fn query_text(dialect: Dialect, cnf: &[Vec<SearchTerm>]) -> Option<String> {
    let (and, or) = match dialect {
        Dialect::Sqlite => (" AND ", " OR "),
        Dialect::Postgres => (" & ", " | "),
    };
    let clause = |terms: &Vec<SearchTerm>| {
        let terms: Vec<String> = terms.iter().filter_map(|term| term_text(dialect, term, and)).collect();
        (!terms.is_empty()).then(|| format!("({})", terms.join(or)))
    };
    let clauses = cnf.iter().map(clause).collect::<Option<Vec<_>>>()?;
    (!clauses.is_empty()).then(|| clauses.join(and))
}

/// Tokens hold no quote and no backslash, so quoting them is enough.
fn term_text(dialect: Dialect, term: &SearchTerm, and: &str) -> Option<String> {
    let words: Vec<String> = tokens(&term.text).collect();
    let last = words.len().checked_sub(1)?;
    let open = term.prefix && !term.text.ends_with(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let word = |(at, word): (usize, &String)| match (dialect, open && at == last) {
        (Dialect::Sqlite, false) => format!("\"{word}\""),
        (Dialect::Sqlite, true) => format!("\"{word}\"*"),
        (Dialect::Postgres, false) => format!("'{word}'"),
        (Dialect::Postgres, true) => format!("'{word}':*"),
    };
    let words: Vec<String> = words.iter().enumerate().map(word).collect();
    Some(if words.len() == 1 { words[0].clone() } else { format!("({})", words.join(and)) })
}

/// A condition: `id` is among the rows of the module `table` that meet `cnf`.
pub fn search_match(dialect: Dialect, id: Expr, table: &str, cnf: &[Vec<SearchTerm>]) -> Expr {
    let Some(query) = query_text(dialect, cnf) else { return Expr::cust("1 = 0") };
    let name = crate::schema::quote(&table_name(table));
    // `?` stands for an expression in sea-query's custom text on SQLite, `$1` on PostgreSQL.
    match dialect {
        Dialect::Sqlite => Expr::cust_with_exprs(
            format!("? IN (SELECT rowid FROM {name} WHERE {name} MATCH ?)"),
            [id, Expr::val(bind(query))],
        ),
        Dialect::Postgres => Expr::cust_with_exprs(
            format!("$1 IN (SELECT id FROM {name} WHERE tokens @@ CAST($2 AS tsquery))"),
            [id, Expr::val(bind(query))],
        ),
    }
}

/// The exact number of rows; `None` when nothing can be found.
pub(crate) fn count(dialect: Dialect, table: &str, cnf: &[Vec<SearchTerm>]) -> Option<Sql> {
    let query = query_text(dialect, cnf)?;
    let name = crate::schema::quote(&table_name(table));
    let text = match dialect {
        Dialect::Sqlite => format!("SELECT count(*) FROM {name} WHERE {name} MATCH $1"),
        Dialect::Postgres => format!("SELECT count(*) FROM {name} WHERE tokens @@ CAST($1 AS tsquery)"),
    };
    Some(sql(text, vec![Value::from(query)]))
}

/// The statement that stores the tokens of some rows, in place of those they had.
pub(crate) fn put(dialect: Dialect, table: &str) -> String {
    let name = crate::schema::quote(&table_name(table));
    match dialect {
        Dialect::Sqlite => format!("INSERT OR REPLACE INTO {name} (rowid, tokens) VALUES ($1, $2)"),
        Dialect::Postgres => format!(
            "INSERT INTO {name} (id, tokens) \
             SELECT r.id, array_to_tsvector(array_remove(string_to_array(r.tokens, ' '), '')) \
             FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS r (id, tokens) \
             ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens"
        ),
    }
}

/// PostgreSQL gathers new tokens in a list beside the index, which every search reads through: it is kept this short.
pub(crate) const PENDING: &str = "SET gin_pending_list_limit = '128kB'";
/// From so many rows on, their tokens come into the index together: what a row costs falls to a third.
const MANY: u64 = 100;
const GATHER: &str = "SET LOCAL gin_pending_list_limit = '64MB'";

/// What goes before putting the tokens of so many rows, when they are to be gathered in the list.
pub(crate) fn gather(dialect: Dialect, rows: u64) -> Option<&'static str> {
    (dialect == Dialect::Postgres && rows >= MANY).then_some(GATHER)
}

/// On PostgreSQL: what settles the list when so many rows came into `table` and were gathered in it.
pub(crate) fn settle(table: &str, rows: u64) -> Option<String> {
    let index = crate::schema::quote(&index_name(table));
    (table.ends_with(SUFFIX) && rows >= MANY).then(|| format!("SELECT gin_clean_pending_list('{index}')"))
}

/// The name of the index of a search table on PostgreSQL.
fn index_name(search_table: &str) -> String {
    format!("{search_table}_tokens")
}

/// The statement that removes some rows.
pub(crate) fn delete(dialect: Dialect, table: &str) -> String {
    let name = crate::schema::quote(&table_name(table));
    match dialect {
        Dialect::Sqlite => format!("DELETE FROM {name} WHERE rowid = $1"),
        Dialect::Postgres => format!("DELETE FROM {name} WHERE id = ANY (CAST($1 AS bigint[]))"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_many_rows_are_gathered_and_settled_afterwards_on_postgres() {
        assert_eq!(gather(Dialect::Postgres, 100), Some(GATHER));
        assert_eq!((gather(Dialect::Postgres, 99), gather(Dialect::Sqlite, 100)), (None, None));
        let settled = settle("accounts_search", 100);
        assert_eq!(settled.as_deref(), Some("SELECT gin_clean_pending_list('\"accounts_search_tokens\"')"));
        assert_eq!((settle("accounts_search", 99), settle("accounts", 100)), (None, None));
    }
}
