//! Sales 销售: pipelines with their stages, deals, products.

pub mod deal;
pub mod pipeline;
pub mod product;
pub mod stage;

/// The app.
pub fn app() -> heyi_engine::App {
    heyi_engine::App {
        key: "sales",
        label: ("销售", "Sales"),
        base: false,
        seeds: &[
            heyi_engine::Seed { module: "pipelines", toml: include_str!("pipeline/pipelines.seed.toml") },
            heyi_engine::Seed { module: "stages", toml: include_str!("stage/stages.seed.toml") },
        ],
        nouns: vec![pipeline::NOUN, stage::NOUN, product::NOUN, deal::NOUN],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_metadata_has_no_fault() {
        assert_eq!(heyi_testkit::metadata::faults(&[super::app()], false), [] as [String; 0]);
    }
}
