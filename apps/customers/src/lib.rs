//! Customers 客户: accounts, contacts, leads.

pub mod account;
pub mod contact;
pub mod lead;
mod place;

/// The app. Always on: tasks, visits and reports never lack a customer.
pub fn app() -> heyi_engine::App {
    heyi_engine::App {
        key: "customers",
        label: ("客户", "Customers"),
        base: true,
        seeds: &[],
        nouns: vec![account::NOUN, contact::NOUN, lead::NOUN],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_metadata_has_no_fault() {
        assert_eq!(heyi_testkit::metadata::faults(&[super::app()], false), [] as [String; 0]);
    }
}
