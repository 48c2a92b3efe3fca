//! Shapes and the texts of single reads, remembered for an epoch, a module, a caller and a list of fields.

use std::sync::{Arc, OnceLock};

use heyi_model::Problem;

use super::read::ReadText;
use super::scope::Scope;
use super::shape::Shape;
use crate::access::Who;
use crate::work::Work;

/// Most shapes that are remembered.
const SHAPES: usize = 2_000;

/// Remembered shapes.
pub(crate) struct Shapes(quick_cache::sync::Cache<Key, Arc<Remembered>>);

/// A shape and, once it was used for one, the statement of a single read.
pub(super) struct Remembered {
    pub shape: Arc<Shape>,
    pub read: OnceLock<ReadText>,
}

/// What a shape depends on. Everything else that a person's rights follow from raises the epoch.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    epoch: i64,
    module: Box<str>,
    /// 0 for the system.
    person: i64,
    /// An API key narrows its person's rights.
    narrowed: Option<(Vec<String>, bool)>,
    fields: Option<Vec<String>>,
}

impl Default for Shapes {
    fn default() -> Self {
        Self(quick_cache::sync::Cache::new(SHAPES))
    }
}

/// The shape of records of the scope's module with these fields.
pub(super) fn shape_of(work: &Work, scope: &Scope, fields: Option<&[String]>) -> Result<Arc<Shape>, Problem> {
    Ok(remembered(work, scope, fields)?.shape.clone())
}

/// The shape and what is remembered with it.
pub(super) fn remembered(work: &Work, scope: &Scope, fields: Option<&[String]>) -> Result<Arc<Remembered>, Problem> {
    let make = || {
        let shape = Arc::new(Shape::compile(scope, fields)?);
        Ok::<_, Problem>(Arc::new(Remembered { shape, read: OnceLock::new() }))
    };
    // A snapshot that only this transaction knows may never come true, and its epoch may mean something else then.
    if !Arc::ptr_eq(&scope.snapshot, &work.engine.snapshot()) {
        return make();
    }
    let (person, narrowed) = match &scope.who {
        Who::System(_) => (0, None),
        Who::Person(caller) => {
            (caller.person.get(), caller.key.as_ref().map(|key| (key.modules.clone(), key.read_only)))
        }
    };
    let module = scope.module.key.clone();
    let key = Key { epoch: scope.snapshot.epoch, module, person, narrowed, fields: fields.map(<[String]>::to_vec) };
    work.engine.0.caches.shapes.0.get_or_insert_with(&key, make)
}
