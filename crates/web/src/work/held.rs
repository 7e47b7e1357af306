//! What somebody wrote and could not be kept: it waits in the page, so that it is not lost. A form whose session was over
//! waits until somebody is signed in again; one that the stores refused, as on a full disk, until they take it. One of a
//! case that was moved or erased meanwhile goes nowhere any more, and what it says is there to be copied.

use askama::Template;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::form::{Fields, MOST_AT_WORK, is_form, read};
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{copied, is_at_work, step_up};

/// A form that waits.
pub(crate) struct Held {
    /// Where it goes.
    pub(crate) path: String,
    /// What it says.
    pub(crate) fields: Vec<(String, String)>,
}

/// How its fields are named where one signs in.
const HELD: &str = "held:";
/// And where it goes.
const HELD_PATH: &str = "held-path";

/// What opens something is in no page that waits. The fields of [`step_up`] are named so everywhere; these are in the pages
/// about oneself alone, and elsewhere fields of these names hold what somebody wrote.
const SECRETS: [&str; 6] = ["words", "typed-words", "new-words", "old", "code", "secret"];

/// Whether a field of a form holds what opens something.
fn is_secret(path: &str, name: &str) -> bool {
    let is_own = path.starts_with("/at-work/me/") && SECRETS.contains(&name);
    // Sheets that are typed back recover the whole agency.
    is_own || path.starts_with("/at-work/sheets/") || [step_up::WORDS, step_up::CODE].contains(&name)
}

impl Held {
    /// A form on its way to an address.
    pub(crate) fn new(path: String, fields: &Fields) -> Self {
        let kept = fields.iter().filter(|field| !is_secret(&path, &field.name));
        let fields = kept.map(|field| (field.name.clone(), field.value.clone())).collect();
        Self { path, fields }
    }

    /// The form that a sign-in carries along.
    pub(crate) fn of(fields: &Fields) -> Option<Self> {
        let path = fields.get(HELD_PATH).filter(|path| is_at_work(path))?.to_owned();
        let held = fields
            .iter()
            .filter_map(|field| Some((field.name.strip_prefix(HELD)?.to_owned(), field.value.clone())));
        Some(Self { path, fields: held.collect() })
    }

    /// Its fields, as they are named where one signs in.
    pub(crate) fn named(&self) -> Vec<(String, &String)> {
        self.fields.iter().map(|(name, value)| (format!("{HELD}{name}"), value)).collect()
    }

    /// What somebody may want to copy from it.
    pub(crate) fn texts(&self) -> Vec<&String> {
        copied::texts(&self.path, &self.fields)
    }
}

#[derive(Template)]
#[template(path = "work/held.html")]
struct Page {
    f: Frame,
    /// Why it waits, and what to do.
    why: Vec<String>,
    held: Held,
    /// Whether it can be sent again from here.
    waits: bool,
}

/// Answers a request of somebody at work. A form that the stores could not take comes back as a page from which it is
/// sent again.
pub(crate) async fn run(request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || !is_form(request.headers()) {
        return next.run(request).await;
    }
    let visit = request.extensions().get::<Visit>().cloned();
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let bytes = match read(body, MOST_AT_WORK).await {
        Ok(bytes) => bytes,
        Err(problem) => return problem.into_response(),
    };
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let refused = response.extensions().get::<Problem>().copied();
    let (Some(visit), Some(problem)) = (visit, refused) else { return response };
    if waits(problem) {
        return came_back((&visit, problem), &path, &Fields::parse(&bytes));
    }
    gone((&visit, problem), Held::new(path, &Fields::parse(&bytes))).unwrap_or(response)
}

/// What a form of a case said that is not there any more, or not as it was, to be copied; nothing, where it said nothing.
pub(crate) fn gone((visit, problem): (&Visit, Problem), held: Held) -> Option<Response> {
    let is_gone = matches!(problem, Problem::NotFound | Problem::Late);
    if !is_gone || !copied::is_of_case(&held.path) || held.texts().is_empty() {
        return None;
    }
    let w = visit.words;
    let why = match problem {
        Problem::Late => vec![w.t("problem-late-what"), w.t("problem-late-todo")],
        _ => vec![w.t("held-gone"), w.t("held-gone-todo")],
    };
    let mut f = Frame::new(visit, w.t("held-gone-title"), Switch::Link);
    f.path = "/at-work".into();
    Some(respond(problem.status(), &Page { f, why, held, waits: false }))
}

/// Answers a request that got no further, since the stores could not say who it is of. A form waits as above.
pub(crate) async fn refused(request: Request, problem: Problem) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let is_form = *request.method() == Method::POST && is_form(request.headers());
    let Some(visit) = visit.filter(|_| is_form && waits(problem)) else { return problem.into_response() };
    let path = request.uri().path().to_owned();
    match read(request.into_body(), MOST_AT_WORK).await {
        Ok(bytes) => came_back((&visit, problem), &path, &Fields::parse(&bytes)),
        Err(problem) => problem.into_response(),
    }
}

/// Whether a form may be taken later that is refused for this.
fn waits(problem: Problem) -> bool {
    matches!(problem, Problem::Earlier | Problem::Unavailable)
}

/// The page from which a form is sent again that was refused for this; the problem's own, where sending it again is no use.
pub(super) fn came_back((visit, problem): (&Visit, Problem), path: &str, fields: &Fields) -> Response {
    if !waits(problem) {
        return problem.into_response();
    }
    let w = visit.words;
    let why = match problem {
        Problem::Earlier => {
            vec![w.t("problem-earlier-what"), w.t("problem-earlier-todo"), w.t("held-earlier")]
        }
        _ => vec![w.t("held-what")],
    };
    let held = Held::new(path.to_owned(), fields);
    let mut f = Frame::new(visit, w.t("held-title"), Switch::Link);
    f.path = "/at-work".into();
    respond(StatusCode::SERVICE_UNAVAILABLE, &Page { f, why, held, waits: true })
}

#[cfg(test)]
mod tests {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;

    fn sent(pairs: &[(String, String)]) -> Fields {
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        Fields::parse(pairs.join("&").as_bytes())
    }

    /// The form through the page where one signs in.
    fn through(held: &Held) -> Option<Held> {
        let mut pairs = vec![(HELD_PATH.to_owned(), held.path.clone())];
        pairs.extend(held.named().into_iter().map(|(name, value)| (name, value.clone())));
        Held::of(&sent(&pairs))
    }

    #[test]
    fn what_opens_something_waits_in_no_page_and_a_note_of_the_same_name_does() {
        let pairs: Vec<(String, String)> = SECRETS.iter().map(|name| ((*name).into(), "x".into())).collect();
        let kept = |path: &str| Held::new(path.into(), &sent(&pairs)).fields.len();
        assert_eq!(kept("/at-work/me/code"), 0);
        assert_eq!(kept("/at-work/sheets/check"), 0);
        assert_eq!(kept("/at-work/case/1/notes"), SECRETS.len());
    }

    #[test]
    fn words_that_are_typed_again_wait_in_no_page_whatever_they_are_typed_for() {
        let pairs: Vec<(String, String)> =
            [step_up::WORDS, step_up::CODE].map(|name| (name.into(), "x".into())).into();
        for (path, methods, _) in crate::WORK_ROUTES {
            if methods.contains(&"POST") {
                assert!(Held::new((*path).into(), &sent(&pairs)).fields.is_empty(), "{path}");
            }
        }
    }

    #[test]
    fn every_field_for_secrets_in_a_form_of_somebody_at_work_is_known() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        let asks = |of: &str| std::fs::read_to_string(format!("{folder}/{of}")).unwrap();
        let names = |text: &str| -> Vec<String> {
            let fields = text.split("<input").skip(1).map(|rest| rest.split_once('>').unwrap().0);
            let secret = fields.filter(|field| {
                field.contains("type=\"password\"") || field.contains("autocomplete=\"one-time-code\"")
            });
            secret
                .map(|field| field.split_once("name=\"").unwrap().1.split('"').next().unwrap().to_owned())
                .collect()
        };
        assert_eq!(names(&asks("part/step_up.html")), [step_up::WORDS, step_up::CODE]);
        let mut found = 0;
        for entry in
            std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir())
        {
            let noun = entry.file_name().into_string().unwrap();
            for file in std::fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
                let text = std::fs::read_to_string(file.path()).unwrap();
                let names = names(&text);
                found += names.len();
                let is_known = match noun.as_str() {
                    // These hold no form: whoever comes to them later may be somebody else.
                    "sign_in" | "part" | "mine" | "reply" => true,
                    "me" => names.iter().all(|name| SECRETS.contains(&name.as_str())),
                    _ => names.is_empty(),
                };
                assert!(is_known, "{}: {names:?}", file.path().display());
            }
        }
        assert!(found > 4, "{found}");
    }

    proptest! {
        #[test]
        fn a_form_that_waits_is_sent_again_as_it_was(
            pairs in prop::collection::vec(("[a-z:%&=-]{1,12}", "\\PC{0,60}|[\r\n\t a-z]{0,20}"), 0..8),
            twice in any::<bool>(),
        ) {
            let held = Held::new("/at-work/case/1/notes".to_owned(), &sent(&pairs));
            let mut again = through(&held).unwrap();
            if twice {
                again = through(&again).unwrap();
            }
            prop_assert_eq!((&again.path, &again.fields), (&held.path, &held.fields));
            prop_assert_eq!(again.fields.len(), pairs.len());
        }

        #[test]
        fn any_bytes_wait_or_do_not_and_go_nowhere_else(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..120),
                "(held-path=[/a-z.%-]{0,20}|held:[a-z]{0,6}=\\PC{0,12}|&){0,6}".prop_map(String::into_bytes),
            ],
        ) {
            if let Some(held) = Held::of(&Fields::parse(&bytes)) {
                prop_assert!(is_at_work(&held.path));
                prop_assert!(held.texts().len() <= held.fields.len());
            }
        }
    }
}
