//! `POST /api/v1/session/password`: one's own password, with the old one.

use axum::extract::State;
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::people::logins;
use heyi_engine::people::passwords::Hashed;
use heyi_model::{Code, Problem};
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::{Caller, Origin};
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string", "minLength": 1});
    Operation::new("set_password", "session", "Change the own password")
        .text("Closes every other session of the log-in. Not for API keys.")
        .body(request(&["password", "new_password"], &[("password", text()), ("new_password", text())]))
        .answers_empty(204, "Changed")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    body: JsonBody,
) -> Result<Response, Failure> {
    let mut members = body.members()?;
    let (old, new) = (members.text("password"), members.text("new_password"));
    members.finish()?;
    if caller.key.is_some() {
        return Err(Problem::forbidden().into());
    }
    let (login, session, engine) = (caller.login, caller.session, app.engine.clone());
    let own = reads::read(&app, &caller, |work| {
        let person = work.caller()?.person;
        logins::of_person(work, person)
    });
    let account = own.await?.map(|login| login.account).ok_or_else(Problem::not_found)?;
    let hashed = reads::blocking(move || {
        let found = logins::check_password(&engine, &account, &old, &origin.address)
            .map_err(|problem| if problem.code == Code::WrongPassword { wrong() } else { problem })?;
        if found.login == login { Hashed::new(&new).map_err(of_new) } else { Err(wrong()) }
    })
    .await?;
    let set = move |work: &mut heyi_engine::Work| logins::set_password(work, login, &hashed, session);
    app.engine.write(caller.who(), Ctx::default(), set).await?;
    Ok(answers::nothing())
}

/// What is wrong with the new password is said of its own member.
fn of_new(mut problem: Problem) -> Problem {
    problem.faults.iter_mut().for_each(|fault| "new_password".clone_into(&mut fault.field));
    problem
}

/// Whoever asks is signed in, so a wrong password is a fault of the form and not a 401.
fn wrong() -> Problem {
    Problem::field("password", Code::WrongPassword)
}
