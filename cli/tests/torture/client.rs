//! A plain HTTP client that is signed in.

use std::time::Duration;

use serde_json::{Value as Json, json};
use ureq::http::{Request, header};

use crate::house::{ACCOUNT, PASSWORD};

/// One caller with its own connection.
pub struct Client {
    agent: ureq::Agent,
    base: String,
    cookie: String,
}

/// A status and a body; an empty body is `null`.
pub type Answer = Result<(u16, Json), ureq::Error>;

impl Client {
    /// A caller with a session that was opened before.
    pub fn new(base: &str, cookie: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        Self { agent: config.into(), base: base.to_owned(), cookie: cookie.to_owned() }
    }

    /// Signs in; the cookie of the session.
    pub fn sign_in(base: &str) -> String {
        let client = Self::new(base, "");
        let body = json!({"account": ACCOUNT, "password": PASSWORD}).to_string();
        let request = Request::post(format!("{base}/api/v1/session"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
            .unwrap();
        let mut answer = client.agent.run(request).unwrap();
        let said = answer.body_mut().read_to_string().unwrap();
        assert_eq!(answer.status(), 200, "{said}");
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Sends a request; without a body none is sent.
    pub fn send(&self, method: &str, path: &str, key: Option<&str>, body: Option<&Json>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}/api/v1/{path}", self.base))
            .header(header::COOKIE, &self.cookie)
            .header("Sec-Fetch-Site", "same-origin");
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let mut answer = match body {
            Some(body) => {
                let request = request.header(header::CONTENT_TYPE, "application/json").body(body.to_string()).unwrap();
                self.agent.run(request)?
            }
            None => self.agent.run(request.body(()).unwrap())?,
        };
        let text = answer.body_mut().read_to_string()?;
        let json = if text.is_empty() { Json::Null } else { serde_json::from_str(&text).unwrap_or(Json::String(text)) };
        Ok((answer.status().as_u16(), json))
    }

    /// Asks for something that must be there.
    pub fn get(&self, path: &str) -> Json {
        expect_good(path, self.send("GET", path, None, None))
    }

    /// Sends a body that must be taken.
    pub fn post(&self, path: &str, body: &Json) -> Json {
        expect_good(path, self.send("POST", path, None, Some(body)))
    }
}

fn expect_good(path: &str, answer: Answer) -> Json {
    let (status, body) = answer.unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!((200..300).contains(&status), "{path}: {status} {body}");
    body
}

/// A text in a query.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
