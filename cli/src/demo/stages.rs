//! The stages of the standard pipeline as the demo company's deals go through them.

/// A stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// The `external_id` of its record, which set-up has made.
    pub external_id: &'static str,
    /// Its type, an option of `stages.type`.
    pub kind: &'static str,
    /// Whole percent.
    pub probability: u8,
    /// How many days deals usually stay; 0 where they end.
    pub expected_days: i32,
    /// How many of 100 deals are lost in it, for a salesperson of average skill.
    pub losses: u32,
}

const fn open(external_id: &'static str, probability: u8, expected_days: i32, losses: u32) -> Stage {
    Stage { external_id, kind: "open", probability, expected_days, losses }
}

/// The stages in their order: the open ones, then won and lost.
pub const STAGES: [Stage; 7] = [
    open("default.contact", 10, 7, 22),
    open("default.need", 30, 14, 18),
    open("default.offer", 50, 14, 16),
    open("default.terms", 75, 14, 12),
    open("default.contract", 90, 7, 4),
    Stage { external_id: "default.won", kind: "won", probability: 100, expected_days: 0, losses: 0 },
    Stage { external_id: "default.lost", kind: "lost", probability: 0, expected_days: 0, losses: 0 },
];

/// How many of them are open.
pub const OPEN: usize = STAGES.len() - 2;
/// The one in which a deal is won.
pub const WON: usize = OPEN;
/// The one in which a deal is lost.
pub const LOST: usize = OPEN + 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_the_stages_that_set_up_makes() {
        let app = heyi_sales::app();
        let seed = app.seeds.iter().find(|seed| seed.module == "stages").unwrap();
        let table: toml::Table = toml::from_str(seed.toml).unwrap();
        let records = table["records"].as_array().unwrap();
        assert_eq!(records.len(), STAGES.len());
        for (record, stage) in records.iter().zip(STAGES) {
            assert_eq!(record["external_id"].as_str(), Some(stage.external_id));
            assert_eq!(record["type"].as_str(), Some(stage.kind));
            assert_eq!(record["probability"].as_str(), Some(&*stage.probability.to_string()));
            let days = record.get("expected_days").and_then(toml::Value::as_integer).unwrap_or(0);
            assert_eq!(days, i64::from(stage.expected_days));
        }
        assert!(STAGES[..OPEN].iter().all(|stage| stage.kind == "open"));
        assert_eq!((STAGES[WON].kind, STAGES[LOST].kind), ("won", "lost"));
    }
}
