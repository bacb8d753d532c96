//! Rules of remote signing: envelope states, one-time codes, evidence chain.
