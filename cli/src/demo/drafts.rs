//! Records as they are written: fields with the values of the wire. Links are given as ids by whoever has stored the others.

use heyi_model::wire;
use serde_json::{Map, Value as Json, json};

use super::customer::{Account, Contact};
use super::days::{Activity, Task};
use super::deal::Deal;
use super::goods::Good;
use super::lead::Lead;
use super::people::{Department, Person};
use super::stages::STAGES;

/// A record's fields.
pub type Draft = Map<String, Json>;

fn fields(json: Json) -> Draft {
    match json {
        Json::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Draft::new(),
    }
}

fn id(id: i64) -> Json {
    Json::from(id.to_string())
}

fn link(link: Option<i64>) -> Json {
    link.map_or(Json::Null, id)
}

fn written(write: impl FnOnce(&mut Vec<u8>)) -> Json {
    let mut out = Vec::new();
    write(&mut out);
    serde_json::from_slice(&out).unwrap_or_default()
}

fn day(day: i32) -> Json {
    written(|out| wire::date(out, i64::from(day)))
}

fn moment(ms: i64) -> Json {
    written(|out| wire::timestamp(out, ms))
}

impl Department {
    /// The fields; the manager is written when there are people.
    pub fn draft(&self, parent: Option<i64>) -> Draft {
        let kind = if self.parent.is_none() { "company" } else { "department" };
        fields(json!({"name": self.name, "code": self.code, "parent": link(parent), "kind": kind}))
    }
}

impl Person {
    /// The fields.
    pub fn draft(&self, department: i64, position: i64, manager: Option<i64>) -> Draft {
        let state = if self.on_probation { "probation" } else { "active" };
        let gender = if self.is_female { "female" } else { "male" };
        fields(json!({"name": self.name, "number": self.number, "department": id(department), "position": id(position),
            "grade": self.grade, "manager": link(manager), "state": state, "contract_type": "labour",
            "hire_date": day(self.hire_date), "mobile": self.mobile, "mail": self.mail, "gender": gender}))
    }
}

impl Good {
    /// The fields.
    pub fn draft(&self) -> Draft {
        fields(json!({"name": self.name, "code": self.code, "category": self.category, "series": self.series,
            "unit": self.unit, "price": self.price.to_string(), "floor_price": self.floor.to_string(),
            "cost": self.cost.to_string(), "tax_rate": self.tax_rate.to_string()}))
    }
}

impl Account {
    /// The fields.
    pub fn draft(&self, owner: i64) -> Draft {
        let city = if self.city.is_municipality() { None } else { Some(self.city.city) };
        let address = fields(json!({"province": self.city.province, "city": city, "district": self.district,
            "street": self.street}));
        fields(
            json!({"name": self.name, "short_name": self.short_name, "credit_code": self.credit_code, "kind": "company",
            "industry": self.industry, "level": self.level, "lifecycle": self.lifecycle, "source": self.source,
            "region": self.city.region_text(), "address": address, "phone": self.phone, "mail": self.mail,
            "website": self.website, "employees": self.employees, "revenue": wire::decimal_text(self.revenue, 2, 2),
            "registered_on": day(self.registered_on), "registered_capital": self.registered_capital,
            "legal_form": self.legal_form, "representative": self.representative, "business_scope": self.business_scope,
            "next_follow_up_on": self.next_follow_up_on.map(day), "owner": id(owner)}),
        )
    }
    /// What only rules write.
    pub fn facts(&self) -> Draft {
        fields(
            json!({"created_at": moment(self.created_at), "last_followed_up_at": self.last_followed_up_at.map(moment)}),
        )
    }
}

impl Contact {
    /// The fields.
    pub fn draft(&self, account: i64, owner: i64) -> Draft {
        let gender = if self.is_female { "female" } else { "male" };
        fields(json!({"name": self.name, "salutation": self.salutation, "account": id(account), "title": self.title,
            "department": self.department, "role": self.role, "attitude": self.attitude, "is_primary": self.is_primary,
            "mobile": self.mobile, "mail": self.mail, "wechat": self.wechat, "gender": gender, "owner": id(owner)}))
    }
    /// What only rules write, and what the last activity with the contact says.
    pub fn facts(&self, last: Option<&Activity>) -> Draft {
        followed_up(last, json!({"created_at": moment(self.created_at)}))
    }
}

/// `facts` with what the last activity says of the record that it is about.
fn followed_up(last: Option<&Activity>, mut facts: Json) -> Draft {
    facts["last_followed_up_at"] = last.map_or(Json::Null, |activity| moment(activity.happened_at));
    facts["next_follow_up_on"] = last.and_then(|activity| activity.next_follow_up_on).map_or(Json::Null, day);
    fields(facts)
}

/// Ids of what a deal links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealLinks {
    /// The account.
    pub account: i64,
    /// The contact.
    pub contact: i64,
    /// The pipeline.
    pub pipeline: i64,
    /// The stage.
    pub stage: i64,
    /// The product.
    pub product: i64,
    /// The owner.
    pub owner: i64,
}

impl Deal {
    /// The fields.
    pub fn draft(&self, links: &DealLinks) -> Draft {
        fields(json!({"name": self.name, "account": id(links.account), "contact": id(links.contact),
            "pipeline": id(links.pipeline), "stage": id(links.stage), "product": id(links.product),
            "quantity": self.quantity.to_string(), "amount": self.amount.map(|yuan| yuan.to_string()),
            "probability": STAGES[self.stage()].probability.to_string(), "kind": self.kind, "source": self.source,
            "engaged_on": day(super::calendar::day_of(self.created_at)),
            "expected_close_on": day(self.expected_close_on), "closed_on": self.closed_on.map(day),
            "lost_reason": self.lost_reason, "lost_note": self.lost_note, "competitor": self.competitor,
            "next_step": self.next_step, "owner": id(links.owner)}))
    }
    /// What only rules write, and what the last activity about the deal says.
    pub fn facts(&self, last: Option<&Activity>) -> Draft {
        let closed_at = (!self.is_open()).then(|| moment(self.stage_changed_at()));
        let facts = json!({"created_at": moment(self.created_at), "stage_changed_at": moment(self.stage_changed_at()),
            "closed_at": closed_at});
        followed_up(last, facts)
    }
}

impl Activity {
    /// The fields.
    pub fn draft(&self, account: i64, contact: i64, deal: Option<i64>, owner: i64) -> Draft {
        fields(json!({"kind": self.kind, "content": self.content, "happened_at": moment(self.happened_at),
            "duration": self.duration, "direction": self.direction, "result": self.result, "account": id(account),
            "contact": id(contact), "deal": link(deal), "next_step": self.next_step,
            "next_follow_up_on": self.next_follow_up_on.map(day), "owner": id(owner)}))
    }
    /// What only rules write.
    pub fn facts(&self) -> Draft {
        fields(json!({"created_at": moment(self.happened_at)}))
    }
}

impl Task {
    /// The fields.
    pub fn draft(&self, account: i64, deal: Option<i64>, owner: i64) -> Draft {
        fields(json!({"subject": self.subject, "status": self.status, "priority": self.priority,
            "due_at": moment(self.due_at), "remind_at": moment(self.remind_at), "account": id(account),
            "deal": link(deal), "owner": id(owner)}))
    }
    /// What only rules write.
    pub fn facts(&self) -> Draft {
        fields(json!({"created_at": moment(self.created_at), "done_at": self.done_at.map(moment)}))
    }
}

impl Lead {
    /// The fields.
    pub fn draft(&self, owner: i64) -> Draft {
        fields(json!({"name": self.name, "company": self.company, "title": self.title, "status": self.status,
            "unqualified_reason": self.unqualified_reason, "source": self.source, "score": self.score,
            "mobile": self.mobile, "industry": self.industry, "region": self.region, "interest": self.interest,
            "requirement": self.requirement, "owner": id(owner)}))
    }
    /// What only rules write.
    pub fn facts(&self) -> Draft {
        fields(
            json!({"created_at": moment(self.created_at), "first_responded_at": self.first_responded_at.map(moment)}),
        )
    }
}
