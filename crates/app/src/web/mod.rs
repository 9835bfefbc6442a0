//! The pages of `serve`: made on this machine, readable without a script, each with a JSON twin.
//!
//! A request passes the [`guard`], is answered by one file a page out of the [`shelf`], and leaves
//! in the frame of [`answer`]. Article words reach a page only through maud's escaping.

mod add;
mod along;
mod answer;
mod article;
mod asset;
mod brief;
mod changes;
mod claim;
mod days;
mod graph;
mod guard;
mod hand;
mod home;
mod judge;
mod kept;
mod line;
mod listener;
mod map;
mod marks;
mod matrix;
mod moment;
mod openapi;
mod questions;
mod rate;
mod search;
mod shelf;
mod source;
mod sources;
mod timeline;
mod versions;
mod wide;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Router, middleware};
use hyper::body::Incoming;
use onrecord_desk::language::Engine;
use tokio::sync::Semaphore;
use tower::Layer;
use tower::util::MapRequestLayer;

use add::Jobs;
use answer::{Answer, Asked, Refusal};
use guard::Guard;
use kept::Kept;
use listener::Limits;
use rate::Clients;
use shelf::Shelf;

use crate::terminal;

/// What the user asked of `serve`.
pub(crate) struct Settings {
    pub(crate) ledger: PathBuf,
    pub(crate) listen: SocketAddr,
    /// Names beside the address's own and `localhost`.
    pub(crate) hosts: Vec<String>,
    pub(crate) token: Option<String>,
    pub(crate) is_read_only: bool,
    /// Makes the engine when the first article comes.
    pub(crate) engine: Box<dyn Fn() -> Result<Engine> + Send + Sync>,
}

/// Pages that are made at once; others wait for their turn.
const AT_ONCE: usize = 8;

/// Files that are sent at once; others wait for their turn.
const EXPORTS: usize = 4;

/// What every request can ask of.
pub(super) struct Desk {
    shelf: Arc<Shelf>,
    guard: Guard,
    turns: Semaphore,
    /// Files that are sent at once.
    exports: Arc<Semaphore>,
    jobs: Jobs,
    kept: Kept,
    clients: Clients,
}

/// Serves until the process is told to end.
pub(crate) fn serve(settings: Settings) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(settings))
}

async fn run(settings: Settings) -> Result<()> {
    let listen = settings.listen;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| listen.to_string())?;
    let at = listener.local_addr()?;
    let desk = Arc::new(Desk {
        guard: Guard::new(&settings, at)?,
        shelf: Arc::new(Shelf::new(settings)?),
        turns: Semaphore::new(AT_ONCE),
        exports: Arc::new(Semaphore::new(EXPORTS)),
        jobs: Jobs::new(),
        kept: Kept::default(),
        clients: Clients::default(),
    });
    let first = Arc::clone(&desk.shelf);
    tokio::task::spawn_blocking(move || first.record(None)); // before anybody asks
    terminal::tell(&format!("onrecord: serving at http://{at}/ until Ctrl-C"));
    let twin = |request: hyper::Request<Incoming>| answer::twin(request.map(Body::new));
    let app = MapRequestLayer::new(twin).layer(router(desk));
    let end = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    listener::serve(listener, app, Limits::default(), end).await;
    Ok(())
}

fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", page(home::page))
        .route("/event/{event}", page(brief::page))
        .route("/event/{event}/claim/{claim}", page(claim::page))
        .route("/event/{event}/export/{format}", get(along::take))
        .route("/article/{article}", page(article::page))
        .route("/article/{article}/changes", page(versions::page))
        .route("/sources", page(sources::page))
        .route("/source/{source}", page(source::page))
        .route("/timeline", page(timeline::page))
        .route("/matrix", page(matrix::page))
        .route("/map", page(map::page))
        .route("/questions", page(questions::page))
        .route("/changes", live(changes::page))
        .route("/search", page(search::page))
        .route(
            "/add",
            live(add::page)
                .post(add::take)
                .layer(DefaultBodyLimit::max(add::MOST_BYTES)),
        )
        .route("/add/{job}", live(add::progress))
        .route("/add/{job}/events", get(add::events))
        .route("/hand", page(hand::page).post(hand::take))
        .route("/gold", page(hand::gold))
        .route("/openapi.json", page(openapi::page))
        .route("/assets/{name}", get(asset::asset))
        .fallback(live(|_, _| Err(Refusal::NotFound("page"))))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desk),
            guard::check,
        ))
        .layer(middleware::from_fn_with_state(
            Limits::default(),
            listener::in_time,
        ))
        .with_state(desk)
}

/// What makes a page.
type Make = fn(&Desk, &Asked) -> Result<Answer, Refusal>;

/// A page that is read, and holds until something is added to the ledger.
fn page(make: Make) -> MethodRouter<Arc<Desk>> {
    let kept = move |desk: &Desk, asked: &Asked| -> Result<Arc<Answer>, Refusal> {
        let extent = desk.shelf.extent()?;
        let key = asked.key();
        if let Some(page) = desk.kept.page(&key, extent) {
            if let Some(client) = asked.client() {
                desk.clients.give_back(client);
            }
            return Ok(page);
        }
        let page = Arc::new(make(desk, asked)?);
        let record = desk.shelf.ready(asked.as_of()?);
        if record.is_some_and(|record| record.extent == extent) {
            desk.kept.keep(key, extent, &page);
        }
        Ok(page)
    };
    get(move |State(desk): State<Arc<Desk>>, asked: Asked| made(desk, asked, kept))
}

/// A page that is made whenever it is asked for.
fn live(make: Make) -> MethodRouter<Arc<Desk>> {
    let fresh = move |desk: &Desk, asked: &Asked| make(desk, asked).map(Arc::new);
    get(move |State(desk): State<Arc<Desk>>, asked: Asked| made(desk, asked, fresh))
}

/// Makes a page on a thread of its own, so that a long one holds up no other.
async fn made(
    desk: Arc<Desk>,
    asked: Asked,
    make: impl Fn(&Desk, &Asked) -> Result<Arc<Answer>, Refusal> + Send + 'static,
) -> Response {
    let Ok(_turn) = desk.turns.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let here = Arc::clone(&desk);
    let work = tokio::task::spawn_blocking(move || {
        let answer = make(&here, &asked);
        let answer = answer.unwrap_or_else(|refusal| Arc::new(refusal.answer(&asked, &here)));
        answer.response(asked.nonce())
    });
    work.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
