//! Making a request that differs as small as it can be and still differ.

use heyi_model::Filter;
use heyi_testkit::access::ask::{Ask, Case, From, List};

/// The smallest request that is still answered differently, as `differs` finds.
pub fn smallest(case: &Case, mut differs: impl FnMut(&Case) -> bool) -> Case {
    let mut smallest = case.clone();
    // Each round takes something away, so it ends.
    while let Some(ask) = simpler(&smallest.ask).into_iter().find(|ask| differs(&with(case, ask))) {
        smallest.ask = ask;
    }
    smallest
}

fn with(case: &Case, ask: &Ask) -> Case {
    Case { ask: ask.clone(), ..case.clone() }
}

/// Requests that ask for a little less.
fn simpler(ask: &Ask) -> Vec<Ask> {
    match ask.clone() {
        Ask::List(list) => lists(&list).into_iter().map(Ask::List).collect(),
        Ask::Count { module, filter, q } => {
            let mut all: Vec<Ask> =
                filters(&filter).into_iter().map(|filter| Ask::Count { module, filter, q: q.clone() }).collect();
            all.extend(q.map(|_| Ask::Count { module, filter, q: None }));
            all
        }
        Ask::Aggregate { module, filter, keys, measures } => {
            let with = |filter: &Filter, keys: Vec<_>, measures: Vec<_>| Ask::Aggregate {
                module,
                filter: filter.clone(),
                keys,
                measures,
            };
            let narrowed = filters(&filter).into_iter().map(|filter| with(&filter, keys.clone(), measures.clone()));
            let fewer_keys = shorter(&keys).into_iter().map(|keys| with(&filter, keys, measures.clone()));
            let fewer = shorter(&measures).into_iter().map(|measures| with(&filter, keys.clone(), measures));
            narrowed.chain(fewer_keys).chain(fewer).collect()
        }
        Ask::Export { module, filter, fields } => {
            let narrowed =
                filters(&filter).into_iter().map(|filter| Ask::Export { module, filter, fields: fields.clone() });
            let fewer = shorter(&fields).into_iter().filter(|fields| !fields.is_empty());
            narrowed.chain(fewer.map(|fields| Ask::Export { module, filter: filter.clone(), fields })).collect()
        }
        Ask::Related { module, id, from, field, filter } => {
            let with = |filter| Ask::Related { module, id, from, field, filter };
            filters(&filter).into_iter().map(with).collect()
        }
        Ask::Labels(module, ids) => shorter(&ids).into_iter().map(|ids| Ask::Labels(module, ids)).collect(),
        Ask::ReadMany(module, ids) => shorter(&ids).into_iter().map(|ids| Ask::ReadMany(module, ids)).collect(),
        Ask::Update(module, edits) => shorter(&edits).into_iter().map(|edits| Ask::Update(module, edits)).collect(),
        Ask::Delete(module, ids) => shorter(&ids).into_iter().map(|ids| Ask::Delete(module, ids)).collect(),
        Ask::Restore(module, ids) => shorter(&ids).into_iter().map(|ids| Ask::Restore(module, ids)).collect(),
        Ask::Find(module, field, texts) => {
            shorter(&texts).into_iter().map(|texts| Ask::Find(module, field, texts)).collect()
        }
        Ask::Reveal(..) | Ask::Why { .. } | Ask::Views(_) | Ask::Bin(_) => Vec::new(),
        Ask::Create(..) | Ask::Everywhere { .. } | Ask::Read(..) | Ask::Beside(..) | Ask::Content(_) => Vec::new(),
    }
}

fn lists(list: &List) -> Vec<List> {
    let mut all: Vec<List> = filters(&list.filter).into_iter().map(|filter| List { filter, ..list.clone() }).collect();
    all.extend(shorter(&list.sort).into_iter().map(|sort| List { sort, ..list.clone() }));
    if list.q.is_some() {
        all.push(List { q: None, ..list.clone() });
    }
    if list.from != From::Start {
        all.push(List { from: From::Start, ..list.clone() });
    }
    match &list.fields {
        Some(fields) => {
            all.push(List { fields: None, ..list.clone() });
            all.extend(shorter(fields).into_iter().map(|fields| List { fields: Some(fields), ..list.clone() }));
        }
        None if list.limit < 200 => all.push(List { limit: 200, ..list.clone() }),
        None => {}
    }
    all
}

/// The list without one of its items.
fn shorter<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    let without =
        |gone: usize| list.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, item)| item.clone()).collect();
    (0..list.len()).map(without).collect()
}

/// Filters with a condition less.
fn filters(filter: &Filter) -> Vec<Filter> {
    match filter {
        Filter::All(list) if list.is_empty() => Vec::new(),
        Filter::All(list) => {
            let alone = list.iter().filter(|_| list.len() == 1).cloned();
            alone.chain(shorter(list).into_iter().map(Filter::All)).collect()
        }
        Filter::Any(list) => {
            let alone = list.iter().filter(|_| list.len() == 1).cloned();
            alone.chain(shorter(list).into_iter().filter(|rest| !rest.is_empty()).map(Filter::Any)).collect()
        }
        Filter::Not(inner) => vec![(**inner).clone()],
        Filter::Leaf(_) => vec![Filter::default()],
    }
}
