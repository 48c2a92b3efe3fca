//! The table of a module, from its effective metadata.

use heyi_db::{ColumnDef, FoundColumn, IndexColumn, Predicate, SchemaPlan, SchemaStep};
use heyi_model::Module;
use heyi_model::module::ID;

use super::SYSTEM_TABLES;

/// What a module's table needs beyond the columns `found`; none are found when there is no table yet. The plan is run at
/// every start and change: a new table is made with all its columns at once, an older one gets what it lacks.
///
/// Columns of custom fields have no check, no default and are never NOT NULL: adding one takes milliseconds on a
/// million rows (STORAGE.md).
pub fn module_plan(module: &Module, found: &[FoundColumn]) -> SchemaPlan {
    let mut plan = SchemaPlan::default();
    let columns: Vec<ColumnDef> = module
        .columns()
        .iter()
        .enumerate()
        .map(
            |(i, (name, kind))| {
                if i == ID { ColumnDef::required(&**name, *kind) } else { ColumnDef::new(&**name, *kind) }
            },
        )
        .collect();
    let table = module.key.to_string();
    if found.is_empty() {
        plan = plan.table(table, columns);
    } else {
        let missing = columns.into_iter().filter(|column| !found.iter().any(|f| f.name == column.name));
        plan.steps.extend(missing.map(|column| SchemaStep::AddColumn { table: table.clone(), column }));
    }
    for index in module.indexes() {
        plan.steps.push(SchemaStep::CreateIndex {
            name: index.name,
            table: module.key.to_string(),
            columns: index.columns.into_iter().map(IndexColumn::asc).collect(),
            unique: index.unique,
            partial: Some(Predicate::NotDeleted),
        });
    }
    plan.steps.push(SchemaStep::CreateIndex {
        name: format!("ix_{}_bin", module.key),
        table: module.key.to_string(),
        columns: vec![IndexColumn::asc("deleted_at"), IndexColumn::asc("id")],
        unique: false,
        partial: Some(Predicate::NotNull("deleted_at".into())),
    });
    plan.steps.push(SchemaStep::CreateSearch { table: module.key.to_string() });
    plan
}

/// Is this name free for a module's table?
pub fn org_names_are_free(key: &str) -> bool {
    !SYSTEM_TABLES.contains(&key) && !key.ends_with("_search")
}
