//! Exports of the product, read back.

use std::io::Write;
use std::sync::{Arc, Mutex};

use heyi_engine::Caller;
use heyi_model::Problem;
use heyi_transfer::export::{ExportSpec, export};
use serde_json::{Value as Json, json};

use crate::product::Answer;
use crate::stage::Stage;

/// Where an export is written to.
#[derive(Clone, Default)]
struct Out(Arc<Mutex<Vec<u8>>>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The table that a person gets.
pub fn table(stage: &Stage, caller: Arc<Caller>, spec: ExportSpec) -> Answer {
    let out = Out::default();
    export(&stage.heyi.engine, &caller.into(), &spec, out.clone(), &|_| true)?;
    let bytes = out.0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).map_err(Problem::internal)?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = reader.headers().map_err(Problem::internal)?.len();
    let lines = reader.records().map(|line| Ok(line.map_err(Problem::internal)?.iter().collect::<Json>()));
    let lines = lines.collect::<Result<Vec<Json>, Problem>>()?;
    Ok(json!({"columns": columns, "lines": lines}))
}
