//! Everything the simulated services share, in memory and bounded.

use crate::{
    accounts::Account,
    clock::Clock,
    deliveries::Delivery,
    faults::Fault,
    gateways,
    mailbox::Mail,
    messages::{ReceivedSms, WAITING},
    options::Options,
    smsc::Limits,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::VecDeque,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::watch;

/// Messages kept; the oldest goes first.
const MAX_MESSAGES: usize = 5_000;
/// Letters kept.
const MAX_MAILS: usize = 500;
/// Bytes of letters kept.
const MAX_MAIL_BYTES: usize = 256 * 1024 * 1024;
/// Faults, accounts and delivery scripts kept.
const MAX_SCRIPTS: usize = 1_000;

/// The state behind one lock; never held over an await.
pub(crate) struct State {
    pub(crate) clock: Clock,
    pub(crate) options: Options,
    pub(crate) accounts: Vec<Account>,
    pub(crate) deliveries: Vec<Delivery>,
    pub(crate) messages: VecDeque<ReceivedSms>,
    pub(crate) mails: VecDeque<Mail>,
    pub(crate) limits: Limits,
    faults: VecDeque<Fault>,
    last_message: u64,
    last_mail: u64,
}

impl State {
    fn new(clock: Clock) -> Self {
        Self {
            clock,
            options: Options::default(),
            accounts: [Account::new("smsc.ru", "demo", "demo"), Account::new("smtp", "demo", "demo")]
                .into_iter()
                .chain(
                    gateways::SERVICES.map(|service| Account {
                        api_key: Some("demo".into()),
                        ..Account::new(service, "demo", "demo")
                    }),
                )
                .collect(),
            deliveries: Vec::new(),
            messages: VecDeque::new(),
            mails: VecDeque::new(),
            limits: Limits::default(),
            faults: VecDeque::new(),
            last_message: 0,
            last_mail: 0,
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Sets an account; the same login of the same service is replaced.
    pub(crate) fn set_account(&mut self, account: Account) {
        self.accounts.retain(|known| known.service != account.service || known.login != account.login);
        self.accounts.push(account);
        self.accounts.truncate(MAX_SCRIPTS);
    }

    /// The script for a phone: its own, else the one for all, else the usual way.
    pub(crate) fn delivery(&self, phone: &str) -> Delivery {
        let find = |wanted: &str| self.deliveries.iter().find(|delivery| delivery.phone == wanted);
        find(phone).or_else(|| find("")).cloned().unwrap_or_default()
    }

    pub(crate) fn set_delivery(&mut self, delivery: Delivery) {
        self.deliveries.retain(|known| known.phone != delivery.phone);
        self.deliveries.push(delivery);
        self.deliveries.truncate(MAX_SCRIPTS);
    }

    /// Takes a message in: gives it its running number and first status.
    pub(crate) fn add_message(&mut self, mut message: ReceivedSms) {
        self.last_message += 1;
        message.number = self.last_message;
        message.status = WAITING;
        message.status_at = message.accepted_at;
        self.messages.push_back(message);
        if self.messages.len() > MAX_MESSAGES {
            self.messages.pop_front();
        }
    }

    /// The running number the next message gets.
    pub(crate) fn next_message_number(&self) -> u64 {
        self.last_message + 1
    }

    /// Brings the statuses of all messages up to now.
    pub(crate) fn refresh(&mut self) {
        let now = self.now();
        for message in &mut self.messages {
            message.refresh(now);
        }
    }

    /// Messages taken, refused ones left out, with their statuses as of now.
    pub(crate) fn taken_messages(&mut self) -> Vec<ReceivedSms> {
        self.refresh();
        self.messages.iter().filter(|message| message.refused.is_none()).cloned().collect()
    }

    pub(crate) fn add_mail(&mut self, mut mail: Mail) {
        self.last_mail += 1;
        mail.number = self.last_mail;
        self.mails.push_back(mail);
        let mut bytes: usize = self.mails.iter().map(|mail| mail.raw.len()).sum();
        while self.mails.len() > MAX_MAILS || (bytes > MAX_MAIL_BYTES && self.mails.len() > 1) {
            bytes -= self.mails.pop_front().map_or(0, |mail| mail.raw.len());
        }
    }

    pub(crate) fn push_fault(&mut self, fault: Fault) {
        if self.faults.len() < MAX_SCRIPTS {
            self.faults.push_back(fault);
        }
    }

    /// The fault that meets a request now, used up by one.
    pub(crate) fn take_fault(&mut self, service: &str, route: &str) -> Option<Fault> {
        let index = self.faults.iter().position(|fault| fault.times > 0 && fault.meets(service, route))?;
        let fault = &mut self.faults[index];
        fault.times -= 1;
        let taken = fault.clone();
        if taken.times == 0 {
            self.faults.remove(index);
        }
        Some(taken)
    }

    /// Forgets messages, letters and scripts; accounts and options become the
    /// first ones again and the clock keeps its time.
    fn reset(&mut self) {
        *self = Self::new(self.clock.clone());
    }
}

/// The shared state and its signals.
pub(crate) struct World {
    state: Mutex<State>,
    version: AtomicU64,
    released: watch::Sender<u64>,
    stopped: watch::Sender<bool>,
}

impl World {
    pub(crate) fn new(fixed: Option<DateTime<Utc>>) -> Self {
        Self {
            state: Mutex::new(State::new(Clock::new(fixed))),
            version: AtomicU64::new(0),
            released: watch::Sender::new(0),
            stopped: watch::Sender::new(false),
        }
    }

    /// The state. A panic of another holder leaves it usable: every change is a whole step.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells open pages that something is new.
    pub(crate) fn announce(&self) {
        self.version.fetch_add(1, Ordering::Relaxed);
    }

    /// Number of changes so far.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    pub(crate) fn reset(&self) {
        self.state().reset();
        self.announce();
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        self.state().clock.advance(by);
        self.announce();
    }

    /// Lets every held request go on.
    pub(crate) fn release(&self) {
        self.released.send_modify(|version| *version += 1);
    }

    pub(crate) fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// Returns when the simulator is being stopped.
    pub(crate) async fn until_stopped(&self) {
        let mut stopped = self.stopped.subscribe();
        // An error means the sender is gone, which is a stop as well.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }

    /// Waits as a fault says, at most until the simulator stops.
    pub(crate) async fn wait_for(&self, fault: &Fault) {
        let mut released = self.released.subscribe();
        let wait = async {
            if fault.hold {
                let _ = released.changed().await;
            }
            if fault.delay_ms > 0 {
                tokio::time::sleep(std::time::Duration::from_millis(fault.delay_ms)).await;
            }
        };
        tokio::select! {
            () = wait => {}
            () = self.until_stopped() => {}
        }
    }
}
