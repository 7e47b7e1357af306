//! Whatever arrives gets a clear sentence in a page of ours.

use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;

use crate::support::{Answer, Site, form_request};

async fn wrong(site: &Site, form: &str) -> Answer {
    let answer = site.post("/find", form).await;
    assert_eq!(answer.status, 422, "{form}");
    assert!(answer.body.contains("id=\"summary\""), "{form}");
    answer
}

#[tokio::test]
async fn each_wrong_field_gets_its_sentence_and_the_rest_is_kept() {
    let site = Site::demo().await;
    for (form, sentence) in [
        ("cannot=photo-id", "Tick at least one thing"),
        ("need=dragons&need=dental", "One of the choices here is not on this page"),
        ("need=dental&cannot=dragons", "One of the choices here is not on this page"),
        ("need=dental&age=900", "One of the choices here is not on this page"),
        ("need=dental&far=-3", "One of the choices here is not on this page"),
        ("need=dental&place=99999999999999", "This does not look like a postal code"),
        ("need=dental&place=6060", "We don’t know this postal code"),
        ("need=dental&place=00000", "We don’t know this postal code"),
        ("need=dental&place=K1A+0B6", "We don’t know this postal code"),
        ("need=dental&avoid=60601", "is no agency or place that is known here"),
        ("need=dental&place=Atlantis", "No place of this name is known here"),
        ("need=dental&place=Juniper", "Which place do you mean?"),
        ("need=dental&place=%FF%FE", "could not be read"),
        ("need=dental&place=a%00b", "could not be read"),
        ("need=dental&avoid=The+moon", "is no agency or place that is known here"),
    ] {
        let answer = wrong(&site, form).await;
        assert!(answer.text().contains(sentence), "{form}: {}", answer.text());
    }
    let answer = wrong(&site, "cannot=photo-id&place=Juniper+Flat&speaks=es&with=pets").await;
    for kept in [
        "value=\"photo-id\" checked",
        "value=\"Juniper Flat\"",
        "value=\"es\" checked",
        "value=\"pets\" checked",
    ] {
        assert!(answer.body.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn the_sentence_of_a_field_is_bound_to_it() {
    let site = Site::demo().await;
    let answer = wrong(&site, "need=dental&place=Atlantis").await;
    assert!(answer.body.contains("aria-describedby=\"place-hint place-wrong\" aria-invalid=\"true\""));
    assert!(answer.body.contains("id=\"place-wrong\""));
    assert!(answer.body.contains("href=\"#place\""));
    assert!(answer.title().starts_with("Please check"));
}

#[tokio::test]
async fn too_much_is_refused_with_a_page() {
    let site = Site::demo().await;
    let huge = "need=dental&avoid=".to_owned() + &"x".repeat(70_000);
    for path in ["/find", "/sheet", "/script"] {
        let answer = site.post(path, &huge).await;
        assert_eq!(answer.status, 413);
        assert!(answer.text().contains("More was sent than the form can hold"));
    }
    let many = "need=dental&".repeat(5_000);
    assert_eq!(site.post("/find", &many).await.status, 200, "repetitions are one answer");
    let unknown = (0..6_000).map(|n| format!("need={n}&")).collect::<String>();
    assert_eq!(site.post("/find", &unknown).await.status, 422);
}

#[tokio::test]
async fn what_is_no_form_is_refused_with_a_page() {
    let site = Site::demo().await;
    for media in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
        let request = Request::post("/find").header("content-type", media).body(Body::from("{}")).unwrap();
        let answer = site.send(request).await;
        assert_eq!(answer.status, 415, "{media}");
        assert!(answer.text().contains("not one of this site’s forms"));
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let site = Site::demo().await;
    let with = |headers: &[(&'static str, &str)]| {
        let mut request = form_request("/find", b"need=dental");
        request.headers_mut().insert("host", "help.example".parse().unwrap());
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        request
    };
    let (fetched, origin) = ("sec-fetch-site", "origin");
    for (headers, status) in [
        (vec![(fetched, "cross-site")], 403),
        (vec![(fetched, "same-site")], 403),
        (vec![(fetched, "same-origin")], 200),
        (vec![(fetched, "none")], 200),
        (vec![(origin, "https://elsewhere.example")], 403),
        (vec![(origin, "https://help.example")], 200),
        (vec![(origin, "null")], 403),
        (vec![(origin, "null"), (fetched, "none")], 403),
        (vec![(origin, "null"), (fetched, "cross-site")], 403),
        (vec![(origin, "null"), (fetched, "same-origin")], 200),
        (vec![], 200),
    ] {
        let answer = site.send(with(&headers)).await;
        assert_eq!(answer.status.as_u16(), status, "{headers:?}");
        assert_eq!(answer.text().contains("sent from another site"), status == 403);
    }
}

#[tokio::test]
async fn addresses_that_cannot_be_read_are_not_found() {
    let site = Site::demo().await;
    for address in
        ["/service/%FF/%FE", "/agency/%00", "/agency/..%2f..%2fetc", "/static/..%2fCargo.toml", "/agency/"]
    {
        let answer = site.get(address).await;
        assert_eq!(answer.status, 404, "{address}");
        assert!(answer.text().contains("This page is not here"));
    }
    let long = format!("/agency/{}", "a".repeat(30_000));
    assert_eq!(site.get(&long).await.status, 404);
    assert!(site.get("/agency/x?lang=es").await.text().contains("Esta página no está aquí"));
}

#[test]
fn no_bytes_bring_a_page_down() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let site = runtime.block_on(Site::demo());
    let names = prop::sample::select(vec![
        "need", "first", "place", "far", "speaks", "with", "age", "pop", "must", "cannot", "avoid",
        "service", "change", "kind", "month", "outcome",
    ]);
    let values = prop_oneof![
        "[ -~]{0,40}",
        any::<String>(),
        prop::sample::select(vec![
            "dental",
            "photo-id",
            "Juniper Flat",
            "Saltbush, CA",
            "00101",
            "es",
            "3",
            "60+",
            "a/b",
            "children",
            "%",
        ])
        .prop_map(str::to_owned),
    ];
    let fields = prop::collection::vec((names, values), 0..12).prop_map(|fields| {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        fields
            .iter()
            .map(|(name, value)| format!("{name}={}&", encoded(value)))
            .collect::<String>()
            .into_bytes()
    });
    let bodies = prop_oneof![fields, prop::collection::vec(any::<u8>(), 0..200)];
    proptest!(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() }, |(body in bodies)| {
        for path in ["/find", "/sheet", "/script", "/service/a/b", "/service/a/b/asked", "/asked"] {
            let answer = runtime.block_on(site.send(form_request(path, &body)));
            prop_assert!(answer.status.as_u16() < 500, "{path} {body:?}: {}", answer.status);
            prop_assert!(answer.body.contains("<h1"), "{path} {body:?}");
        }
    });
}

#[tokio::test]
async fn no_address_leads_to_another_site() {
    let site = Site::demo().await;
    for address in ["//evil.example/find", "///evil.example/", "/\\evil.example/", "//evil.example/agencies"]
    {
        let Ok(request) = Request::get(address).body(Body::empty()) else { continue };
        let answer = site.send(request).await;
        assert_eq!(answer.status, 404, "{address}");
        assert!(!answer.body.contains("evil.example"), "{address}");
        assert!(answer.body.contains("href=\"/?lang=es\""), "{address}");
    }
    let long = format!("/{}", "long".repeat(2_000));
    assert!(!site.get(&long).await.body.contains("longlong"), "no path is echoed");
}

#[tokio::test]
async fn a_page_that_needs_the_form_leads_to_it() {
    let site = Site::demo().await;
    for path in ["/sheet", "/script"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 405);
        assert!(answer.title().starts_with("This page is reached through the form"), "{}", answer.title());
        assert!(
            !answer.body.contains("is not here") && answer.body.contains("class=\"button\" href=\"/find\"")
        );
    }
}
