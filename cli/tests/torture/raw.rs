//! The database without anything of ours between: the drivers, SQL as text, cells as text.

use std::path::Path;

use rusqlite::types::ValueRef;

/// A connection past the house.
pub enum Raw {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::Client>),
}

/// A row: each cell as the database would print it.
pub type Row = Vec<Option<String>>;

impl Raw {
    pub fn open(url: &str) -> Self {
        let Some(path) = url.strip_prefix("sqlite:") else {
            return Self::Postgres(Box::new(postgres::Client::connect(url, postgres::NoTls).unwrap()));
        };
        let connection = rusqlite::Connection::open(Path::new(path)).unwrap();
        connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        Self::Sqlite(connection)
    }

    /// Runs statements that change something.
    pub fn batch(&mut self, text: &str) {
        match self {
            Self::Sqlite(connection) => connection.execute_batch(text).unwrap_or_else(|e| panic!("{text}: {e}")),
            Self::Postgres(client) => client.batch_execute(text).unwrap_or_else(|e| panic!("{text}: {e:?}")),
        }
    }

    pub fn rows(&mut self, text: &str) -> Vec<Row> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(text).unwrap_or_else(|e| panic!("{text}: {e}"));
                let width = statement.column_count();
                let read = |row: &rusqlite::Row| (0..width).map(|at| row.get_ref(at).map(printed)).collect();
                let rows = statement.query_map([], read).unwrap();
                rows.map(|row| row.unwrap_or_else(|e| panic!("{text}: {e}"))).collect()
            }
            Self::Postgres(client) => {
                let messages = client.simple_query(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
                let row = |message| match message {
                    postgres::SimpleQueryMessage::Row(row) => {
                        Some((0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect())
                    }
                    _ => None,
                };
                messages.into_iter().filter_map(row).collect()
            }
        }
    }

    /// The rows as numbers; no value is 0.
    pub fn numbers(&mut self, text: &str) -> Vec<Vec<i64>> {
        let number = |cell: &Option<String>| cell.as_deref().map_or(0, |text| text.parse().unwrap());
        self.rows(text).iter().map(|row| row.iter().map(number).collect()).collect()
    }

    /// The one number that a statement gives.
    pub fn number(&mut self, text: &str) -> i64 {
        self.numbers(text)[0][0]
    }
}

fn printed(cell: ValueRef) -> Option<String> {
    match cell {
        ValueRef::Null => None,
        ValueRef::Integer(n) => Some(n.to_string()),
        ValueRef::Real(f) => Some(f.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}
