//! Team 团队: departments, employees, positions, and the roles that Heyi ships.

pub mod department;
pub mod employee;
pub mod position;
pub mod roles;

/// The app. Always on: without people nobody signs in.
pub fn app() -> heyi_engine::App {
    heyi_engine::App {
        key: "team",
        label: ("团队", "Team"),
        base: true,
        seeds: &[],
        nouns: vec![department::NOUN, position::NOUN, employee::NOUN],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_metadata_has_no_fault() {
        assert_eq!(heyi_testkit::metadata::faults(&[super::app()], false), [] as [String; 0]);
    }
}
