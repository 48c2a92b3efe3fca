use heyi_engine::access::RoleDef;
use heyi_engine::reveal;
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_testkit::{on_both_databases, sample};
use serde_json::json;

#[test]
fn a_revealed_link_shows_no_more_than_a_record_does() {
    let mut shape = sample::shape();
    let masked = |reveal: bool| AccessDef {
        read: Some(Scope::All),
        fields: [("maker".to_owned(), FieldAccess::Masked)].into_iter().collect(),
        reveal: reveal.then(|| "maker".to_owned()).into_iter().collect(),
        ..AccessDef::default()
    };
    let own = AccessDef { read: Some(Scope::Own), ..AccessDef::default() };
    for (key, reveal) in [("reveals", true), ("masked", false)] {
        let modules = [("gadgets".to_owned(), masked(reveal)), ("makers".to_owned(), own.clone())];
        let role = RoleDef { key: key.into(), modules: modules.into_iter().collect(), ..RoleDef::default() };
        shape.roles.insert(key.into(), role);
    }
    on_both_databases(&shape, |heyi| {
        let who = heyi.person(json!({"name": "某"}), &["reveals"]);
        let mine = heyi.make("makers", json!({"name": "我厂", "owner": who.person.to_string()}));
        let foreign = heyi.make("makers", json!({"name": "暗厂"}));
        let hidden = json!({"id": null, "name": null, "hidden": true});
        let seen = json!({"id": mine.to_string(), "name": "我厂"});
        for (maker, shown) in [(Some(mine), seen), (Some(foreign), hidden), (None, json!(null))] {
            let id = heyi.make("gadgets", json!({"name": "器", "maker": maker.map(|maker| maker.to_string())}));
            let told = heyi.write(who.clone(), move |work| reveal::reveal(work, "gadgets", id, "maker")).unwrap();
            assert_eq!(told, shown);
            let other = heyi.person(json!({"name": "他"}), &["masked"]);
            let refused = heyi.write(other, move |work| reveal::reveal(work, "gadgets", id, "maker")).unwrap_err();
            assert_eq!(refused.kind, heyi_model::Kind::Forbidden);
        }
    });
}
