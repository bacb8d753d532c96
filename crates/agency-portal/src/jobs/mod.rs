//! The worker: effects that follow a stored decision.
//!
//! A job's row stays open until its outcome is stored. When a process dies in
//! between, the next one finds the row again: letters and the seal are simply
//! done once more, an SMS never is (invariant I5).

mod backoff;
mod copy;
mod invite;
mod seal;
mod send_code;

use crate::portal::Portal;
use crate::storage::ClaimedJob;
use agency_signing::{Command, ExecuteError, Job, Origin, StoreError};
use chrono::TimeDelta;
use std::time::Duration;
use tokio::task::JoinSet;

/// How long a worker may keep a job before another may take it; longer than any single effect lasts.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How long one letter or one SMS may take.
const EFFECT: Duration = Duration::from_secs(60);
/// Jobs at work at one time.
const PARALLEL: usize = 8;
/// Pause after storage has failed: a full disk does not get better by asking it all the time.
const REST: Duration = Duration::from_secs(2);
/// Pause before a job that is due already.
const MOMENT: Duration = Duration::from_millis(50);

impl Portal {
    /// Does everything that is due now, including what follows from it; returns the number of jobs done.
    pub async fn run_due(&self) -> Result<usize, StoreError> {
        let mut count = 0;
        loop {
            let mut tasks = JoinSet::new();
            count += self.take_jobs(&mut tasks).await?;
            if tasks.is_empty() {
                return Ok(count);
            }
            while tasks.join_next().await.is_some() {}
        }
    }

    /// Works until the portal closes, then finishes what is at work.
    pub(crate) async fn work(&self) {
        let mut tasks = JoinSet::new();
        while !self.is_closing() {
            match self.take_jobs_and_look_ahead(&mut tasks).await {
                // Whatever is due waits for a place, not for a moment.
                Ok(_) if tasks.len() >= PARALLEL => tokio::select! {
                    _ = tasks.join_next() => {}
                    () = self.closed() => {}
                },
                Ok(pause) => tokio::select! {
                    () = self.woken() => {}
                    Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
                    () = tokio::time::sleep(pause) => {}
                },
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be read or written");
                    tokio::select! {
                        () = tokio::time::sleep(REST) => {}
                        () = self.closed() => {}
                    }
                }
            }
        }
        while tasks.join_next().await.is_some() {}
    }

    /// How long nothing will be due after what is taken now.
    async fn take_jobs_and_look_ahead(&self, tasks: &mut JoinSet<()>) -> Result<Duration, StoreError> {
        const LONGEST: Duration = Duration::from_secs(30);
        self.take_jobs(tasks).await?;
        let due = self.store().next_due().await?;
        // What has become due in between is taken in a moment.
        Ok(due.map_or(LONGEST, |at| (at - self.now()).to_std().unwrap_or(MOMENT).min(LONGEST)))
    }

    async fn take_jobs(&self, tasks: &mut JoinSet<()>) -> Result<usize, StoreError> {
        let free = PARALLEL.saturating_sub(tasks.len());
        if free == 0 {
            return Ok(0);
        }
        let now = self.now();
        let limit = u32::try_from(free).unwrap_or(u32::MAX);
        let claimed = self.store().claim_due(now, now + LEASE, limit).await?;
        let count = claimed.len();
        for job in claimed {
            let portal = self.clone();
            tasks.spawn(async move { portal.run_job(job).await });
        }
        Ok(count)
    }

    async fn run_job(&self, claimed: ClaimedJob) {
        let result = match claimed.job {
            Job::Invite => self.invite(claimed).await,
            Job::SendCode { number } => self.send_code(claimed.envelope, number).await,
            Job::Seal => self.seal(claimed).await,
            Job::SendCopy => self.send_copy(claimed).await,
            Job::Expire => self.expire(claimed).await,
        };
        let outcome = match result {
            // The envelope has moved on, and the job has nothing left to do.
            Err(ExecuteError::Refused(_) | ExecuteError::NotFound) => self.store().finish_job(claimed).await,
            Err(ExecuteError::Store(error)) => Err(error),
            Ok(()) => Ok(()),
        };
        if let Err(error) = outcome {
            // The row stays open and comes back when its lease ends.
            tracing::error!(envelope = %claimed.envelope, job = %claimed.job.key(), %error, "a job was not finished");
        }
        self.announce();
    }

    async fn expire(&self, claimed: ClaimedJob) -> Result<(), ExecuteError> {
        self.execute(claimed.envelope, &Command::Expire, Origin::default()).await.map(drop)
    }
}
