//! A server and clients for a test.

use std::borrow::Cow;
use std::sync::Arc;
use std::thread::JoinHandle;

use heyi_engine::people::api_keys::{self, NewKey};
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_engine::{Caller, Who};
use heyi_model::Locale;
use heyi_server::Options;
use heyi_testkit::{Shape, TestHeyi, sample};
use serde_json::{Value as Json, json};
use tokio::sync::oneshot;

/// The password of everybody in these tests.
pub const PASSWORD: &str = "an-uncommon-password-42";

/// A running server. It ends with the test.
pub struct Served {
    pub base: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    pub fn new(heyi: &TestHeyi) -> Self {
        Self::with(heyi, Options::default())
    }

    pub fn with(heyi: &TestHeyi, options: Options) -> Self {
        let engine = heyi.engine.clone();
        let (told, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                told.send(listener.local_addr().unwrap()).unwrap();
                let until = async move { drop(stopped.await) };
                heyi_server::serve(engine, listener, options, until).await.unwrap();
            });
        });
        let base = format!("http://{}", address.recv().unwrap());
        Self { base, stop: Some(stop), thread: Some(thread) }
    }

    /// Somebody who shows nothing.
    pub fn nobody(&self) -> Client {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Client { base: self.base.clone(), headers: Vec::new(), agent: config.into() }
    }
    /// Somebody who shows this API key.
    pub fn bearer(&self, key: &str) -> Client {
        self.nobody().with("authorization", &format!("Bearer {key}"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}

/// What is sent with every request, and where.
#[derive(Clone)]
pub struct Client {
    base: String,
    headers: Vec<(String, String)>,
    agent: ureq::Agent,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
    /// Fails unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
    /// The codes of the faults of a problem, or the code of the problem itself.
    pub fn codes(&self) -> Vec<String> {
        let json = self.json();
        match json["errors"].as_array() {
            Some(errors) => errors.iter().map(|e| e["code"].as_str().unwrap().to_owned()).collect(),
            None => vec![json["type"].as_str().unwrap().trim_start_matches("/problems/").to_owned()],
        }
    }
}

impl Client {
    /// The same with a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn send(&self, method: &str, path: &str, body: Option<(&str, &[u8])>) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let answer = match body {
            Some((kind, bytes)) => self.agent.run(request.header("content-type", kind).body(bytes).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), body }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }
    pub fn post(&self, path: &str, body: &Json) -> Answer {
        self.json("POST", path, body)
    }
    pub fn patch(&self, path: &str, body: &Json) -> Answer {
        self.json("PATCH", path, body)
    }
    pub fn put(&self, path: &str, body: &Json) -> Answer {
        self.json("PUT", path, body)
    }
    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, None)
    }
    fn json(&self, method: &str, path: &str, body: &Json) -> Answer {
        self.send(method, path, Some(("application/json", body.to_string().as_bytes())))
    }
    /// Makes a record and gives its id.
    #[track_caller]
    pub fn make(&self, module: &str, fields: &Json) -> String {
        let made = self.post(&format!("/api/v1/records/{module}"), fields).expect(201);
        made.json()["id"].as_str().unwrap().to_owned()
    }
}

/// A person with a log-in of this account and roles, and an API key that may do what the person may.
pub struct Member {
    pub caller: Arc<Caller>,
    pub login: heyi_model::RecordId,
    pub key: String,
}

impl Member {
    pub fn new(heyi: &TestHeyi, account: &str, roles: &[&str]) -> Self {
        let person = heyi.person(json!({"name": account}), roles);
        let password = Hashed::new(PASSWORD).unwrap();
        let new = NewLogin {
            account: account.to_owned(),
            person: person.person,
            password,
            locale: Locale::Zh,
            admin: roles.contains(&"administrator"),
        };
        let login = heyi.system(move |work| logins::add(work, new.clone())).unwrap();
        let caller = heyi
            .system(move |work| Ok(Caller::resolve(work.snapshot(), login, person.person, Locale::Zh, None)))
            .map(Arc::new)
            .unwrap();
        let key = Self::key_of(heyi, &caller, NewKey { name: "all".into(), ..NewKey::default() });
        Self { caller, login, key }
    }

    /// A further key.
    pub fn key_of(heyi: &TestHeyi, caller: &Arc<Caller>, new: NewKey) -> String {
        heyi.write(Who::Person(caller.clone()), move |work| api_keys::create(work, &new)).unwrap().1
    }
}

/// A server with an administrator, on both databases.
pub fn on_both_databases(test: impl FnMut(&TestHeyi, &Served, &Client)) {
    on_both_databases_with(&sample::shape(), test);
}

/// A server with an administrator, on SQLite alone: for what no database sees.
pub fn on_one_database(mut test: impl FnMut(&TestHeyi, &Served, &Client)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("heyi.db").display());
    let heyi = TestHeyi::open(&url, &sample::shape());
    let boss = Member::new(&heyi, "boss", &["administrator"]);
    let served = Served::new(&heyi);
    let client = served.bearer(&boss.key);
    test(&heyi, &served, &client);
}

/// The same with other apps and roles.
pub fn on_both_databases_with(shape: &Shape, mut test: impl FnMut(&TestHeyi, &Served, &Client)) {
    heyi_testkit::on_both_databases(shape, |heyi| {
        let boss = Member::new(heyi, "boss", &["administrator"]);
        let served = Served::new(heyi);
        let client = served.bearer(&boss.key);
        test(heyi, &served, &client);
    });
}
