//! The query of a request. Which parameters exist is said by the operation's documentation: a parameter that is not in the
//! document is refused before the handler runs, and so is one that is given twice.

use std::ops::RangeInclusive;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use heyi_model::{Code, Problem};
use percent_encoding::percent_decode_str;

use crate::failure::Failure;

/// The parameters of a request, decoded.
#[derive(Debug, Clone, Default)]
pub struct Params(Vec<(Box<str>, String)>);

impl Params {
    /// Reads `query`, in which only `known` parameters may stand.
    pub fn parse(query: &str, known: &[&str]) -> Result<Self, Problem> {
        let mut params: Vec<(Box<str>, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name).ok_or_else(|| Problem::malformed("", Code::UnknownParameter))?;
            if !known.contains(&name.as_str()) {
                return Err(Problem::malformed(heyi_model::mask::shorten(&name), Code::UnknownParameter));
            }
            let value = decode(value).ok_or_else(|| Problem::malformed(&*name, Code::InvalidParameter))?;
            if params.iter().any(|(other, _)| **other == *name) {
                return Err(Problem::malformed(name, Code::RepeatedParameter));
            }
            params.push((name.into_boxed_str(), value));
        }
        Ok(Self(params))
    }

    /// The value of `name`, empty when it is given without one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| **given == *name).map(|(_, value)| value.as_str())
    }
    /// The value of `name` read as a `T`.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let read = |text: &str| text.parse().map_err(|_| Problem::malformed(name, Code::InvalidParameter));
        self.get(name).map(read).transpose()
    }
    /// The moment `name`, RFC 3339, as UTC milliseconds.
    pub fn moment(&self, name: &str) -> Result<Option<i64>, Problem> {
        Ok(self.parsed::<jiff::Timestamp>(name)?.map(jiff::Timestamp::as_millisecond))
    }
    /// The number `name` within `range`.
    pub fn number(&self, name: &str, range: RangeInclusive<u32>) -> Result<Option<u32>, Problem> {
        match self.parsed(name)? {
            Some(n) if !range.contains(&n) => Err(Problem::malformed(name, Code::InvalidParameter)),
            found => Ok(found),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(parts.extensions.remove::<Self>().unwrap_or_default())
    }
}

/// `a%20b` and `a+b` are `a b`; what is not UTF-8 is nothing.
fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_or_refused_with_the_parameter_named() {
        let ok = |name: &str, value: &str| Ok((name.to_owned(), value.to_owned()));
        for (query, expect) in [
            ("q=a+b%2B", ok("q", "a b+")),
            ("&q=&", ok("q", "")),
            ("q", ok("q", "")),
            ("q=%E7%A7%91", ok("q", "科")),
            ("x=1", Err((Code::UnknownParameter, "x"))),
            ("%ff=1", Err((Code::UnknownParameter, ""))),
            ("q=%ff", Err((Code::InvalidParameter, "q"))),
            ("q=1&q=1", Err((Code::RepeatedParameter, "q"))),
        ] {
            let got = Params::parse(query, &["q"]);
            match expect {
                Ok((name, value)) => assert_eq!(got.unwrap().get(&name), Some(value.as_str()), "{query}"),
                Err((code, field)) => {
                    let fault = &got.unwrap_err().faults[0];
                    assert_eq!((fault.code, fault.field.as_str()), (code, field), "{query}");
                }
            }
        }
    }

    #[test]
    fn numbers_stay_in_their_range() {
        for (query, expect) in
            [("n=1", Ok(Some(1))), ("", Ok(None)), ("n=0", Err(())), ("n=-1", Err(())), ("n=9999999999", Err(()))]
        {
            let params = Params::parse(query, &["n"]).unwrap();
            assert_eq!(params.number("n", 1..=200).map_err(drop), expect, "{query}");
        }
    }
}
