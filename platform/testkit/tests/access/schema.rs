//! The model's own list of modules and fields is that of the sample app.

use heyi_model::field::Field as Product;
use heyi_model::module::compile;
use heyi_testkit::access::schema::{Field, Kind, Name};
use heyi_testkit::sample;

fn same(model: &Field, product: &Product) -> bool {
    let kind = match model.kind {
        Kind::Text => "text",
        Kind::Number => "auto_number",
        Kind::Long => "long_text",
        Kind::Integer => "integer",
        Kind::Decimal(_) if product.ty.key() == "percent" => "percent",
        Kind::Decimal(_) => "decimal",
        Kind::Money => "money",
        Kind::Bool => "boolean",
        Kind::Date => "date",
        Kind::Moment => "date_time",
        Kind::Time => "time",
        Kind::Choice(_) => "choice",
        Kind::Multi(_) => "multi_choice",
        Kind::Link(Name::Persons) => "person",
        Kind::Link(Name::Units) => "department",
        Kind::Link(_) => "lookup",
        Kind::Phone => "phone",
        Kind::Mail => "mail",
        Kind::Url => "url",
        Kind::Address => "address",
        Kind::Region => "region",
        Kind::File => "file",
    };
    let searched = product.def.search.and_then(|_| product.ty.search(&product.def));
    product.ty.key() == kind
        && model.key == &*product.key
        && model.sortable == product.def.sortable
        && model.search == searched
        && model.system == (product.def.read_only && product.system)
}

#[test]
fn the_model_knows_every_module_and_field_of_the_sample_app() {
    let nouns = sample::app().nouns;
    assert_eq!(nouns.iter().map(|noun| noun.key).collect::<Vec<_>>(), Name::ALL.map(Name::key));
    for (noun, name) in nouns.iter().zip(Name::ALL) {
        let module = compile(noun.key, toml::from_str(noun.toml).unwrap(), false).unwrap();
        assert_eq!(module.def.owned, name.is_owned(), "{}", noun.key);
        assert_eq!(module.def.name_field, name.name_field(), "{}", noun.key);
        assert_eq!(module.def.directory.is_some(), name.is_directory(), "{}", noun.key);
        let model: Vec<&Field> = name.fields().collect();
        assert_eq!(model.len(), module.fields.len(), "{}", noun.key);
        for (model, product) in model.into_iter().zip(&module.fields) {
            assert!(same(model, product), "{}: {model:?} is not {product:?}", noun.key);
        }
    }
}
