//! Who may ask, and how often.

use super::{SERVICE, named_account, params::Params, refusal::Refusal};
use crate::{
    accounts::Account,
    world::{State, World},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::{HashMap, VecDeque},
    net::IpAddr,
};

/// Simultaneous requests of one login that are refused (15 and more).
const CROWD: u32 = 15;
/// Time in which identical requests are counted.
const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// Time in which wrong log-ins are counted, and how long an address stays blocked.
const BLOCK: TimeDelta = TimeDelta::minutes(10);
/// Events remembered.
const MAX_EVENTS: usize = 10_000;

/// Counters of recent requests.
#[derive(Default)]
pub(crate) struct Limits {
    recent: VecDeque<(DateTime<Utc>, String)>,
    failures: VecDeque<(DateTime<Utc>, IpAddr)>,
    busy: HashMap<String, u32>,
}

impl Limits {
    /// Counts an event; false when more than `allowed` such came within a minute.
    pub(crate) fn allows(&mut self, event: String, allowed: usize, now: DateTime<Utc>) -> bool {
        while self.recent.front().is_some_and(|(at, _)| *at + WINDOW <= now) || self.recent.len() > MAX_EVENTS {
            self.recent.pop_front();
        }
        let seen = self.recent.iter().filter(|(_, known)| *known == event).count();
        self.recent.push_back((now, event));
        seen < allowed
    }

    fn count_failure(&mut self, ip: IpAddr, now: DateTime<Utc>) {
        self.failures.push_back((now, ip));
        if self.failures.len() > MAX_EVENTS {
            self.failures.pop_front();
        }
    }

    fn is_blocked(&mut self, ip: IpAddr, allowed: Option<u32>, now: DateTime<Utc>) -> bool {
        while self.failures.front().is_some_and(|(at, _)| *at + BLOCK <= now) {
            self.failures.pop_front();
        }
        let failures = self.failures.iter().filter(|(_, known)| *known == ip).count();
        allowed.is_some_and(|allowed| failures >= allowed as usize)
    }

    /// Requests of a login being served now.
    pub(crate) fn in_flight(&self, login: &str) -> u32 {
        self.busy.get(login).copied().unwrap_or(0)
    }
}

/// A request being served; counts from `enter` to its end.
pub(crate) struct Busy<'a> {
    world: &'a World,
    login: Option<String>,
}

impl<'a> Busy<'a> {
    /// Counts a request in; true beside it when too many of this login are in.
    pub(crate) fn enter(world: &'a World, params: &Params) -> (Self, bool) {
        let mut state = world.state();
        let login = named_account(&state.accounts, params).map(|account| account.login.clone());
        let mut is_crowded = false;
        if let Some(login) = &login {
            let count = state.limits.busy.entry(login.clone()).or_default();
            *count += 1;
            is_crowded = *count >= CROWD;
        }
        drop(state);
        (Self { world, login }, is_crowded)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        let Some(login) = &self.login else { return };
        let mut state = self.world.state();
        // A reset may have cleared the counters meanwhile.
        if let Some(count) = state.limits.busy.get_mut(login) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                state.limits.busy.remove(login);
            }
        }
    }
}

/// The account behind a request, or why it is turned away.
pub(crate) fn authorise(state: &mut State, params: &Params, ip: IpAddr) -> Result<Account, Refusal> {
    let now = state.now();
    if state.limits.is_blocked(ip, state.options.smsc.block_after_errors, now) {
        return Err(Refusal::Blocked);
    }
    let by_key = params.get("apikey").is_some_and(|key| !key.is_empty());
    if !by_key && params.get("login").is_none_or(|login| login.is_empty()) {
        return Err(Refusal::Parameters);
    }
    let known = named_account(&state.accounts, params).filter(|account| {
        account.allows_ip(ip) && (by_key || params.get("psw").is_some_and(|psw| account.password_or_md5_is(&psw)))
    });
    match known {
        Some(account) => Ok(account.clone()),
        None => {
            tracing::debug!(service = SERVICE, "log-in refused");
            state.limits.count_failure(ip, now);
            Err(Refusal::Credentials)
        }
    }
}
