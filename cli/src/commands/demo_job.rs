//! The demo data that the set-up wizard offers: a small company around whoever asked for it.

use heyi_cli::demo::{self as company, Plan};
use heyi_db::Ctx;
use heyi_engine::jobs::{JobCx, JobKind, RunAs};
use heyi_engine::{Engine, System, roles};
use heyi_model::{Problem, RecordId};
use heyi_server::DemoOffer;
use serde_json::{Value as Json, json};

use super::fill::{Guest, Place, Staff};

/// People of the demo data, with whoever asked for them.
const PEOPLE: u32 = 24;
/// Customers of the demo data.
const CUSTOMERS: u32 = 300;
/// Leads of the demo data.
const LEADS: u32 = 60;

/// Makes the demo data.
pub const FILL: JobKind = JobKind { key: "demo.fill", run_as: RunAs::System, every_ms: None, run: fill };

/// What the wizard says of them. How much happens to each customer is drawn and depends on the day, so that those figures
/// are rounded ones.
pub const OFFER: DemoOffer = DemoOffer {
    kind: FILL.key,
    brings: &[
        ("employees", PEOPLE - 1),
        ("accounts", CUSTOMERS),
        ("contacts", 500),
        ("leads", LEADS),
        ("deals", 260),
        ("activities", 4_400),
        ("tasks", 700),
    ],
};

fn fill(engine: &Engine, cx: &JobCx) -> Result<Json, Problem> {
    let now_ms = engine.clock().now_ms();
    let plan = Plan { people: PEOPLE, customers: CUSTOMERS, leads: LEADS, ..Plan::standard(now_ms) };
    let (head, department) = whoever_asked(engine, cx)?;
    let company = company::company(&plan);
    let place = Place { engine, guest: Some(Guest { job: cx, department, head }) };
    let (staff, records) = place.fill(&plan, &company)?;
    give_roles(engine, cx, &company, &staff)?;
    Ok(json!({"people": staff.people.len(), "records": records}))
}

/// Whoever asked for the demo data, and the department of that person.
fn whoever_asked(engine: &Engine, cx: &JobCx) -> Result<(i64, i64), Problem> {
    let id = cx.id;
    engine.read_blocking(System::command(), Ctx::default(), move |work| {
        let person = heyi_engine::jobs::asked_by(work, id)?.ok_or_else(Problem::not_found)?.get();
        let department = work.snapshot().directory.department_of(person);
        Ok((person, department.ok_or_else(Problem::not_found)?))
    })
}

/// The people get the roles of their work; they have no log-ins.
fn give_roles(engine: &Engine, cx: &JobCx, company: &company::Company, staff: &Staff) -> Result<(), Problem> {
    let roles: Vec<(RecordId, String)> = company
        .people
        .iter()
        .zip(&staff.people)
        .skip(1)
        .filter_map(|(person, id)| Some((RecordId::new(*id)?, person.role.to_owned())))
        .collect();
    let cx = cx.clone();
    engine.write_blocking(System::command(), Ctx::slow(), move |work| {
        cx.hold(work)?;
        roles.iter().try_for_each(|(person, role)| roles::set_of_person(work, *person, std::slice::from_ref(role)))
    })
}

#[cfg(test)]
mod tests {
    use heyi_engine::jobs::{self, JobState, Registry};
    use heyi_engine::people::setup::{self, SetUp};
    use heyi_engine::{Who, demo_data};
    use heyi_model::{Filter, Locale};
    use heyi_testkit::{Shape, TestHeyi};

    use super::*;

    fn on_both_databases(mut test: impl FnMut(&TestHeyi, &Who)) {
        let apps = crate::wiring::apps();
        let roles = heyi_team::roles::shipped_roles(&apps).unwrap();
        heyi_testkit::on_both_databases(&Shape { apps, roles }, |heyi| {
            let with = SetUp {
                account: "boss".into(),
                name: "王总".into(),
                password: "correct-horse-9".into(),
                locale: Locale::Zh,
                organisation: json!({"name": "星辰公司"}),
                apps: None,
                agent: String::new(),
                address: String::new(),
            };
            let opened = setup::set_up(&heyi.engine, with).unwrap();
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let found = heyi_engine::people::sessions::resolve(&heyi.engine, &opened.token);
            let boss = runtime.block_on(found).unwrap().unwrap();
            test(heyi, &Who::Person(boss));
        });
    }

    fn run(heyi: &TestHeyi) {
        jobs::run_due(&heyi.engine, &Registry::new([FILL, demo_data::REMOVE])).unwrap();
    }

    /// How many records of each module there are.
    fn counts(heyi: &TestHeyi) -> Vec<(String, u64)> {
        let count = |work: &mut heyi_engine::Work| {
            let modules: Vec<String> = work.snapshot().modules().map(|module| module.key.to_string()).collect();
            let one = |module: String| {
                let total = heyi_engine::query::count(work, &module, &Filter::default(), None, true)?.value;
                Ok((module, total))
            };
            modules.into_iter().map(one).collect::<Result<Vec<_>, Problem>>()
        };
        heyi.reading(System::command(), count).unwrap()
    }

    #[test]
    fn demo_data_are_what_the_wizard_says_and_all_of_them_go() {
        on_both_databases(|heyi, boss| {
            let before = counts(heyi);
            heyi.write(boss.clone(), |work| demo_data::begin(work, FILL.key)).unwrap();
            run(heyi);
            let told = heyi.reading(boss.clone(), |work| demo_data::show(work, Some(FILL.key))).unwrap();
            assert_eq!(told["job"]["state"], JobState::Done.key(), "{told}");
            let records = told["records"].as_array().unwrap();
            for (module, about) in OFFER.brings {
                let found = records.iter().find(|of| of["module"] == *module).unwrap_or_else(|| panic!("no {module}"));
                let count = u32::try_from(found["count"].as_u64().unwrap()).unwrap();
                assert!(count * 10 > about * 8 && count * 10 < about * 12, "{module}: {count}, said {about}");
            }
            heyi.write(boss.clone(), |work| demo_data::remove(work, Some(FILL.key))).unwrap();
            run(heyi);
            assert_eq!(counts(heyi), before);
        });
    }
}
