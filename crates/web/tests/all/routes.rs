//! `tests/routes.txt`: every route, with what it answers to every method it has, and to one that it has not.

use axum::body::Body;
use axum::http::Request;

use crate::support::{Answer, Site, form_request};

pub(crate) struct Line {
    pub(crate) route: &'static str,
    pub(crate) method: &'static str,
    pub(crate) status: u16,
}

/// The lines of the matrix.
pub(crate) fn matrix() -> Vec<Line> {
    let lines = include_str!("../routes.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let [route, method, status] = std::array::from_fn(|_| words.next().unwrap());
            Line { route, method, status: status.parse().unwrap() }
        })
        .collect()
}

/// An address that the route leads to.
pub(crate) async fn address(site: &Site, route: &str) -> String {
    let home = site.get("/").await.body;
    let agencies = site.get("/agencies").await.body;
    let first = |page: &str, start: &str| {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    match route {
        "/service/{agency}/{service}" => format!("/service/{}", first(&agencies, "href=\"/service/")),
        "/service/{agency}/{service}/asked" => {
            format!("/service/{}/asked", first(&agencies, "href=\"/service/"))
        }
        "/agency/{agency}" => format!("/agency/{}", first(&agencies, "href=\"/agency/")),
        "/static/{name}" => format!("/static/{}", first(&home, "href=\"/static/")),
        plain => plain.to_owned(),
    }
}

/// What a line of the matrix gets.
pub(crate) async fn ask(site: &Site, line: &Line) -> Answer {
    let address = address(site, line.route).await;
    if (line.method, line.route) == ("POST", "/asked") {
        let service = self::address(site, "/service/{agency}/{service}").await.replace("/service/", "");
        return site.send(form_request(&address, format!("service={service}&kind=curfew").as_bytes())).await;
    }
    if line.method == "POST" {
        return site.send(form_request(&address, b"need=emergency-shelter")).await;
    }
    site.send(Request::builder().method(line.method).uri(address).body(Body::empty()).unwrap()).await
}

#[test]
fn every_route_stands_in_the_matrix() {
    let matrix = matrix();
    for (route, methods) in web::ROUTES {
        let of_route = || matrix.iter().filter(|line| line.route == *route);
        for method in *methods {
            let found = of_route().any(|line| line.method == *method && line.status < 400);
            assert!(found, "{method} {route} is missing in tests/routes.txt");
        }
        let refused = of_route().filter(|line| line.status == 405);
        for line in refused {
            assert!(!methods.contains(&line.method), "{} {route} is both there and refused", line.method);
        }
        assert!(
            of_route().any(|line| line.status == 405),
            "no refused method of {route} in tests/routes.txt"
        );
    }
}

#[tokio::test]
async fn every_route_answers_as_the_matrix_says() {
    let site = Site::demo().await;
    for line in matrix() {
        let answer = ask(&site, &line).await;
        assert_eq!(answer.status.as_u16(), line.status, "{} {}", line.method, line.route);
        if line.status >= 400 {
            assert!(answer.body.contains("<h1>"), "{} {} answers with a page", line.method, line.route);
        }
    }
}

#[tokio::test]
async fn the_made_up_network_is_labelled_on_every_page_in_both_languages() {
    let site = Site::demo().await;
    for line in matrix().iter().filter(|line| line.status != 303 && line.route != "/static/{name}") {
        let answer = ask(&site, line).await;
        assert!(answer.text().contains("Made up."), "{} {}", line.method, line.route);
    }
    assert!(site.get("/?lang=es").await.text().contains("Datos inventados."));
}
