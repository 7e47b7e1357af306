//! Which address leads to which page.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};

use crate::pages::{agency, asked, asset, find, home, leave, safety, script, service, sheet};
use crate::problem::Problem;
use crate::{App, headers, log, origin, visit};

/// Every route with its methods: the tests hold it against `tests/routes.txt`.
pub const ROUTES: &[(&str, &[&str])] = &[
    ("/", &["GET"]),
    ("/find", &["GET", "POST"]),
    ("/sheet", &["POST"]),
    ("/script", &["POST"]),
    ("/service/{agency}/{service}", &["GET", "POST"]),
    ("/service/{agency}/{service}/asked", &["GET", "POST"]),
    ("/asked", &["GET", "POST"]),
    ("/agency/{agency}", &["GET"]),
    ("/agencies", &["GET"]),
    ("/safety", &["GET"]),
    ("/leave", &["GET", "POST"]),
    ("/static/{name}", &["GET"]),
];

/// All pages.
pub fn router(app: App) -> Router {
    let clock = app.clock();
    let mut router = Router::new();
    for (path, _) in ROUTES {
        router = router.route(path, handler(path));
    }
    router
        .fallback(async || Problem::NotFound)
        .method_not_allowed_fallback(async || Problem::Method)
        .layer(from_fn(origin::ours))
        .layer(from_fn_with_state(app.clone(), visit::know))
        .layer(from_fn(headers::add))
        .layer(from_fn_with_state(clock, log::requests))
        .with_state(app)
}

/// The handlers of a route. One that stands on the list and not here leads to "not found", which the test of
/// the list refuses.
fn handler(path: &str) -> MethodRouter<App> {
    match path {
        "/" => get(home::show::page),
        "/find" => get(find::ask::page).post(find::answer::page),
        "/sheet" => post(sheet::show::page),
        "/script" => post(script::show::page),
        "/service/{agency}/{service}" => get(service::show::page).post(service::show::from_answers),
        "/service/{agency}/{service}/asked" => get(asked::tell::page).post(asked::tell::from_answers),
        "/asked" => get(asked::thanks::page).post(asked::tell::tell),
        "/agency/{agency}" => get(agency::show::page),
        "/agencies" => get(agency::list::page),
        "/safety" => get(safety::show::page),
        "/leave" => get(leave::go::page).post(leave::go::page),
        "/static/{name}" => get(asset::show::file),
        _ => get(async || Problem::NotFound),
    }
}
