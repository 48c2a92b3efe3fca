//! `GET /api/v1/records/{module}/{id}/related/{link}`: records of another module that point to this one.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, query};
use heyi_model::{Code, Problem};

use super::asked::{self, Asked};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::Parameter, reference};
use crate::params::Params;
use crate::paths::OnRecord;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    // A view belongs to the listed module, which the path does not name.
    let parameters: Vec<Parameter> = asked::list_parameters().into_iter().filter(|p| p.name != "view").collect();
    Operation::new("list_related", "records", "Records of another module that link to this one")
        .text("`link` is `<module>.<field>`, or the module alone when it has one such field.")
        .query(parameters)
        .answers(200, "The page", reference("AnyPage"))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    params: Params,
) -> Result<Response, Failure> {
    let (link, asked) = (on.path.text("link")?, Asked::of_params(&params)?);
    if asked.view.is_some() {
        return Err(Problem::malformed("view", Code::UnknownParameter).into());
    }
    let run = move |work: &mut Work| {
        let mut out = Vec::with_capacity(8 * 1024);
        query::related(work, &on.module, on.id, &link, &asked.request, &mut out)?;
        Ok(out)
    };
    Ok(answers::written(reads::read(&app, &caller, run).await?))
}
