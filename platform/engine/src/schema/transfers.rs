//! The tables of imports and exports.

use heyi_model::ColumnKind::{Bool, Int, Text};

use super::system::Table;
use super::system::Unique::No;

/// The tables of migration 6: the values that the fields of an import did not know, and how often each stands in the file.
pub(super) const UNKNOWN: &[Table] = &[Table {
    name: "import_unknown",
    columns: &[("!job", Int), ("!field", Text), ("!value", Text), ("!count", Int)],
    key: &["job", "field", "value"],
    indexes: &[],
}];

/// The tables of migration 2.
pub(super) const TABLES: &[Table] = &[
    // An import: the content that it reads, what it was told, the job that runs it, and its figures. `spec` and `looked` are
    // text, because they may hold any character of a file.
    Table {
        name: "import_run",
        columns: &[
            ("!id", Int),
            ("person", Int),
            ("!module", Text),
            ("!blob", Text),
            ("!name", Text),
            ("!size", Int),
            ("!spec", Text),
            ("!looked", Text),
            ("!dry_run", Bool),
            ("job", Int),
            ("!rows_total", Int),
            ("!rows_done", Int),
            ("!rows_created", Int),
            ("!rows_updated", Int),
            ("!rows_skipped", Int),
            ("!rows_failed", Int),
            ("!notes", Int),
            ("!targets", Int),
            ("!created_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_import_run_person", &["person", "id"], No), ("ix_import_run_job", &["job"], No)],
    },
    // What is told of single rows of a run: refusals, notes, links that wait for the end of the file.
    Table {
        name: "import_entry",
        columns: &[("!job", Int), ("!kind", Text), ("!place", Int), ("!part", Int), ("!line", Int), ("!detail", Text)],
        key: &["job", "kind", "place", "part"],
        indexes: &[],
    },
    // An export: what was asked for, the job that writes it, and the content once it is there.
    Table {
        name: "export_run",
        columns: &[
            ("!id", Int),
            ("person", Int),
            ("!module", Text),
            ("!spec", Text),
            ("!job", Int),
            ("!name", Text),
            ("blob", Text),
            ("size", Int),
            ("rows_done", Int),
            ("!created_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_export_run_person", &["person", "id"], No), ("ix_export_run_job", &["job"], No)],
    },
];
