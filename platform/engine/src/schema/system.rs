//! The tables that every organisation has. What would be painful to add later is here from the first migration.

use heyi_db::{ColumnDef, IndexColumn, Migration, SchemaPlan, SchemaStep};
use heyi_model::ColumnKind::{self, Bool, Bytes, Date, Int, Json, Text};

/// A table: its name, its columns (a `!` marks one that is never empty), its primary key, its further indexes.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, ColumnKind)],
    pub(super) key: &'static [&'static str],
    pub(super) indexes: &'static [(&'static str, &'static [&'static str], Unique)],
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Unique {
    Yes,
    No,
}
use Unique::{No, Yes};

/// Names of the tables that every organisation has; no module may be called so.
pub const SYSTEM_TABLES: &[&str] = &[
    "epoch",
    "sequence",
    "schema_version",
    "organisation",
    "metadata",
    "role",
    "role_member",
    "user_group",
    "group_member",
    "login",
    "session",
    "api_key",
    "record_grant",
    "sharing_rule",
    "moved_person",
    "field_period",
    "currency_rate",
    "history",
    "seal",
    "timeline",
    "event",
    "outbox",
    "job",
    "idempotency",
    "record_option",
    "record_tag",
    "record_comment",
    "stored_file",
    "blob",
    "saved_view",
    "access_log",
    "node",
    "migration",
    "import_run",
    "import_entry",
    "export_run",
    "saved_view_share",
    "demo_record",
    "import_unknown",
];

const TABLES: &[Table] = &[
    // Settings of the organisation: zone, currency, region, name, apps that are off.
    Table { name: "organisation", columns: &[("!name", Text), ("!value", Json)], key: &["name"], indexes: &[] },
    // What the organisation changed in metadata: a merge patch per module. Never a copy. It is text, because PostgreSQL's
    // JSON documents forget the order of keys, which is the order of the form.
    Table {
        name: "metadata",
        columns: &[("!module", Text), ("!patch", Text), ("!changed_at", Int), ("changed_by", Int)],
        key: &["module"],
        indexes: &[],
    },
    // Roles that were made or changed here; shipped ones come from metadata.
    Table {
        name: "role",
        columns: &[("!id", Int), ("!key", Text), ("!def", Json)],
        key: &["id"],
        indexes: &[("ix_role_key", &["key"], Yes)],
    },
    Table {
        name: "role_member",
        columns: &[("!person", Int), ("!role", Text)],
        key: &["person", "role"],
        indexes: &[("ix_role_member_role", &["role"], No)],
    },
    Table { name: "user_group", columns: &[("!id", Int), ("!label", Json)], key: &["id"], indexes: &[] },
    Table {
        name: "group_member",
        columns: &[("!group_id", Int), ("!member", Int)],
        key: &["group_id", "member"],
        indexes: &[("ix_group_member_member", &["member"], No)],
    },
    Table {
        name: "login",
        columns: &[
            ("!id", Int),
            ("!person", Int),
            ("!account", Text),
            ("!account_key", Text),
            ("!password", Text),
            ("!locale", Text),
            ("disabled_at", Int),
            ("!created_at", Int),
            ("last_seen_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_login_account", &["account_key"], Yes), ("ix_login_person", &["person"], Yes)],
    },
    Table {
        name: "session",
        columns: &[
            ("!token", Text),
            ("!id", Int),
            ("!login", Int),
            ("!created_at", Int),
            ("!expires_at", Int),
            ("!seen_at", Int),
            ("agent", Text),
            ("address", Text),
        ],
        key: &["token"],
        indexes: &[
            ("ix_session_login", &["login"], No),
            ("ix_session_expires", &["expires_at"], No),
            ("ix_session_id", &["id"], Yes),
        ],
    },
    Table {
        name: "api_key",
        columns: &[
            ("!id", Int),
            ("!login", Int),
            ("!name", Text),
            ("!token", Text),
            ("!hint", Text),
            ("!scope", Json),
            ("!created_at", Int),
            ("expires_at", Int),
            ("last_used_at", Int),
            ("revoked_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_api_key_token", &["token"], Yes), ("ix_api_key_login", &["login"], No)],
    },
    // The team of a record (`via` 0) and what criteria shares grant (`via` = the rule). `subject` is a person, department, group or role.
    Table {
        name: "record_grant",
        columns: &[
            ("!module", Text),
            ("!subject", Int),
            ("!record", Int),
            ("!via", Int),
            ("!level", Int),
            ("!until", Int),
            ("!created_at", Int),
            ("created_by", Int),
        ],
        key: &["module", "subject", "record", "via"],
        indexes: &[
            ("ix_record_grant_record", &["module", "record"], No),
            ("ix_record_grant_via", &["via", "record"], No),
        ],
    },
    Table {
        name: "sharing_rule",
        columns: &[
            ("!id", Int),
            ("!module", Text),
            ("!label", Json),
            ("!kind", Text),
            ("source", Int),
            ("filter", Json),
            ("!target", Int),
            ("!level", Int),
            ("!state", Text),
            ("!created_at", Int),
            ("created_by", Int),
        ],
        key: &["id"],
        indexes: &[],
    },
    // People whose records still name the department that they left; a job rewrites the rows and takes them out.
    Table { name: "moved_person", columns: &[("!person", Int), ("!moved_at", Int)], key: &["person"], indexes: &[] },
    // What a dated field was, and when: `valid_to` is the first day on which it was no longer so.
    Table {
        name: "field_period",
        columns: &[
            ("!module", Text),
            ("!record", Int),
            ("!field", Text),
            ("!valid_from", Date),
            ("valid_to", Date),
            ("value", Text),
        ],
        key: &["module", "record", "field", "valid_from"],
        indexes: &[],
    },
    // Units of the organisation's currency for one unit of `currency`, times 10^10, from a day on.
    Table {
        name: "currency_rate",
        columns: &[("!currency", Text), ("!valid_from", Date), ("!rate", Int)],
        key: &["currency", "valid_from"],
        indexes: &[],
    },
    // What happened to records. Append-only; sealed per commit group.
    Table {
        name: "history",
        columns: &[
            ("!seq", Int),
            ("!module", Text),
            ("!record", Int),
            ("!version", Int),
            ("!at", Int),
            ("person", Int),
            ("!kind", Text),
            ("changes", Text),
            ("salt", Bytes),
            ("!commitment", Bytes),
        ],
        key: &["seq"],
        indexes: &[("ix_history_record", &["record", "seq"], No)],
    },
    Table {
        name: "seal",
        columns: &[
            ("!seq", Int),
            ("!first", Int),
            ("!last", Int),
            ("!entries", Int),
            ("!at", Int),
            ("!key_id", Text),
            ("!parts", Bytes),
            ("!mac", Bytes),
        ],
        key: &["seq"],
        indexes: &[],
    },
    Table {
        name: "timeline",
        columns: &[
            ("!subject", Int),
            ("!at", Int),
            ("!id", Int),
            ("!subject_module", Text),
            ("!kind", Text),
            ("!module", Text),
            ("!record", Int),
        ],
        key: &["subject", "at", "id"],
        indexes: &[("ix_timeline_record", &["record"], No)],
    },
    // One row per set that was written, in commit order. `records` is [[id, version], …].
    Table {
        name: "event",
        columns: &[
            ("!seq", Int),
            ("!at", Int),
            ("!module", Text),
            ("!kind", Text),
            ("person", Int),
            ("!records", Json),
        ],
        key: &["seq"],
        indexes: &[("ix_event_at", &["at"], No)],
    },
    Table {
        name: "outbox",
        columns: &[
            ("!id", Int),
            ("!channel", Text),
            ("!idempotency_key", Text),
            ("!payload", Json),
            ("!state", Text),
            ("!attempts", Int),
            ("!due_at", Int),
            ("lease_until", Int),
            ("error", Text),
            ("!created_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_outbox_due", &["state", "due_at"], No), ("ix_outbox_key", &["idempotency_key"], Yes)],
    },
    Table {
        name: "job",
        columns: &[
            ("!id", Int),
            ("!class", Text),
            ("!kind", Text),
            ("!payload", Json),
            ("!state", Text),
            ("!attempts", Int),
            ("!max_attempts", Int),
            ("!due_at", Int),
            ("lease_until", Int),
            ("lease_by", Text),
            ("progress", Json),
            ("result", Json),
            ("error", Text),
            ("person", Int),
            ("login", Int),
            ("!created_at", Int),
            ("started_at", Int),
            ("finished_at", Int),
            ("cancel_at", Int),
            ("key_scope", Json),
        ],
        key: &["id"],
        indexes: &[("ix_job_due", &["state", "class", "due_at"], No), ("ix_job_person", &["person", "id"], No)],
    },
    Table {
        name: "idempotency",
        columns: &[
            ("!caller", Int),
            ("!route", Text),
            ("!key", Text),
            ("!body_hash", Text),
            ("!status", Int),
            ("!answer", Json),
            ("!created_at", Int),
        ],
        key: &["caller", "route", "key"],
        indexes: &[("ix_idempotency_created", &["created_at"], No)],
    },
    // One row per option of a multi-choice; filters use it.
    Table {
        name: "record_option",
        columns: &[("!module", Text), ("!field", Text), ("!option", Text), ("!record", Int)],
        key: &["module", "field", "option", "record"],
        indexes: &[("ix_record_option_record", &["record"], No)],
    },
    Table {
        name: "record_tag",
        columns: &[("!module", Text), ("!tag", Text), ("!record", Int), ("!label", Text)],
        key: &["module", "tag", "record"],
        indexes: &[("ix_record_tag_record", &["record"], No)],
    },
    Table {
        name: "record_comment",
        columns: &[
            ("!id", Int),
            ("!module", Text),
            ("!record", Int),
            ("person", Int),
            ("!at", Int),
            ("!body", Text),
            ("edited_at", Int),
            ("deleted_at", Int),
            ("mentions", Json),
        ],
        key: &["id"],
        indexes: &[("ix_record_comment_record", &["record", "id"], No)],
    },
    // A file has the rights of its record; until it is attached, only whoever sent it sees it.
    Table {
        name: "stored_file",
        columns: &[
            ("!id", Int),
            ("!blob", Text),
            ("!name", Text),
            ("!size", Int),
            ("!media_type", Text),
            ("module", Text),
            ("record", Int),
            ("field", Text),
            ("person", Int),
            ("!at", Int),
            ("deleted_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_stored_file_record", &["record", "id"], No), ("ix_stored_file_blob", &["blob"], No)],
    },
    // Content, named by its SHA-256, with the number of files that use it.
    Table {
        name: "blob",
        columns: &[("!hash", Text), ("!size", Int), ("!uses", Int), ("!created_at", Int), ("scanned_at", Int)],
        key: &["hash"],
        indexes: &[],
    },
    Table {
        name: "saved_view",
        columns: &[
            ("!id", Int),
            ("!module", Text),
            ("person", Int),
            ("!def", Json),
            ("!shared", Bool),
            ("!position", Int),
            ("!created_at", Int),
            ("!updated_at", Int),
        ],
        key: &["id"],
        indexes: &[("ix_saved_view_module", &["module", "person"], No)],
    },
    Table {
        name: "access_log",
        columns: &[
            ("!id", Int),
            ("!at", Int),
            ("person", Int),
            ("!kind", Text),
            ("module", Text),
            ("record", Int),
            ("detail", Json),
        ],
        key: &["id"],
        indexes: &[("ix_access_log_record", &["record", "id"], No), ("ix_access_log_person", &["person", "at"], No)],
    },
    // Node numbers are leased, so that two processes never draw the same id.
    Table {
        name: "node",
        columns: &[("!number", Int), ("!holder", Text), ("!lease_until", Int)],
        key: &["number"],
        indexes: &[],
    },
];

impl Table {
    fn add_to(&self, plan: &mut SchemaPlan) {
        let column = |(name, kind): &(&str, ColumnKind)| match name.strip_prefix('!') {
            Some(name) => ColumnDef::required(name, *kind),
            None => ColumnDef::new(*name, *kind),
        };
        plan.steps.push(SchemaStep::CreateTable {
            name: self.name.into(),
            columns: self.columns.iter().map(column).collect(),
            primary_key: self.key.iter().map(|k| (*k).into()).collect(),
        });
        for (name, columns, unique) in self.indexes {
            plan.steps.push(SchemaStep::CreateIndex {
                name: (*name).into(),
                table: self.name.into(),
                columns: columns.iter().map(|c| IndexColumn::asc(*c)).collect(),
                unique: *unique == Yes,
                partial: None,
            });
        }
    }
}

/// The tables of migration 3: with whom a view is shared, beside those that are everybody's.
const SHARED_VIEWS: &[Table] = &[Table {
    name: "saved_view_share",
    columns: &[("!view", Int), ("!subject", Int)],
    key: &["view", "subject"],
    indexes: &[("ix_saved_view_share_subject", &["subject", "view"], No)],
}];

/// The tables of migration 5: which records are demo data.
const DEMO_DATA: &[Table] = &[Table {
    name: "demo_record",
    columns: &[("!record", Int), ("!module", Text)],
    key: &["record"],
    indexes: &[("ix_demo_record_module", &["module", "record"], No)],
}];

/// The indexes of migration 4: the log is read newest first, narrowed by one of these.
fn access_log_indexes() -> SchemaPlan {
    let index = |(name, column): (&str, &str)| SchemaStep::CreateIndex {
        name: name.into(),
        table: "access_log".into(),
        columns: [column, "id"].into_iter().map(IndexColumn::asc).collect(),
        unique: false,
        partial: None,
    };
    let steps = [("ix_access_log_who", "person"), ("ix_access_log_kind", "kind"), ("ix_access_log_module", "module")];
    SchemaPlan { steps: steps.into_iter().map(index).collect() }
}

/// The migrations, in order. Never edited after a release: a change is a new one at the end.
pub fn migrations() -> Vec<Migration> {
    let plan_of = |tables: &[Table]| {
        let mut plan = SchemaPlan::default();
        tables.iter().for_each(|table| table.add_to(&mut plan));
        plan
    };
    vec![
        Migration::new(1, "the ground", plan_of(TABLES)),
        Migration::new(2, "imports and exports", plan_of(super::transfers::TABLES)),
        Migration::new(3, "views shared with some", plan_of(SHARED_VIEWS)),
        Migration::new(4, "the access log by person, kind and module", access_log_indexes()),
        Migration::new(5, "demo data", plan_of(DEMO_DATA)),
        Migration::new(6, "values that an import did not know", plan_of(super::transfers::UNKNOWN)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_listed_as_taken() {
        for table in TABLES
            .iter()
            .chain(super::super::transfers::TABLES)
            .chain(SHARED_VIEWS)
            .chain(DEMO_DATA)
            .chain(super::super::transfers::UNKNOWN)
        {
            assert!(SYSTEM_TABLES.contains(&table.name), "{}", table.name);
        }
    }
}
