//! An open agency as one command sees it: with the person who works.

use crate::access::{Rule, Trace};
use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::wire::event::Tag;
use agency_core::ids::StaffId;
use agency_core::{AuditEntry, Right, Rights, Role, StaffMember};
use agency_store::{Author, StoreResult, Write, audit, search};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The person who works now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    pub(crate) id: StaffId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) rights: Rights,
}

impl From<StaffMember> for Actor {
    fn from(member: StaffMember) -> Self {
        Self { id: member.id, role: member.role, rights: member.effective_rights(), name: member.name }
    }
}

impl Actor {
    /// Whether this person may do something.
    pub(crate) fn may(&self, right: Right) -> bool {
        self.rights.allow(right)
    }

    /// The name changes go under.
    pub(crate) fn author(&self) -> Author {
        Author { id: Some(self.id), name: self.name.clone() }
    }

    /// Whether an order is this person's. One without a manager is everybody's.
    pub(crate) fn is_manager(&self, manager: &Author) -> bool {
        match manager.id {
            Some(id) => id == self.id,
            None => manager.name.trim().is_empty() || search::normalise(&manager.name) == search::normalise(&self.name),
        }
    }
}

/// One command on its way.
pub(crate) struct Call {
    /// Who gave it; nobody before the first sign-in.
    pub(crate) actor: Option<Actor>,
    pub(crate) rule: &'static Rule,
    is_recorded: AtomicBool,
}

impl Call {
    pub(crate) fn new(actor: Option<Actor>, rule: &'static Rule) -> Self {
        Self { actor, rule, is_recorded: AtomicBool::new(false) }
    }
}

/// An open agency with the command that works on it.
#[derive(Clone)]
pub(crate) struct Desk {
    office: Arc<Office>,
    call: Option<Arc<Call>>,
}

impl Deref for Desk {
    type Target = Office;
    fn deref(&self) -> &Office {
        &self.office
    }
}

impl Desk {
    pub(crate) fn new(office: Arc<Office>, call: Option<Arc<Call>>) -> Self {
        Self { office, call }
    }

    /// Who gave the command.
    ///
    /// # Errors
    /// [`Code::ScreenLocked`] when nobody has signed in.
    pub(crate) fn actor(&self) -> Result<&Actor, Error> {
        let actor = self.call.as_ref().and_then(|call| call.actor.as_ref());
        actor.ok_or_else(|| Error::new(Code::ScreenLocked))
    }

    /// Writes in one transaction under the name of the person who works. What the
    /// work itself does not tell the journal, the command's rule tells.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let author = self.actor().map_or_else(|_| Author::program(), Actor::author);
        self.write_as(author, work).await
    }

    /// Writes what is no matter of the journal, such as counters.
    pub(crate) async fn write_quietly<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.office.write(work).await
    }

    /// [`Desk::write`] under another name: for what happens before or while
    /// somebody signs in.
    pub(crate) async fn write_as<T: Send + 'static>(
        &self,
        author: Author,
        work: impl FnOnce(&Write<'_>) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (store, now) = (self.office.store.clone(), self.office.now());
        let usual = self.call.as_ref().filter(|call| !call.is_recorded.load(Ordering::Acquire)).and_then(|call| {
            match call.rule.trace {
                Trace::Usual(kind, text) => Some(AuditEntry::new(kind, text)),
                Trace::Reads | Trace::Handler | Trace::Nothing(_) => None,
            }
        });
        let (value, is_recorded) = blocking(move || {
            store.write_as(now, author, |write| {
                let value = work(write)?;
                if let Some(entry) = usual.filter(|_| !write.is_recorded()) {
                    audit::record(write, &entry)?;
                }
                Ok((value, write.is_recorded()))
            })
        })
        .await??;
        if is_recorded {
            if let Some(call) = &self.call {
                call.is_recorded.store(true, Ordering::Release);
            }
            self.office.bus.stale(&[Tag::Audit]);
        }
        Ok(value)
    }
}
