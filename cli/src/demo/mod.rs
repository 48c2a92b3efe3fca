//! The demo company: a believable Chinese firm drawn from a seed, with customers, deals and a year of work whose figures
//! agree with each other.
//!
//! Everything is plain data. [`company`] gives the people and what they sell; [`customers`] and [`leads`] give one customer or
//! lead after the other and hold no more than one, so a million of them need no memory. The same plan gives the same company,
//! and customer number `n` is the same however many there are. Whoever stores it makes drafts of the records with `draft`
//! and `facts`: the latter are values that only rules write, such as the time of a deal's last change of stage.

pub mod calendar;
mod customer;
mod days;
mod deal;
pub mod drafts;
pub mod draw;
pub mod firms;
pub mod goods;
mod lead;
pub mod names;
pub mod people;
pub mod places;
pub mod stages;
pub mod talk;

#[cfg(test)]
mod tests;

pub use customer::{Account, Contact, Customer};
pub use days::{Activity, Task};
pub use deal::{Deal, Step};
pub use lead::Lead;
pub use people::{Department, Person};

use calendar::{day_of, is_working_day, minutes_of, working_day_until};

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same company.
    pub seed: u64,
    /// People; at least 12.
    pub people: u32,
    /// Customers.
    pub customers: u32,
    /// Activities of a customer in the last year, on average.
    pub activities: u32,
    /// Leads of the last half year.
    pub leads: u32,
    /// Now, UTC milliseconds: nothing happens later, and the year that is told ends here.
    pub now_ms: i64,
}

impl Plan {
    /// The demo that ships: 60 people, 3,000 customers, a year of work.
    pub fn standard(now_ms: i64) -> Self {
        Self { seed: 1, people: 60, customers: 3_000, activities: 15, leads: 500, now_ms }
    }
    /// The time that is told.
    fn window(&self) -> Window {
        let today = day_of(self.now_ms);
        let minutes = minutes_of(self.now_ms) - 1;
        // Before eleven o'clock nobody has written anything yet.
        if is_working_day(today) && minutes >= 11 * 60 {
            Window { first: today - 365, last: today, last_minutes: minutes.min(OFFICE.1) }
        } else {
            Window { first: today - 365, last: working_day_until(today - 1), last_minutes: OFFICE.1 }
        }
    }
}

/// Office hours, in minutes after midnight.
const OFFICE: (i64, i64) = (9 * 60, 18 * 60);

/// The year that is told, in days since 1970, and until when its last day goes.
#[derive(Debug, Clone, Copy)]
struct Window {
    first: i32,
    last: i32,
    last_minutes: i64,
}

impl Window {
    /// A moment on a working day of the window, between two times of the day in minutes.
    fn moment(&self, draw: &mut draw::Draw, day: i32, from: i64, until: i64) -> i64 {
        let until = if day >= self.last { until.min(self.last_minutes) } else { until };
        calendar::moment(day, draw.between(from, until.max(from)))
    }
    /// The last moment.
    fn end(&self) -> i64 {
        calendar::moment(self.last, self.last_minutes)
    }
}

/// The company itself: who works there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Departments; each one after the one above it.
    pub departments: Vec<Department>,
    /// People; each one after their manager.
    pub people: Vec<Person>,
}

/// The people of the plan.
pub fn company(plan: &Plan) -> Company {
    let (departments, people) = people::staff(plan.seed, plan.people, day_of(plan.now_ms));
    Company { departments, people }
}

/// The customers of the plan, one after the other.
pub fn customers<'a>(plan: &'a Plan, company: &'a Company) -> impl Iterator<Item = Customer> + use<'a> {
    let sellers = sellers(company);
    (0..plan.customers).map(move |index| customer::customer(plan, company, &sellers, index))
}

/// The leads of the plan, one after the other.
pub fn leads<'a>(plan: &'a Plan, company: &'a Company) -> impl Iterator<Item = Lead> + use<'a> {
    let sellers = sellers(company);
    (0..plan.leads).map(move |index| lead::lead(plan, company, &sellers, index))
}

/// Those who own customers.
fn sellers(company: &Company) -> Vec<usize> {
    (0..company.people.len()).filter(|at| company.people[*at].serves.is_some()).collect()
}
