//! The check as a table: one change to a complete order, the rows it brings.
