//! Encrypted SQLite storage of the office.
