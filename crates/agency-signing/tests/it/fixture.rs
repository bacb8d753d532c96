//! A customer, a contract, a clock, and storage in memory.

use agency_core::ids::EnvelopeId;
use agency_core::{Email, Money, Phone};
use agency_signing::code::Binding;
use agency_signing::command::{Facts, PhoneEffect, SendResult};
use agency_signing::envelope::PhoneSends;
use agency_signing::terms::{AgencyTerms, CustomerTerms, DocumentTerms, TourTerms};
use agency_signing::{
    Code, CodeKey, Command, CommitError, Context, Decision, Envelope, EnvelopeStore, IssuedCode, JobEffect, Limits,
    Loaded, Origin, Record, Refusal, StoreError, Terms, consents, create, decide,
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Mutex;

pub(crate) const SHA: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
pub(crate) const PASSPORT: &str = "123456";

pub(crate) fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2025, 3, 6, 8, 13, 40).single().expect("a time")
}

pub(crate) fn key() -> CodeKey {
    CodeKey::new([7; 32])
}

pub(crate) fn terms() -> Terms {
    Terms {
        order_number: "6083-1234".into(),
        contract_number: "6083-1234".into(),
        contract_date: "2025-03-06".parse().expect("a date"),
        agency: AgencyTerms {
            name: "ООО «Ромашка Тур»".into(),
            phone: "+7 495 123-45-67".into(),
            inn: "7701234567".into(),
            signer: "директор Петрова Анна Сергеевна".into(),
        },
        customer: CustomerTerms {
            name: "Щербакова Юлия Олеговна".into(),
            document_masked: "Паспорт РФ 45 ** № ****56".into(),
            phone: Phone::parse("+79001234567").expect("a phone"),
            email: Email::parse("shcherbakova@mail.ru").expect("an address"),
        },
        tour: TourTerms::default(),
        total: Money::rubles(218_500),
        document: DocumentTerms {
            title: "Договор о реализации туристского продукта".into(),
            sha256: SHA.into(),
            bytes: 120_000,
            pages: 3,
        },
        on_behalf: true,
        code_in_stamp: true,
        link_hours: 72,
        app_version: "0.1.0".into(),
    }
}

/// One envelope without storage: every command is decided and, when allowed, applied.
pub(crate) struct Desk {
    pub(crate) envelope: Envelope,
    pub(crate) now: DateTime<Utc>,
    pub(crate) records: Vec<Record>,
    pub(crate) jobs: Vec<JobEffect>,
    pub(crate) phone: PhoneSends,
    pub(crate) issued: Option<String>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(terms())
    }

    pub(crate) fn with(terms: Terms) -> Self {
        let context = Context { now: start(), origin: Origin::default(), key: &key() };
        let decision = create(EnvelopeId::new(), terms, Limits::default(), &context);
        Self {
            envelope: decision.next,
            now: start(),
            records: decision.events,
            jobs: decision.jobs,
            phone: PhoneSends::default(),
            issued: None,
        }
    }

    /// An envelope whose letter has gone and whose pages were all shown.
    pub(crate) fn read() -> Self {
        let mut desk = Self::new();
        desk.done(Command::InviteSent { message_id: "<1@portal>".into() });
        for page in 0..3 {
            desk.done(Command::ShowPage { page });
        }
        desk
    }

    /// All ticks made, the first code queued.
    pub(crate) fn consented() -> Self {
        let mut desk = Self::read();
        desk.done(desk.tick_all());
        desk
    }

    /// The first code sent.
    pub(crate) fn with_code() -> Self {
        let mut desk = Self::consented();
        desk.send("481920");
        desk
    }

    pub(crate) fn tick_all(&self) -> Command {
        Command::Continue { ticked: consents(&self.envelope.terms).into_iter().map(|c| c.sha256).collect() }
    }

    pub(crate) fn run(&mut self, command: Command) -> Result<(), Refusal> {
        let origin = Origin { ip: Some("192.0.2.7".into()), ua: Some("Mozilla/5.0".into()) };
        let context = Context { now: self.now, origin, key: &key() };
        let Decision { next, events, jobs, phone, refusal, .. } =
            decide(&self.envelope, Facts { phone: self.phone }, &command, &context)?;
        self.envelope = next;
        self.records.extend(events);
        self.jobs.extend(jobs);
        match phone {
            Some(PhoneEffect::Take { at, .. }) => {
                self.phone.count += 1;
                self.phone.oldest.get_or_insert(at);
            }
            Some(PhoneEffect::Release { .. }) => self.phone.count -= 1,
            None => {}
        }
        refusal.map_or(Ok(()), Err)
    }

    pub(crate) fn done(&mut self, command: Command) {
        self.run(command).expect("the rules allow it");
    }

    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }

    /// The worker's part: code made, SMS taken by the service.
    pub(crate) fn send(&mut self, code: &str) {
        self.send_with(code, SendResult::Accepted);
    }

    pub(crate) fn send_with(&mut self, code: &str, outcome: SendResult) {
        let number = self.envelope.sends.last().expect("a request").number;
        let issued = issue(&self.envelope, code, self.now);
        self.done(Command::BeginSend { code: issued });
        self.issued = Some(code.into());
        self.done(Command::FinishSend { number, outcome, details: json!({"number": number, "service": "SMSC.ru"}) });
    }

    pub(crate) fn enter(&mut self, typed: &str) -> Result<(), Refusal> {
        self.run(enter(typed))
    }

    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        self.records.iter().map(|record| record.kind.as_str()).collect()
    }
}

pub(crate) fn enter(typed: &str) -> Command {
    Command::EnterCode { code: Code::parse(typed, 6), shown_sha256: SHA.into() }
}

pub(crate) fn issue(envelope: &Envelope, code: &str, now: DateTime<Utc>) -> IssuedCode {
    let binding = Binding { document_sha256: SHA, envelope: envelope.id, phone: &envelope.terms.customer.phone };
    let code = Code::parse(code, 6).expect("six digits");
    let number = envelope.sends.last().map_or(1, |send| send.number);
    IssuedCode::new(&key(), number, &code, binding, &envelope.limits, now).expect("random bytes")
}

/// Envelope, version, evidence.
type Stored = (Envelope, u64, Vec<Record>);
/// Phone hash, envelope, number of the request, moment.
type PhoneSend = (String, EnvelopeId, u32, DateTime<Utc>);

/// Storage in memory with the promises of the real one.
#[derive(Default)]
pub(crate) struct MemoryStore {
    pub(crate) state: Mutex<HashMap<EnvelopeId, Stored>>,
    pub(crate) phones: Mutex<Vec<PhoneSend>>,
}

impl MemoryStore {
    pub(crate) fn insert(&self, envelope: &Envelope, records: &[Record]) {
        let mut state = self.state.lock().expect("a lock");
        state.insert(envelope.id, (envelope.clone(), 1, records.to_vec()));
    }

    fn count(phones: &[PhoneSend], hash: &str, now: DateTime<Utc>) -> PhoneSends {
        let times: Vec<_> = phones.iter().filter(|p| p.0 == hash && p.3 > now - Limits::day()).map(|p| p.3).collect();
        PhoneSends { count: times.len() as u32, oldest: times.iter().min().copied() }
    }
}

#[async_trait]
impl EnvelopeStore for MemoryStore {
    async fn load(&self, id: EnvelopeId, now: DateTime<Utc>) -> Result<Option<Loaded>, StoreError> {
        let state = self.state.lock().expect("a lock");
        let phones = self.phones.lock().expect("a lock");
        Ok(state.get(&id).map(|(envelope, version, _)| Loaded {
            envelope: envelope.clone(),
            version: *version,
            facts: Facts { phone: Self::count(&phones, &envelope.phone_hash, now) },
        }))
    }

    async fn commit(&self, version: u64, decision: &Decision) -> Result<(), CommitError> {
        let mut state = self.state.lock().expect("a lock");
        let mut phones = self.phones.lock().expect("a lock");
        let entry = state.get_mut(&decision.next.id).ok_or_else(|| StoreError("unknown".into()))?;
        if entry.1 != version {
            return Err(CommitError::Conflict);
        }
        match &decision.phone {
            Some(PhoneEffect::Take { number, seen, at }) => {
                if Self::count(&phones, &decision.next.phone_hash, *at).count != *seen {
                    return Err(CommitError::Conflict);
                }
                phones.push((decision.next.phone_hash.clone(), decision.next.id, *number, *at));
            }
            Some(PhoneEffect::Release { number }) => {
                phones.retain(|p| (p.1, p.2) != (decision.next.id, *number));
            }
            None => {}
        }
        entry.0 = decision.next.clone();
        entry.1 += 1;
        entry.2.extend(decision.events.iter().cloned());
        Ok(())
    }
}
