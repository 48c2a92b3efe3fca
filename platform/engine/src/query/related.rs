//! Records of another module that point to a record.

use heyi_model::field::Op;
use heyi_model::{Code, Fault, Filter, Module, Problem, RecordId};

use super::list::list;
use super::reach::require_visible;
use super::request::{ListRequest, PageInfo};
use crate::access::Action;
use crate::work::Work;

/// Writes the list of records of another module whose lookup points to this record. `link` is `<module>.<field>`, or
/// the module alone when it has one lookup to here that the caller reads. 404 when the record itself is not visible.
pub fn related(
    work: &mut Work,
    module: &str,
    id: RecordId,
    link: &str,
    request: &ListRequest,
    out: &mut Vec<u8>,
) -> Result<PageInfo, Problem> {
    let parent = work.module(module)?;
    require_visible(work, &parent, id, Action::Read)?;
    let (other, field) = match link.split_once('.') {
        Some((other, field)) => (work.module(other)?, Some(field)),
        None => (work.module(link)?, None),
    };
    let field = link_field(work, &parent, &other, field).ok_or_else(|| Problem {
        faults: vec![Fault::new(heyi_model::mask::shorten(link), Code::UnknownField)],
        ..Problem::not_found()
    })?;
    let points_here = Filter::leaf(&field, Op::Eq, id.to_string());
    let request = ListRequest { filter: points_here.and(request.filter.clone()), ..request.clone() };
    list(work, &other.key, &request, out)
}

/// The lookup of `other` to `parent` with this key, or the only one.
fn link_field(work: &Work, parent: &Module, other: &Module, key: Option<&str>) -> Option<String> {
    let rights = work.who().rights(other);
    let mut links = other.links().map(|(field, _)| field).filter(|field| {
        rights.reads(field)
            && key.is_none_or(|key| *field.key == *key)
            // Who made and changed a record is no relation between records.
            && (key.is_some() || !field.system)
            && work.snapshot().target(field).is_some_and(|target| target.key == parent.key)
    });
    let found = links.next()?.key.to_string();
    links.next().is_none().then_some(found)
}
