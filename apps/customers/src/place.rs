//! What records with an address have in common.

use heyi_engine::RuleCx;
use heyi_model::Fault;

/// Fills the region from the address when nobody gave one, and moves it with the address while it came from there.
pub(crate) fn the_region_follows_the_address(cx: &mut RuleCx, region: &str, address: &str) -> Result<(), Fault> {
    let of_address = cx.change.new.cell(address, "region").clone();
    let Some(place) = of_address.as_text().filter(|place| !place.is_empty()) else { return Ok(()) };
    let followed = cx.change.old.as_ref().is_some_and(|old| {
        let given = old.get(region).as_text();
        given.is_some() && given == old.cell(address, "region").as_text()
    });
    if cx.change.new.get(region).is_null() || followed && !cx.change.changed(region) {
        cx.change.new.set(region, place);
    }
    Ok(())
}
