//! The table that drives the suite: two values of each field, how they are read and asked for, and what is refused.

use serde_json::{Value as Json, json};

use super::subject::World;

/// A field of `gadgets`.
pub struct Row {
    pub key: &'static str,
    /// What two records are given.
    pub write: [Json; 2],
    /// How they read.
    pub read: [Json; 2],
    /// The same as values of a filter.
    pub operand: [Json; 2],
    /// Text that only the first contains, and text that only the second starts with; for a multi-choice an option of the first.
    pub part: Option<[Json; 2]>,
    /// How no value reads.
    pub empty: Json,
    /// What is refused, with the code.
    pub refused: Vec<(Json, &'static str)>,
}

fn row(key: &'static str, a: Json, b: Json, refused: &[(Json, &'static str)]) -> Row {
    Row {
        key,
        read: [a.clone(), b.clone()],
        operand: [a.clone(), b.clone()],
        write: [a, b],
        part: None,
        empty: Json::Null,
        refused: refused.to_vec(),
    }
}

impl Row {
    fn reads(self, a: Json, b: Json) -> Self {
        Self { read: [a.clone(), b.clone()], operand: [a, b], ..self }
    }
    fn asked(self, a: Json, b: Json) -> Self {
        Self { operand: [a, b], ..self }
    }
    fn part(self, contained: &str, start: &str) -> Self {
        Self { part: Some([json!(contained), json!(start)]), ..self }
    }
}

/// The table. The auto-number is not in it, because nobody writes it.
pub fn rows(world: &World) -> Vec<Row> {
    let [makers, people, units, files] = [&world.makers, &world.people, &world.units, &world.files];
    let link = |id: &String, name: &str| json!({"id": id, "name": name});
    let long = "长".repeat(256);
    let street = json!({"province": "江苏省", "city": "苏州市", "street": "干将路1号"});
    let dock = json!({"province": "上海市", "district": "浦东新区", "lng": 121.5, "lat": 31.2});
    vec![
        row(
            "name",
            json!("甲号机"),
            json!("乙号机"),
            &[(json!(null), "required"), (json!(long), "too_long"), (json!(5), "not_text")],
        )
        .part("甲", "乙号"),
        row("code", json!("K-1"), json!("L-2"), &[(json!("x".repeat(41)), "too_long"), (json!(["K"]), "not_text")])
            .part("k-", "l"),
        row("story", json!("第一行\n第二行"), json!("没有故事"), &[(json!({}), "not_text")]).part("第二", "没有"),
        row(
            "pieces",
            json!(3),
            json!(12),
            &[
                (json!("many"), "not_number"),
                (json!(1.5), "not_integer"),
                (json!(-1), "too_small"),
                (json!(9007199254740992_i64), "overflow"),
            ],
        ),
        row(
            "weight",
            json!("1.25"),
            json!("20"),
            &[(json!("1.2345"), "too_precise"), (json!("1,2"), "not_number"), (json!(true), "not_number")],
        )
        .reads(json!("1.250"), json!("20.000")),
        row(
            "price",
            json!("12.8"),
            json!({"amount": "20", "currency": "CNY"}),
            &[
                (json!("12.805"), "too_precise"),
                (json!("a lot"), "not_number"),
                (json!({"amount": "1", "currency": "Yuan"}), "invalid_currency"),
                (json!({"amount": "1", "currency": "USD"}), "no_exchange_rate"),
                (json!("1000000000001"), "overflow"),
            ],
        )
        .reads(json!("12.80"), json!("20.00")),
        row(
            "share",
            json!("12.5"),
            json!("50"),
            &[(json!("101"), "too_big"), (json!("-1"), "too_small"), (json!("half"), "not_number")],
        )
        .reads(json!("12.50"), json!("50.00")),
        row("fragile", json!(true), json!(false), &[(json!("yes"), "not_boolean"), (json!(1), "not_boolean")]),
        row(
            "made_on",
            json!("2026-11-23"),
            json!("2027-01-31"),
            &[(json!("2026-02-30"), "not_date"), (json!(20261123), "not_date")],
        ),
        row("opens", json!("09:30"), json!("18:00:30"), &[(json!("24:00"), "not_time"), (json!("noon"), "not_time")])
            .reads(json!("09:30:00"), json!("18:00:30")),
        row(
            "checked_at",
            json!("2026-11-23T09:30:00+08:00"),
            json!("2026-12-31T20:00:00Z"),
            &[(json!("2026-11-23"), "not_date_time"), (json!("yesterday"), "not_date_time")],
        )
        .reads(json!("2026-11-23T01:30:00.000Z"), json!("2026-12-31T20:00:00.000Z")),
        row(
            "colour",
            json!("red"),
            json!("blue"),
            &[(json!("green"), "unknown_option"), (json!("old"), "retired_option"), (json!(["red"]), "not_text")],
        ),
        Row {
            part: Some([json!("work"), json!("field")]),
            empty: json!([]),
            ..row(
                "uses",
                json!(["work", "home"]),
                json!(["field"]),
                &[(json!("home"), "not_array"), (json!(["home", "none"]), "unknown_option"), (json!([1]), "not_text")],
            )
            .reads(json!(["home", "work"]), json!(["field"]))
            .asked(json!("home"), json!("field"))
        },
        row(
            "maker",
            json!(makers[0]),
            json!({"id": makers[1]}),
            &[(json!("1"), "unknown_record"), (json!("x"), "not_id"), (json!(1), "not_id")],
        )
        .reads(link(&makers[0], "金属厂"), link(&makers[1], "木器厂"))
        .asked(json!(makers[0]), json!(makers[1])),
        row("keeper", json!(people[0]), json!(people[1]), &[(json!("1"), "unknown_record"), (json!([]), "not_id")])
            .reads(link(&people[0], "boss"), link(&people[1], "下属"))
            .asked(json!(people[0]), json!(people[1])),
        row(
            "place",
            json!(units[0]),
            json!(units[1]),
            &[(json!(makers[0]), "unknown_record"), (json!(true), "not_id")],
        )
        .reads(link(&units[0], "总部"), link(&units[1], "华东"))
        .asked(json!(units[0]), json!(units[1])),
        row(
            "phone",
            json!("138 0013 8000"),
            json!("010-62345678"),
            &[(json!("123"), "invalid_phone"), (json!(13800138000_i64), "not_text")],
        )
        .reads(json!("+8613800138000"), json!("+861062345678"))
        .part("138001", "+8610"),
        row(
            "mail",
            json!("Zhang@Example.CN"),
            json!("b@example.com"),
            &[(json!("b"), "invalid_mail"), (json!("a@b@c"), "invalid_mail")],
        )
        .reads(json!("Zhang@example.cn"), json!("b@example.com"))
        .part("example.cn", "b@"),
        row(
            "site",
            json!("heyi.example/a"),
            json!("http://b.example/"),
            &[(json!("javascript:alert(1)"), "invalid_url"), (json!(7), "not_text")],
        )
        .reads(json!("https://heyi.example/a"), json!("http://b.example/"))
        .part("heyi", "http:"),
        row(
            "address",
            street.clone(),
            dock.clone(),
            &[
                (json!("苏州"), "invalid_address"),
                (json!({"planet": "Earth"}), "invalid_address"),
                (json!({"lat": 91}), "invalid_address"),
            ],
        )
        .asked(json!("江苏省/苏州市"), json!("上海市/浦东新区"))
        .part("苏州", "上海"),
        row(
            "region",
            json!("江苏省/苏州市"),
            json!("上海市"),
            &[(json!("a/b/c/d/e"), "invalid_region"), (json!(3), "not_text")],
        )
        .part("苏州", "上海"),
        row(
            "manual",
            json!(files[0]),
            json!({"id": files[1]}),
            &[(json!("1"), "unknown_file"), (json!(makers[0]), "unknown_file"), (json!(2), "not_id")],
        )
        .reads(link(&files[0], "a.txt"), link(&files[1], "b.txt")),
    ]
}

/// A record with the first or the second value of every field.
pub fn record(rows: &[Row], which: usize) -> Json {
    rows.iter().map(|row| (format!("§{}", row.key), row.write[which].clone())).collect::<serde_json::Map<_, _>>().into()
}
