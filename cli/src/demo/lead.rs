//! Leads of the last half year.

use super::calendar::{day_of, moment, working_day_from};
use super::customer::SOURCES;
use super::draw::Draw;
use super::goods::GOODS;
use super::{Company, OFFICE, Plan, firms, names, places};

/// A lead. Choices are keys of options, moments UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its name.
    pub name: String,
    /// The firm.
    pub company: String,
    /// The title.
    pub title: &'static str,
    /// The status.
    pub status: &'static str,
    /// Why it is none.
    pub unqualified_reason: Option<&'static str>,
    /// Where it came from.
    pub source: &'static str,
    /// From 0 to 100.
    pub score: i64,
    /// The mobile phone.
    pub mobile: String,
    /// The industry.
    pub industry: &'static str,
    /// Province and city.
    pub region: String,
    /// The product that was asked for.
    pub interest: &'static str,
    /// What was asked.
    pub requirement: String,
    /// The owner, an index into the company's people.
    pub owner: usize,
    /// When it was recorded.
    pub created_at: i64,
    /// When somebody answered.
    pub first_responded_at: Option<i64>,
}

/// Lead number `index`.
pub(super) fn lead(plan: &Plan, company: &Company, sellers: &[usize], index: u32) -> Lead {
    let mut draw = Draw::of(plan.seed, "lead", u64::from(index));
    let window = plan.window();
    let owner = *draw.pick(sellers);
    let person = &company.people[owner];
    let earliest = (window.last - 180).max(person.hire_date + 1).min(window.last);
    let day = draw.between(i64::from(earliest), i64::from(window.last)) as i32;
    // People fill in forms on Sundays, too.
    let created_at = moment(day, draw.between(8 * 60, if day == window.last { 10 * 60 } else { 22 * 60 }));
    let answered_on = working_day_from(day + 1 + draw.below(3) as i32);
    let age = window.last - day;
    let status = match () {
        () if answered_on > window.last || draw.chance(if age < 7 { 45 } else { 4 }) => "new",
        () => draw.weighted(&[("contacted", 40), ("nurturing", 18), ("qualified", 20), ("unqualified", 22)], |s| s.1).0,
    };
    let answer = window.moment(&mut draw, answered_on.min(window.last), OFFICE.0, OFFICE.1);
    let reason = *draw.pick(&["no_need", "no_budget", "not_reached", "wrong_data", "competitor", "duplicate"]);
    let industry = draw.weighted(firms::INDUSTRIES, |industry| industry.weight);
    let city = places::city(&mut draw, person.serves.unwrap_or(0));
    let good = draw.weighted(GOODS, |good| good.weight);
    let score = match status {
        "qualified" => draw.between(60, 98),
        "unqualified" => draw.between(5, 45),
        _ => draw.between(20, 85),
    };
    Lead {
        name: names::name(&mut draw).full,
        company: firms::firm(&mut draw, industry, city).name,
        title: *draw.pick(&["采购经理", "仓库主管", "总经理", "信息主管", "采购专员", "物流经理"]),
        status,
        unqualified_reason: (status == "unqualified").then_some(reason),
        source: draw.weighted(&SOURCES, |(_, weight)| *weight).0,
        score,
        mobile: names::mobile(&mut draw),
        industry: industry.key,
        region: city.region_text(),
        interest: good.name,
        requirement: format!(
            "想了解{}，{}",
            good.name,
            draw.pick(&["请尽快联系。", "先要报价。", "希望看演示。", "明年预算项目。", "替换旧设备。"])
        ),
        owner,
        created_at,
        first_responded_at: (status != "new").then_some(answer.max(created_at)),
    }
}

impl Lead {
    /// The day in China on which it came.
    pub fn created_on(&self) -> i32 {
        day_of(self.created_at)
    }
}
