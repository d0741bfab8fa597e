//! A client like many browsers: connections are kept, one that the server has closed meanwhile is replaced, and a request that
//! could not be sent is told apart from one whose answer never came.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Who waits longer has gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is asked.
#[derive(Debug, Clone)]
pub struct Ask {
    pub path: String,
    /// Whether the answer may come pressed, as browsers like it.
    pub pressed: bool,
    /// The body of a form; none for a page.
    pub form: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub body: Bytes,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failed {
    /// No connection, or one that was cut.
    Cut,
    /// Nothing within ten seconds.
    Late,
}

type Connection = SendRequest<Full<Bytes>>;

/// The connections to one server.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    idle: Mutex<Vec<Connection>>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, idle: Mutex::default() }
    }

    /// Asks, and reads the answer to its end.
    pub async fn ask(&self, ask: &Ask) -> Result<Answer, Failed> {
        tokio::time::timeout(PATIENCE, self.asked(ask)).await.unwrap_or(Err(Failed::Late))
    }

    async fn asked(&self, ask: &Ask) -> Result<Answer, Failed> {
        loop {
            let (mut connection, kept) = self.connection().await?;
            let sent = connection.send_request(self.request(ask)?).await;
            let response = match sent {
                Ok(response) => response,
                // Closed in the very moment: a browser takes another, and a form bears its id.
                Err(_) if kept => continue,
                Err(_) => return Err(Failed::Cut),
            };
            let (head, body) = response.into_parts();
            let body = body.collect().await.map_err(|_| Failed::Cut)?.to_bytes();
            let location = head.headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
            let answer = Answer {
                status: head.status.as_u16(),
                location: location.unwrap_or_default().to_owned(),
                body,
            };
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            return Ok(answer);
        }
    }

    /// A connection, and whether it had been used.
    async fn connection(&self) -> Result<(Connection, bool), Failed> {
        loop {
            let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(mut kept) = kept else { break };
            if !kept.is_closed() && kept.ready().await.is_ok() {
                return Ok((kept, true));
            }
        }
        let stream = TcpStream::connect(self.address).await.map_err(|_| Failed::Cut)?;
        let _ = stream.set_nodelay(true);
        let (sender, driver) = handshake(TokioIo::new(stream)).await.map_err(|_| Failed::Cut)?;
        tokio::spawn(driver);
        Ok((sender, false))
    }

    fn request(&self, ask: &Ask) -> Result<Request<Full<Bytes>>, Failed> {
        let host = self.address.to_string();
        let request = Request::builder().uri(&ask.path).header(header::HOST, &host);
        let request = match &ask.form {
            None if ask.pressed => request.header(header::ACCEPT_ENCODING, "br").body(Full::default()),
            None => request.body(Full::default()),
            Some(form) => request
                .method("POST")
                .header(header::ORIGIN, format!("http://{host}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Full::new(Bytes::from(form.clone()))),
        };
        request.map_err(|_| Failed::Cut)
    }
}
