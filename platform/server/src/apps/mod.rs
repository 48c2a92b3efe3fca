//! Apps: parts of the business that an organisation switches on or off.

use serde_json::Value as Json;

use crate::openapi::reference;

pub mod list_apps;
pub mod switch_app;

fn schema() -> Json {
    reference("App")
}
