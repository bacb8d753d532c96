//! The one TLS implementation of the process.

/// Makes `ring` the process-wide provider unless a provider is set already.
/// Called before the first TLS client is made.
pub fn install_provider() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Losing the race to another thread leaves its provider in place, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}
