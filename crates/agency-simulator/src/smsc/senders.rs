//! `senders.php?get=1`: the names an account may send under.

use super::{SERVICE, params::Params, refusal::Refusal, reply::Reply};
use crate::{accounts::Account, world::State};

/// Equal requests for the list in a minute.
const LISTS_PER_MINUTE: usize = 3;

pub(crate) fn senders(state: &mut State, account: &Account, params: &Params) -> Result<Reply, Refusal> {
    if params.number("get") != 1 {
        return Err(Refusal::Parameters);
    }
    let now = state.now();
    let event = format!("{SERVICE} senders {} {}", account.login, params.fingerprint());
    if !state.limits.allows(event, LISTS_PER_MINUTE, now) {
        return Err(Refusal::TooOften);
    }
    Ok(Reply::Senders { names: account.senders.clone(), with_status: params.number("all") == 1 })
}
