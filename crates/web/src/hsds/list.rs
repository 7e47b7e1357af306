//! Lists: a page of records in the standard's envelope, or all of them as a stream.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use network::export::nested::{self, Fields};
use network::export::{RecordKind, chord2};
use network::zip_state;
use network_store::published::{Find, Found, Near, Of, Postal};
use serde_json::{Value, json};

use super::asked::{Asked, Format};
use super::assemble;
use super::conditional::Tag;
use super::endpoint::Endpoint;
use super::organization;
use super::param::Param;
use super::pour::{self, Ended, Pour};
use super::problem::Refused;
use crate::App;

/// So many records of a stream are read at once.
pub(super) const CHUNK: u64 = 250;

/// The answer of an address that lists records of the store.
pub(super) async fn answer(
    app: App,
    endpoint: &Endpoint,
    kind: RecordKind,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let asked = Asked::read(uri.query().unwrap_or_default(), headers, endpoint.takes)?;
    let number = app.publication().await?.number;
    let tag = Tag::of(number, uri, asked.format());
    if tag.is_held(headers) {
        return Ok(tag.not_modified());
    }
    let find = find(&app, &asked).await?;
    if asked.format() == Format::Ndjson {
        return Ok(tag.on(ndjson(pour::body(move |pour| lines(app, kind, asked, find, pour)))));
    }
    let total = app.count(number, kind, &find).await?;
    let of = Of { after: String::new(), skip: asked.before(), most: asked.per_page() };
    let found = if of.skip < total { app.find(kind, &find, &of).await? } else { Vec::new() };
    if kind == RecordKind::Organization && (asked.full || asked.full_service) {
        let body = pour::body(move |pour| organizations(app, asked, found, total, pour));
        return Ok(tag.on(json_response(body)));
    }
    let records = assemble::records(&app, kind, &asked, &found).await?;
    Ok(tag.on(json_response(page(&asked, total, records).to_string())))
}

/// The answer of an address that lists what the program itself knows.
pub(super) fn of_known(
    endpoint: &Endpoint,
    records: &[Fields],
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let asked = Asked::read(uri.query().unwrap_or_default(), headers, endpoint.takes)?;
    known_term(&asked)?;
    let text =
        |record: &Fields, name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_found = |record: &&Fields| {
        let said =
            ["name", "description", "code"].map(|name| network::export::search_words(&text(record, name)));
        let begins = |word: &String| said.iter().any(|said| said.contains(&format!(" {word}")));
        !asked.nothing && asked.parent.is_none() && asked.words.iter().all(begins)
    };
    let found: Vec<&Fields> = records.iter().filter(is_found).collect();
    if asked.format() == Format::Ndjson {
        let lines: String =
            found.iter().map(|one| Value::Object((*one).clone()).to_string() + "\n").collect();
        return Ok(known(headers, lines, ndjson));
    }
    let skip = usize::try_from(asked.before()).unwrap_or(usize::MAX);
    let most = usize::try_from(asked.per_page()).unwrap_or(usize::MAX);
    let shown = found.iter().skip(skip).take(most).map(|one| (*one).clone()).collect();
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    Ok(known(headers, page(&asked, total, shown).to_string(), json_response))
}

/// An answer that is always the same.
pub(super) fn known(
    headers: &HeaderMap,
    text: String,
    respond: impl Fn(axum::body::Body) -> Response,
) -> Response {
    let tag = Tag::of_bytes(&text);
    if tag.is_held(headers) { tag.not_modified() } else { tag.on(respond(text.into())) }
}

/// The code of the term that was asked for. An id that is none of ours is refused: an answer without records would
/// be taken for one about the directory.
fn known_term(asked: &Asked) -> Result<Option<String>, Refused> {
    let of = |record: &Fields, name: &str| record.get(name).and_then(Value::as_str).map(str::to_owned);
    if asked.taxonomy.is_some() && asked.taxonomy != of(&nested::taxonomy(), "id") {
        let says = "there is no taxonomy with this id; /hsds/taxonomies lists them";
        return Err(Refused::parameter(Param::TaxonomyId, says));
    }
    let terms = nested::taxonomy_terms();
    let by_id = |id: &String| terms.iter().find(|record| of(record, "id").as_ref() == Some(id));
    if asked.parent.as_ref().is_some_and(|parent| by_id(parent).is_none()) {
        let says = "there is no term with this id; /hsds/taxonomy_terms lists them";
        return Err(Refused::parameter(Param::ParentId, says));
    }
    let Some(term) = &asked.term else { return Ok(None) };
    let code = by_id(term).and_then(|record| of(record, "code"));
    code.map(Some).ok_or_else(|| {
        let says = "it is the id of a term, not its code; /hsds/taxonomy_terms lists them";
        Refused::parameter(Param::TaxonomyTermId, says)
    })
}

/// What records are found by.
async fn find(app: &App, asked: &Asked) -> Result<Find, Refused> {
    let term = known_term(asked)?;
    if let Some(organization) = &asked.organization
        && matches!(app.found(RecordKind::Organization, organization).await, Err(Refused::NotFound))
    {
        let says = "there is no organization with this id; /hsds/organizations lists them";
        return Err(Refused::parameter(Param::OrganizationId, says));
    }
    // No term has the empty code, so that it finds nothing.
    let term = if asked.nothing { Some(String::new()) } else { term };
    let mut find = Find {
        organization: asked.organization.clone(),
        term,
        modified_after: asked.modified_after,
        words: asked.words.clone(),
        near: None,
        postal: None,
    };
    if let Some(code) = &asked.postcode {
        let point = app.postal_point(code).await?;
        if let Some(metres) = asked.proximity {
            let nowhere = || {
                Refused::parameter(
                    Param::Postcode,
                    "where it is is not known here, so nothing can be near it",
                )
            };
            // Metres below the Earth's girth are exact as a floating-point number.
            #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
            let km = metres as f64 / 1000.0;
            find.near = Some(Near { point: point.ok_or_else(nowhere)?, chord2: chord2(km) });
        }
        let state = zip_state(code).map(Into::into);
        find.postal = Some(Postal { code: code.clone(), state, point });
    }
    Ok(find)
}

/// A page in the standard's envelope.
fn page(asked: &Asked, total: u64, contents: Vec<Fields>) -> Value {
    let size = u64::try_from(contents.len()).unwrap_or(u64::MAX);
    let mut page = envelope(asked, total, size);
    let contents: Vec<Value> = contents.into_iter().map(Value::Object).collect();
    page.insert("contents".into(), contents.into());
    Value::Object(page)
}

/// What a page says before its records.
fn envelope(asked: &Asked, total: u64, size: u64) -> Fields {
    let pages = total.div_ceil(asked.per_page());
    let fields = json!({
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page(),
        "size": size,
        "first_page": asked.page() == 1,
        "last_page": asked.page() >= pages,
        "empty": size == 0,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// All records, one a line.
async fn lines(app: App, kind: RecordKind, asked: Asked, find: Find, mut pour: Pour) -> Result<Pour, Ended> {
    let mut of = Of { after: String::new(), skip: 0, most: CHUNK };
    loop {
        let found = app.find(kind, &find, &of).await?;
        let Some(last) = found.last() else { return Ok(pour) };
        of.after.clone_from(&last.id);
        if kind == RecordKind::Organization && (asked.full || asked.full_service) {
            for one in &found {
                if organization::pour(&app, one, asked.full_service, "", &mut pour).await? {
                    pour.write("\n").await?;
                }
            }
            continue;
        }
        for record in assemble::records(&app, kind, &asked, &found).await? {
            pour.write(&(Value::Object(record).to_string() + "\n")).await?;
        }
    }
}

/// A page of organizations in full, each with all its services.
async fn organizations(
    app: App,
    asked: Asked,
    found: Vec<Found>,
    total: u64,
    mut pour: Pour,
) -> Result<Pour, Ended> {
    let size = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let envelope = Value::Object(envelope(&asked, total, size)).to_string();
    pour.write(envelope.trim_end_matches('}')).await?;
    pour.write(",\"contents\":[").await?;
    let mut before = "";
    for one in &found {
        if organization::pour(&app, one, asked.full_service, before, &mut pour).await? {
            before = ",";
        }
    }
    pour.write("]}").await?;
    Ok(pour)
}

pub(super) fn json_response(body: impl Into<axum::body::Body>) -> Response {
    typed(body, "application/json")
}

fn ndjson(body: impl Into<axum::body::Body>) -> Response {
    typed(body, "application/x-ndjson")
}

fn typed(body: impl Into<axum::body::Body>, media_type: &'static str) -> Response {
    let mut response = body.into().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
