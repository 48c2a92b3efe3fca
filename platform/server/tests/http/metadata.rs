//! Modules and fields made while the system runs, roles, views, groups, shares, apps, departments.

use serde_json::{Value as Json, json};

use crate::client::{Member, on_both_databases};

#[test]
fn a_module_and_a_field_made_at_run_time_work_at_once() {
    on_both_databases(|heyi, served, boss| {
        let module = json!({"key": "c_visits", "label": {"zh": "拜访", "en": "Visit"}, "fields": [
            {"key": "c_result", "type": "text", "label": "结果"}]});
        let made = boss.post("/api/v1/modules", &module).expect(201);
        assert_eq!(made.header("location"), Some("/api/v1/modules/c_visits"));
        let id = boss.make("c_visits", &json!({"c_name": "第一次", "c_result": "好"}));
        let field = json!({"key": "c_score", "type": "integer", "label": {"zh": "评分"}});
        boss.post("/api/v1/modules/c_visits/fields", &field).expect(201);
        boss.post("/api/v1/modules/makers/fields", &field).expect(201);
        boss.patch(&format!("/api/v1/records/c_visits/{id}"), &json!({"c_score": 5})).expect(200);
        boss.patch("/api/v1/modules/c_visits/fields/c_score", &json!({"label": {"zh": "分数"}})).expect(200);
        let described = boss.get("/api/v1/modules/c_visits").expect(200).json();
        let field = described["fields"].as_array().unwrap().iter().find(|f| f["key"] == "c_score").unwrap();
        assert_eq!(field["label"], "分数");
        assert_eq!(
            (&field["aliases"], &field["indexed"], &field["name_like"]),
            (&json!([]), &json!(false), &json!(false))
        );
        assert_eq!((&described["shows_on"], &described["happens_at"]), (&json!([]), &serde_json::Value::Null));
        let told =
            served.bearer(&Member::new(heyi, "reader", &["all"]).key).get("/api/v1/modules/makers").expect(200).json();
        assert!(
            told.get("shows_on").is_none() && told["fields"][0].get("aliases").is_none(),
            "only administrators set it"
        );
        boss.get("/api/v1/modules/c_visits/fields/c_score/dependents").expect(200);
        boss.delete("/api/v1/modules/c_visits/fields/c_score").expect(200);
        let read = boss.get(&format!("/api/v1/records/c_visits/{id}")).expect(200).json();
        assert!(read.get("c_score").is_none(), "{read}");
        boss.patch("/api/v1/modules/c_visits/fields/c_score", &json!({"retired": false})).expect(200);
        let read = boss.get(&format!("/api/v1/records/c_visits/{id}")).expect(200).json();
        assert_eq!(read["c_score"], 5, "its value stayed");
        let layout = json!({"layout": [{"key": "c_main", "label": {"zh": "主要"}, "fields": ["c_name", "c_score"]}]});
        boss.put("/api/v1/modules/c_visits/layout", &layout).expect(200);
        boss.delete("/api/v1/modules/c_visits").expect(204);
        boss.get("/api/v1/records/c_visits").expect(404);
        boss.patch("/api/v1/modules/c_visits", &json!({"retired": false})).expect(200);
        boss.get(&format!("/api/v1/records/c_visits/{id}")).expect(200);
        boss.post("/api/v1/modules", &json!({"key": "visits", "label": {"zh": "x"}})).expect(422);

        let rep = served.bearer(&Member::new(heyi, "rep", &["own"]).key);
        rep.post("/api/v1/modules", &module).expect(403);
        rep.delete("/api/v1/modules/c_visits").expect(403);
    });
}

#[test]
fn what_a_field_cannot_be_is_said_at_its_setting_in_the_language_of_the_administrator() {
    on_both_databases(|_, _, boss| {
        let field = json!({"key": "c_score", "type": "integer", "label": {"zh": "评分"}, "min": "9"});
        boss.post("/api/v1/modules/makers/fields", &field).expect(201);
        let new = |kind: &str, name: &str, value: Json| json!({"key": "c_a", "type": kind, "label": "甲", name: value});
        for (at, body, setting, zh, en) in [
            (
                "",
                new("text", "scale", json!(2)),
                "scale",
                "这种类型的字段没有此设置",
                "A field of this type does not have this setting",
            ),
            ("", new("choice", "options", json!([])), "options", "必填", "Required"),
            (
                "",
                new("boolean", "unique", json!(true)),
                "unique",
                "这种类型的字段不能设为唯一",
                "A field of this type cannot be unique",
            ),
            (
                "",
                new("person", "default", json!("123456789")),
                "default",
                "关联的记录不存在或不可见",
                "The linked record does not exist or is not visible",
            ),
            ("/c_score", json!({"max": "8"}), "max", "不能小于 9", "Must be at least 9"),
        ] {
            for (language, message) in [("zh-CN", zh), ("en", en)] {
                boss.patch("/api/v1/session", &json!({"locale": language})).expect(200);
                let path = format!("/api/v1/modules/makers/fields{at}");
                let refusal = if at.is_empty() { boss.post(&path, &body) } else { boss.patch(&path, &body) };
                let errors = refusal.expect(422).json()["errors"].clone();
                let told: Vec<(&Json, &Json)> =
                    errors.as_array().unwrap().iter().map(|e| (&e["field"], &e["message"])).collect();
                assert_eq!(told, [(&json!(setting), &json!(message))], "{body} {language}");
            }
        }
    });
}

#[test]
fn roles_groups_shares_and_views_go_through_their_doors() {
    on_both_databases(|heyi, served, boss| {
        let rep = Member::new(heyi, "rep", &[]);
        let rep_client = served.bearer(&rep.key);
        let role =
            json!({"key": "c_reader", "label": {"zh": "只读", "en": "Reader"}, "modules": {"makers": {"read": "own"}}});
        assert_eq!(boss.post("/api/v1/roles", &role).expect(201).json()["key"], "c_reader");
        let members = json!({"members": [rep.caller.person]});
        assert_eq!(boss.put("/api/v1/roles/c_reader/members", &members).expect(200).json(), members);
        assert_eq!(boss.get("/api/v1/roles/c_reader/members").expect(200).json(), members);
        let maker = boss.make("makers", &json!({"name": "厂", "trade": "wood"}));
        let path = format!("/api/v1/records/makers/{maker}");
        rep_client.get(&path).expect(404);

        let group = json!({"label": {"zh": "小组"}, "members": [rep.caller.person]});
        let group = boss.post("/api/v1/groups", &group).expect(201).json();
        let group_path = format!("/api/v1/groups/{}", group["id"].as_str().unwrap());
        assert_eq!(boss.get(&group_path).expect(200).json(), group);
        let rule = json!({"module": "makers", "label": {"zh": "共享"}, "kind": "owner", "level": "read",
            "source": {"person": boss.get("/api/v1/session").json()["person"]["id"]},
            "target": {"group": group["id"]}});
        let shared = boss.post("/api/v1/sharing-rules", &rule).expect(201).json();
        rep_client.get(&path).expect(200);
        let rule_path = format!("/api/v1/sharing-rules/{}", shared["id"].as_str().unwrap());
        assert_eq!(boss.get(&rule_path).expect(200).json(), shared);
        assert_eq!(boss.get("/api/v1/sharing-rules?module=gadgets").expect(200).json()["sharing_rules"], json!([]));
        boss.delete(&rule_path).expect(204);
        rep_client.get(&path).expect(404);
        boss.patch(&group_path, &json!({"members": []})).expect(200);
        boss.delete(&group_path).expect(204);

        let view = json!({"label": {"zh": "木材"}, "filter": {"field": "trade", "op": "eq", "value": "wood"},
            "sort": "-name", "columns": ["name"], "shared": true});
        let view = boss.post("/api/v1/views/makers", &view).expect(201).json();
        boss.make("makers", &json!({"name": "铁厂", "trade": "metal"}));
        let id = view["id"].as_str().unwrap();
        let page = boss.get(&format!("/api/v1/records/makers?view={id}")).expect(200).json();
        assert_eq!(page["records"].as_array().unwrap().len(), 1);
        assert!(page["records"][0].get("trade").is_none(), "the columns of the view: {page}");
        boss.patch(&format!("/api/v1/views/makers/{id}"), &json!({"label": {"zh": "木"}})).expect(200);
        boss.put("/api/v1/views/makers/order", &json!({"ids": [id]})).expect(204);
        rep_client.delete(&format!("/api/v1/views/makers/{id}")).expect(403);
        boss.delete(&format!("/api/v1/views/makers/{id}")).expect(204);

        boss.put("/api/v1/roles/c_reader", &json!({"label": {"zh": "只读"}, "modules": {}})).expect(200);
        boss.put("/api/v1/roles/c_reader/members", &json!({"members": []})).expect(200);
        boss.delete("/api/v1/roles/c_reader").expect(204);
        boss.get("/api/v1/roles/c_reader").expect(404);
        for door in ["roles", "groups", "sharing-rules", "logins", "access-log", "jobs/dead"] {
            rep_client.get(&format!("/api/v1/{door}")).expect(403);
        }
    });
}

#[test]
fn the_organisation_its_apps_and_its_tree_are_known_to_everyone_signed_in() {
    on_both_databases(|heyi, served, boss| {
        let top = heyi.make("units", json!({"name": "总部"}));
        let below = heyi.make("units", json!({"name": "华东", "parent": top.to_string()}));
        let rep = Member::new(heyi, "rep", &["own"]);
        let (person, unit) = (rep.caller.person, below.to_string());
        heyi.update(heyi_engine::System::command(), "persons", person, json!({"unit": unit})).unwrap();
        let rep = served.bearer(&rep.key);
        let tree = rep.get("/api/v1/departments/tree").expect(200).json();
        let root = &tree["departments"][0];
        assert_eq!(
            (&root["name"], &root["people"], &root["people_with_below"]),
            (&json!("总部"), &json!(0), &json!(1))
        );
        assert_eq!(root["children"][0]["name"], "华东");

        assert_eq!(rep.get("/api/v1/organisation").expect(200).json()["zone"], "Asia/Shanghai");
        rep.patch("/api/v1/organisation", &json!({"name": "不行"})).expect(403);
        assert_eq!(boss.patch("/api/v1/organisation", &json!({"name": "合一"})).expect(200).json()["name"], "合一");
        assert_eq!(rep.get("/api/v1/apps").expect(200).json()["apps"][0]["key"], "sample");
        boss.patch("/api/v1/apps/sample", &json!({"on": false})).expect(409);
    });
}
