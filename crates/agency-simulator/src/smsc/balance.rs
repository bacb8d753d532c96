//! `balance.php`

use super::{SERVICE, params::Params, refusal::Refusal, reply::Reply};
use crate::{accounts::Account, world::State};

/// Balance requests per minute that are answered.
const PER_MINUTE: usize = 10;

pub(crate) fn balance(state: &mut State, account: &Account, params: &Params) -> Result<Reply, Refusal> {
    let now = state.now();
    if !state.limits.allows(format!("{SERVICE} balance {}", account.login), PER_MINUTE, now) {
        return Err(Refusal::TooOften);
    }
    let currency = (params.number("cur") == 1).then(|| account.currency.clone());
    Ok(Reply::Balance { balance: account.balance_kopecks, currency })
}
