//! Connections: so many at once, and none that keeps us waiting.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{self, AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::util::MapRequestLayer;
use tower::{Layer, Service};

use super::rate::Client;

/// A wait after the system refused a connection, for want of files or the like.
const PAUSE: Duration = Duration::from_millis(200);

/// How many may ask at once, and how long each may take, in whatever portions the bytes come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Connections at once; a further one waits until one ends.
    pub(super) at_once: usize,
    /// Whoever neither asks nor reads for so long is cut off.
    pub(super) patience: Duration,
    /// For the head of a request, and between two.
    pub(super) head: Duration,
    /// For a whole request that changes something.
    pub(super) whole: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            at_once: 512,
            patience: Duration::from_secs(60),
            head: Duration::from_secs(10),
            whole: Duration::from_secs(120),
        }
    }
}

/// Answers whoever connects out of `app` until `end`, and then those who have asked.
pub(super) async fn serve<S>(
    listener: TcpListener,
    app: S,
    limits: Limits,
    end: impl Future<Output = ()>,
) where
    S: Service<hyper::Request<Incoming>, Response = Response, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send,
{
    let open = Arc::new(GracefulShutdown::new());
    let accepting = tokio::spawn(accept(listener, app, limits, Arc::clone(&open)));
    end.await;
    accepting.abort();
    let _ = accepting.await; // it was told to end
    if let Some(open) = Arc::into_inner(open) {
        open.shutdown().await;
    }
}

async fn accept<S>(listener: TcpListener, app: S, limits: Limits, open: Arc<GracefulShutdown>)
where
    S: Service<hyper::Request<Incoming>, Response = Response, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send,
{
    let places = Arc::new(Semaphore::new(limits.at_once));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, address)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let client = Client::at(address.ip());
        let known = move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(client);
            request
        };
        let app = MapRequestLayer::new(known).layer(app.clone());
        let connection = TokioIo::new(Connection::new(stream, place, limits.patience));
        let answers = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .serve_connection(connection, TowerToHyperService::new(app));
        let answers = open.watch(answers);
        tokio::spawn(async move {
            let _ = answers.await; // whoever went away needs no answer
        });
    }
}

/// Answers a change only if all of it comes in time.
pub(super) async fn in_time(
    State(limits): State<Limits>,
    request: Request,
    next: Next,
) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let answer = tokio::time::timeout(limits.whole, next.run(request)).await;
    answer.unwrap_or_else(|_| (StatusCode::REQUEST_TIMEOUT, "it took too long\n").into_response())
}

/// A connection, and its place among those that may be open.
struct Connection {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    patience: Duration,
    _place: OwnedSemaphorePermit,
}

impl Connection {
    fn new(stream: TcpStream, place: OwnedSemaphorePermit, patience: Duration) -> Connection {
        let mut stream = TimeoutStream::new(stream);
        stream.set_read_timeout(Some(patience));
        stream.set_write_timeout(Some(patience));
        Connection {
            stream: Box::pin(stream),
            patience,
            _place: place,
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = self.stream.as_mut().poll_write(context, bytes);
        if matches!(written, Poll::Ready(Ok(_))) {
            // Who reads need not ask meanwhile: a long answer may take longer than anybody is silent.
            let patience = Some(self.patience);
            self.stream.as_mut().set_read_timeout_pinned(patience);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::SocketAddr;
    use std::time::Instant;

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::{get, post};

    use super::*;

    const LIMITS: Limits = Limits {
        at_once: 3,
        patience: Duration::from_millis(400),
        head: Duration::from_millis(300),
        whole: Duration::from_millis(500),
    };

    /// Bytes that no buffer on the way holds.
    const LONG: usize = 64 << 20;

    /// A server that sends back what it is sent, or much, for as long as the runtime lives.
    fn served(runtime: &tokio::runtime::Runtime) -> SocketAddr {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new()
            .route("/", post(|body: String| async move { body }))
            .route("/long", get(|| async { vec![b'a'; LONG] }))
            .layer(from_fn_with_state(LIMITS, in_time));
        runtime.spawn(serve(listener, app, LIMITS, std::future::pending()));
        address
    }

    /// Sends `begin` and then a byte now and then, until the other side ends it or has been
    /// patient for far too long; returns what came back, and after how long.
    fn dripped(address: SocketAddr, begin: &str) -> (String, Duration) {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        let drop = Duration::from_millis(40);
        stream.set_read_timeout(Some(drop)).unwrap();
        stream.write_all(begin.as_bytes()).unwrap();
        let began = Instant::now();
        let (mut told, mut buffer) = (Vec::new(), [0; 1024]);
        while began.elapsed() < 20 * LIMITS.whole {
            let _ = stream.write_all(b"a");
            match stream.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => told.extend(&buffer[..count]),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => break,
            }
        }
        (String::from_utf8_lossy(&told).into_owned(), began.elapsed())
    }

    #[test]
    fn whoever_drips_is_cut_off() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let address = served(&runtime);
        let head = "POST / HTTP/1.1\r\nHost: x\r\nX-A: ";
        let (_, took) = dripped(address, head);
        assert!(took < 10 * LIMITS.head, "a head dripped for {took:?}");
        let body = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";
        let (told, took) = dripped(address, body);
        assert!(told.starts_with("HTTP/1.1 408"), "{told}");
        assert!(took < 10 * LIMITS.whole, "a body dripped for {took:?}");
    }

    #[test]
    fn whoever_is_quick_is_answered() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let mut stream = std::net::TcpStream::connect(served(&runtime)).unwrap();
        let whole =
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello";
        stream.write_all(whole.as_bytes()).unwrap();
        let mut told = String::new();
        stream.read_to_string(&mut told).unwrap();
        assert!(
            told.starts_with("HTTP/1.1 200") && told.ends_with("hello"),
            "{told}"
        );
    }

    /// A connection that has asked for `path` and waits for no longer than `patience` at a time.
    fn asked(address: SocketAddr, path: &str, patience: Duration) -> std::net::TcpStream {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(patience)).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }

    #[test]
    fn whoever_does_not_read_is_cut_off() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let address = served(&runtime);
        let quick = Duration::from_secs(20);
        let mut whole = Vec::new();
        asked(address, "/long", quick)
            .read_to_end(&mut whole)
            .unwrap();
        assert!(whole.len() > LONG, "who reads has {} bytes", whole.len());
        let mut lazy = asked(address, "/long", quick);
        std::thread::sleep(5 * LIMITS.patience);
        let mut part = Vec::new();
        let _ = lazy.read_to_end(&mut part); // what was on the way, and then nothing
        assert!(part.len() < LONG, "{} bytes were kept for it", part.len());
    }

    #[test]
    fn so_many_are_connected_and_a_further_one_waits_for_its_turn() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let address = served(&runtime);
        // They ask for much and read nothing: each holds its place until it is cut off.
        let begun = Instant::now();
        let held: Vec<_> = (0..LIMITS.at_once)
            .map(|_| asked(address, "/long", LIMITS.patience))
            .collect();
        std::thread::sleep(LIMITS.patience / 4);
        let mut late = asked(address, "/none", 20 * LIMITS.patience);
        let mut told = String::new();
        late.read_to_string(&mut told).unwrap();
        assert!(told.starts_with("HTTP/1.1 404"), "{told}");
        assert!(begun.elapsed() >= LIMITS.patience, "it did not wait");
        drop(held);
    }
}
