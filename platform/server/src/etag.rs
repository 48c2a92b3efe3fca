//! Tags of answers. A record's tag begins with its version, which is what `If-Match` compares; the rest stands for the very
//! text of the answer, because a name behind a link, or a right, may change while the version does not.

use std::hash::Hasher as _;

use axum::http::{HeaderMap, HeaderName, header};
use heyi_model::{Code, Problem};

/// The tag of a record's answer, with its quotation marks.
pub fn of_record(version: i64, body: &[u8]) -> String {
    format!("\"{version}-{}\"", of_bytes(body))
}

/// Sixteen hexadecimal digits that stand for `bytes`.
pub fn of_bytes(bytes: &[u8]) -> String {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

/// Does the caller hold the answer with this tag already (`If-None-Match`)?
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    listed(headers, header::IF_NONE_MATCH).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// The version that a change expects (`If-Match`): `None` when it expects none, or any.
pub fn expected_version(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let mut tags = listed(headers, header::IF_MATCH);
    let Some(first) = tags.next() else { return Ok(None) };
    if tags.next().is_some() {
        return Err(Problem::malformed("If-Match", Code::InvalidParameter));
    }
    if first == "*" {
        return Ok(None);
    }
    let tag = first.trim_start_matches("W/").trim_matches('"');
    let version = tag.split('-').next().and_then(|version| version.parse().ok()).filter(|version| *version > 0);
    version.map(Some).ok_or_else(|| Problem::malformed("If-Match", Code::InvalidParameter))
}

fn listed(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|tag| !tag.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn if_match_names_one_version() {
        for (value, expect) in [
            ("\"3\"", Ok(Some(3))),
            ("\"3-00ff\"", Ok(Some(3))),
            ("W/\"3\"", Ok(Some(3))),
            ("3", Ok(Some(3))),
            ("*", Ok(None)),
            ("\"0\"", Err(())),
            ("\"x\"", Err(())),
            ("\"1\", \"2\"", Err(())),
        ] {
            assert_eq!(expected_version(&headers(header::IF_MATCH, value)).map_err(drop), expect, "{value}");
        }
        assert_eq!(expected_version(&HeaderMap::new()), Ok(None));
    }

    #[test]
    fn a_known_answer_has_the_same_text_not_only_the_same_version() {
        let (one, two) = (of_record(3, b"{\"a\":1}"), of_record(3, b"{\"a\":2}"));
        let tag: &'static str = one.clone().leak();
        let known = headers(header::IF_NONE_MATCH, tag);
        assert!(is_known(&known, &one));
        assert!(!is_known(&known, &two));
    }
}
