//! The days of the salespeople: what was done with a customer, and what is to be done.

use super::calendar::{day_of, moment, working_day_from, working_day_until};
use super::customer::Contact;
use super::deal::Deal;
use super::draw::Draw;
use super::goods::GOODS;
use super::{OFFICE, Window, talk};

/// An activity with a customer. Moments are UTC milliseconds, days days since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The kind.
    pub kind: &'static str,
    /// What was said.
    pub content: String,
    /// When.
    pub happened_at: i64,
    /// In minutes; what takes no time has none.
    pub duration: Option<i64>,
    /// Who called whom.
    pub direction: Option<&'static str>,
    /// What came out.
    pub result: &'static str,
    /// The contact, an index into the customer's.
    pub contact: usize,
    /// The deal, an index into the customer's.
    pub deal: Option<usize>,
    /// What comes next.
    pub next_step: Option<&'static str>,
    /// When the next one is planned.
    pub next_follow_up_on: Option<i32>,
}

/// A task about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub subject: String,
    /// The status.
    pub status: &'static str,
    /// The priority.
    pub priority: &'static str,
    /// Until when.
    pub due_at: i64,
    /// When the owner is reminded.
    pub remind_at: i64,
    /// When it was done.
    pub done_at: Option<i64>,
    /// When it was recorded.
    pub created_at: i64,
    /// The deal, an index into the customer's.
    pub deal: Option<usize>,
}

/// Topics of [`talk`] beyond the stages of deals.
const NO_DEAL: usize = talk::TOPICS - 1;
const AFTER_WIN: usize = 5;

/// What was done: before every step of every deal something, and on other days until there are about `wanted`.
pub(super) fn activities(
    draw: &mut Draw,
    window: Window,
    since: i64,
    contacts: &[Contact],
    deals: &[Deal],
    wanted: usize,
) -> Vec<Activity> {
    let mut moments: Vec<(i64, Option<usize>)> = Vec::new();
    for (at, deal) in deals.iter().enumerate() {
        moments.push((deal.created_at + draw.between(5, 60) * 60_000, Some(at)));
        for pair in deal.steps.windows(2) {
            let (from, to) = (day_of(pair[0].at), day_of(pair[1].at));
            let day = working_day_until(draw.between(i64::from(from), i64::from(to) - 1) as i32).max(from);
            let moment = match day == from {
                true => pair[0].at + draw.between(5, 60) * 60_000,
                false => window.moment(draw, day, OFFICE.0, OFFICE.1),
            };
            moments.push((moment, Some(at)));
        }
    }
    let first = day_of(since).max(window.first);
    for _ in moments.len()..wanted {
        let day = working_day_from(draw.between(i64::from(first), i64::from(window.last)) as i32).min(window.last);
        moments.push((window.moment(draw, day, 11 * 60, OFFICE.1), None));
    }
    moments.retain(|(at, _)| (since..=window.end()).contains(at));
    moments.sort_unstable();
    let days: Vec<i32> = moments.iter().map(|(at, _)| day_of(*at)).collect();
    let listed = moments.iter().enumerate();
    listed
        .map(|(n, (at, deal))| activity(draw, window, contacts, deals, (*at, *deal), days.get(n + 1).copied()))
        .collect()
}

fn activity(
    draw: &mut Draw,
    window: Window,
    contacts: &[Contact],
    deals: &[Deal],
    (at, of): (i64, Option<usize>),
    next_day: Option<i32>,
) -> Activity {
    // What is about no deal in particular is often about one that is going on.
    let running = |deal: &Deal| deal.stage_at(at).is_some_and(|stage| stage < AFTER_WIN);
    let deal = of.or_else(|| deals.iter().position(running).filter(|_| draw.chance(70)));
    let has_bought = deals.iter().any(|d| d.is_won() && d.stage_changed_at() <= at);
    let topic = match deal.and_then(|d| deals[d].stage_at(at)) {
        Some(stage) => stage,
        None if has_bought && draw.chance(60) => AFTER_WIN,
        None => NO_DEAL,
    };
    let kind = draw.weighted(&talk::KINDS, |(_, weight)| *weight).0;
    let contact = deal.map_or_else(|| draw.below(contacts.len()), |d| deals[d].contact);
    let sentence = *draw.pick(talk::sentences(kind, topic));
    let good = deal.map_or_else(|| draw.pick(GOODS), |d| &GOODS[deals[d].good]);
    let competitor = deal.and_then(|d| deals[d].competitor).unwrap_or_else(|| *draw.pick(&talk::COMPETITORS));
    let not_reached = ["无人接听", "不在", "在开会，简单"].iter().any(|words| sentence.contains(words));
    let result = match topic {
        _ if not_reached => "not_reached",
        6 => "refused",
        0 | 1 => "interested",
        2..=4 => "positive",
        _ => "neutral",
    };
    let (duration, direction) = match kind {
        "call" => (Some(draw.between(2, 25)), Some(if draw.chance(78) { "outbound" } else { "inbound" })),
        "visit" => (Some(draw.between(40, 150)), None),
        "meeting" => (Some(draw.between(45, 120)), None),
        _ => (None, None),
    };
    let planned = match next_day {
        Some(day) => Some(day),
        // Of what comes after the last one, some is planned, some is overdue, some forgotten.
        None if draw.chance(70) => Some(working_day_from(window.last + draw.between(-3, 14) as i32).max(day_of(at))),
        None => None,
    };
    Activity {
        kind,
        content: sentence
            .replace("{c}", &contacts[contact].salutation)
            .replace("{p}", good.name)
            .replace("{r}", competitor),
        happened_at: at,
        duration,
        direction,
        result,
        contact,
        deal,
        next_step: planned.map(|_| *draw.pick(talk::next_steps(topic))),
        next_follow_up_on: planned,
    }
}

/// A task for every open deal, and done ones for some of what was planned.
pub(super) fn tasks(draw: &mut Draw, window: Window, deals: &[Deal], activities: &[Activity]) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (at, deal) in deals.iter().enumerate().filter(|(_, deal)| deal.is_open()) {
        let day = working_day_from(window.last + draw.between(-4, 14) as i32);
        let due_at = moment(day, 18 * 60);
        tasks.push(Task {
            subject: format!("{}：{}", deal.next_step.unwrap_or("跟进"), deal.name),
            status: if draw.chance(35) { "in_progress" } else { "not_started" },
            priority: draw.weighted(&[("normal", 65), ("high", 22), ("urgent", 6), ("low", 7)], |p| p.1).0,
            due_at: due_at.max(deal.stage_changed_at()),
            remind_at: moment(day, 9 * 60).min(due_at),
            done_at: None,
            created_at: deal.stage_changed_at(),
            deal: Some(at),
        });
    }
    for pair in activities.windows(2) {
        let (Some(step), Some(day)) = (pair[0].next_step, pair[0].next_follow_up_on) else { continue };
        if day <= day_of(pair[0].happened_at) || !draw.chance(18) {
            continue;
        }
        // Done when the next thing was done.
        tasks.push(Task {
            subject: step.to_owned(),
            status: "done",
            priority: "normal",
            due_at: moment(day, 18 * 60),
            remind_at: moment(day, 9 * 60),
            done_at: Some(pair[1].happened_at),
            created_at: pair[0].happened_at,
            deal: pair[0].deal,
        });
    }
    tasks
}
