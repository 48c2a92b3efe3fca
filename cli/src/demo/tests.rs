use std::collections::{HashMap, HashSet};

use heyi_model::wire;
use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::drafts::{DealLinks, Draft};
use super::goods::GOODS;
use super::stages::STAGES;
use super::*;

/// Monday 2026-11-23, 16:40 in China.
const NOW_MS: i64 = 1_795_423_200_000;
const NOW: &str = "2026-11-23T08:40:00Z";

fn plan() -> Plan {
    Plan { customers: 400, leads: 120, ..Plan::standard(NOW_MS) }
}

fn in_office_hours(ms: i64) -> bool {
    calendar::is_working_day(day_of(ms)) && (9 * 60..=18 * 60).contains(&minutes_of(ms))
}

#[test]
fn now_is_what_the_tests_say() {
    let mut out = Vec::new();
    wire::timestamp(&mut out, NOW_MS);
    assert_eq!(String::from_utf8(out).unwrap(), "\"2026-11-23T08:40:00.000Z\"");
}

#[test]
fn the_same_plan_gives_the_same_company_and_another_seed_another() {
    let (plan, other) = (plan(), Plan { seed: 2, ..plan() });
    let all = |plan: &Plan| {
        let company = company(plan);
        let customers: Vec<Customer> = customers(plan, &company).take(50).collect();
        let leads: Vec<Lead> = leads(plan, &company).take(20).collect();
        (company, customers, leads)
    };
    assert_eq!(all(&plan), all(&plan));
    let (mine, theirs) = (all(&plan), all(&other));
    assert_ne!(mine.0.people, theirs.0.people);
    assert!(mine.1.iter().zip(&theirs.1).all(|(a, b)| a.account.name != b.account.name));
    // A customer is the same however many there are.
    let small = Plan { customers: 10, ..plan };
    assert_eq!(all(&small).1[..], mine.1[..10]);
}

#[test]
fn nothing_happens_in_the_future_or_out_of_hours() {
    for now_ms in [NOW_MS, NOW_MS - 9 * 3_600_000, NOW_MS - 2 * 86_400_000, NOW_MS - 53 * 86_400_000] {
        let plan = Plan { now_ms, ..plan() };
        let company = company(&plan);
        for customer in customers(&plan, &company) {
            let owner = &company.people[customer.account.owner];
            assert!(owner.serves.is_some() && owner.hire_date <= day_of(customer.account.created_at));
            assert!(in_office_hours(customer.account.created_at) && customer.account.created_at <= now_ms);
            for activity in &customer.activities {
                assert!(in_office_hours(activity.happened_at) && activity.happened_at <= now_ms, "{activity:?}");
                assert!(activity.happened_at >= customer.account.created_at);
                assert!(activity.next_follow_up_on.is_none_or(|next| next >= day_of(activity.happened_at)));
                assert!(!activity.content.contains(['{', '}']));
            }
            assert!(customer.activities.is_sorted_by_key(|a| a.happened_at));
            for task in &customer.tasks {
                assert!(task.created_at <= now_ms && task.done_at.is_none_or(|at| at <= now_ms), "{task:?}");
                assert!(task.due_at >= task.created_at && task.remind_at <= task.due_at, "{task:?}");
            }
        }
        for lead in leads(&plan, &company) {
            assert!(lead.created_at <= now_ms && lead.first_responded_at.is_none_or(|at| at <= now_ms), "{lead:?}");
            assert_eq!(lead.first_responded_at.is_none(), lead.status == "new");
        }
    }
}

#[test]
fn figures_agree_with_each_other() {
    let plan = plan();
    let company = company(&plan);
    for customer in customers(&plan, &company) {
        let account = &customer.account;
        assert_eq!(account.last_followed_up_at, customer.activities.last().map(|a| a.happened_at));
        let won = customer.deals.iter().filter(|deal| deal.is_won()).count();
        assert_eq!(won >= 2, account.lifecycle == "loyal");
        assert_eq!(won == 1, account.lifecycle == "customer");
        assert!(!customer.contacts.is_empty() && customer.contacts.iter().filter(|c| c.is_primary).count() == 1);
        for (at, deal) in customer.deals.iter().enumerate() {
            assert!(deal.created_at >= account.created_at && deal.contact < customer.contacts.len());
            assert!(deal.steps.is_sorted_by(|a, b| a.at < b.at), "{deal:?}");
            assert_eq!((deal.steps[0].stage, deal.steps[0].at), (0, deal.created_at));
            assert!(deal.amount.is_none_or(|amount| amount == GOODS[deal.good].price * deal.quantity), "{deal:?}");
            assert!(deal.amount.is_some() || deal.stage() == 0);
            assert_eq!(deal.closed_on.is_none(), deal.is_open());
            assert_eq!(deal.lost_reason.is_some(), STAGES[deal.stage()].kind == "lost");
            assert!(deal.closed_on.is_none_or(|day| day == day_of(deal.stage_changed_at())));
            assert!(!deal.is_open() || deal.expected_close_on > day_of(plan.now_ms), "{deal:?}");
            let of_it = customer.activities.iter().filter(|a| a.deal == Some(at));
            let before = of_it.clone().filter(|a| a.happened_at <= deal.stage_changed_at()).count();
            assert!(of_it.clone().all(|a| a.happened_at >= deal.created_at), "{deal:?}");
            // Something was done before every step.
            assert!(before + 1 >= deal.steps.len(), "{deal:?}: {before}");
        }
    }
}

#[test]
fn the_company_looks_like_one() {
    let plan = Plan { customers: 3_000, ..plan() };
    let company = company(&plan);
    let (mut activities, mut open, mut won, mut lost) = (0, 0, 0, 0);
    let mut by_level: HashMap<&str, u32> = HashMap::new();
    let mut stages = HashSet::new();
    let mut names = HashSet::new();
    for customer in customers(&plan, &company) {
        activities += customer.activities.len();
        *by_level.entry(customer.account.level).or_default() += 1;
        names.insert(customer.account.name);
        for deal in &customer.deals {
            stages.insert(deal.stage());
            match STAGES[deal.stage()].kind {
                "won" => won += 1,
                "lost" => lost += 1,
                _ => open += 1,
            }
        }
    }
    assert!((36_000..54_000).contains(&activities), "{activities} activities");
    let rate = won * 100 / (won + lost);
    assert!((30..60).contains(&rate), "{won} of {} won", won + lost);
    assert!(open * 20 > won + lost, "{open} open");
    assert_eq!(stages.len(), STAGES.len());
    assert!(by_level["d"] > by_level["a"] && by_level["c"] > by_level["b"]);
    assert!(names.len() > 2_950, "{}", names.len());
}

/// Every draft is a record that the rules let pass, and what rules only write is writable through them.
#[test]
fn drafts_are_valid_records() {
    let plan = Plan { customers: 120, leads: 60, ..plan() };
    let company = company(&plan);
    let apps = [heyi_team::app(), heyi_work::app(), heyi_customers::app(), heyi_sales::app()];
    let nouns: HashMap<&str, heyi_engine::Noun> =
        apps.into_iter().flat_map(|app| app.nouns).map(|noun| (noun.key, noun)).collect();
    let mut rules: HashMap<&str, Rules> = nouns.iter().map(|(key, noun)| (*key, Rules::of(noun, NOW))).collect();
    let mut deals = rules.remove("deals").unwrap();
    for (at, stage) in STAGES.iter().enumerate() {
        let values =
            json!({"name": stage.external_id, "pipeline": "1", "type": stage.kind, "probability": stage.probability});
        deals = deals.with(&nouns["stages"], 100 + at as i64, &values);
    }
    let check = |rules: &Rules, mut draft: Draft, facts: Draft| {
        draft.extend(facts);
        let kept: Draft =
            draft.iter().filter(|(key, _)| key.ends_with("_at")).map(|(k, v)| (k.clone(), v.clone())).collect();
        rules.check("import", &Json::Null, &Json::Object(draft), Ok(&Json::Object(kept)));
    };
    for department in &company.departments {
        check(&rules["departments"], department.draft(Some(1)), Draft::new());
    }
    for person in &company.people {
        check(&rules["employees"], person.draft(1, 2, Some(3)), Draft::new());
    }
    for good in GOODS {
        rules["products"].check(
            "all",
            &Json::Null,
            &Json::Object(good.draft()),
            Ok(&json!({"tax_rate": format!("{}.00", good.tax_rate)})),
        );
    }
    for customer in customers(&plan, &company) {
        check(&rules["accounts"], customer.account.draft(1), customer.account.facts());
        for (at, contact) in customer.contacts.iter().enumerate() {
            check(&rules["contacts"], contact.draft(1, 2), contact.facts(customer.last_with(at)));
        }
        for (at, deal) in customer.deals.iter().enumerate() {
            let stage = 100 + deal.stage() as i64;
            let links = DealLinks { account: 1, contact: 2, pipeline: 1, stage, product: 4, owner: 5 };
            check(&deals, deal.draft(&links), deal.facts(customer.last_about(at)));
        }
        for activity in &customer.activities {
            check(&rules["activities"], activity.draft(1, 2, activity.deal.map(|_| 3), 4), activity.facts());
        }
        for task in &customer.tasks {
            check(&rules["tasks"], task.draft(1, None, 2), task.facts());
        }
    }
    for lead in leads(&plan, &company) {
        check(&rules["leads"], lead.draft(1), lead.facts());
    }
}
