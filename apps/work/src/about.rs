//! What activities and tasks have in common: they are about a customer.

use heyi_engine::RuleCx;
use heyi_model::Fault;

/// The lookups that lead to an account; the first one that does wins.
pub(crate) const LEADS_TO_ACCOUNT: &[&str] = &["deal", "contact"];

/// Fills an empty account with that of the deal, else of the contact.
pub(crate) fn the_account_follows_deal_and_contact(cx: &mut RuleCx, account: &str) -> Result<(), Fault> {
    if cx.change.new.get(account).is_null() {
        let found = LEADS_TO_ACCOUNT.iter().map(|link| cx.linked(link, "account")).find(|id| !id.is_null());
        if let Some(id) = found {
            cx.change.new.set(account, id);
        }
    }
    Ok(())
}
