//! A release on paper: in plain words, to be read together and signed.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{ItemId, Part, Release, Way};
use vocabulary::{Language, Locale, Word as _};

use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::releases::called;
use crate::problem::Problem;
use crate::view::packet::told_label;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names};

#[derive(Template)]
#[template(path = "case/release_printed.html")]
struct Page {
    f: Frame,
    /// What is permitted to whom, in a sentence.
    what: String,
    back: String,
    /// Whether it is not signed yet.
    is_draft: bool,
    /// What tells this paper from one that says something else; nothing where it is signed, or two wrote at once.
    mark: Option<String>,
    lines: Vec<(String, String)>,
    /// Whether records of substance use treatment are told; nothing, where none could be.
    substance_use: Option<bool>,
    /// Whether somebody signs beside the person.
    has_cosigner: bool,
}

/// The paper: in Spanish where it was explained in Spanish, else in the page's language.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path((case, release)): Path<(String, String)>,
    RawQuery(_): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let (open, names) = (at_work.show(open, &[Part::Journey]).await?, at_work.names().await?);
    let releases = &open.access().releases;
    let permits =
        releases.signed(&id).map(|signed| &signed.what.permits).or_else(|| releases.drafts.now(&id));
    let permits = permits.ok_or(Problem::NotFound)?;
    let is_draft = releases.signed(&id).is_none();
    let words = match permits.language.as_deref() {
        Some("es") => Words(Locale::Es),
        Some("en") => Words(Locale::En),
        _ => visit.words,
    };
    let mut f = Frame::new(&visit, words.t("release-paper-title"), Switch::Link);
    f.w = words;
    let alone = permits
        .whose
        .is_none_or(|whose| whose.lacks(&care::Signatures { person: true, cosigner: None }).is_empty());
    let page = Page {
        f,
        what: match permits.way {
            Way::Out => words.with("release-paper-what", "agency", &at_work.agency.name),
            Way::Back => words.all(
                "release-paper-what-back",
                &[("other", &called(permits, words)), ("agency", &at_work.agency.name)],
            ),
        },
        back: format!("/at-work/case/{case}/release/{id}"),
        is_draft,
        mark: releases
            .paper_mark(&id)
            .filter(|_| is_draft)
            .map(|mark| words.with("release-paper-mark", "mark", &mark)),
        lines: lines(permits, &names, words),
        substance_use: (permits.way == Way::Out).then_some(permits.substance_use),
        has_cosigner: !alone,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What a release says, line by line, each with what it is about. What is not said has no line.
pub(crate) fn lines(release: &Release, names: &Names, w: Words) -> Vec<(String, String)> {
    let parts: Vec<String> = release.parts.iter().map(|part| told_label(*part, w)).collect();
    let language = release.language.as_deref().and_then(|code| code.parse::<Language>().ok());
    let tells_back = release.way == Way::Back;
    let lines = [
        (if tells_back { "release-who-tells" } else { "release-to" }, called(release, w)),
        ("release-parts", if tells_back { w.t("release-way-back-what") } else { w.list(&parts) }),
        ("release-only", release.only.as_str().to_owned()),
        ("release-purpose", release.purpose.as_str().to_owned()),
        ("release-from", release.from.map(|day| time::date(day, w)).unwrap_or_default()),
        ("release-until", release.until.map(|day| time::date(day, w)).unwrap_or_default()),
        ("release-language", language.map(|language| language.label(w.0).to_owned()).unwrap_or_default()),
        ("release-interpreter", release.interpreter.as_str().to_owned()),
        ("release-explained-by", release.explained_by.map(|by| names.of(by.0, w)).unwrap_or_default()),
        (
            "release-keep",
            match (tells_back, release.may_keep) {
                (true, _) => String::new(),
                (false, true) => w.t("release-keep-yes"),
                (false, false) => w.t("release-keep-no"),
            },
        ),
    ];
    lines.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| (w.t(label), said)).collect()
}
