//! What a browser gets outside the API, and what operators ask.

use std::borrow::Cow;

use heyi_server::Options;

use crate::client::{Served, on_one_database};

#[test]
fn without_a_web_app_a_page_says_so() {
    on_one_database(|_, served, _| {
        let nobody = served.nobody();
        for path in ["/", "/some/page/of/the/app"] {
            let page = nobody.get(path).expect(200);
            assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
            assert_eq!(page.header("cache-control"), Some("no-cache"));
            assert_eq!(page.header("x-frame-options"), Some("DENY"));
            let policy = page.header("content-security-policy").unwrap();
            assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe-eval"), "{policy}");
            // The policy forbids what stands in the page itself.
            assert!(!page.text().contains("<style") && !page.text().contains("onclick="), "{}", page.text());
        }
        let tag = nobody.get("/").expect(200).header("etag").unwrap().to_owned();
        nobody.clone().with("if-none-match", &tag).get("/").expect(304);
        nobody.get("/missing.js").expect(404);
        nobody.get("/api/v1").expect(404);
        let wrong = nobody.send("POST", "/", Some(("text/plain", b""))).expect(405);
        assert_eq!(wrong.header("allow"), Some("GET,HEAD"));
        assert_eq!(nobody.send("DELETE", "/api/v1/session/password", None).expect(405).header("allow"), Some("POST"));
    });
}

fn built(path: &str) -> Option<Cow<'static, [u8]>> {
    match path {
        "index.html" => Some(Cow::Borrowed(b"<!doctype html>built")),
        "assets/app-1a2b.js" => Some(Cow::Borrowed(b"let a = 1;")),
        "assets/app-1a2b.js.br" => Some(Cow::Borrowed(b"brotli")),
        "assets/app-1a2b.js.gz" => Some(Cow::Borrowed(b"gzip")),
        _ => None,
    }
}

#[test]
fn a_built_web_app_takes_the_place_of_the_page() {
    on_one_database(|heyi, _, _| {
        let served = Served::with(heyi, Options { web: built, ..Options::default() });
        let nobody = served.nobody();
        assert_eq!(nobody.get("/deals/7").expect(200).text(), "<!doctype html>built");
        let asset = nobody.get("/assets/app-1a2b.js?v=1").expect(200);
        assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(asset.header("content-type"), Some("text/javascript; charset=utf-8"));
        nobody.get("/assets/gone.js").expect(404);
    });
}

#[test]
fn a_file_that_was_packed_beforehand_is_sent_so_to_whoever_takes_it() {
    on_one_database(|heyi, _, _| {
        let served = Served::with(heyi, Options { web: built, ..Options::default() });
        for (accepted, coding, content) in [
            ("gzip, deflate, br", Some("br"), "brotli"),
            ("BR;q=0.5", Some("br"), "brotli"),
            ("gzip", Some("gzip"), "gzip"),
            ("gzip, br;q=0", Some("gzip"), "gzip"),
            ("zstd", None, "let a = 1;"),
            ("", None, "let a = 1;"),
        ] {
            let nobody = served.nobody().with("accept-encoding", accepted);
            let answer = nobody.get("/assets/app-1a2b.js").expect(200);
            // The client of the tests unpacks nothing.
            assert_eq!((answer.header("content-encoding"), &*answer.text()), (coding, content), "{accepted:?}");
            assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
            assert!(answer.header("vary").unwrap().to_ascii_lowercase().contains("accept-encoding"));
            let tag = answer.header("etag").unwrap().to_owned();
            nobody.with("if-none-match", &tag).get("/assets/app-1a2b.js").expect(304);
        }
    });
}

#[test]
fn operators_see_whether_it_lives_is_ready_and_how_busy_it_is() {
    on_one_database(|heyi, served, boss| {
        let nobody = served.nobody();
        nobody.get("/healthz").expect(200);
        nobody.get("/readyz").expect(200);
        boss.get("/api/v1/records/makers").expect(200);
        let figures = nobody.get("/metrics").expect(200);
        let line = "heyi_http_request_duration_seconds_count{operation=\"list_records\",status=\"2xx\"}";
        assert!(figures.text().contains(line), "{}", figures.text());
        assert!(figures.text().contains("heyi_db_lane_wait_seconds"), "{}", figures.text());
        nobody.clone().with("x-forwarded-for", "1.2.3.4").get("/metrics").expect(404);
        let options = Options { metrics_token: Some("t0ken".into()), ..Options::default() };
        let served = Served::with(heyi, options);
        let far = served.nobody().with("x-forwarded-for", "1.2.3.4");
        far.get("/metrics").expect(404);
        far.clone().with("authorization", "Bearer wrong").get("/metrics").expect(404);
        far.with("authorization", "Bearer t0ken").get("/metrics").expect(200);
    });
}

#[test]
fn long_answers_are_compressed_for_whoever_asks() {
    on_one_database(|_, _, boss| {
        let plain = boss.get("/api/v1/openapi.json").expect(200);
        assert_eq!(plain.header("content-encoding"), None);
        let packed = boss.clone().with("accept-encoding", "gzip").get("/api/v1/openapi.json").expect(200);
        assert_eq!(packed.header("content-encoding"), Some("gzip"));
        assert!(packed.body.len() * 4 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
        assert_eq!(packed.header("vary"), Some("accept-encoding"));
        let short = boss.clone().with("accept-encoding", "gzip").get("/healthz").expect(200);
        assert_eq!(short.header("content-encoding"), None);
    });
}
