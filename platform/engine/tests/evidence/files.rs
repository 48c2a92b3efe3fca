use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use heyi_engine::files::{self, FileScan, Intake, NoScan, Received, Verdict};
use heyi_engine::{Caller, System, bin};
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::raw::{Raw, all_pages};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

fn receive(heyi: &TestHeyi, content: &[u8]) -> Received {
    files::receive(&heyi.engine, &mut &*content, &Intake::default()).unwrap()
}

fn upload(heyi: &TestHeyi, who: &Arc<Caller>, content: &[u8], name: &str) -> Result<RecordId, Problem> {
    let (received, name) = (receive(heyi, content), name.to_owned());
    heyi.write(who.clone(), move |work| files::store(work, &received, &name))
}

fn open(heyi: &TestHeyi, who: &Arc<Caller>, file: RecordId) -> Result<files::Download, Problem> {
    heyi.reading(who.clone(), move |work| files::open(work, file))
}

fn attach(heyi: &TestHeyi, who: &Arc<Caller>, file: RecordId, record: RecordId) -> Result<(), Problem> {
    heyi.write(who.clone(), move |work| files::attach(work, file, "gadgets", record))
}

fn names(heyi: &TestHeyi, who: &Arc<Caller>, record: RecordId) -> Vec<String> {
    let entries = all_pages(1, |paging| {
        heyi.reading(who.clone(), move |work| files::list(work, "gadgets", record, &paging)).unwrap()
    });
    entries.iter().map(|e| e["name"].as_str().unwrap().to_owned()).collect()
}

fn contents(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    entries.map(|e| if e.path().is_dir() { contents(&e.path()) } else { 1 }).sum()
}

#[test]
fn a_file_has_the_rights_of_its_record_and_before_that_of_its_sender() {
    on_both_databases(&sample::shape(), |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let reader = heyi.person(json!({"name": "读者"}), &["blind"]);
        let other = heyi.person(json!({"name": "他"}), &["own"]);
        let id = heyi.create(owner.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let file = upload(heyi, &owner, PNG, "图.exe").unwrap();
        for who in [&reader, &other] {
            assert_eq!(open(heyi, who, file).unwrap_err().kind, Kind::NotFound);
            assert!(attach(heyi, who, file, id).is_err());
        }
        assert_eq!(
            attach(heyi, &owner, upload(heyi, &other, b"x", "x.txt").unwrap(), id).unwrap_err().faults[0].code,
            Code::UnknownFile
        );
        attach(heyi, &owner, file, id).unwrap();
        let got = open(heyi, &reader, file).unwrap();
        assert_eq!(std::fs::read(&got.path).unwrap(), PNG);
        assert_eq!((got.media_type.as_str(), got.size, got.name.as_str()), ("image/png", PNG.len() as u64, "图.exe"));
        assert!(got.disposition.starts_with("inline; filename=\"_.exe\""), "{}", got.disposition);
        assert!(got.path.ends_with(format!("{}/{}/{}", &got.hash[..2], &got.hash[2..4], got.hash)));
        assert_eq!(open(heyi, &other, file).unwrap_err().kind, Kind::NotFound);
        assert_eq!(attach(heyi, &owner, file, id).unwrap_err().faults[0].code, Code::UnknownFile, "it hangs already");
        assert_eq!(names(heyi, &reader, id), ["图.exe"]);
        let remove = |who: &Arc<Caller>| heyi.write(who.clone(), move |work| files::remove(work, file));
        assert_eq!(remove(&other).unwrap_err().kind, Kind::NotFound);
        assert_eq!(remove(&reader).unwrap_err().kind, Kind::Forbidden);
        remove(&owner).unwrap();
        assert_eq!(open(heyi, &owner, file).unwrap_err().kind, Kind::NotFound);
        assert!(names(heyi, &owner, id).is_empty());
    });
}

#[test]
fn the_file_of_a_field_follows_the_rights_of_the_field() {
    let mut shape = sample::shape();
    let blind = shape.roles.get_mut("blind").unwrap().modules.get_mut("gadgets").unwrap();
    blind.fields.insert("manual".into(), heyi_model::module::FieldAccess::Hidden);
    on_both_databases(&shape, |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let blind = heyi.person(json!({"name": "半盲"}), &["blind"]);
        let file = upload(heyi, &owner, b"<html>", "m.html").unwrap();
        let id = heyi.create(owner.clone(), "gadgets", json!({"name": "器", "manual": file.to_string()})).unwrap();
        let got = open(heyi, &owner, file).unwrap();
        assert!(got.disposition.starts_with("attachment"), "a page never runs here: {}", got.media_type);
        assert_eq!((names(heyi, &owner, id).len(), names(heyi, &blind, id).len()), (1, 0));
        assert_eq!(open(heyi, &blind, file).unwrap_err().kind, Kind::NotFound);
        let remove = heyi.write(owner, move |work| files::remove(work, file));
        assert_eq!(remove.unwrap_err().kind, Kind::Conflict);
    });
}

struct NoLetterX;
impl FileScan for NoLetterX {
    fn scan(&self, file: &Path) -> Result<Verdict, Problem> {
        let bad = std::fs::read(file).map_err(Problem::internal)?.contains(&b'x');
        Ok(if bad { Verdict::Refused("an x".into()) } else { Verdict::Clean })
    }
}

struct Broken;
impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::ConnectionReset.into())
    }
}

#[test]
fn what_cannot_be_received_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let heyi = TestHeyi::open(&heyi_db::test_support::sqlite_url(folder.path()), &sample::shape());
    let receive = |content: &[u8], max| files::receive(&heyi.engine, &mut &*content, &Intake { max, scan: &NoLetterX });
    assert_eq!(receive(b"12345", 5).unwrap().size, 5);
    assert_eq!(receive(b"123456", 5).unwrap_err().kind, Kind::TooLarge);
    assert_eq!(receive(b"", 5).unwrap_err().faults[0].code, Code::EmptyFile);
    assert_eq!(receive(b"x", 5).unwrap_err().faults[0].code, Code::FileRefused);
    let broken = files::receive(&heyi.engine, &mut Broken, &Intake { max: 5, scan: &NoScan }).unwrap_err();
    assert_eq!(broken.kind, Kind::Malformed);
    assert_eq!(contents(heyi.engine.files_dir()), 1);
    for (content, media_type) in [
        (PNG, "image/png"),
        (b"%PDF-1.7", "application/pdf"),
        ("姓名,电话\n".as_bytes(), "text/plain"),
        (b"\x00\x01", "application/octet-stream"),
        (b"\xff\xfea\0", "application/octet-stream"),
    ] {
        let got = files::receive(&heyi.engine, &mut &*content, &Intake::default()).unwrap();
        assert_eq!(got.media_type, media_type, "{content:?}");
    }
}

#[test]
fn one_content_is_kept_once_and_swept_away_after_its_last_use() {
    on_both_databases(&sample::shape(), |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let id = heyi.create(owner.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let [a, b, c] = ["a.txt", "b.txt", "c.txt"].map(|name| upload(heyi, &owner, b"same", name).unwrap());
        let folder = heyi.engine.files_dir().to_owned();
        assert_eq!(contents(&folder), 1);
        attach(heyi, &owner, a, id).unwrap();
        attach(heyi, &owner, b, id).unwrap();
        let uses = || Raw::of(heyi).number("SELECT uses FROM blob");
        assert_eq!(uses(), 3);
        heyi.clock.advance(files::ABANDONED_MS + 1_000);
        assert_eq!(files::sweep(&heyi.engine).unwrap(), 0);
        assert_eq!((uses(), open(heyi, &owner, c).unwrap_err().kind), (2, Kind::NotFound), "c was never used");
        heyi.write(owner.clone(), move |work| files::remove(work, a)).unwrap();
        assert_eq!(files::sweep(&heyi.engine).unwrap(), 0);
        heyi.delete(owner.clone(), "gadgets", id).unwrap();
        heyi.system(move |work| bin::purge(work, "gadgets", &[id])).unwrap();
        // Received again before the sweep: it is new, so it stays.
        let again = receive(heyi, b"same");
        assert_eq!(files::sweep(&heyi.engine).unwrap(), 0);
        let stored = heyi.write(owner.clone(), move |work| files::store(work, &again, "d.txt")).unwrap();
        assert_eq!((uses(), open(heyi, &owner, stored).is_ok()), (1, true));
        heyi.write(owner.clone(), move |work| files::remove(work, stored)).unwrap();
        heyi.clock.advance(files::ABANDONED_MS + 1_000);
        assert_eq!(files::sweep(&heyi.engine).unwrap(), 1);
        assert_eq!((contents(&folder), Raw::of(heyi).number("SELECT COUNT(*) FROM blob")), (0, 0));
        let gone = Received { hash: "ab".repeat(32), size: 4, media_type: "text/plain".into() };
        let late = heyi.write(owner.clone(), move |work| files::store(work, &gone, "e.txt")).unwrap_err();
        assert_eq!((late.kind, late.retry_after.is_some()), (Kind::Unavailable, true));
        let escape = Received { hash: "../../etc/passwd".into(), size: 4, media_type: "text/plain".into() };
        assert!(heyi.write(owner, move |work| files::store(work, &escape, "e.txt")).is_err());
    });
}

#[test]
fn a_stored_row_never_leads_out_of_the_folder() {
    on_both_databases(&sample::shape(), |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let file = upload(heyi, &owner, b"a", "a.txt").unwrap();
        Raw::of(heyi).run("UPDATE stored_file SET blob = '../../../../etc/passwd'");
        assert_eq!(open(heyi, &owner, file).unwrap_err().kind, Kind::NotFound);
        for name in ["../a", "a/b", "nul", "a\u{0}", ""] {
            let problem = upload(heyi, &owner, b"a", name).unwrap_err();
            assert_eq!(problem.faults[0].code, Code::InvalidFileName, "{name:?}");
        }
        let fields: Json = json!({"name": "器", "manual": file.to_string()});
        assert!(heyi.create(System::command(), "gadgets", fields).is_ok());
    });
}
