//! One customer with everything about it.

use super::calendar::{day_of, working_day_from, working_day_until};
use super::days::{self, Activity, Task};
use super::deal::{self, Deal};
use super::draw::Draw;
use super::places::{self, City};
use super::{Company, OFFICE, Plan, firms, names};

/// A customer: the account and the records that link to it. Links inside are indices into these lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The account.
    pub account: Account,
    /// Its contacts, at least one.
    pub contacts: Vec<Contact>,
    /// Its deals of the last year.
    pub deals: Vec<Deal>,
    /// What was done with it in the last year, oldest first.
    pub activities: Vec<Activity>,
    /// What is to be done, and some of what was.
    pub tasks: Vec<Task>,
}

impl Customer {
    /// The last activity with the contact at this place.
    pub fn last_with(&self, contact: usize) -> Option<&Activity> {
        self.activities.iter().rfind(|activity| activity.contact == contact)
    }
    /// The last activity about the deal at this place.
    pub fn last_about(&self, deal: usize) -> Option<&Activity> {
        self.activities.iter().rfind(|activity| activity.deal == Some(deal))
    }
}

/// An account. Choices are keys of options, days are days since 1970, moments UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// The name without city and legal form.
    pub short_name: String,
    /// 统一社会信用代码, valid and different for every customer.
    pub credit_code: String,
    /// The industry.
    pub industry: &'static str,
    /// The level.
    pub level: &'static str,
    /// The lifecycle, as deals and activities say.
    pub lifecycle: &'static str,
    /// Where it came from.
    pub source: &'static str,
    /// The city.
    pub city: &'static City,
    /// The district of the city.
    pub district: &'static str,
    /// Road and number.
    pub street: String,
    /// A number of the fixed network.
    pub phone: String,
    /// The mail address.
    pub mail: String,
    /// The web address.
    pub website: String,
    /// How many people work there.
    pub employees: i64,
    /// In units of 10,000 yuan.
    pub revenue: i64,
    /// The day of its registration.
    pub registered_on: i32,
    /// As the register writes it.
    pub registered_capital: String,
    /// As the register writes it.
    pub legal_form: &'static str,
    /// The legal representative.
    pub representative: String,
    /// As the register writes it.
    pub business_scope: &'static str,
    /// The owner, an index into the company's people.
    pub owner: usize,
    /// When it was recorded.
    pub created_at: i64,
    /// The last activity.
    pub last_followed_up_at: Option<i64>,
    /// When the next one is planned.
    pub next_follow_up_on: Option<i32>,
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// How the person is addressed, `王经理`.
    pub salutation: String,
    /// A woman?
    pub is_female: bool,
    /// The title.
    pub title: &'static str,
    /// The department at the customer.
    pub department: &'static str,
    /// The role in the decision.
    pub role: &'static str,
    /// What the person thinks of us.
    pub attitude: &'static str,
    /// The mobile phone.
    pub mobile: String,
    /// The mail address.
    pub mail: String,
    /// 微信号.
    pub wechat: Option<String>,
    /// The first one to ask?
    pub is_primary: bool,
    /// When it was recorded.
    pub created_at: i64,
}

/// A level: option, weight, and what customers of it are like in percent of an ordinary one.
struct Level {
    key: &'static str,
    weight: u32,
    /// Chances of having one deal more, until the first that fails; in percent.
    deals: u32,
    activities: u32,
    quantity: i64,
    employees: (i64, i64),
}

const LEVELS: [Level; 4] = [
    Level { key: "a", weight: 5, deals: 78, activities: 300, quantity: 320, employees: (800, 6_000) },
    Level { key: "b", weight: 15, deals: 66, activities: 180, quantity: 170, employees: (200, 1_500) },
    Level { key: "c", weight: 45, deals: 42, activities: 85, quantity: 100, employees: (50, 500) },
    Level { key: "d", weight: 35, deals: 20, activities: 45, quantity: 45, employees: (5, 80) },
];

/// Sources of accounts, contacts and deals, with their weight.
pub(super) const SOURCES: [(&str, u32); 12] = [
    ("exhibition", 18),
    ("referral", 16),
    ("cold_call", 15),
    ("search", 12),
    ("web_form", 10),
    ("partner", 8),
    ("wecom", 6),
    ("seminar", 5),
    ("tender", 4),
    ("social", 3),
    ("card", 2),
    ("colleague", 1),
];

/// Titles with department, role in the decision, how people call them, and weight.
const TITLES: [(&str, &str, &str, &str, u32); 12] = [
    ("采购经理", "采购部", "buyer", "经理", 18),
    ("仓储经理", "仓储部", "user", "经理", 16),
    ("物流总监", "物流部", "influencer", "总", 10),
    ("信息部主管", "信息部", "technical", "工", 12),
    ("总经理", "总经办", "decision_maker", "总", 12),
    ("副总经理", "总经办", "approver", "总", 8),
    ("生产经理", "生产部", "user", "经理", 8),
    ("采购专员", "采购部", "buyer", "", 8),
    ("财务经理", "财务部", "finance", "经理", 4),
    ("设备工程师", "设备部", "technical", "工", 6),
    ("运营总监", "运营部", "champion", "总", 4),
    ("IT 工程师", "信息部", "technical", "工", 4),
];

/// Customer number `index`.
pub(super) fn customer(plan: &Plan, company: &Company, sellers: &[usize], index: u32) -> Customer {
    let mut draw = Draw::of(plan.seed, "customer", u64::from(index));
    let window = plan.window();
    let owner = *draw.weighted(sellers, |at| company.people[*at].skill);
    let person = &company.people[owner];
    // Nobody owns a customer from before they came; the customers of a newcomer are new.
    let earliest = (person.hire_date + 2).max(window.last - 1_000).min(window.last);
    let created_on = working_day_until(draw.between(i64::from(earliest), i64::from(window.last)) as i32);
    let created_on = created_on.max(working_day_from(earliest).min(window.last));
    let created_at = window.moment(&mut draw, created_on, OFFICE.0, 11 * 60);
    let level = draw.weighted(&LEVELS, |level| level.weight);
    let mut account = account(&mut draw, level, owner, person.serves.unwrap_or(0), index);
    account.created_at = created_at;
    let contacts = contacts(&mut draw, &account, level);

    let mut deals = Vec::new();
    while deals.len() < 6 && draw.chance(level.deals) {
        let sale = deal::Sale {
            window,
            account: &account,
            contacts: contacts.len(),
            quantity: level.quantity,
            skill: person.skill,
        };
        deals.push(deal::deal(&mut draw, &sale, deals.is_empty()));
    }
    deals.sort_by_key(|deal: &Deal| deal.created_at);
    let wanted = (plan.activities * level.activities).div_ceil(100);
    let activities = days::activities(&mut draw, window, created_at, &contacts, &deals, wanted as usize);
    let tasks = days::tasks(&mut draw, window, &deals, &activities);
    account.last_followed_up_at = activities.last().map(|a| a.happened_at);
    account.next_follow_up_on = activities.last().and_then(|a| a.next_follow_up_on);
    account.lifecycle = lifecycle(&deals, &activities, window.last);
    Customer { account, contacts, deals, activities, tasks }
}

/// What the deals and the last activity say of the customer.
fn lifecycle(deals: &[Deal], activities: &[Activity], today: i32) -> &'static str {
    let won = deals.iter().filter(|deal| deal.is_won()).count();
    let quiet = activities.last().is_none_or(|a| today - day_of(a.happened_at) > 180);
    match won {
        2.. => "loyal",
        1 => "customer",
        _ if deals.iter().any(Deal::is_open) => "engaged",
        _ if quiet && !activities.is_empty() => "dormant",
        _ => "potential",
    }
}

fn account(draw: &mut Draw, level: &Level, owner: usize, region: usize, index: u32) -> Account {
    let industry = draw.weighted(firms::INDUSTRIES, |industry| industry.weight);
    let city = places::city(draw, region);
    let firm = firms::firm(draw, industry, city);
    let domain = format!("{}{}.example.com", names::letters(&firm.brand), index % 97);
    let employees = draw.between(level.employees.0, level.employees.1);
    let capital = *draw.pick(&[50, 100, 200, 300, 500, 500, 1_000, 1_000, 2_000, 5_000, 10_000]);
    Account {
        short_name: firm.short_name,
        credit_code: firms::credit_code(city.division, index),
        industry: industry.key,
        level: level.key,
        lifecycle: "potential",
        source: draw.weighted(&SOURCES, |(_, weight)| *weight).0,
        city,
        district: city.district(draw),
        street: city.street(draw),
        phone: city.phone(draw),
        mail: format!("{}@{domain}", draw.pick(&["info", "sales", "office", "service"])),
        website: format!("https://www.{domain}/"),
        employees,
        // 300,000 to 1,500,000 yuan a head.
        revenue: employees * draw.between(30, 150),
        registered_on: draw.between(9_500, 18_900) as i32,
        registered_capital: format!("{capital}万元人民币"),
        legal_form: firm.legal_form,
        representative: names::name(draw).full,
        business_scope: firm.scope,
        name: firm.name,
        owner,
        created_at: 0,
        last_followed_up_at: None,
        next_follow_up_on: None,
    }
}

fn contacts(draw: &mut Draw, account: &Account, level: &Level) -> Vec<Contact> {
    let more = match level.key {
        "a" => draw.below(4) + 1,
        "b" => draw.below(3),
        _ => draw.below(2),
    };
    let mut first_title = 0;
    (0..=more)
        .map(|at| {
            // Every contact of one customer has another title.
            let from = if at == 0 { draw.below(TITLES.len()) } else { first_title + at };
            if at == 0 {
                first_title = from;
            }
            let (title, department, role, call, _) = TITLES[from % TITLES.len()];
            let name = names::name(draw);
            let polite = if name.is_female { "女士" } else { "先生" };
            let salutation = format!("{}{}", name.surname, if call.is_empty() { polite } else { call });
            let domain = account.mail.split('@').nth(1).unwrap_or("example.com");
            let mobile = names::mobile(draw);
            Contact {
                salutation,
                mail: format!("{}@{domain}", names::letters(&name.full)),
                wechat: draw.chance(60).then(|| format!("wx_{}{}", names::letters(&name.full), &mobile[7..])),
                name: name.full,
                is_female: name.is_female,
                title,
                department,
                role,
                attitude: draw
                    .weighted(&[("neutral", 50), ("supports", 32), ("unknown", 12), ("opposes", 6)], |a| a.1)
                    .0,
                mobile,
                is_primary: at == 0,
                created_at: account.created_at,
            }
        })
        .collect()
}
