//! What one agency has is not there for another, whatever its people put into an address or a form.

use care::Role;
use web::WORK_ROUTES;

use crate::support::Answer;
use crate::support::agency::{House, Person, on_both};
use crate::support::forms::Form;
use crate::support::things::Things;

/// What stands everywhere in the one agency, and nowhere else.
const CANARY: &str = "Canary7Q of the north";

/// Whether an answer shows anything of the one agency.
#[track_caller]
fn shows_nothing(answer: &Answer, asked: &str) {
    assert!(!answer.body.contains("Canary7Q"), "{asked} shows it: {}", answer.text());
    assert!(!answer.body.contains("canary7q"), "{asked} shows it: {}", answer.text());
    let told =
        answer.headers.values().any(|value| value.to_str().is_ok_and(|value| value.contains("Canary7Q")));
    assert!(!told, "{asked} tells it in a header");
    assert!(answer.status.as_u16() < 500, "{asked}: {}", answer.text());
}

/// All that the one agency says of itself, but for who looked when.
async fn all_of_it(house: &House, things: &Things) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (route, methods, who) in WORK_ROUTES {
        if !methods.contains(&"GET") || route.ends_with("/log") || route.starts_with("/at-work/me") {
            continue;
        }
        let is_leads = who.is(care::Roles::of([Role::Lead]).unwrap());
        let person = if is_leads { &house.lead } else { &house.holder };
        let path = things.address(route);
        let answer = house.get(person, &path).await;
        // A preview asks for words of its own each time, and a session is as old as it is.
        all.push((path, format!("{} {}", answer.status, answer.text())));
    }
    all
}

/// What somebody of the other is there for.
fn roles(name: &str) -> care::Roles {
    let roles: &[Role] = match name {
        "holder" => &[Role::CaseHolder],
        "lead only" => &[Role::Lead],
        "editor" => &[Role::DirectoryEditor],
        "coordinator" => &[Role::Coordinator],
        "auditor" => &[Role::Auditor],
        _ => &[Role::Lead, Role::CaseHolder],
    };
    care::Roles::of(roles.iter().copied()).unwrap()
}

/// What the other agency has: its people, and things of its own.
struct Other {
    people: Vec<(&'static str, Person)>,
    things: Things,
}

impl Other {
    async fn of(house: &House) -> Self {
        let (south, circle, lead) = house.founded("House of the South", "sol").await;
        for (agency, listed) in [(house.agency, "a"), (south, "b")] {
            let vault = house.half.vault();
            assert!(vault.describe_agency(agency, "A house", Some(listed)).await.unwrap());
        }
        let mut people = Vec::new();
        for name in ["holder", "lead only", "editor", "coordinator", "auditor"] {
            let circles = if name == "holder" { vec![circle] } else { Vec::new() };
            let roles: Vec<Role> = roles(name).iter().collect();
            people.push((name, house.joined(&lead, name, (&roles, &circles)).await));
        }
        let things = Things::case(house, &people[0].1, "Red gate").await;
        let things = things.people(house, (&lead, circle), &[], "dio").await;
        people.push(("lead", lead));
        let things =
            Things { service: "nothing-of-theirs".into(), place: "nowhere-of-theirs".into(), ..things };
        Self { people, things }
    }
}

/// The address of a route with ids of the one in some places and of the other in the rest: every mixture that has one of
/// the one's.
fn mixtures(route: &str, one: &Things, other: &Things) -> Vec<String> {
    let pieces: Vec<&str> = route.split('/').collect();
    let is_id = |piece: &&&str| piece.starts_with('{') && !matches!(**piece, "{part}" | "{at}");
    let ids = pieces.iter().filter(is_id).count();
    let mixture = |chosen: usize| {
        let (own, theirs) = (other.address(route), one.address(route));
        let mut met = 0;
        let piece = |(at, piece): (usize, &&str)| {
            let of = |address: &str| address.split('/').nth(at).unwrap().to_owned();
            if !is_id(&piece) {
                return of(&own);
            }
            met += 1;
            if chosen >> (met - 1) & 1 == 1 { of(&theirs) } else { of(&own) }
        };
        pieces.iter().enumerate().map(piece).collect::<Vec<_>>().join("/")
    };
    (1..1usize << ids).map(mixture).collect()
}

/// Whether a value is an id, or several.
fn is_id(value: &str) -> bool {
    let id = |part: &str| part.len() == 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    !value.is_empty() && value.split('.').all(id)
}

#[tokio::test]
async fn tenant_isolation() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, CANARY).await;
        let things = things.people(&house, (&house.lead, house.circle), &[], "canary7q").await;
        let other = Other::of(&house).await;
        // The first looks of a day are written down, and change a page.
        all_of_it(&house, &things).await;
        let before = all_of_it(&house, &things).await;
        assert!(before.iter().filter(|(_, page)| page.contains("Canary7Q")).count() > 10, "the control");

        for (name, person) in &other.people {
            for (route, methods, who) in WORK_ROUTES.iter().filter(|(route, _, _)| route.contains('{')) {
                let is_theirs = who.is(roles(name));
                let mut paths = mixtures(route, &things, &other.things);
                // The last has the one's ids alone.
                paths.drain(..if is_theirs { 0 } else { paths.len() - 1 });
                for path in paths {
                    for method in *methods {
                        let asked = format!("{method} {path} ({route}) by the other's {name}");
                        let answer = match *method {
                            "GET" => house.get(person, &path).await,
                            _ if is_theirs => ask(&house, person, route, &path, &other.things).await,
                            _ => house.post(person, &path, &[]).await,
                        };
                        shows_nothing(&answer, &asked);
                        assert!(matches!(answer.status.as_u16(), 404 | 409), "{asked}: {}", answer.text());
                    }
                }
            }
        }
        // What a form adds is called what the form says: an id of the one may come to name something of the other's own.
        // Whoever leads and holds cases has every form that whoever only holds cases has.
        for (name, person) in other.people.iter().filter(|(name, _)| !matches!(*name, "holder" | "auditor")) {
            in_every_field(&house, (name, person), &things, &other.things).await;
        }
        assert_eq!(all_of_it(&house, &things).await, before, "nothing of it has changed");
    })
    .await;
}

/// Sends to an address of the one agency what the other's page gives.
async fn ask(house: &House, person: &Person, route: &str, path: &str, own: &Things) -> Answer {
    let forms = house.get(person, &own.address(route)).await.forms();
    let form = forms.into_iter().find(|form| form.leads_to(&own.address(route)));
    let empty = || Form {
        action: String::new(),
        is_multipart: route.ends_with("/documents"),
        fields: vec![],
        buttons: vec![],
    };
    let form = form.unwrap_or_else(empty);
    house.submit(person, &form, path, &form.filled(|_| "Red gate".into())).await
}

/// Puts every id of the one agency into every field of the other's pages that holds an id or offers some.
async fn in_every_field(house: &House, (name, person): (&str, &Person), one: &Things, own: &Things) {
    for (route, methods, _) in WORK_ROUTES.iter().filter(|(route, _, _)| !route.ends_with("/content")) {
        if !methods.contains(&"GET") {
            continue;
        }
        let page = house.get(person, &own.address(route)).await;
        for form in page.forms().iter().filter(|form| form.action.starts_with("/at-work")) {
            let fields = form.fields.iter().enumerate();
            let named: Vec<usize> = fields
                .filter(|(_, field)| is_id(&field.value) || field.options.iter().any(|one| is_id(one)))
                .map(|(at, _)| at)
                .collect();
            for at in named {
                let ids = one.ids();
                // What somebody had before them is told apart from what else has an id by nothing but the id.
                let few = if form.fields[at].name.starts_with("seen") { 3 } else { ids.len() };
                for id in &ids[..few] {
                    let mut changed = form.clone();
                    (changed.fields[at].value, changed.fields[at].is_sent) = ((*id).to_owned(), true);
                    let asked =
                        format!("{id} as {} of {} by the other's {name}", form.fields[at].name, form.action);
                    let answer = house.submit(person, &changed, &form.action, &changed.given()).await;
                    shows_nothing(&answer, &asked);
                    if answer.status == 303 {
                        shows_nothing(&house.get(person, answer.header("location")).await, &asked);
                    }
                }
            }
        }
    }
}

/// A named colleague is kept out of a case.
#[tokio::test]
async fn a_case_of_a_circle_is_not_there_for_a_colleague_who_is_not_in_it() {
    on_both(async |house| {
        let (ana, bo) = (&house.holder, house.with("bo", &[Role::CaseHolder]).await);
        let circle = house.circle_of(ana, "Canary7Q, the two of us", &[&house.lead]).await;
        let mut things = Things::case_in(&house, ana, CANARY, Some(circle)).await;
        things.items.push(circle.to_string());
        let own = Things::case(&house, &bo, "Red gate").await;
        let shown = house.get(&house.lead, "/at-work/cases").await;
        assert!(shown.body.contains("Canary7Q"), "the control: who is in the circle sees it");

        for (route, methods, _) in WORK_ROUTES {
            let paths = if route.contains("{case}") { mixtures(route, &things, &own) } else { Vec::new() };
            for path in paths {
                for method in *methods {
                    let asked = format!("{method} {path} ({route}) by a colleague");
                    let answer = match *method {
                        "GET" => house.get(&bo, &path).await,
                        _ => ask(&house, &bo, route, &path, &own).await,
                    };
                    shows_nothing(&answer, &asked);
                    assert!(matches!(answer.status.as_u16(), 404 | 409), "{asked}: {}", answer.text());
                }
            }
            if !route.contains('{') && methods.contains(&"GET") {
                shows_nothing(&house.get(&bo, route).await, route);
            }
        }
        let found = house.post(&bo, "/at-work/cases", &[("find", "canary7q")]).await;
        assert!(
            !found.body.contains("of the north") && !found.body.contains(&things.case),
            "{}",
            found.text()
        );
        in_every_field(&house, ("bo", &bo), &things, &own).await;
        let page = things.address("/at-work/case/{case}");
        assert!(house.get(ana, &page).await.text().contains(CANARY), "and it is as it was");
    })
    .await;
}
