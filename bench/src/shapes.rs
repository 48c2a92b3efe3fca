//! The shapes of requests, `bench/requests/*.json`, and what is drawn for their places.

use anyhow::{Context as _, Result, bail};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;
use serde_json::Value as Json;

use heyi_model::RecordId;

use crate::fill::day;
use crate::names::{self, pick};
use crate::place::SEED;

/// The sortable fields of accounts, as a list sorts by them.
const SORTS: &[&str] = &[
    "-updated_at",
    "updated_at",
    "-created_at",
    "name",
    "-name",
    "next_follow_up_on",
    "-next_follow_up_on",
    "-last_followed_up_at",
];

/// A shape. Places are written `{name}`; a text that is nothing but a place of a number becomes that number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// The name of its file.
    #[serde(skip)]
    pub name: String,
    /// Who asks: `administrator`, `head`, `leader` or `rep`.
    #[serde(rename = "as")]
    pub caller: String,
    /// The most that the server may use over the statements themselves.
    pub goal: f64,
    pub method: String,
    /// The path after `/api/v1/`.
    pub path: String,
    pub body: Option<Json>,
}

/// A request with everything drawn.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    /// The whole path.
    pub path: String,
    pub body: Option<Json>,
}

impl Shape {
    /// Every shape, in the order of their names.
    pub fn all() -> Result<Vec<Self>> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/requests");
        let mut shapes = Vec::new();
        for entry in std::fs::read_dir(folder).with_context(|| format!("reading {folder}"))? {
            let path = entry?.path();
            let text = std::fs::read_to_string(&path)?;
            let mut shape: Self = serde_json::from_str(&text).with_context(|| format!("in {}", path.display()))?;
            shape.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            shapes.push(shape);
        }
        if shapes.is_empty() {
            bail!("there is no shape in {folder}");
        }
        shapes.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(shapes)
    }

    /// `count` requests of this shape; `round` makes those of one round differ from those of another.
    pub fn draw(&self, count: usize, round: u64, accounts: &[RecordId]) -> Vec<Request> {
        let mut rng = ChaCha8Rng::seed_from_u64(SEED.wrapping_add(round));
        let mut requests = Vec::with_capacity(count);
        for _ in 0..count {
            let places = places(&mut rng, accounts);
            let place =
                |text: &str| places.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
            requests.push(Request {
                method: self.method.clone(),
                path: format!("/api/v1/{}", place(&self.path)),
                body: self.body.as_ref().map(|body| filled(body, &place)),
            });
        }
        requests
    }
}

/// What is drawn for one request.
fn places(rng: &mut ChaCha8Rng, accounts: &[RecordId]) -> Vec<(&'static str, String)> {
    let from = rng.random_range(-150..200);
    vec![
        ("{account}", pick(rng, accounts).to_string()),
        ("{sort}", pick(rng, SORTS).to_owned()),
        ("{offset}", (rng.random_range(0..20) * 50).to_string()),
        ("{level}", pick(rng, names::LEVELS).to_owned()),
        ("{industry}", pick(rng, names::INDUSTRIES).to_owned()),
        ("{lifecycle}", pick(rng, names::LIFECYCLES).to_owned()),
        ("{region}", pick(rng, names::REGIONS).to_owned()),
        ("{word}", names::word(rng)),
        ("{from}", day(from)),
        ("{to}", day(from - rng.random_range(30..180))),
        ("{name}", names::company(rng)),
        ("{phone}", names::phone(rng)),
        ("{website}", format!("https://www.example{}.cn", rng.random_range(0..1_000_000))),
        ("{number}", rng.random_range(5..5_000).to_string()),
        ("{text}", names::text(rng)),
    ]
}

fn filled(json: &Json, place: &impl Fn(&str) -> String) -> Json {
    match json {
        Json::String(text) => {
            let value = place(text);
            match value.parse::<i64>() {
                // A whole number in its place; texts of digits such as phones are longer than any number we draw.
                Ok(number) if value.len() < 8 => number.into(),
                _ => value.into(),
            }
        }
        Json::Array(items) => items.iter().map(|item| filled(item, place)).collect(),
        Json::Object(members) => {
            Json::Object(members.iter().map(|(key, value)| (key.clone(), filled(value, place))).collect())
        }
        other => other.clone(),
    }
}
