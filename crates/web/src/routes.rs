//! Which address leads to which page.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};

use crate::mine::{self, MINE, MINE_ROUTES};
use crate::pages::{
    agency, asked, asset, case, cases, circle, find, home, inbox, leave, listing, me, recovery, safety,
    script, service, setup, sheet, sign_in, staff,
};
use crate::problem::Problem;
use crate::work::WORK_ROUTES;
use crate::{App, desk, headers, hsds, log, origin, pages, visit, work};

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

/// The desk's routes with their methods. Without its session none of them is there but the first, and that one
/// for its secret alone.
pub const DESK_ROUTES: &[(&str, &[&str])] = &[
    ("/desk/enter", &["GET", "POST"]),
    ("/desk", &["GET", "POST"]),
    ("/desk/review", &["GET", "POST"]),
    ("/desk/done", &["GET"]),
    ("/desk/findings", &["GET"]),
    ("/desk/findings/{language}", &["GET"]),
    ("/desk/template/{language}", &["GET"]),
    ("/desk/end", &["POST"]),
];

/// Where one signs in, and what leads there: nothing of it is there where no agency keeps records.
pub const DOOR_ROUTES: &[(&str, &[&str])] = &[
    ("/sign-in", &["GET", "POST"]),
    ("/sign-out", &["POST"]),
    ("/setup", &["GET", "POST"]),
    ("/invitation/{agency}/{invitation}", &["GET", "POST"]),
    ("/recover", &["GET", "POST"]),
    (MINE, &["GET", "POST"]),
    ("/reply/{guest}", &["GET", "POST"]),
];

/// All pages.
pub fn router(app: App) -> Router {
    let clock = app.clock();
    let mut router = Router::new();
    for (path, _) in ROUTES.iter().chain(DESK_ROUTES).chain(DOOR_ROUTES) {
        router = router.route(path, handler(path));
    }
    for (path, _) in MINE_ROUTES {
        router = router.route(path, on_their_own_page(path));
    }
    for (path, _, _) in WORK_ROUTES {
        router = router.route(path, at_work(path));
    }
    router
        .fallback(async || Problem::NotFound)
        .method_not_allowed_fallback(async || Problem::Method)
        .layer(from_fn_with_state(app.clone(), desk::guard))
        .layer(from_fn_with_state(app.clone(), work::guard))
        .layer(from_fn_with_state(app.clone(), mine::guard))
        .layer(from_fn(origin::ours))
        .layer(from_fn_with_state(app.clone(), visit::know))
        .with_state(app.clone())
        .merge(hsds::router(app))
        .layer(from_fn(headers::add))
        .layer(from_fn_with_state(clock, log::requests))
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
        "/desk/enter" => get(pages::desk::enter::page).post(pages::desk::enter::exchange),
        "/desk" => get(pages::desk::start::page).post(pages::desk::start::receive),
        "/desk/review" => get(pages::desk::review::page).post(pages::desk::review::decide),
        "/desk/done" => get(pages::desk::done::page),
        "/desk/findings" => get(pages::desk::findings::page),
        "/desk/findings/{language}" => get(pages::desk::findings::file),
        "/desk/template/{language}" => get(pages::desk::template::file),
        "/desk/end" => post(pages::desk::end::end),
        "/sign-in" => get(sign_in::show::page).post(sign_in::enter::enter),
        "/sign-out" => post(sign_in::leave::leave),
        "/setup" => get(setup::show::page).post(setup::begin::begin),
        "/invitation/{agency}/{invitation}" => {
            get(pages::invitation::come::page).post(pages::invitation::come::come)
        }
        "/reply/{guest}" => get(pages::reply::show::page).post(pages::reply::show::keep),
        MINE => get(pages::mine::enter::page).post(pages::mine::enter::enter),
        "/recover" => get(recovery::recover::page).post(recovery::recover::recover),
        "/static/{name}" => get(asset::show::file),
        _ => get(async || Problem::NotFound),
    }
}

/// The same for somebody on their own page.
fn on_their_own_page(path: &str) -> MethodRouter<App> {
    use pages::mine;
    match path {
        "/mine/home" => get(mine::home::page),
        "/mine/release/{release}" => get(mine::release::page).post(mine::release::stop),
        "/mine/asked/{release}" => get(mine::asked::page).post(mine::asked::answer),
        "/mine/service/{episode}" => get(mine::service::page).post(mine::service::go),
        "/mine/notes" => get(mine::notes::page).post(mine::notes::write),
        "/mine/ask" => get(mine::ask::page).post(mine::ask::ask),
        "/mine/take" => get(mine::take::page).post(mine::take::file),
        "/mine/lock" => post(mine::lock::lock),
        "/mine/out" => post(mine::enter::leave),
        _ => get(async || Problem::NotFound),
    }
}

/// The same for an agency at work.
fn at_work(path: &str) -> MethodRouter<App> {
    match path {
        "/at-work" => get(pages::work::start::page),
        "/at-work/hosting" => post(pages::work::start::acknowledge),
        "/at-work/cases" => get(cases::list::page).post(cases::list::search),
        "/at-work/cases/new" => post(cases::begin::begin),
        "/at-work/case/{case}" => get(case::show::page),
        "/at-work/case/{case}/contact" => get(case::contact::page).post(case::contact::keep),
        "/at-work/case/{case}/needs" => get(case::needs::page).post(case::needs::keep),
        "/at-work/case/{case}/limits" => get(case::limits::page).post(case::limits::keep),
        "/at-work/case/{case}/reach" => get(case::reach::page),
        "/at-work/case/{case}/path" => get(case::path::page),
        "/at-work/case/{case}/episodes" => post(case::path::begin),
        "/at-work/case/{case}/episode/{episode}" => get(case::episode::page).post(case::episode::keep),
        "/at-work/case/{case}/referrals" => get(case::referrals::page).post(case::referrals::begin),
        "/at-work/case/{case}/referral/{referral}" => get(case::referral::page).post(case::referral::keep),
        "/at-work/case/{case}/releases" => get(case::releases::page).post(case::releases::begin),
        "/at-work/case/{case}/release/{release}" => get(case::release::page).post(case::release::keep),
        "/at-work/case/{case}/release/{release}/paper" => get(case::release_printed::page),
        "/at-work/case/{case}/release/{release}/packet" => get(case::packet::page).post(case::sending::send),
        "/at-work/case/{case}/ask" => get(case::ask::page).post(case::ask::ask),
        "/at-work/questions" => get(pages::questions::list::page).post(pages::questions::list::answer),
        "/at-work/case/{case}/household" => get(case::household::page).post(case::household::keep),
        "/at-work/inbox" => get(inbox::list::page),
        "/at-work/inbox/{message}" => get(inbox::packet::page).post(inbox::packet::act),
        "/at-work/partners" => get(pages::partners::list::page),
        "/at-work/partners/{partner}" => get(pages::partners::show::page),
        "/at-work/partners/{partner}/accept" => post(pages::partners::show::accept),
        "/at-work/rules" => get(pages::rules::show::page),
        "/at-work/rules/change" => post(pages::rules::show::keep),
        "/at-work/case/{case}/own-page" => get(case::own_page::page).post(case::own_page::keep),
        "/at-work/case/{case}/own-page/card" => post(case::own_page::card),
        "/at-work/case/{case}/notes" => get(case::notes::page).post(case::notes::keep),
        "/at-work/case/{case}/note/{note}" => get(case::notes::one),
        "/at-work/case/{case}/part/{part}" => get(case::sheet::page).post(case::sheet::keep),
        "/at-work/case/{case}/reminders" => get(case::reminders::page).post(case::reminders::keep),
        "/at-work/case/{case}/more" => get(case::more::page).post(case::more::keep),
        "/at-work/case/{case}/log" => get(case::log::page),
        "/at-work/case/{case}/said" => post(case::log::said),
        "/at-work/case/{case}/documents" => get(case::documents::page).post(case::documents::add),
        "/at-work/case/{case}/document/{document}" => get(case::document::page),
        "/at-work/case/{case}/document/{document}/content" => get(case::document::content),
        "/at-work/case/{case}/document/{document}/take" => {
            get(case::document::take_page).post(case::document::take)
        }
        "/at-work/case/{case}/document/{document}/delete" => {
            get(case::document::delete_page).post(case::document::delete)
        }
        "/at-work/case/{case}/export" => get(case::export::page).post(case::export::file),
        "/at-work/case/{case}/erase" => get(case::erase::page).post(case::erase::erase),
        "/at-work/case/{case}/parts" => get(case::parts::page).post(case::parts::erase),
        "/at-work/what-if" => get(pages::what_if::show::page),
        "/at-work/retention" => get(pages::retention::show::page),
        "/at-work/retention/rule" => post(pages::retention::show::keep),
        "/at-work/case/{case}/circle" => get(case::circle::page).post(case::circle::keep),
        "/at-work/case/{case}/compelled" => get(case::compelled::page).post(case::compelled::keep),
        "/at-work/staff" => get(staff::list::page),
        "/at-work/staff/invite" => get(staff::invite::page).post(staff::invite::invite),
        "/at-work/staff/admit/{invitation}" => post(staff::admit::admit),
        "/at-work/staff/take-back/{invitation}" => post(staff::take_back::take_back),
        "/at-work/staff/remove/{user}" => get(staff::remove::page).post(staff::remove::remove),
        "/at-work/staff/lift/{user}" => post(staff::lift::lift),
        "/at-work/step-in" => get(staff::step_in::page).post(staff::step_in::step_in),
        "/at-work/staff/renew" => get(staff::renew::page).post(staff::renew::renew),
        "/at-work/staff/roles/{user}" => get(staff::roles::page).post(staff::roles::change),
        "/at-work/staff/name/{user}" => post(staff::name::change),
        "/at-work/circles" => get(circle::list::page).post(circle::list::begin),
        "/at-work/circle/{circle}" => get(circle::show::page).post(circle::show::change),
        "/at-work/circle/{circle}/out/{user}" => post(circle::show::take_out),
        "/at-work/sheets" => get(recovery::make::page).post(recovery::make::make),
        "/at-work/sheets/check" => get(recovery::check::page).post(recovery::check::check),
        "/at-work/listing" => get(listing::show::page).post(listing::show::begin),
        "/at-work/listing/agency" => get(listing::agency::page).post(listing::agency::save),
        "/at-work/listing/confirm" => get(listing::confirm::page).post(listing::confirm::confirm),
        "/at-work/listing/new" => get(listing::add::page).post(listing::add::add),
        "/at-work/listing/places" => get(listing::locations::page),
        "/at-work/listing/places/new" => get(listing::location::new).post(listing::location::add),
        "/at-work/listing/place/{place}/hours" => {
            get(listing::hours::of_place).post(listing::hours::save_of_place)
        }
        "/at-work/listing/place/{place}" => get(listing::location::page).post(listing::location::save),
        "/at-work/listing/room" => post(listing::room::set),
        "/at-work/listing/service/{service}" => get(listing::edit::page).post(listing::edit::save),
        "/at-work/listing/service/{service}/asks" => get(listing::asks::page).post(listing::asks::change),
        "/at-work/listing/service/{service}/ask/{at}" => get(listing::ask::page).post(listing::ask::save),
        "/at-work/listing/service/{service}/history" => get(listing::history::page),
        "/at-work/listing/service/{service}/hours" => {
            get(listing::hours::of_service).post(listing::hours::save_of_service)
        }
        "/at-work/listing/service/{service}/place" => get(listing::place::page).post(listing::place::set),
        "/at-work/round" => get(pages::round::show::page).post(pages::round::show::begin),
        "/at-work/audit" => get(pages::audit::show::page),
        "/at-work/me" => get(me::show::page),
        "/at-work/me/name" => post(me::name::change),
        "/at-work/me/words" => get(me::words::page).post(me::words::change),
        "/at-work/me/code" => get(me::code::page).post(me::code::change),
        "/at-work/me/sessions" => post(me::sessions::end_others),
        _ => get(async || Problem::NotFound),
    }
}
