//! The life of one deal: through the standard stages, until it is won, lost or still open today.

use super::calendar::{day_of, working_day_from};
use super::customer::{Account, SOURCES};
use super::draw::Draw;
use super::goods::{GOODS, Good};
use super::stages::{LOST, OPEN, STAGES, WON};
use super::{OFFICE, Window, talk};

/// The step in which a deal came into a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The stage, an index into the standard stages.
    pub stage: usize,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// A deal. Choices are keys of options, days are days since 1970, moments UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Its name.
    pub name: String,
    /// The contact, an index into the customer's.
    pub contact: usize,
    /// Every stage that it came into, oldest first; the first one is its creation.
    pub steps: Vec<Step>,
    /// The product, an index into the goods.
    pub good: usize,
    /// How many units of the product.
    pub quantity: i64,
    /// In yuan: price times quantity. Not known in the first stage of some deals.
    pub amount: Option<i64>,
    /// The kind.
    pub kind: &'static str,
    /// Where it came from.
    pub source: &'static str,
    /// When it was recorded.
    pub created_at: i64,
    /// When it is expected to be decided.
    pub expected_close_on: i32,
    /// When it was won or lost.
    pub closed_on: Option<i32>,
    /// Why it was lost.
    pub lost_reason: Option<&'static str>,
    /// More on that.
    pub lost_note: Option<&'static str>,
    /// Who else offers.
    pub competitor: Option<&'static str>,
    /// What comes next.
    pub next_step: Option<&'static str>,
}

/// Reasons for a loss with their weight, and a note on some.
const REASONS: [(&str, u32, Option<&str>); 8] = [
    ("price", 30, Some("比对手高约一成")),
    ("competitor", 22, None),
    ("budget", 16, Some("年度预算被压缩")),
    ("timing", 12, Some("推到明年再议")),
    ("product_fit", 8, Some("现有系统接口不支持")),
    ("relationship", 5, None),
    ("no_answer", 4, None),
    ("other", 3, Some("由集团统一招标")),
];

/// What a deal depends on.
pub(super) struct Sale<'a> {
    /// The time that is told.
    pub window: Window,
    /// The customer.
    pub account: &'a Account,
    /// How many contacts it has.
    pub contacts: usize,
    /// How much this customer takes, in percent of an ordinary one.
    pub quantity: i64,
    /// Of the owner; 100 is the average.
    pub skill: u32,
}

/// Draws a deal; `is_first` of its customer.
pub(super) fn deal(draw: &mut Draw, sale: &Sale, is_first: bool) -> Deal {
    let window = sale.window;
    let all: Vec<usize> = (0..GOODS.len()).collect();
    let good_at = *draw.weighted(&all, |at| GOODS[*at].weight);
    let good = &GOODS[good_at];
    let quantity = quantity(draw, good, sale.quantity);
    let steps = steps(draw, sale);
    let (first, last) = (steps[0], steps[steps.len() - 1]);
    let (reason, _, note) = *draw.weighted(&REASONS, |(_, weight, _)| *weight);
    let lost = last.stage == LOST;
    let closed = last.stage >= OPEN;
    let ahead: i64 = STAGES[..OPEN].iter().map(|stage| i64::from(stage.expected_days)).sum();
    let planned = day_of(first.at) + (ahead * draw.between(90, 140) / 100) as i32;
    let remaining: i64 = STAGES[last.stage..].iter().map(|stage| i64::from(stage.expected_days)).sum();
    // A date that has passed without a decision was moved on.
    let expected_close_on = if !closed && planned <= window.last {
        window.last + remaining as i32 + draw.between(1, 25) as i32
    } else {
        planned
    };
    let kind = if is_first {
        "new_business"
    } else {
        draw.weighted(&[("existing", 50), ("upsell", 30), ("renewal", 20)], |k| k.1).0
    };
    let unknown_amount = last.stage == 0 && draw.chance(35);
    Deal {
        name: format!("{}{}", sale.account.short_name, good.topic),
        contact: draw.below(sale.contacts),
        good: good_at,
        quantity,
        amount: (!unknown_amount).then_some(good.price * quantity),
        kind,
        source: if draw.chance(70) { sale.account.source } else { draw.weighted(&SOURCES, |(_, weight)| *weight).0 },
        created_at: first.at,
        expected_close_on,
        closed_on: closed.then(|| day_of(last.at)),
        lost_reason: lost.then_some(reason),
        lost_note: note.filter(|_| lost),
        competitor: (lost && reason == "competitor" || draw.chance(25)).then(|| *draw.pick(&talk::COMPETITORS)),
        next_step: (!closed).then(|| *draw.pick(talk::next_steps(last.stage))),
        steps,
    }
}

/// Few customers take much: the draw is squared. Things that are sold once are not multiplied.
fn quantity(draw: &mut Draw, good: &Good, percent: i64) -> i64 {
    let (low, high) = good.quantity;
    let part = draw.between(0, 100);
    let ordinary = low + (high - low) * part * part / 10_000;
    if high <= 6 { ordinary } else { (ordinary * percent / 100).max(1) }
}

fn steps(draw: &mut Draw, sale: &Sale) -> Vec<Step> {
    let window = sale.window;
    let earliest = day_of(sale.account.created_at).max(working_day_from(window.first));
    let created_on =
        working_day_from(draw.between(i64::from(earliest), i64::from(window.last)) as i32).min(window.last);
    // In the account's first hour nobody has a deal yet; activities of the same day follow within an hour.
    let created_at = window.moment(draw, created_on, 11 * 60, OFFICE.1 - 60).max(sale.account.created_at);
    let mut steps = vec![Step { stage: 0, at: created_at }];
    for (stage, of) in STAGES[..OPEN].iter().enumerate() {
        let days = of.expected_days * draw.between(30, 220) as i32 / 100;
        let day = working_day_from(day_of(steps[stage].at) + days.max(1));
        if day > window.last {
            break;
        }
        let at = window.moment(draw, day, OFFICE.0 + 60, OFFICE.1 - 60);
        let is_lost = draw.chance((of.losses * 100 / sale.skill.max(1)).min(95));
        steps.push(Step { stage: if is_lost { LOST } else { stage + 1 }, at });
        if is_lost {
            break;
        }
    }
    steps
}

impl Deal {
    /// The stage that it is in now.
    pub fn stage(&self) -> usize {
        self.steps.last().map_or(0, |step| step.stage)
    }
    /// Since when.
    pub fn stage_changed_at(&self) -> i64 {
        self.steps.last().map_or(self.created_at, |step| step.at)
    }
    /// Won?
    pub fn is_won(&self) -> bool {
        self.stage() == WON
    }
    /// Neither won nor lost?
    pub fn is_open(&self) -> bool {
        self.stage() < OPEN
    }
    /// The stage that it was in at a moment; `None` before it began.
    pub fn stage_at(&self, at: i64) -> Option<usize> {
        self.steps.iter().rev().find(|step| step.at <= at).map(|step| step.stage)
    }
}
