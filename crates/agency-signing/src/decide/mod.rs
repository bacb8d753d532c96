//! The rules. Pure: the same envelope, command and context give the same decision.

mod close;
mod codes;
mod letters;
mod reading;
mod seal;

use crate::code::CodeKey;
use crate::command::{Command, Context, Decision, Facts, Job, JobEffect, Origin, PhoneEffect, Refusal};
use crate::envelope::Envelope;
use crate::evidence::{Actor, EventType, Head, Record};
use crate::limits::Limits;
use crate::status::Status;
use crate::terms::Terms;
use crate::token::LinkHash;
use agency_core::ids::EnvelopeId;
use chrono::{DateTime, SubsecRound, Utc};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A new envelope: the document is frozen, the letter is queued.
pub fn create(id: EnvelopeId, terms: Terms, limits: Limits, context: &Context<'_>) -> Decision {
    let now = context.now.trunc_subsecs(3);
    let expires_at = now + terms.link_life();
    let envelope = Envelope {
        id,
        limits,
        phone_hash: context.key.phone_hash(&terms.customer.phone),
        status: Status::Created,
        reason: None,
        created_at: now,
        expires_at,
        links: Vec::new(),
        pages_seen: BTreeSet::new(),
        downloaded: false,
        consented_at: None,
        sends: Vec::new(),
        code: None,
        wrong: Vec::new(),
        locked_until: None,
        acceptance: None,
        sealed: None,
        copy_failed: false,
        copy_downloaded: false,
        head: Head::default(),
        terms,
    };
    let mut draft = Draft::new(&envelope, Facts::default(), context);
    let terms = &envelope.terms;
    draft.event(
        Actor::Agency,
        EventType::EnvelopeCreated,
        json!({
            "order_number": terms.order_number,
            "contract_number": terms.contract_number,
            "customer": terms.customer.name,
            "phone": terms.customer.phone.masked(),
            "email": terms.customer.email.masked(),
            "total_kopecks": terms.total.0,
            "pages": terms.document.pages,
            "bytes": terms.document.bytes,
            "expires_at": expires_at,
            "app_version": terms.app_version,
        }),
    );
    draft.start(Job::Invite, now);
    draft.start(Job::Expire, expires_at);
    draft.finish()
}

/// What a command leads to.
pub fn decide(
    envelope: &Envelope,
    facts: Facts,
    command: &Command,
    context: &Context<'_>,
) -> Result<Decision, Refusal> {
    let mut draft = Draft::new(envelope, facts, context);
    match command {
        Command::IssueLink { hash } => draft.issue_link(hash),
        Command::InviteSent { message_id } => draft.invite_sent(message_id),
        Command::InviteDelayed { reason, retry_at } => draft.invite_delayed(reason, *retry_at),
        Command::InviteFailed { reason } => draft.invite_failed(reason),
        Command::ShowPage { page } => draft.show_page(*page),
        Command::Download => draft.download(),
        Command::Continue { ticked } => draft.proceed(ticked),
        Command::RequestCode => draft.request_code(),
        Command::BeginSend { code } => draft.begin_send(code),
        Command::FinishSend { number, outcome, details } => draft.finish_send(*number, *outcome, details),
        Command::EnterCode { code, shown_sha256 } => draft.enter_code(code.as_ref(), shown_sha256),
        Command::Seal { sha256, bytes } => draft.seal(sha256, *bytes),
        Command::SealFailed { reason, retry_at } => draft.seal_failed(reason, *retry_at),
        Command::CopySent { message_id } => draft.copy_sent(message_id),
        Command::CopyDelayed { reason, retry_at } => draft.copy_delayed(reason, *retry_at),
        Command::CopyFailed { reason } => draft.copy_failed(reason),
        Command::DownloadCopy => draft.download_copy(),
        Command::Decline { reason } => draft.decline(reason),
        Command::Revoke { reason, by } => draft.revoke(reason, by),
        Command::Retry { by } => draft.retry(by),
        Command::Expire => draft.expire(),
    }?;
    Ok(draft.finish())
}

/// A decision being made.
struct Draft<'a> {
    before: &'a Envelope,
    next: Envelope,
    facts: Facts,
    now: DateTime<Utc>,
    origin: &'a Origin,
    key: &'a CodeKey,
    events: Vec<Record>,
    jobs: Vec<JobEffect>,
    link: Option<LinkHash>,
    phone: Option<PhoneEffect>,
    refusal: Option<Refusal>,
}

impl<'a> Draft<'a> {
    fn new(envelope: &'a Envelope, facts: Facts, context: &'a Context<'_>) -> Self {
        Self {
            before: envelope,
            next: envelope.clone(),
            facts,
            now: context.now.trunc_subsecs(3),
            origin: &context.origin,
            key: context.key,
            events: Vec::new(),
            jobs: Vec::new(),
            link: None,
            phone: None,
            refusal: None,
        }
    }

    fn finish(self) -> Decision {
        let Self { before, next, events, jobs, link, phone, refusal, .. } = self;
        let changed = next != *before || !jobs.is_empty();
        Decision { next, changed, events, jobs, link, phone, refusal }
    }

    /// Adds a record to the chain. Address and device are those of the tourist's request.
    fn event(&mut self, actor: Actor, kind: EventType, data: Value) {
        let head = &self.next.head;
        let mut record = Record {
            seq: head.seq + 1,
            at_utc: self.now,
            actor,
            kind,
            envelope_id: self.next.id,
            doc_sha256: self.next.terms.document.sha256.clone(),
            ip: self.origin.ip.clone(),
            ua: self.origin.ua.clone(),
            data,
            prev_hash: head.hash.clone(),
            hash: String::new(),
        };
        record.hash = record.computed_hash();
        self.next.head = Head { seq: record.seq, hash: record.hash.clone() };
        self.events.push(record);
    }

    fn start(&mut self, job: Job, at: DateTime<Utc>) {
        self.jobs.push(JobEffect::Start(job, at));
    }

    fn done(&mut self, job: Job) {
        self.jobs.push(JobEffect::Done(job));
    }

    fn become_status(&mut self, status: Status) {
        debug_assert!(
            self.next.status == status || self.next.status.may_become(status),
            "{:?} may not become {status:?}",
            self.next.status
        );
        self.next.status = status;
    }

    fn check_open(&self) -> Result<(), Refusal> {
        self.next.check_open(self.now)
    }
}
