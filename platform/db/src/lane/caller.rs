//! A write of a caller as the lane sees it.

use super::{Ran, Written};
use crate::error::{DbError, Result};
use crate::tx::Tx;

/// A write of a caller with the answer of its last run.
pub(crate) struct Write<T, E, F> {
    pub f: F,
    pub result: Option<Result<T, E>>,
    pub answer: flume::Sender<Result<T, E>>,
}

impl<T, E, F> Written for Write<T, E, F>
where
    T: Send,
    E: From<DbError> + Send,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        self.result = None;
        let result = (self.f)(tx);
        let ran = if result.is_ok() { Ran::Done } else { Ran::Refused };
        self.result = Some(result);
        ran
    }

    fn settle(self: Box<Self>, fault: Option<DbError>) {
        let result = match (fault, self.result) {
            (Some(fault), _) => Err(fault.into()),
            (None, Some(result)) => result,
            (None, None) => Err(DbError::Panicked.into()),
        };
        // Nobody waits any more: nothing to tell.
        let _ = self.answer.send(result);
    }

    fn is_abandoned(&self) -> bool {
        self.answer.is_disconnected()
    }
}
