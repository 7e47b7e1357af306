//! Uses every page of an agency at work: each is shown, and each form on it is sent, filled in, with each of its buttons.

use web::WORK_ROUTES;

use super::Answer;
use super::agency::{Person, Records};
use super::forms::{Form, Kind, Pairs};
use super::things::Things;

/// What the directory holds, which is no secret: what is typed there is meant to be read.
const OPEN: [&str; 2] = ["/at-work/listing", "/at-work/round"];

/// Uses them all as somebody, with this text in every field, and hands over each answer with what was asked.
pub(crate) async fn every_page(
    records: &Records,
    (person, things): (&Person, &Things),
    text: &str,
    each: &mut impl FnMut(&Answer, &str),
) {
    let is_sealed = |route: &&str| !OPEN.iter().any(|open| route.starts_with(open));
    let routes =
        WORK_ROUTES.iter().filter(|(_, methods, _)| methods.contains(&"GET")).map(|(route, _, _)| *route);
    for route in routes.filter(is_sealed) {
        let path = things.address(route);
        let page = records.get(person, &path).await;
        each(&page, &path);
        if page.status != 200 {
            continue;
        }
        for form in page.forms().iter().filter(|form| form.action != "/sign-out") {
            for (to, pairs) in sendings(form, text) {
                let answer = records.submit(person, form, &to, &pairs).await;
                each(&answer, &to);
                if answer.status == 303 {
                    let leads = answer.header("location").to_owned();
                    each(&records.get(person, &leads).await, &leads);
                }
            }
        }
    }
}

/// The form as each of its buttons sends it.
fn sendings(form: &Form, text: &str) -> Vec<(String, Pairs)> {
    let filled = form.filled(|name| format!("{text} {name}"));
    let mut all = vec![(form.action.clone(), filled.clone())];
    for button in form.buttons.iter().filter(|button| !button.name.is_empty() || button.action.is_some()) {
        let mut pairs = filled.clone();
        if !button.name.is_empty() {
            pairs.push((button.name.clone(), button.value.clone()));
        }
        all.push((button.action.clone().unwrap_or_else(|| form.action.clone()), pairs));
    }
    all
}

/// The form of a page that asks for somebody's words, with theirs and everything ticked.
pub(crate) async fn with_words(records: &Records, person: &Person, path: &str) -> Answer {
    let form = records.form(person, path, path).await;
    let mut pairs = form.filled(|_| String::new());
    let words = form.fields.iter().find(|field| field.kind == Kind::Words).unwrap();
    let held = pairs.iter_mut().find(|(name, _)| *name == words.name).unwrap();
    held.1.clone_from(&person.words);
    records.submit(person, &form, path, &pairs).await
}
