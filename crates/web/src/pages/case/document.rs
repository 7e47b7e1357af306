//! One document: shown where a browser can show it, taken out as a file, deleted.

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{AccessEntry, ItemId, Looked, Part, Preview};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::documents::size;
use crate::pages::case::head::{Head, around};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, SteppedUp, Working, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/document.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    id: String,
    name: String,
    about: String,
    size: String,
    preview: Option<Shown>,
    asks: Asks,
    is_wrong: bool,
    is_too_many: bool,
}

/// How a document is shown.
enum Shown {
    Picture,
    Pages,
    Text(String),
}

/// What a page of a document asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Nothing,
    /// Whether it is to be taken out, and for the words of whoever does.
    Take,
    /// Whether it is to be deleted.
    Delete,
}

type Of = Path<(String, String)>;

/// A document, as a browser can show it.
pub(crate) async fn page(visit: Visit, at_work: AtWork, Path(of): Of) -> Result<Response, Problem> {
    show(&visit, &at_work, of, (Asks::Nothing, SteppedUp::Yes)).await
}

/// Before it is taken out.
pub(crate) async fn take_page(visit: Visit, at_work: AtWork, Path(of): Of) -> Result<Response, Problem> {
    show(&visit, &at_work, of, (Asks::Take, SteppedUp::Yes)).await
}

/// Before it is deleted.
pub(crate) async fn delete_page(visit: Visit, at_work: AtWork, Path(of): Of) -> Result<Response, Problem> {
    show(&visit, &at_work, of, (Asks::Delete, SteppedUp::Yes)).await
}

/// Its content, where a browser shows it: that goes by its first bytes. Anything else is taken out as a file.
pub(crate) async fn content(at_work: AtWork, Path((case, document)): Of) -> Result<Response, Problem> {
    let open = at_work.show(at_work.case(&case).await?, &[Part::Notes]).await?;
    let mut reader = open.document(id(&document)?).map_err(|_| Problem::NotFound)?;
    let bytes = reader.rest(at_work.half()).await.map_err(|error| unavailable(&error))?;
    let preview = Preview::of(&bytes).ok_or(Problem::NotFound)?;
    let headers = [(header::CONTENT_TYPE, preview.media_type()), (header::CONTENT_DISPOSITION, "inline")];
    Ok((headers, Body::from(Bytes::from_owner(bytes))).into_response())
}

/// The file, for whoever says their words again. That it was taken out is written down first.
pub(crate) async fn take(
    visit: Visit,
    at_work: AtWork,
    Path((case, document)): Of,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let mut reader = open.document(id(&document)?).map_err(|_| Problem::NotFound)?;
    let asked = at_work.step_up(&fields).await?;
    if asked != SteppedUp::Yes {
        return show(&visit, &at_work, (case, document), (Asks::Take, asked)).await;
    }
    let bytes = reader.rest(at_work.half()).await.map_err(|error| unavailable(&error))?;
    at_work.write(&mut open, AccessEntry::Exported(Looked { parts: vec![Part::Notes] })).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"document\""),
    ];
    Ok((headers, Body::from(Bytes::from_owner(bytes))).into_response())
}

/// Deletes it.
pub(crate) async fn delete(
    at_work: AtWork,
    Path((case, document)): Of,
    _: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let item = id(&document)?;
    let gone = open.take_document_away(at_work.half(), item, at_work.now, &mut at_work.random()).await;
    gone.map_err(|error| unavailable(&error))?;
    at_work.put_card(&mut open).await?;
    Ok(redirect(&format!("/at-work/case/{case}/documents?done={}", Notice::TakenBack.code())))
}

fn id(document: &str) -> Result<ItemId, Problem> {
    document.parse().map_err(|_| Problem::NotFound)
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    (case, document): (String, String),
    (asks, asked): (Asks, SteppedUp),
) -> Result<Response, Problem> {
    let open = at_work.show(at_work.case(&case).await?, &[Part::Notes]).await?;
    let (item, w) = (id(&document)?, visit.words);
    let mut reader = open.document(item).map_err(|_| Problem::NotFound)?;
    let facts = reader.facts.clone();
    let first = reader.next(at_work.half()).await.map_err(|error| unavailable(&error))?;
    let first = first.as_ref().map_or(&[][..], |opened| opened.expose());
    let preview = match Preview::of(first) {
        Some(Preview::Png | Preview::Jpeg) => Some(Shown::Picture),
        Some(Preview::Pdf) => Some(Shown::Pages),
        Some(Preview::Text) => Some(Shown::Text(String::from_utf8_lossy(first).into_owned())),
        None => None,
    };
    let (f, n, c) = around(visit, at_work, &open, (w.t("document-title"), "/documents"));
    let page = Page {
        f,
        n,
        c,
        done: None,
        id: document,
        name: facts.name.as_str().to_owned(),
        about: facts.about.as_str().to_owned(),
        size: size(facts.bytes, w),
        preview,
        asks,
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
    };
    let is_right = asked == SteppedUp::Yes;
    Ok(respond(if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page))
}
