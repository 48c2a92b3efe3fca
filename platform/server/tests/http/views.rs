//! Saved views: what they keep, with whom they are shared, and who sees what of it.

use serde_json::{Value as Json, json};

use crate::client::{Client, Member, on_both_databases};

fn views(client: &Client) -> Vec<Json> {
    let views = client.get("/api/v1/views/makers").expect(200).json()["views"].take();
    views.as_array().unwrap().iter().filter(|view| view["kind"] != "system").cloned().collect()
}

#[test]
fn a_view_keeps_widths_and_how_many_columns_stay() {
    on_both_databases(|_, _, boss| {
        let plain = boss.post("/api/v1/views/makers", &json!({"label": "都"})).expect(201).json();
        assert_eq!((&plain["widths"], &plain["pinned"]), (&json!({}), &json!(1)));
        let path = format!("/api/v1/views/makers/{}", plain["id"].as_str().unwrap());
        let wide = json!({"columns": ["name", "trade"], "widths": {"name": 320, "trade": 90}, "pinned": 2});
        let changed = boss.patch(&path, &wide).expect(200).json();
        assert_eq!((&changed["widths"], &changed["pinned"]), (&wide["widths"], &json!(2)));
        let kept = boss.patch(&path, &json!({"label": "两列"})).expect(200).json();
        assert_eq!((&kept["widths"], &kept["pinned"]), (&wide["widths"], &json!(2)), "what is not named stays");
        for (bad, field, code) in [
            (json!({"pinned": 9}), "pinned", "too_big"),
            (json!({"pinned": "2"}), "pinned", "not_integer"),
            (json!({"widths": {"name": 39}}), "widths", "too_small"),
            (json!({"widths": {"name": 1201}}), "widths", "too_big"),
            (json!({"widths": {"name": "wide"}}), "widths", "not_integer"),
            (json!({"widths": ["name"]}), "widths", "not_object"),
            (json!({"widths": {"nothing": 100}}), "nothing", "unknown_field"),
        ] {
            let fault = &boss.patch(&path, &bad).expect(422).json()["errors"][0];
            assert_eq!((&fault["field"], &fault["code"]), (&json!(field), &json!(code)), "{bad}");
        }
    });
}

#[test]
fn a_shared_view_is_seen_by_those_that_it_names_and_changed_by_its_owner() {
    on_both_databases(|heyi, served, boss| {
        let member = |name: &str| Member::new(heyi, name, &["all"]);
        let (anna, bert, carl) = (member("anna"), member("bert"), member("carl"));
        let [a, b, c] = [&anna, &bert, &carl].map(|member| served.bearer(&member.key));
        let view = json!({"label": "木材", "filter": {"field": "trade", "op": "eq", "value": "wood"},
            "shared_with": [{"person": bert.caller.person}]});
        let made = a.post("/api/v1/views/makers", &view).expect(201).json();
        assert_eq!(made["kind"], "own");
        assert_eq!(made["shared_with"], json!([{"kind": "person", "id": bert.caller.person, "name": "bert"}]));
        let path = format!("/api/v1/views/makers/{}", made["id"].as_str().unwrap());

        let seen = &views(&b)[0];
        assert_eq!((&seen["kind"], &seen["editable"]), (&json!("shared"), &json!(false)));
        assert_eq!(seen["owner"], json!({"id": anna.caller.person, "name": "anna"}));
        assert!(seen.get("shared_with").is_none(), "who else sees it is its owner's affair: {seen}");
        assert!(views(&c).is_empty() && views(boss).is_empty(), "it is shared with nobody else");
        b.patch(&path, &json!({"label": "我的"})).expect(404);
        b.delete(&path).expect(404);

        a.patch(&path, &json!({"label": "木"})).expect(200);
        assert_eq!(views(&b)[0]["label"], "木", "who it is shared with stays");
        a.patch(&path, &json!({"shared_with": []})).expect(200);
        assert!(views(&b).is_empty());
        a.patch(&path, &json!({"shared": true})).expect(403);
        for bad in [json!([{"person": "1"}]), json!([{"role": "administrator"}]), json!(["bert"])] {
            let fault = a.patch(&path, &json!({"shared_with": bad})).expect(422).json()["errors"][0].take();
            assert_eq!((&fault["field"], &fault["code"]), (&json!("shared_with"), &json!("unknown_subject")), "{bad}");
        }

        // A group of which the owner is a member; it goes with the group.
        let group = json!({"label": {"zh": "小组"}, "members": [anna.caller.person, carl.caller.person]});
        let group = boss.post("/api/v1/groups", &group).expect(201).json();
        let group = group["id"].as_str().unwrap();
        a.patch(&path, &json!({"shared_with": [{"group": group}]})).expect(200);
        assert_eq!(views(&c).len(), 1);
        b.patch(&path, &json!({"shared_with": []})).expect(404);
        boss.delete(&format!("/api/v1/groups/{group}")).expect(204);
        assert!(views(&c).is_empty());
        assert_eq!(views(&a)[0]["shared_with"], json!([]));
        a.delete(&path).expect(204);
    });
}

#[test]
fn nobody_learns_a_name_by_sharing_a_view() {
    on_both_databases(|heyi, served, boss| {
        let stranger = Member::new(heyi, "stranger", &[]);
        let rep = Member::new(heyi, "rep", &[]);
        let role = json!({"key": "c_makers", "label": "厂", "modules": {"makers": {"read": "all"}}});
        boss.post("/api/v1/roles", &role).expect(201);
        boss.put("/api/v1/roles/c_makers/members", &json!({"members": [rep.caller.person]})).expect(200);
        let rep = served.bearer(&rep.key);
        rep.get(&format!("/api/v1/records/persons/{}", stranger.caller.person)).expect(403);
        let view = json!({"label": "都", "shared_with": [{"person": stranger.caller.person}]});
        let fault = rep.post("/api/v1/views/makers", &view).expect(422).json()["errors"][0].take();
        assert_eq!(fault["code"], "unknown_subject");
        assert!(views(&rep).is_empty(), "nothing is half written");
    });
}
