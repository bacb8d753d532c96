//! The tourist's signing pages and the API the desktop speaks.
