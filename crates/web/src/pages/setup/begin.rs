use axum::extract::State;
use axum::http::header::{self, HeaderMap};
use axum::response::Response;
use casework::NewPerson;
use vault_store::vault::Hosting;

use crate::App;
use crate::form::{Fields, Wrong};
use crate::pages::setup::show::{SetupForm, show};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{NewWords, begin as begin_session, redirect, unavailable};

/// Begins the agency, signs its founder in, and leads to what comes next: somebody else who holds the keys, or sheets.
pub(crate) async fn begin(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let Some(setup) = agencies.take_setup(fields.text("key")) else {
        // The form was sent twice: what it asked for is done, and they have the words to sign in with.
        let was_begun = agencies.was_begun_with(fields.text("key"));
        return if was_begun { Ok(redirect("/sign-in")) } else { Err(Problem::NotFound) };
    };
    let (w, mut random) = (visit.words, agencies.random());
    let words = NewWords::shown(&fields, w, &mut random);
    let rows = agencies.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    let form = SetupForm {
        key: fields.text("key").to_owned(),
        agency: fields.text("agency").to_owned(),
        listed: fields.text("listed").to_owned(),
        hosting: match fields.text("hosting") {
            _ if !rows.is_empty() => Some(Hosting::Shared),
            "shared" => Some(Hosting::Shared),
            "own" => Some(Hosting::Own),
            _ => None,
        },
        is_acknowledged: fields.has("acknowledged"),
        name: fields.text("name").to_owned(),
        called: fields.text("called").to_owned(),
    };
    let known = app.known();
    let listed = known.lists.agencies.iter().find(|agency| agency.id.as_str() == form.listed);
    let is_free = !rows
        .iter()
        .any(|row| row.directory_id.is_some() && row.directory_id.as_deref() == Some(&form.listed));
    let name = match (form.agency.as_str(), listed) {
        ("", Some(listed)) => listed.name.clone(),
        (typed, _) => typed.to_owned(),
    };
    let typed_back = words.typed_back(&fields);
    let mut wrong = Vec::new();
    let mut check = |is_wrong: bool, field: &'static str, sentence: String| {
        if is_wrong {
            wrong.push(Wrong { field: field.into(), sentence });
        }
    };
    check(name.is_empty(), "agency", w.t("setup-no-agency"));
    // Whoever signs in chooses by the name.
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    check(rows.iter().any(|row| plain(&row.name) == plain(&name)), "agency", w.t("setup-name-taken"));
    check(!is_free, "listed", w.t("setup-listed-taken"));
    check(form.hosting.is_none(), "hosting", w.t("setup-no-hosting"));
    check(
        form.hosting == Some(Hosting::Shared) && !form.is_acknowledged,
        "acknowledged",
        w.t("setup-not-acknowledged"),
    );
    check(seal::Passphrase::typed(&form.name).is_err(), "name", w.t("setup-no-name"));
    check(typed_back.is_none(), "typed-words", w.t("words-differ"));
    let Some((typed, hosting)) = typed_back.zip(form.hosting).filter(|_| wrong.is_empty()) else {
        return show(&app, agencies, &visit, (&form, &words), wrong).await;
    };
    let now = agencies.now(app.now()).await?;
    let called = if form.called.is_empty() { &form.name } else { &form.called };
    let person = NewPerson { name: &form.name, words: typed };
    let founded =
        casework::found(agencies.stores(), (&name, hosting), (person, called), now, &mut random).await;
    let founded = founded.map_err(|error| unavailable(&error))?;
    setup.used();
    if let Some(listed) = listed {
        // Where another agency has taken the entry meanwhile, this one has none yet.
        let described =
            agencies.half().vault().describe_agency(founded.agency, &name, Some(listed.id.as_str())).await;
        described.map_err(|error| unavailable(&error.into()))?;
    }
    let cookie = begin_session(agencies, &founded.user, &headers, now, &mut random).await?;
    let mut response = redirect("/at-work");
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
