//! Whose an import is, and with whose rights it runs.

use heyi_engine::people::api_keys::NewKey;
use serde_json::json;

use super::{count, figures, import, path, propose, records, run_jobs, upload};
use crate::client::{Member, on_both_databases};

#[test]
fn an_import_is_seen_by_whoever_made_it_and_by_administrators_and_run_by_nobody_else() {
    on_both_databases(|heyi, served, boss| {
        let (ann, ben) = (Member::new(heyi, "ann", &["own"]), Member::new(heyi, "ben", &["own"]));
        let (ann, ben) = (served.bearer(&ann.key), served.bearer(&ben.key));
        let made = propose(&ann, "makers", "名称\n甲\n".as_bytes(), &json!({}));
        let at = path(&made);
        ben.get(&at).expect(404);
        ben.get(&format!("{at}/rejected")).expect(404);
        ben.patch(&at, &json!({"spec": {}})).expect(404);
        ben.post(&at, &json!({})).expect(404);
        ben.post(&format!("{at}/cancel"), &json!({})).expect(404);
        served.nobody().get(&at).expect(401);
        boss.get(&at).expect(200);
        boss.patch(&at, &json!({"spec": {}})).expect(403);
        boss.post(&at, &json!({})).expect(403);

        let listed = |client: &crate::client::Client, query: &str| {
            client.get(&format!("/api/v1/imports{query}")).expect(200).json()["entries"].as_array().unwrap().len()
        };
        assert_eq!((listed(&ann, ""), listed(&ben, ""), listed(boss, "")), (1, 0, 0));
        assert_eq!(listed(boss, "?everyone=true"), 1);
        ben.get("/api/v1/imports?everyone=true").expect(403);

        ann.post(&at, &json!({})).expect(202);
        boss.post(&format!("{at}/cancel"), &json!({})).expect(200);
        run_jobs(heyi);
        let cancelled = ann.get(&at).expect(200).json();
        assert_eq!((&cancelled["state"], count(&ann, "makers")), (&json!("cancelled"), 0));
        ann.post(&at, &json!({})).expect(202);
        run_jobs(heyi);
        let owner = &records(&ann, "makers")[0]["owner"]["name"];
        assert_eq!(owner, "ann", "what is imported is owned by whoever imports, unless the file says otherwise");
    });
}

#[test]
fn an_import_runs_with_the_rights_of_then_and_nothing_more() {
    on_both_databases(|heyi, served, boss| {
        let role = |rights: serde_json::Value| {
            let mut def = json!({"label": {"zh": "文员"}, "modules": {"gadgets": rights,
                "makers": {"read": "own", "create": true}}});
            if boss.get("/api/v1/roles/c_clerk").status == 200 {
                return drop(boss.put("/api/v1/roles/c_clerk", &def).expect(200));
            }
            def["key"] = json!("c_clerk");
            boss.post("/api/v1/roles", &def).expect(201);
        };
        let rights = json!({"read": "own", "create": true, "update": "own", "import": true,
            "fields": {"price": "hidden", "phone": "masked", "pieces": "read"}});
        role(rights.clone());
        let clerk = Member::new(heyi, "clerk", &["c_clerk"]);
        let client = served.bearer(&clerk.key);

        // Fields that the role does not write cannot be mapped; hidden ones are not even there.
        let file = upload(&client, "a.csv", "名称,价格,电话,件数\n甲,1,13800138000,2\n".as_bytes());
        let map = |fields: &[&str]| {
            let columns = ["名称", "价格", "电话", "件数"];
            let one = |(column, field): (&&str, &&str)| json!({"column": column, "field": field});
            let columns: Vec<_> = columns.iter().zip(fields).map(one).collect();
            json!({"module": "gadgets", "file": file, "spec": {"columns": columns}})
        };
        let refused = client.post("/api/v1/imports", &map(&["name", "price", "phone", "pieces"])).expect(422);
        assert_eq!(refused.codes(), ["unknown_field", "masked", "read_only"]);
        assert_eq!(refused.json()["errors"][0]["field"], "spec.columns[1].field");
        let proposed = client.post("/api/v1/imports", &json!({"module": "gadgets", "file": file})).expect(201).json();
        assert_eq!(proposed["proposal"]["unmapped"], json!(["价格", "电话", "件数"]));

        // What the caller does not see is not found, and what it may not make is not made.
        boss.make("makers", &json!({"name": "别人的厂"}));
        let linked = import(heyi, &client, "gadgets", "名称,厂商\n乙,别人的厂\n".as_bytes(), &json!({}));
        assert_eq!((figures(&linked), count(boss, "gadgets")), ([1, 0, 0, 0, 1, 1], 0));
        let spec = json!({"columns": [{"column": "名称", "field": "name"},
            {"column": "保管人", "field": "keeper", "create_missing": true}]});
        let file = upload(&client, "b.csv", "名称,保管人\n丙,新人\n".as_bytes());
        let asked = json!({"module": "gadgets", "file": file, "spec": spec});
        assert_eq!(client.post("/api/v1/imports", &asked).expect(422).codes(), ["forbidden"]);

        // The right is asked for at every step: when it is proposed, started, and when the job runs.
        let proposed = propose(&client, "gadgets", "名称\n丁\n".as_bytes(), &json!({}));
        client.post(&path(&proposed), &json!({})).expect(202);
        let mut without = rights.clone();
        without["import"] = json!(false);
        role(without);
        run_jobs(heyi);
        let failed = client.get(&path(&proposed)).expect(200).json();
        assert_eq!((&failed["state"], &failed["error"]["code"]), (&json!("failed"), &json!("forbidden")));
        assert_eq!(count(boss, "gadgets"), 0);
        client.post(&path(&proposed), &json!({})).expect(403);
        let file = upload(&client, "c.csv", "名称\n戊\n".as_bytes());
        client.post("/api/v1/imports", &json!({"module": "gadgets", "file": file})).expect(403);

        // With the right back it goes on; with the log-in gone it does not.
        role(rights);
        client.post(&path(&proposed), &json!({})).expect(202);
        boss.patch(&format!("/api/v1/logins/{}", clerk.login), &json!({"disabled": true})).expect(200);
        run_jobs(heyi);
        assert_eq!(count(boss, "gadgets"), 0);
        let state = boss.get(&path(&proposed)).expect(200).json();
        assert_eq!((&state["state"], &state["error"]["code"]), (&json!("failed"), &json!("not_signed_in")));
    });
}

#[test]
fn a_key_imports_what_it_reaches() {
    on_both_databases(|heyi, served, _| {
        let ann = Member::new(heyi, "ann", &["own"]);
        let key = |new: NewKey| served.bearer(&Member::key_of(heyi, &ann.caller, NewKey { name: "k".into(), ..new }));
        let whole = served.bearer(&ann.key);
        let reads = key(NewKey { read_only: true, ..NewKey::default() });
        let makers = key(NewKey { modules: vec!["makers".into()], ..NewKey::default() });
        let gadgets = propose(&whole, "gadgets", "名称\n甲\n".as_bytes(), &json!({}));
        makers.get(&path(&gadgets)).expect(404);
        reads.get(&path(&gadgets)).expect(200);
        reads.post(&path(&gadgets), &json!({})).expect(403);
        let file = upload(&whole, "a.csv", "名称\n乙\n".as_bytes());
        makers.post("/api/v1/imports", &json!({"module": "gadgets", "file": file})).expect(403);

        let done = import(heyi, &makers, "makers", "名称\n丙\n".as_bytes(), &json!({}));
        assert_eq!(figures(&done), [1, 1, 0, 0, 0, 1]);
    });
}
