//! Notes: written, changed, and kept as drafts until they are.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Response};
use care::{Draft, ItemId, Note, NoteEntry, Part};
use casework::{HeldDraft, OpenCase};
use seal::RowId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::Reading;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/notes.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    form: NoteForm,
    /// All notes, latest first; none where one of them is changed.
    notes: Vec<NoteLine>,
    wrong: Wrongs,
}

/// The form of a note.
struct NoteForm {
    item: String,
    is_new: bool,
    text: String,
    on: String,
    said: Saying<String>,
    seen: String,
    draft: String,
    revision: u64,
    /// When a draft was kept that the form holds.
    kept: Option<String>,
}

struct NoteLine {
    id: String,
    text: String,
    on: Option<String>,
    said: Saying<String>,
}

/// All notes, and a new one.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, (open, None), (done, None), Wrongs::default()).await
}

/// One note, to be changed.
pub(crate) async fn one(
    visit: Visit,
    at_work: AtWork,
    Path((case, note)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let note: ItemId = note.parse().map_err(|_| Problem::NotFound)?;
    open.case.notes.notes.history(&note).ok_or(Problem::NotFound)?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, (open, Some(note)), (done, None), Wrongs::default()).await
}

/// Writes a note down, keeps it as a draft, or drops the draft.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let w = visit.words;
    let item: ItemId = fields.text("note").parse().map_err(|_| Problem::NotFound)?;
    let draft: RowId = fields.text("draft").parse().map_err(|_| Problem::NotFound)?;
    let is_new = open.case.notes.notes.history(&item).is_none();
    let of = (!is_new).then_some(item);
    let mut reading = Reading::of(&fields, "", w);
    let note = Note { on: reading.day("on"), text: reading.text("text") };
    if !reading.wrong.is_empty() && fields.text("do") != "drop" {
        return show(&at_work, &visit, (open, of), (None, Some(&fields)), reading.wrong).await;
    }
    let seen = seen(&fields, "seen");
    let back = if is_new {
        format!("/at-work/case/{case}/notes")
    } else {
        format!("/at-work/case/{case}/note/{item}")
    };
    match fields.text("do") {
        "drop" => {
            let gone = casework::take_draft_away(at_work.half(), &open, draft).await;
            gone.map_err(|error| unavailable(&error))?;
            Ok(redirect(&back))
        }
        "draft" => {
            let after = fields.text("revision").parse().unwrap_or(0);
            let draft_of = Draft::new(at_work.user(), at_work.now.millis(), (of, seen), note);
            let kept =
                casework::keep_draft(at_work.half(), &open, (draft, after), &draft_of, &mut at_work.random())
                    .await;
            match kept {
                // The script goes on from this revision.
                Ok(revision) if fields.has("quiet") => Ok(revision.to_string().into_response()),
                Ok(_) => Ok(redirect(&format!("{back}?done={}", Notice::Drafted.code()))),
                // Another window kept it since: both stay, this one in the page.
                Err(casework::Error::Late) => {
                    let wrong = Wrongs::one("text", w.t("draft-elsewhere"));
                    show(&at_work, &visit, (open, of), (None, Some(&fields)), wrong).await
                }
                Err(error) => Err(unavailable(&error)),
            }
        }
        _ => {
            let now = Some(note).filter(|note| !note.text.is_empty() && !fields.has("gone"));
            let change = open.case.notes.notes.change_over(item, &seen, now);
            let done = if change.is_some() { Notice::Kept } else { Notice::Same };
            if let Some(change) = change {
                at_work.write(&mut open, NoteEntry::Note(change)).await?;
                at_work.put_card(&mut open).await?;
            }
            let gone = casework::take_draft_away(at_work.half(), &open, draft).await;
            gone.map_err(|error| unavailable(&error))?;
            Ok(redirect(&format!("{back}?done={}", done.code())))
        }
    }
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (open, of): (OpenCase, Option<ItemId>),
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Notes]).await?, &at_work.names().await?);
    let held = &open.case.notes.notes;
    let drafts = casework::drafts(at_work.half(), open).await.map_err(|error| unavailable(&error))?;
    let draft = drafts.iter().filter(|held| held.draft.of == of).max_by_key(|held| held.draft.at);
    let saying =
        |item: &ItemId| Saying::of(held.history(item), at_work, (names, w), |note: &Note| line(note, w));
    let mut notes: Vec<(i64, NoteLine)> = Vec::new();
    if of.is_none() {
        for (item, history) in held.histories() {
            let Some(latest) = history.now().last() else { continue };
            let Some(note) = &latest.now else { continue };
            let line = NoteLine {
                id: item.to_string(),
                text: note.text.as_str().to_owned(),
                on: note.on.map(|on| time::date(on, w)),
                said: saying(item),
            };
            notes.push((latest.at, line));
        }
        notes.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    }
    let item = of.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let said = saying(&item);
    let held_note = held.now(&item).cloned().unwrap_or_default();
    let form = note_form(at_work, (item, of.is_none(), &held_note), (said, draft, typed), w);
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-notes"), "/notes"));
    let notes = notes.into_iter().map(|(_, line)| line).collect();
    Ok(respond(wrong.status(), &Page { f, n, c, done, form, notes, wrong }))
}

/// A note with the day that it is about.
fn line(note: &Note, w: crate::words::Words) -> String {
    let day = note.on.map(|on| format!("{}: ", time::date(on, w))).unwrap_or_default();
    format!("{day}{}", note.text.as_str())
}

/// What the form holds: what was just typed, else the draft, else what holds.
fn note_form(
    at_work: &Working,
    (item, is_new, held): (ItemId, bool, &Note),
    (said, draft, typed): (Saying<String>, Option<&HeldDraft>, Option<&Fields>),
    w: crate::words::Words,
) -> NoteForm {
    let on = |note: &Note| note.on.map(|on| on.to_string()).unwrap_or_default();
    let fresh = RowId::random(&mut at_work.random());
    let mut form = NoteForm {
        item: item.to_string(),
        is_new,
        text: held.text.as_str().to_owned(),
        on: on(held),
        seen: said.seen.clone(),
        said,
        draft: fresh.to_string(),
        revision: 0,
        kept: None,
    };
    if let Some(held) = draft {
        form.draft = held.id.to_string();
        form.revision = held.revision;
        form.text = held.draft.note.text.as_str().to_owned();
        form.on = on(&held.draft.note);
        form.seen = held.draft.seen.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        form.kept = Some(at_work.moment(held.draft.at, w));
    }
    if let Some(typed) = typed {
        typed.get("text").unwrap_or_default().clone_into(&mut form.text);
        typed.text("on").clone_into(&mut form.on);
        typed.text("seen").clone_into(&mut form.seen);
        typed.text("note").clone_into(&mut form.item);
        // What was typed goes into a draft of its own.
        form.draft = fresh.to_string();
        form.revision = 0;
        form.kept = None;
    }
    form
}
