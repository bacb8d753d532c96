//! Use cases, the command list, wire types, error codes, outbox; what every transport calls.
