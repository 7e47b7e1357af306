//! `tests/authorization.txt`: who gets what of every route of an agency at work, and of the doors that lead to it. What is
//! not somebody's is not there: 404, never 403.
//!
//! With `CONTINUUM_WRITE_MATRIX=1` the table is written anew from what the code says about who may, never from what a
//! page answered: a hole in a page is still found. What a page answers to those who may stays as the table had it.

use std::fmt::Write as _;
use std::path::Path;

use care::Role;
use vault_store::vault::Hosting;
use web::{Agencies, DOOR_ROUTES, WORK_ROUTES, Who};

use crate::support::agency::{House, Person, SETUP, on_both};
use crate::support::forms::{Form, Pairs};
use crate::support::things::Things;

/// Who asks, in the table's order.
const ROLES: [&str; 8] = ["nobody", "holder", "lead", "editor", "coordinator", "auditor", "other", "person"];

const HEAD: &str = "\
# What every page of an agency answers to whom, as tests/all/work/authorization.rs asks it: a GET, or the page's own form as
# the page gives it, with ids of the agency in its address. `lead` leads and holds no case; `other` holds cases of another
# agency; `person` has opened their own page, and sends what opens it as a session of staff too.
# CONTINUUM_WRITE_MATRIX=1 cargo nextest run -p web authorization writes this table from what the code says of who
# may; of those who may it keeps what stood here, and a new line begins as 200 for a GET and 303 for a form.
";

struct Line {
    route: String,
    method: String,
    cells: Vec<u16>,
}

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/authorization.txt")
}

fn matrix() -> Vec<Line> {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = |line: &str| {
        let mut words = line.split_whitespace();
        let (route, method) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
        Line { route, method, cells: words.map(|cell| cell.parse().unwrap()).collect() }
    };
    lines.filter(|line| !line.starts_with("route ")).map(read).collect()
}

/// Every route with its methods, and for whom it is; the doors are for everybody.
fn routes() -> Vec<(&'static str, &'static str, Option<Who>)> {
    let doors = DOOR_ROUTES.iter().map(|(route, methods)| (*route, *methods, None));
    let all = WORK_ROUTES.iter().map(|(route, methods, who)| (*route, *methods, Some(*who))).chain(doors);
    all.flat_map(|(route, methods, who)| methods.iter().map(move |method| (route, *method, who))).collect()
}

/// What somebody of this column is there for, as the code has it.
fn roles(column: &str) -> &'static [Role] {
    match column {
        "holder" | "other" => &[Role::CaseHolder],
        "lead" => &[Role::Lead],
        "editor" => &[Role::DirectoryEditor],
        "coordinator" => &[Role::Coordinator],
        "auditor" => &[Role::Auditor],
        _ => &[],
    }
}

/// Whether somebody is nobody at work.
fn is_nobody(column: &str) -> bool {
    matches!(column, "nobody" | "person")
}

/// Whether a route is for whoever this column is of.
fn may(route: &str, who: Option<Who>, column: &str) -> bool {
    let Some(who) = who else { return true };
    let is_of_an_agency = column == "other" && route.contains('{');
    !is_nobody(column) && !is_of_an_agency && who.is(care::Roles::of(roles(column).iter().copied()).unwrap())
}

/// The table as the code has it; what those who may are answered is taken from the one there was.
fn written(before: &[Line]) -> String {
    let mut text = HEAD.to_owned();
    let mut line = |words: &[String]| {
        let _ = write!(text, "{:<48} {:<6}", words[0], words[1]);
        for (cell, column) in words[2..].iter().zip(ROLES) {
            let _ = write!(text, " {cell:<width$}", width = column.len());
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    };
    let head: Vec<String> = ["route", "method"].into_iter().chain(ROLES).map(str::to_owned).collect();
    line(&head);
    for (route, method, who) in routes() {
        let stood = before.iter().find(|line| line.route == route && line.method == method);
        let of = |at: usize| stood.and_then(|line| line.cells.get(at).copied());
        let is_for = |at: &usize| may(route, who, ROLES[*at]);
        let usual = if method == "GET" { 200 } else { 303 };
        let kept = (0..ROLES.len()).filter(is_for).find_map(of).filter(|cell| *cell != 404).unwrap_or(usual);
        let cell = |at: usize| match (ROLES[at], method) {
            _ if is_for(&at) => of(at).filter(|cell| !matches!(cell, 401 | 404)).unwrap_or(kept),
            (column, "GET") if is_nobody(column) => 303,
            // A file that came without a session is not held: it is still where it was.
            (column, _) if is_nobody(column) => of(at).filter(|cell| *cell == 303).unwrap_or(401),
            _ => 404,
        };
        let cells = (0..ROLES.len()).map(|at| cell(at).to_string());
        let words: Vec<String> = [route.to_owned(), method.to_owned()].into_iter().chain(cells).collect();
        line(&words);
    }
    text
}

#[test]
fn authorization_has_every_route_for_everybody_and_nothing_else() {
    let before = matrix();
    let expected = written(&before);
    if std::env::var_os("CONTINUUM_WRITE_MATRIX").is_some() {
        std::fs::write(file(), &expected).unwrap();
        return;
    }
    for (route, method, _) in routes() {
        let of = before.iter().filter(|line| line.route == route && line.method == method).count();
        assert_eq!(of, 1, "{method} {route} stands {of} times in tests/authorization.txt");
    }
    for line in &before {
        let is_there =
            routes().iter().any(|(route, method, _)| *route == line.route && *method == line.method);
        assert!(is_there, "{} {} of tests/authorization.txt leads nowhere", line.method, line.route);
        assert_eq!(line.cells.len(), ROLES.len(), "{} {}", line.method, line.route);
        assert!(
            line.cells.iter().all(|cell| *cell != 403),
            "{} is refused, which tells that it is there",
            line.route
        );
    }
    let stands = std::fs::read_to_string(file()).unwrap();
    assert!(
        stands == expected,
        "tests/authorization.txt says otherwise than the code who may; it would be\n{expected}"
    );
}

struct Everybody {
    house: House,
    people: Vec<Person>,
}

impl Everybody {
    async fn of(house: House) -> Self {
        let (south, circle, sol) = house.founded("House of the South", "sol").await;
        for (agency, listed) in [(house.agency, "a"), (south, "b")] {
            let vault = house.half.vault();
            assert!(vault.describe_agency(agency, "A house", Some(listed)).await.unwrap());
        }
        // It was alone on its machine, which its lead is asked about now.
        assert!(house.half.vault().set_hosting(house.agency, Hosting::Own).await.unwrap());
        // Something that a service asks stands on its page with a form of its own.
        let ask = "/at-work/listing/service/beds/ask/new";
        house.fill(&house.lead, ask, ask, "A photo ID").await;
        let mut people = vec![Person::new()];
        for column in &ROLES[1..6] {
            let roles = roles(column);
            let circles = if roles.contains(&Role::CaseHolder) { vec![house.circle] } else { Vec::new() };
            people.push(house.joined(&house.lead, column, (roles, &circles)).await);
        }
        people.push(house.joined(&sol, "other", (&[Role::CaseHolder], &[circle])).await);
        people.push(house.person("Green hill").await);
        Self { house, people }
    }

    /// The things that a route's address names: those that there are, or others where asking has ended one of them.
    async fn things(&self, (route, method): (&str, &str), things: &mut Things) {
        let (holder, lead) = (&self.people[1], &self.house.lead);
        let is_there = async |route: &str| self.house.get(holder, &things.address(route)).await.status == 200;
        if route.contains("{case}")
            && !(is_there("/at-work/case/{case}").await
                && is_there("/at-work/case/{case}/document/{document}").await)
        {
            *things =
                Things { circle: String::new(), ..Things::case(&self.house, holder, "Blue door").await };
        }
        let names = ["{user}", "{invitation}", "{circle}", "{message}", "{partner}"]
            .iter()
            .any(|id| route.contains(id));
        if names && (things.circle.is_empty() || method != "GET" || route.starts_with("/invitation")) {
            let name = format!("cy{}", self.house.drawn_number());
            let made = std::mem::take(things);
            *things = made.people(&self.house, (lead, self.house.circle), &[holder], &name).await;
        }
    }

    /// The form that leads to a route, as a page gives it to somebody who may.
    async fn form(&self, who: &Person, route: &str, things: &Things) -> (Form, Pairs) {
        let path = things.address(route);
        let near = |page: &&str| {
            std::cmp::Reverse(page.bytes().zip(route.bytes()).take_while(|(a, b)| a == b).count())
        };
        let mut pages: Vec<&str> =
            routes().iter().filter(|(_, method, _)| *method == "GET").map(|(page, _, _)| *page).collect();
        pages.sort_by_key(near);
        let ids: Vec<&str> = route.split('{').skip(1).filter_map(|piece| piece.split('}').next()).collect();
        let has = |page: &&str| {
            let mut named = page.split('{').skip(1).filter_map(|piece| piece.split('}').next());
            named.all(|id| id == "part" || ids.contains(&id))
        };
        for page in pages.into_iter().filter(has) {
            let page = if page == "/setup" { Agencies::setup_path(&SETUP) } else { things.address(page) };
            let forms = self.house.get(who, &page).await.forms();
            if let Some(form) = forms.into_iter().find(|form| form.leads_to(&path)) {
                let mut pairs = form.given();
                // Where each button says something of its own, one of them is pressed.
                let pressed =
                    form.buttons.first().filter(|_| form.buttons.iter().all(|one| !one.name.is_empty()));
                pairs.extend(pressed.map(|button| (button.name.clone(), button.value.clone())));
                return (form, pairs);
            }
        }
        let form = Form { action: path, is_multipart: false, fields: Vec::new(), buttons: Vec::new() };
        (form, Vec::new())
    }
}

#[tokio::test]
async fn authorization_matrix() {
    let matrix = matrix();
    on_both(async |house| {
        let (all, mut found) = (Everybody::of(house).await, Vec::new());
        let mut things = Things::default();
        for (route, method, who) in routes() {
            let line = matrix.iter().find(|line| line.route == route && line.method == method);
            let line =
                line.unwrap_or_else(|| panic!("{method} {route} is missing in tests/authorization.txt"));
            all.things((route, method), &mut things).await;
            let path = match (route, method) {
                ("/setup", "GET") => Agencies::setup_path(&SETUP),
                _ => things.address(route),
            };
            // Those who may not come first: what they send would do what it says.
            let mut order: Vec<usize> = (0..ROLES.len()).collect();
            order.sort_by_key(|at| may(route, who, ROLES[*at]));
            let first = order.iter().copied().find(|at| may(route, who, ROLES[*at])).unwrap();
            let mut given: Option<(Form, Pairs)> = None;
            for at in order {
                let person = &all.people[at];
                let answer = if method == "GET" {
                    all.house.get(person, &path).await
                } else {
                    let is_theirs = may(route, who, ROLES[at]);
                    if is_theirs || given.is_none() {
                        let asks = if is_theirs { at } else { first };
                        given = Some(all.form(&all.people[asks], route, &things).await);
                    }
                    let (form, pairs) = given.as_ref().unwrap();
                    all.house.submit(person, form, &path, pairs).await
                };
                if answer.status.as_u16() != line.cells[at] {
                    found.push(format!(
                        "{method} {route} answers {} and not {} to {}: {}",
                        answer.status.as_u16(),
                        line.cells[at],
                        ROLES[at],
                        answer.text().chars().take(300).collect::<String>(),
                    ));
                }
                if answer.status == 401 || (is_nobody(ROLES[at]) && answer.status == 303 && who.is_some()) {
                    let leads = answer.header("location") == "/sign-in"
                        || answer.body.contains("action=\"/sign-in\"");
                    assert!(leads, "{method} {route} leads nobody to where one signs in");
                }
                if answer.status == 404 && who.is_some() {
                    assert!(
                        answer.body.contains("<h1>"),
                        "{method} {route} answers {} with a page",
                        ROLES[at]
                    );
                }
                if route == "/sign-out" && person.user.is_some() {
                    all.house.sign_in_anew(person).await;
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}
