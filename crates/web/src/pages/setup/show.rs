use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use vault_store::vault::Hosting;

use crate::App;
use crate::form::Wrong;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{Agencies, NewWords, unavailable};

/// What was filled in.
#[derive(Debug, Default)]
pub(crate) struct SetupForm {
    pub(crate) key: String,
    /// What the agency is called.
    pub(crate) agency: String,
    /// Which agency of the directory it is.
    pub(crate) listed: String,
    /// Whose machine it is, once that is said: somebody else's, where others keep records on it too.
    pub(crate) hosting: Option<Hosting>,
    /// Whether what that means was acknowledged.
    pub(crate) is_acknowledged: bool,
    pub(crate) name: String,
    pub(crate) called: String,
}

#[derive(Template)]
#[template(path = "setup/show.html")]
struct Page<'a> {
    f: Frame,
    form: &'a SetupForm,
    words: &'a NewWords,
    /// The directory's agencies that no other has: code and name.
    listed: Vec<(String, String)>,
    /// Whether others keep records here already, so that there is nothing to choose.
    must_share: bool,
    wrong: Vec<Wrong>,
}

impl Page<'_> {
    fn is_on(&self, hosting: Hosting) -> bool {
        self.form.hosting == Some(hosting)
    }

    fn wrongs(&self, field: &str) -> Vec<&Wrong> {
        self.wrong.iter().filter(|one| one.field == field).collect()
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

/// How an agency begins. The address alone uses nothing up.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let query = query.unwrap_or_default();
    let key = query.split('&').find_map(|pair| pair.strip_prefix("key=")).unwrap_or_default().to_owned();
    if !agencies.may_begin(&key) {
        return Err(Problem::NotFound);
    }
    let words = NewWords::made(visit.words, &mut agencies.random());
    let form = SetupForm { key, ..SetupForm::default() };
    show(&app, agencies, &visit, (&form, &words), Vec::new()).await
}

/// The form as it was sent, with what needs another look.
pub(crate) async fn show(
    app: &App,
    agencies: &Agencies,
    visit: &Visit,
    (form, words): (&SetupForm, &NewWords),
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let rows = agencies.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    let is_taken = |id: &str| rows.iter().any(|row| row.directory_id.as_deref() == Some(id));
    let known = app.known();
    let mut listed: Vec<(String, String)> = known
        .lists
        .agencies
        .iter()
        .filter(|agency| !is_taken(agency.id.as_str()))
        .map(|agency| (agency.id.to_string(), agency.name.clone()))
        .collect();
    listed.sort_by(|one, other| one.1.cmp(&other.1));
    let mut f = Frame::new(visit, visit.words.t("setup-title"), Switch::Link);
    f.path = "/setup".into();
    f.query = format!("&key={}", form.key);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let must_share = !rows.is_empty();
    Ok(respond(status, &Page { f, form, words, listed, must_share, wrong }))
}
