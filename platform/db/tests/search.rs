//! Search finds the same rows on both engines, whatever the tokens and the terms hold.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use std::sync::Arc;

use heyi_db::test_support::{both_databases, open};
use heyi_db::{Cells, ColumnDef, ColumnKind, Ctx, Db, DbError, SchemaPlan, SearchTerm, params, search_match, sql};
use heyi_model::{FakeClock, RecordId};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use sea_query::{Expr, Query};

type Cnf = Vec<Vec<SearchTerm>>;

fn ready(url: &str) -> Db {
    let db = open(url, Arc::new(FakeClock::at(0)));
    let columns = vec![ColumnDef::required("id", ColumnKind::Int)];
    db.change_schema(&SchemaPlan::default().table("firm", columns).search("firm")).unwrap();
    db
}

fn id(n: i64) -> RecordId {
    RecordId::new(n).unwrap()
}

fn put(db: &Db, rows: Vec<(i64, String)>) {
    db.write_blocking(Ctx::default(), move |tx| {
        for (n, _) in &rows {
            tx.execute(sql("INSERT INTO firm (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", params![*n]))?;
        }
        let rows: Vec<(RecordId, &str)> = rows.iter().map(|(n, tokens)| (id(*n), tokens.as_str())).collect();
        tx.search_put("firm", &rows)
    })
    .unwrap();
}

/// The ids by each of the three ways of asking, which must agree.
fn find(db: &Db, cnf: &Cnf) -> Vec<i64> {
    let cnf = cnf.clone();
    db.read_blocking(Ctx::default(), move |tx| {
        let newest: Vec<i64> = tx.search_newest("firm", &cnf, None, 1_000)?.into_iter().map(RecordId::get).collect();
        let condition = search_match(tx.dialect(), Expr::col(("firm", "id")), "firm", &cnf);
        let mut q = Query::select();
        q.column("id").from("firm").and_where(condition).order_by("id", sea_query::Order::Desc);
        let joined: Vec<i64> = tx.all(q)?.iter().filter_map(|row| row.int(0)).collect();
        assert_eq!(newest, joined);
        assert_eq!(tx.search_count("firm", &cnf)?, newest.len() as u64);
        Ok::<_, DbError>(newest)
    })
    .unwrap()
}

fn word(text: &str) -> SearchTerm {
    SearchTerm::word(text)
}
fn prefix(text: &str) -> SearchTerm {
    SearchTerm::prefix(text)
}

#[test]
fn words_prefixes_and_clauses_are_found() {
    both_databases(|url| {
        let db = ready(url);
        let firms = [
            (1, "n中国 n国移 n移动 pzgyd pzhongguoyidong"),
            (2, "n中国 n国电 n电信 pzgdx pzhongguodianxin"),
            (3, "n移动 n动力 pydl c91310000ma1fl"),
        ];
        put(&db, firms.map(|(n, tokens)| (n, tokens.to_owned())).to_vec());
        for (cnf, found) in [
            (vec![vec![word("n中国")]], vec![2, 1]),
            (vec![vec![word("n中国")], vec![word("n移动")]], vec![1]),
            (vec![vec![word("n电信"), word("n动力")]], vec![3, 2]),
            (vec![vec![prefix("pzhongguo")]], vec![2, 1]),
            (vec![vec![prefix("pzhongguoyi"), word("n动力")], vec![word("n移动")]], vec![3, 1]),
            (vec![vec![word("pzhongguo")]], vec![]),
            (vec![vec![word("n中")]], vec![]),
            (vec![vec![prefix("n中")]], vec![2, 1]),
            (vec![vec![prefix("C91310000MA")]], vec![3]),
            (vec![vec![word("n中国 n电信")]], vec![2]),
            (vec![vec![word("n中国"), word("***")]], vec![2, 1]),
            (vec![vec![word("n中国")], vec![word("")]], vec![]),
            (vec![vec![]], vec![]),
            (vec![], vec![]),
        ] {
            assert_eq!(find(&db, &cnf), found, "{cnf:?} on {url}");
        }
        let page = db.read_blocking(Ctx::default(), |tx| {
            tx.search_newest("firm", &[vec![SearchTerm::word("n中国")]], Some(id(2)), 5)
        });
        assert_eq!(page, Ok(vec![id(1)]));
    });
}

#[test]
fn tokens_are_replaced_and_removed() {
    both_databases(|url| {
        let db = ready(url);
        put(&db, vec![(1, "old same".into()), (2, "same".into()), (1, "new same".into())]);
        let old = vec![vec![word("old")]];
        let same = vec![vec![word("same")]];
        assert_eq!((find(&db, &old), find(&db, &same)), (vec![], vec![2, 1]));
        put(&db, vec![(2, "old".into())]);
        assert_eq!((find(&db, &old), find(&db, &same)), (vec![2], vec![1]));
        let rolled_back = db.write_blocking(Ctx::default(), |tx| {
            tx.search_delete("firm", &[id(1), id(2)])?;
            Err::<(), _>(DbError::Busy)
        });
        assert_eq!(rolled_back, Err(DbError::Busy));
        assert_eq!(find(&db, &same), [1]);
        db.write_blocking(Ctx::default(), |tx| tx.search_delete("firm", &[id(1), id(7)])).unwrap();
        assert_eq!((find(&db, &old), find(&db, &same)), (vec![2], vec![]));
    });
}

#[test]
fn a_write_finds_the_tokens_that_it_has_given_and_taken_away() {
    both_databases(|url| {
        let db = ready(url);
        put(&db, vec![(1, "one".into()), (2, "two".into())]);
        let seen = db.write_blocking(Ctx::default(), |tx| {
            let ask = |tx: &mut heyi_db::Tx<'_>| {
                let cnf = [vec![word("one"), word("two"), word("three")]];
                let condition = search_match(tx.dialect(), Expr::col(("firm", "id")), "firm", &cnf);
                let mut q = Query::select();
                q.column("id").from("firm").and_where(condition).order_by("id", sea_query::Order::Asc);
                let joined: Vec<i64> = tx.all(q)?.iter().filter_map(|row| row.int(0)).collect();
                assert_eq!(tx.search_count("firm", &cnf)?, joined.len() as u64);
                Ok::<_, DbError>(joined)
            };
            tx.execute(sql("INSERT INTO firm (id) VALUES ($1)", params![3]))?;
            tx.search_put("firm", &[(id(3), "three")])?;
            tx.search_delete("firm", &[id(1)])?;
            let first = ask(tx)?;
            let undone = tx.savepoint(|tx| {
                tx.search_put("firm", &[(id(1), "one")])?;
                tx.search_delete("firm", &[id(2), id(3)])?;
                assert_eq!(ask(tx)?, [1]);
                Err::<(), _>(DbError::Busy)
            });
            assert_eq!(undone, Err(DbError::Busy));
            tx.search_delete("firm", &[id(2)])?;
            Ok::<_, DbError>([first, ask(tx)?])
        });
        assert_eq!(seen, Ok([vec![2, 3], vec![3]]));
        assert_eq!(find(&db, &vec![vec![word("one"), word("two"), word("three")]]), [3]);
    });
}

#[test]
fn frequent_words_are_found_newest_first_wherever_they_are() {
    both_databases(|url| {
        let db = ready(url);
        // "old" is frequent among the first rows only, "all" everywhere, "rare" twice.
        let tokens = |n: i64| match n {
            100 | 59_000 => "all rare",
            ..=2_500 => "all old",
            _ => "all",
        };
        for set in 0..6 {
            db.write_blocking(Ctx::slow(), move |tx| {
                let rows: Vec<(RecordId, &str)> =
                    (set * 10_000 + 1..=(set + 1) * 10_000).map(|n| (id(n), tokens(n))).collect();
                tx.search_put("firm", &rows)
            })
            .unwrap();
        }
        for (text, before, limit, found) in [
            ("all", None, 3, vec![60_000, 59_999, 59_998]),
            ("all", Some(2), 3, vec![1]),
            ("old", None, 3, vec![2_500, 2_499, 2_498]),
            ("old", Some(1_000), 2, vec![999, 998]),
            ("rare", None, 5, vec![59_000, 100]),
            ("rare", Some(59_000), 5, vec![100]),
            ("none", None, 5, vec![]),
        ] {
            let newest = db.read_blocking(Ctx::default(), move |tx| {
                tx.search_newest("firm", &[vec![SearchTerm::word(text)]], before.map(id), limit)
            });
            assert_eq!(newest, Ok(found.into_iter().map(id).collect()), "{text} before {before:?} on {url}");
        }
        let count = db.read_blocking(Ctx::default(), |tx| tx.search_count("firm", &[vec![SearchTerm::word("all")]]));
        assert_eq!(count, Ok(60_000));
    });
}

/// The rule in plain words: the tokens of a text, compared one by one.
fn model(rows: &[(i64, String)], cnf: &Cnf) -> Vec<i64> {
    let tokens = |text: &str| -> Vec<String> {
        let split = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
        split.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect()
    };
    let meets = |row: &BTreeSet<String>, term: &SearchTerm| {
        let wanted = tokens(&term.text);
        let open = term.prefix && term.text.chars().last().is_some_and(|c| !c.is_ascii() || c.is_ascii_alphanumeric());
        !wanted.is_empty()
            && wanted.iter().enumerate().all(|(at, word)| {
                if open && at + 1 == wanted.len() {
                    row.iter().any(|token| token.starts_with(word))
                } else {
                    row.contains(word)
                }
            })
    };
    let mut found: Vec<i64> = rows
        .iter()
        .filter(|(_, text)| {
            let row: BTreeSet<String> = tokens(text).into_iter().collect();
            !cnf.is_empty() && cnf.iter().all(|clause| clause.iter().any(|term| meets(&row, term)))
        })
        .map(|(n, _)| *n)
        .collect();
    found.sort_unstable();
    found.reverse();
    found
}

/// Few letters, so that terms meet tokens; all signs that mean something to one of the two query languages.
fn nasty() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        6 => prop::sample::select(vec!["a", "b", "A", "1", "中", "国", "é", "ß", "𠀀", "😀", " "]),
        3 => prop::sample::select(vec![
            "\"", "'", "\\", "*", ":", "(", ")", "&", "|", "!", "<->", "-", "+", "^", "{", "}", ".", ",", "\t", "\n", "$1",
            "?", " OR ", " AND ", " NOT ", "NEAR(", "tokens:", ":*", ";--",
        ]),
    ];
    prop::collection::vec(sign, 0..8).prop_map(|signs| signs.concat())
}

#[test]
fn nasty_strings_find_what_the_model_finds() {
    both_databases(|url| {
        let db = ready(url);
        let term = (nasty(), any::<bool>()).prop_map(|(text, prefix)| SearchTerm { text, prefix });
        let cnf = prop::collection::vec(prop::collection::vec(term, 0..3), 0..3);
        let case = (prop::collection::vec(nasty(), 1..6), prop::collection::vec(cnf, 12));
        let config =
            Config { cases: 60, rng_seed: RngSeed::Fixed(20_260_101), failure_persistence: None, ..Config::default() };
        let outcome = TestRunner::new(config).run(&case, |(texts, queries)| {
            let rows: Vec<(i64, String)> = (1..).zip(texts).collect();
            db.write_blocking(Ctx::default(), |tx| tx.search_delete("firm", &(1..6).map(id).collect::<Vec<_>>()))
                .unwrap();
            put(&db, rows.clone());
            for cnf in queries {
                prop_assert_eq!(find(&db, &cnf), model(&rows, &cnf), "{:?} in {:?} on {}", cnf, rows, url);
            }
            Ok(())
        });
        outcome.unwrap();
    });
}
