//! Settings of the organisation, and its apps.

use heyi_db::{Cells as _, Value, params, sql};
use heyi_model::field::local_day;
use heyi_model::mask::shorten;
use heyi_model::text::fold;
use heyi_model::{Code, Fault, Module, Problem};
use serde_json::{Map, Value as Json, json};

use crate::{Work, access_log, views};

/// Most characters of the organisation's name.
const MOST_NAME: usize = 80;
/// Most records of a module whose days are written anew when the time zone changes.
const MOST_RECORDS: u64 = 5_000;

/// The settings: `{name, zone, currency, region, session_days, session_idle_hours}`. Everyone who is signed in may know them.
pub fn get(work: &mut Work) -> Result<Json, Problem> {
    let s = &work.snapshot().settings;
    Ok(json!({
        "name": s.name,
        "zone": s.zone,
        "currency": s.currency,
        "region": s.region,
        "session_days": s.session_days,
        "session_idle_hours": s.session_idle_hours,
    }))
}

/// Changes the settings that are named. Administrators only.
///
/// The currency is fixed as soon as a record holds an amount. The time zone may be changed while no module has more than
/// 5,000 records: the days on which moments fall are then written anew, in the same transaction.
pub fn set(work: &mut Work, change: &Json) -> Result<(), Problem> {
    work.administrators_only()?;
    let Json::Object(members) = change else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults = Vec::new();
    let mut wanted: Map<String, Json> = Map::new();
    for (key, value) in members {
        match read(key, value) {
            Ok(value) => {
                wanted.insert(key.clone(), value);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let settings = work.snapshot().settings.clone();
    if wanted.get("currency").is_some_and(|c| *c != json!(settings.currency)) && has_amounts(work)? {
        return Err(Fault::new("currency", Code::FixedByRecords).into());
    }
    if let Some(zone) = wanted.get("zone").and_then(Json::as_str).filter(|zone| *zone != settings.zone) {
        let zone = jiff::tz::TimeZone::get(zone).map_err(Problem::internal)?;
        write_days_anew(work, &zone)?;
    }
    for (key, value) in &wanted {
        work.tx.execute(sql(
            "INSERT INTO organisation (name, value) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![key.as_str(), Value::Json(value.to_string().into())],
        ))?;
    }
    access_log::note(work, "settings_changed", None, None, &Json::Object(wanted))?;
    work.raise_epoch()
}

/// Reads one setting.
fn read(key: &str, value: &Json) -> Result<Json, Fault> {
    let fault = |code| Fault::new(shorten(key), code);
    let text = || value.as_str().ok_or_else(|| fault(Code::NotText));
    let number = |least: u64, most: u64| {
        let n = value.as_u64().ok_or_else(|| fault(Code::NotInteger))?;
        match n {
            n if n < least => Err(fault(Code::TooSmall).with("min", least)),
            n if n > most => Err(fault(Code::TooBig).with("max", most)),
            n => Ok(json!(n)),
        }
    };
    let letters = |length: usize| {
        let text = text()?;
        let good = text.len() == length && text.bytes().all(|b| b.is_ascii_uppercase());
        if good { Ok(json!(text)) } else { Err(fault(Code::InvalidParameter)) }
    };
    match key {
        "name" => {
            let name = fold(text()?).into_owned();
            match name.chars().count() {
                n if n > MOST_NAME => Err(fault(Code::TooLong).with("max", MOST_NAME)),
                _ => Ok(json!(name)),
            }
        }
        "zone" => {
            let zone = text()?;
            jiff::tz::TimeZone::get(zone).map(|_| json!(zone)).map_err(|_| fault(Code::InvalidParameter))
        }
        "currency" => letters(3).map_err(|_| fault(Code::InvalidCurrency)),
        "region" => letters(2),
        "session_days" => number(1, 365),
        "session_idle_hours" => number(1, 24 * 30),
        _ => Err(fault(Code::UnknownParameter)),
    }
}

fn has_amounts(work: &mut Work) -> Result<bool, Problem> {
    let snapshot = work.snapshot().clone();
    for module in snapshot.all_modules() {
        for field in module.fields.iter().filter(|field| field.ty.key() == "money") {
            let text = format!("SELECT 1 FROM \"{}\" WHERE \"{}\" IS NOT NULL LIMIT 1", module.key, field.key);
            if work.tx.one(sql(text, Vec::new()))?.is_some() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn write_days_anew(work: &mut Work, zone: &jiff::tz::TimeZone) -> Result<(), Problem> {
    let snapshot = work.snapshot().clone();
    for module in snapshot.all_modules() {
        let count = sql(format!("SELECT COUNT(*) FROM \"{}\"", module.key), Vec::new());
        let records = work.tx.one(count)?.and_then(|row| row.int(0)).unwrap_or(0);
        if records as u64 > MOST_RECORDS {
            return Err(Fault::new("zone", Code::FixedByRecords).into());
        }
        if records > 0 {
            days_of(work, module, zone)?;
        }
    }
    Ok(())
}

/// Writes the days of one module's moments.
fn days_of(work: &mut Work, module: &Module, zone: &jiff::tz::TimeZone) -> Result<(), Problem> {
    for field in &module.fields {
        let (Some((day, _)), "date_time") = (field.column("day"), field.ty.key()) else { continue };
        let text = format!(
            "SELECT id, \"{0}\", \"{day}\" FROM \"{1}\" WHERE \"{0}\" IS NOT NULL",
            field.columns[0], module.key
        );
        for row in work.tx.all(sql(text, Vec::new()))? {
            let (Some(id), Some(ms)) = (row.int(0), row.int(1)) else { continue };
            let now = local_day(ms, zone);
            if row.int(2) != Some(i64::from(now)) {
                let text = format!("UPDATE \"{}\" SET \"{day}\" = $2 WHERE id = $1", module.key);
                work.tx.execute(sql(text, vec![id.into(), Value::Date(now)]))?;
            }
        }
    }
    Ok(())
}

/// Every app in the order in which it is shown: `[{key, label, labels, base, on, modules}]`.
pub fn apps(work: &mut Work) -> Result<Vec<Json>, Problem> {
    let snapshot = work.snapshot().clone();
    let locale = work.who().locale();
    let apps = work.engine.apps().iter().map(|app| {
        let label = heyi_model::Label::new(app.label.0, app.label.1);
        let modules: Vec<&str> =
            snapshot.all_modules().filter(|m| m.def.app == app.key && !m.def.retired).map(|m| &*m.key).collect();
        json!({
            "key": app.key,
            "label": label.get(locale),
            "labels": label,
            "base": app.base,
            "on": app.base || !snapshot.settings.apps_off.iter().any(|off| off == app.key),
            "modules": modules,
        })
    });
    Ok(apps.collect())
}

/// Switches an app on or off and says what comes or goes with it: `{app, on, changed, modules: [{key, label, records}],
/// links: ["<module>.<field>"], views, sharing_rules}`. A `dry_run` only says. Nothing is deleted: switched on again, all is
/// as it was. Administrators only; a base app stays on.
pub fn switch_app(work: &mut Work, app: &str, on: bool, dry_run: bool) -> Result<Json, Problem> {
    work.administrators_only()?;
    let known = work.engine.apps().iter().find(|a| a.key == app);
    let known =
        known.ok_or_else(|| Problem { faults: vec![Fault::new("app", Code::UnknownApp)], ..Problem::not_found() })?;
    if known.base && !on {
        return Err(Problem::new(heyi_model::Kind::Conflict, Code::BaseApp));
    }
    let mut off = work.snapshot().settings.apps_off.clone();
    let is_on = !off.iter().any(|key| key == app);
    let told = what_goes(work, app)?;
    let answer = json!({"app": app, "on": on, "changed": is_on != on}).as_object().cloned();
    let answer: Map<String, Json> = answer.into_iter().flatten().chain(told).collect();
    if dry_run || is_on == on {
        return Ok(Json::Object(answer));
    }
    off.retain(|key| key != app);
    if !on {
        off.push(app.to_owned());
    }
    work.tx.execute(sql(
        "INSERT INTO organisation (name, value) VALUES ('apps_off', $1) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        vec![Value::Json(json!(off).to_string().into())],
    ))?;
    access_log::note(work, "app_switched", None, None, &json!({"app": app, "on": on}))?;
    work.raise_epoch()?;
    Ok(Json::Object(answer))
}

/// What an app brings: its modules with how many records they have, links to them from other apps, views and rules.
fn what_goes(work: &mut Work, app: &str) -> Result<Map<String, Json>, Problem> {
    let snapshot = work.snapshot().clone();
    let locale = work.who().locale();
    let own = |module: &Module| module.def.app == app;
    let mut modules = Vec::new();
    let (mut links, mut rules) = (Vec::new(), 0);
    for module in snapshot.all_modules() {
        if own(module) {
            let text = format!("SELECT COUNT(*) FROM \"{}\" WHERE deleted_at IS NULL", module.key);
            let records = work.tx.one(sql(text, Vec::new()))?.and_then(|row| row.int(0));
            modules.push(json!({"key": &*module.key, "label": module.def.label.get(locale), "records": records}));
            rules += snapshot.owner_shares(&module.key).count() + snapshot.criteria_shares(&module.key).count();
            continue;
        }
        let to_it = module.fields.iter().filter(|f| !f.system && snapshot.target(f).is_some_and(|t| own(t)));
        links.extend(to_it.map(|field| format!("{}.{}", module.key, field.key)));
    }
    let of_app = |saved: &views::Saved| snapshot.find(&saved.module).is_some_and(|m| own(m));
    let saved = views::all_saved(work)?.iter().filter(|saved| of_app(saved)).count();
    let told = json!({"modules": modules, "links": links, "views": saved, "sharing_rules": rules});
    Ok(told.as_object().cloned().unwrap_or_default())
}
