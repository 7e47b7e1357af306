//! The documents of a case: sealed piece by piece as they come, and left nowhere on the way.

use std::time::Duration;

use askama::Template;
use axum::extract::{Path, RawQuery, Request};
use axum::http::header;
use axum::response::Response;
use care::{DocumentFacts, Part, Text};
use casework::{LONGEST_DOCUMENT, NewDocument, OpenCase};
use multer::{Constraints, Field, Multipart, SizeLimit};

use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Held, Nav, Notice, Working, Wrongs, gone, redirect, unavailable};

/// How long a document may take to arrive.
const LONGEST: Duration = Duration::from_secs(150);
/// What comes beyond the most that is kept is read and dropped up to this, so that the browser hears why.
const DROPPED: u64 = 20 * LONGEST_DOCUMENT;
/// The most that is taken of anything but the file: more than a text may have, so that one that is too long comes back.
const MOST_TEXT: u64 = 2 * care::LONGEST_TEXT as u64;
const MEGABYTE: u64 = 1_000_000;

#[derive(Template)]
#[template(path = "case/documents.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    megabytes: String,
    documents: Vec<Line>,
    /// What it is for, as it was typed.
    about: String,
    wrong: Wrongs,
}

struct Line {
    id: String,
    name: String,
    about: String,
    size: String,
    by: String,
}

/// All documents of a case, and a form for another.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, open, (done, String::new()), Wrongs::default()).await
}

/// Takes a document in. It counts once all of it is there.
pub(crate) async fn add(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await;
    let (w, path) = (visit.words, request.uri().path().to_owned());
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = media.and_then(|media| multer::parse_boundary(media).ok()).ok_or(Problem::NotAForm)?;
    let limits = SizeLimit::new().whole_stream(DROPPED).for_field("about", MOST_TEXT);
    let stream = request.into_body().into_data_stream();
    let form = Multipart::with_constraints(stream, boundary, Constraints::new().size_limit(limits));
    let mut open = match open {
        Ok(open) => open,
        Err(problem) => {
            let held = Held { path, fields: about_of(form).await };
            return gone((&visit, problem), held).ok_or(problem);
        }
    };
    let mut typed = String::new();
    let taken = tokio::time::timeout(LONGEST, take(&at_work, &mut open, form, &mut typed)).await;
    let sentence = match taken.unwrap_or(Err(Problem::BrokenOff))? {
        Taken::Kept => {
            at_work.put_card(&mut open).await?;
            return Ok(redirect(&format!("/at-work/case/{case}/documents?done={}", Notice::Kept.code())));
        }
        Taken::AboutTooLong => {
            let wrong = Wrongs::one("about", w.t("text-too-long"));
            return show(&visit, &at_work, open, (None, typed), wrong).await;
        }
        Taken::Nothing => w.t("document-none"),
        Taken::TooLong => {
            w.with("document-too-long", "megabytes", &(LONGEST_DOCUMENT / MEGABYTE).to_string())
        }
    };
    show(&visit, &at_work, open, (None, typed), Wrongs::one("file", sentence)).await
}

/// What was typed of a document that can be kept nowhere: it stands before the file.
async fn about_of(mut form: Multipart<'_>) -> Vec<(String, String)> {
    let read = async {
        let field = form.next_field().await.ok()??;
        if field.name() == Some("about") { field.text().await.ok() } else { None }
    };
    let about = tokio::time::timeout(LONGEST, read).await.ok().flatten();
    about.map(|about| ("about".to_owned(), about)).into_iter().collect()
}

/// What came of a form.
enum Taken {
    Kept,
    Nothing,
    TooLong,
    AboutTooLong,
}

async fn take(
    at_work: &Working,
    open: &mut OpenCase,
    mut form: Multipart<'_>,
    typed: &mut String,
) -> Result<Taken, Problem> {
    let mut coming = None;
    while let Some(mut field) = form.next_field().await.map_err(|error| problem(&error))? {
        match field.name() {
            Some("about") => {
                *typed = field.text().await.map_err(|error| problem(&error))?;
            }
            Some("file") if coming.is_none() => {
                let name = Text::typed(&name(field.file_name().unwrap_or_default())).unwrap_or_default();
                let media = field.content_type().map(ToString::to_string).unwrap_or_default();
                let media_type = Text::typed(&media).unwrap_or_default();
                let Some((document, bytes)) = receive(at_work, open, &mut field).await? else {
                    return Ok(Taken::TooLong);
                };
                if bytes == 0 {
                    document.give_up(at_work.half()).await.map_err(|error| unavailable(&error))?;
                    continue;
                }
                coming = Some((document, DocumentFacts { name, media_type, bytes, about: Text::default() }));
            }
            _ => {}
        }
    }
    let Ok(about) = Text::typed(typed) else {
        if let Some((document, _)) = coming {
            document.give_up(at_work.half()).await.map_err(|error| unavailable(&error))?;
        }
        return Ok(Taken::AboutTooLong);
    };
    let Some((document, facts)) = coming else { return Ok(Taken::Nothing) };
    let facts = DocumentFacts { about, ..facts };
    let kept = document.keep(at_work.half(), open, facts, at_work.now, &mut at_work.random()).await;
    kept.map_err(|error| unavailable(&error))?;
    Ok(Taken::Kept)
}

/// Seals a file as it comes, a piece at a time; nothing, where it is too long.
async fn receive(
    at_work: &Working,
    open: &OpenCase,
    field: &mut Field<'_>,
) -> Result<Option<(NewDocument, u64)>, Problem> {
    let (half, mut random) = (at_work.half(), at_work.random());
    let begun = NewDocument::begin(half, open, at_work.now, &mut random).await;
    let mut document = begun.map_err(|error| unavailable(&error))?;
    let mut bytes = 0;
    let mut is_too_long = false;
    loop {
        let piece = match field.chunk().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(error) => {
                document.give_up(half).await.map_err(|error| unavailable(&error))?;
                return Err(problem(&error));
            }
        };
        bytes += piece.len() as u64;
        is_too_long |= bytes > LONGEST_DOCUMENT;
        if is_too_long {
            continue;
        }
        if let Err(error) = document.take(half, &piece, &mut random).await {
            let problem = unavailable(&error);
            // What came before goes too, as far as the stores can still be written.
            let _ = document.give_up(half).await;
            return Err(problem);
        }
    }
    if is_too_long {
        document.give_up(half).await.map_err(|error| unavailable(&error))?;
        return Ok(None);
    }
    Ok(Some((document, bytes)))
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    open: OpenCase,
    (done, about): (Option<String>, String),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Notes]).await?, &at_work.names().await?);
    let held = &open.case.notes.documents;
    let mut documents: Vec<(i64, Line)> = Vec::new();
    for (item, history) in held.histories() {
        let Some(said) = history.now().last() else { continue };
        let Some(facts) = &said.now else { continue };
        let line = Line {
            id: item.to_string(),
            name: facts.name.as_str().to_owned(),
            about: facts.about.as_str().to_owned(),
            size: size(facts.bytes, w),
            by: w.all("said-by", &[("who", &names.of(said.by, w)), ("when", &at_work.moment(said.at, w))]),
        };
        documents.push((said.at, line));
    }
    documents.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-documents"), "/documents"));
    let page = Page {
        f,
        n,
        c,
        done,
        megabytes: (LONGEST_DOCUMENT / MEGABYTE).to_string(),
        documents: documents.into_iter().map(|(_, line)| line).collect(),
        about,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// "3 KB", "1.4 MB".
pub(crate) fn size(bytes: u64, w: Words) -> String {
    if bytes < MEGABYTE {
        return w.with("size-kb", "n", &bytes.div_ceil(1000).to_string());
    }
    let tenths = bytes / (MEGABYTE / 10);
    w.with("size-mb", "n", &format!("{}.{}", tenths / 10, tenths % 10))
}

/// A file's name without folders of whoever sent it, and without what steers a page.
fn name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    last.chars().filter(|c| !odd(*c)).take(200).collect()
}

fn problem(error: &multer::Error) -> Problem {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            Problem::TooLarge
        }
        multer::Error::StreamReadFailed(_)
        | multer::Error::IncompleteFieldData { .. }
        | multer::Error::IncompleteHeaders
        | multer::Error::IncompleteStream => Problem::BrokenOff,
        _ => Problem::NotAForm,
    }
}
