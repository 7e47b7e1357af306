//! The public API: the directory as HSDS 3.1, for reading only.
//!
//! What leaves are records that the store holds published ([`publish`]): what everyone may see, put together by
//! the same hands as an export. A request is read into [`asked::Asked`], which names the parameter that it cannot
//! make sense of; records are found and paged by the store, and nested here. [`openapi`] says all of it to programs,
//! and a test holds it against the routes. Nothing of a request is kept or logged but its route.

mod asked;
mod assemble;
mod at_location;
mod by_id;
mod conditional;
mod describe;
mod endpoint;
mod headers;
mod list;
mod openapi;
mod organization;
mod param;
mod pour;
mod problem;
mod publish;
mod reading;
mod service;
mod taxonomy;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, any, get};

use crate::App;

pub(crate) use publish::publish_always;
pub(crate) use reading::Reading;

use endpoint::ENDPOINTS;
use problem::Refused;

/// Where the API begins.
pub(crate) const BASE: &str = "/hsds";

/// The version of the standard.
const VERSION: &str = "3.1";

/// Every route of the API, below its base. The tests hold the description against it.
pub fn hsds_routes() -> impl Iterator<Item = &'static str> {
    ENDPOINTS.iter().map(|endpoint| endpoint.path)
}

/// The API.
pub(crate) fn router(app: App) -> Router {
    let mut router = Router::new();
    for endpoint in ENDPOINTS {
        router = router.route(&format!("{BASE}{}", endpoint.path), handler(endpoint.path));
    }
    router
        .route(BASE, handler(endpoint::ABOUT.path))
        .route("/hsds/{*rest}", any(async || Refused::NotFound))
        .method_not_allowed_fallback(async || Refused::Method)
        .layer(from_fn(headers::add))
        .with_state(app)
}

/// The handlers of a route. One that stands on the list and not here leads to "not found", which the test of the
/// description refuses.
fn handler(path: &str) -> MethodRouter<App> {
    let handler = match path {
        "/" => get(describe::show),
        "/openapi.json" => get(openapi::show),
        "/services" => get(service::list),
        "/services/{id}" => get(service::show),
        "/organizations" => get(organization::list),
        "/organizations/{id}" => get(organization::show),
        "/service_at_locations" => get(at_location::list),
        "/service_at_locations/{id}" => get(at_location::show),
        "/taxonomies" => get(taxonomy::list),
        "/taxonomies/{id}" => get(taxonomy::show),
        "/taxonomy_terms" => get(taxonomy::terms),
        "/taxonomy_terms/{id}" => get(taxonomy::term),
        _ => get(async || Refused::NotFound),
    };
    handler.options(headers::preflight)
}
