//! Faithful stand-in for the SMS services, with a phone page and a mailbox page.
