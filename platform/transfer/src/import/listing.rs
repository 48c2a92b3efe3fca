//! The tally in the hands of a command: figures and notes in memory, rejected rows in a file.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use heyi_engine::Work;
use heyi_model::{Locale, Problem};
use parking_lot::Mutex;

use super::keep::{Keeper, Later, SetTally};
use super::rejected::Rejected;
use super::report::{Progress, Report};

/// Keeps the tally of a run that nobody takes over.
pub(crate) struct Listing {
    path: Option<PathBuf>,
    locale: Locale,
    kept: Mutex<Kept>,
}

struct Kept {
    report: Report,
    rejected: Option<Rejected>,
    later: Vec<Later>,
    /// Called after each set; false stops the run.
    goes_on: Box<dyn FnMut(&Progress) -> bool + Send>,
}

impl Listing {
    /// Writes rejected rows to `path`, with reasons in `locale`.
    pub fn new(
        path: Option<PathBuf>,
        locale: Locale,
        dry_run: bool,
        goes_on: Box<dyn FnMut(&Progress) -> bool + Send>,
    ) -> Self {
        let report = Report { dry_run, ..Report::default() };
        Self { path, locale, kept: Mutex::new(Kept { report, rejected: None, later: Vec::new(), goes_on }) }
    }

    /// The report, once the run has ended.
    pub fn finish(&self) -> Result<Report, Problem> {
        let mut kept = self.kept.lock();
        if let Some(rejected) = kept.rejected.take() {
            rejected.finish()?;
        }
        Ok(std::mem::take(&mut kept.report))
    }
}

impl Keeper for Listing {
    fn so_far(&self) -> Progress {
        Progress::default()
    }

    fn begin(&self, header: &[String]) -> Result<(), Problem> {
        if let Some(path) = &self.path {
            let file = File::create(path).map_err(super::rejected::unwritable)?;
            self.kept.lock().rejected = Some(Rejected::begin(BufWriter::new(file), header, self.locale)?);
        }
        Ok(())
    }

    fn hold(&self, _: &mut Work) -> Result<(), Problem> {
        Ok(())
    }

    fn keep(&self, _: &mut Work, _: &SetTally) -> Result<(), Problem> {
        Ok(())
    }

    fn kept(&self, tally: SetTally) -> Result<bool, Problem> {
        let kept = &mut *self.kept.lock();
        kept.report.progress.add(&tally.progress);
        kept.report.targets_created += tally.targets_created;
        tally.notes.into_iter().for_each(|noted| kept.report.note(noted.note));
        kept.later.retain(|later| !tally.settled.contains(&(later.place, later.column)));
        kept.later.extend(tally.later);
        if let Some(rejected) = &mut kept.rejected {
            for row in &tally.failed {
                rejected.add(row.line, &row.cells, row.reason.text(self.locale))?;
            }
        }
        let goes_on = (kept.goes_on)(&kept.report.progress);
        kept.report.cancelled |= !goes_on;
        Ok(goes_on)
    }

    fn waiting(&self, most: usize) -> Result<Vec<Later>, Problem> {
        Ok(self.kept.lock().later.iter().take(most).cloned().collect())
    }
}
