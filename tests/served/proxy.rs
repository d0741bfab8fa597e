//! A network of the test's own: it carries what it is given, and does to it what the test asks.

use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// Listens as long as it lives; what it has accepted goes on.
pub struct Proxy {
    pub port: u16,
    listening: AbortHandle,
}

impl Proxy {
    /// Gives every connection to `carry`.
    pub async fn start<Carry, Carried>(carry: Carry) -> Self
    where
        Carry: Fn(TcpStream) -> Carried + Send + Sync + 'static,
        Carried: Future<Output = std::io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let carry = Arc::new(carry);
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                // A network that fails says nothing.
                tokio::spawn(carry(stream));
            }
        });
        Self { port, listening: listening.abort_handle() }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
