use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::desk::{AtDesk, Desk, Held, MOST_MEGABYTES, Refused, look_at, receive as receive_files};
use crate::form::Wrong;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::refused;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/start.html")]
struct Page {
    f: Frame,
    megabytes: String,
    /// Names of lists that came in before.
    lists: Vec<String>,
    /// Whether one waits for a decision.
    waiting: bool,
    wrong: Vec<Wrong>,
}

/// Choose a list.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    AtDesk(desk): AtDesk,
) -> Result<Response, Problem> {
    show(&app, &desk, &visit, StatusCode::OK, None).await
}

/// Takes a list's files in memory, reads them, and leads to what they would change. Nothing is kept yet.
pub(crate) async fn receive(
    State(app): State<App>,
    visit: Visit,
    AtDesk(desk): AtDesk,
    request: Request,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (status, sentence) = match receive_files(request).await {
        Err(Problem::TooLarge) => {
            let megabytes = MOST_MEGABYTES.to_string();
            (StatusCode::PAYLOAD_TOO_LARGE, w.with("desk-too-large", "megabytes", &megabytes))
        }
        Err(problem) => return Err(problem),
        Ok(upload) if upload.files.is_empty() => (StatusCode::UNPROCESSABLE_ENTITY, w.t("desk-no-file")),
        Ok(upload) => match look_at(&app, &desk, upload).await {
            Ok(()) => {
                return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/desk/review")]).into_response());
            }
            Err(Refused::Import(error)) => (StatusCode::UNPROCESSABLE_ENTITY, refused::sentence(&error, w)),
            Err(Refused::Busy) => (StatusCode::SERVICE_UNAVAILABLE, w.t("desk-busy")),
            Err(Refused::Gone) => return Err(Problem::NotFound),
            Err(Refused::Problem(problem)) => return Err(problem),
        },
    };
    show(&app, &desk, &visit, status, Some(sentence)).await
}

async fn show(
    app: &App,
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    sentence: Option<String>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let title = if sentence.is_some() { w.t("desk-title-wrong") } else { w.t("desk-title") };
    let wrong = sentence.map(|sentence| Wrong { field: "file".into(), sentence }).into_iter().collect();
    let page = Page {
        f: Frame::new(visit, title, Switch::Link),
        megabytes: MOST_MEGABYTES.to_string(),
        lists: app.store().sources().await.map_err(|_| Problem::Unavailable)?,
        waiting: matches!(desk.held(app.now()), Held::Review(_)),
        wrong,
    };
    Ok(respond(status, &page))
}
