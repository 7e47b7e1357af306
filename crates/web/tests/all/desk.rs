//! A list goes in through the page: only for who has the address, and only once they say so.

use axum::body::Body;
use axum::http::Request;
use network::{Directory, Source, Strength};
use serde_json::json;
use web::{DESK_ROUTES, Desk};

use crate::log;
use crate::support::desk::{AtDesk, SECRET, SESSION, desk, ten_services, upload_request};
use crate::support::{Answer, Site, form_request, noon};

fn key() -> String {
    Desk::path(&SECRET).rsplit_once('=').unwrap().1.to_owned()
}

async fn empty() -> AtDesk {
    AtDesk::of(Site::of(&Directory::default()).await).await
}

/// The ten services, as they are.
fn list() -> Vec<u8> {
    ten_services(|_, _| ())
}

/// Every route of the desk, asked in every way.
async fn every_route(send: impl AsyncFn(Request<Body>) -> Answer) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    for (route, _) in DESK_ROUTES {
        for method in ["GET", "POST", "PUT", "DELETE", "HEAD"] {
            let request = match (method, *route) {
                ("POST", "/desk") => upload_request(&[("list.json", b"[]")], ""),
                ("POST", route) => form_request(route, b"number=1&do=leave&key=00"),
                _ => Request::builder().method(method).uri(*route).body(Body::empty()).unwrap(),
            };
            answers.push((format!("{method} {route}"), send(request).await));
        }
    }
    answers
}

#[tokio::test]
async fn without_its_session_no_page_of_the_desk_is_there() {
    let without = Site::demo().await;
    let closed = without.with_desk(web::Clock::Fixed(noon()), desk()).await;
    let wrong = format!("desk={}", "5".repeat(64));
    for cookie in ["", "desk=", wrong.as_str(), "desk=zz; __Secure-desk=", &format!("lang={}", key())] {
        let send = async |mut request: Request<Body>| {
            request.headers_mut().insert("cookie", cookie.parse().unwrap());
            closed.send(request).await
        };
        for (what, answer) in every_route(send).await {
            assert!(answer.status == 404 || what.ends_with("/desk/enter"), "{what}: {}", answer.status);
            assert!(answer.status == 404 || answer.status == 405, "{what}: {}", answer.status);
        }
    }
    for page in ["/", "/find", "/agencies", "/safety"] {
        assert!(!closed.get(page).await.body.contains("/desk"), "{page} leads nobody there");
    }
    let none = Site::demo().await;
    for (what, answer) in every_route(async |request| none.send(request).await).await {
        assert_eq!(answer.status, 404, "{what}, where there is no desk");
    }
}

#[tokio::test]
async fn the_address_works_once_and_its_secret_is_nowhere() {
    log::listen();
    let site = Site::of(&Directory::default()).await.with_desk(web::Clock::Fixed(noon()), desk()).await;
    let path = Desk::path(&SECRET);
    for wrong in ["/desk/enter", "/desk/enter?key=", "/desk/enter?key=00", &path[..path.len() - 1]] {
        assert_eq!(site.get(wrong).await.status, 404, "{wrong}");
    }
    for _ in 0..2 {
        let page = site.get(&path).await;
        assert_eq!(page.status, 200, "looking at the address uses nothing up");
        assert!(page.text().contains("It works once") && page.header("set-cookie").is_empty());
    }
    assert!(site.get(&format!("{path}&lang=es")).await.text().contains("Sirve una vez"));
    let mut from_elsewhere = form_request("/desk/enter", format!("key={}", key()).as_bytes());
    from_elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(site.send(from_elsewhere).await.status, 403);
    let entered = site.post("/desk/enter", &format!("key={}", key())).await;
    let session: String = SESSION.iter().map(|byte| format!("{byte:02x}")).collect();
    let cookie = format!("desk={session}; Path=/desk; HttpOnly; SameSite=Strict");
    assert_eq!(entered.header("set-cookie"), cookie);
    assert_eq!(site.get(&path).await.status, 404, "the second time it is not there");
    assert_eq!(site.post("/desk/enter", &format!("key={}", key())).await.status, 404);

    let with = async |value: String| {
        let request = Request::get("/desk").header("cookie", value).body(Body::empty()).unwrap();
        site.send(request).await.status.as_u16()
    };
    assert_eq!(with(format!("lang=en; desk={session}")).await, 200);
    assert_eq!(with(format!("desk={}", key())).await, 404, "the secret is no session");
    let log = log::written();
    assert!(log.contains("route=\"/desk/enter\""));
    assert!(!log.contains(&key()) && !log.contains(&session), "neither is in the log");
}

#[tokio::test]
async fn over_an_encrypted_line_the_cookie_says_so() {
    let site = Site::of(&Directory::default()).await.with_desk(web::Clock::Fixed(noon()), desk()).await;
    let mut request = form_request("/desk/enter", format!("key={}", key()).as_bytes());
    request.headers_mut().insert("x-forwarded-proto", "https".parse().unwrap());
    let answer = site.send(request).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Secure-desk=") && cookie.ends_with("; Secure"), "{cookie}");
    let session = cookie.split(';').next().unwrap();
    let request = Request::get("/desk").header("cookie", session).body(Body::empty()).unwrap();
    assert_eq!(site.send(request).await.status, 200);
}

#[tokio::test]
async fn a_list_is_shown_first_and_kept_only_once_somebody_says_so() {
    let at = empty().await;
    let start = at.get("/desk").await;
    assert!(start.text().contains("50 MB at most") && start.body.contains("enctype=\"multipart/form-data\""));
    let sent = at.upload(&[("ten.json", &list())], "").await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/desk/review"), "{}", sent.text());
    let review = at.get("/desk/review").await.text();
    for part in ["10 services · 4 agencies", "10 new", "10 new services", "Quillmere Clinic 7", "Bring it in"]
    {
        assert!(review.contains(part), "`{part}` is not in: {review}");
    }
    assert!(at.get("/desk").await.text().contains("A list waits for your decision"));
    assert_eq!(at.site.store().await.directory().await.unwrap(), Directory::default(), "nothing is kept yet");
    assert!(!at.site.get("/agencies").await.body.contains("Agency 3"));

    let brought = at.decide("bring").await;
    assert_eq!(brought.status, 303);
    let done = at.get("/desk/done").await;
    assert!(done.text().contains("10 services, 4 agencies are in the directory"), "{}", done.text());
    assert!(done.body.contains("href=\"/service/a3/s7\""));
    let found = at.site.post("/find", "need=dental").await.text();
    assert!(found.contains("Quillmere Clinic 7"), "it is found at once: {found}");
    assert_eq!(at.get("/desk/review").await.status, 303, "there is nothing to decide on any more");
    let spanish = at.get("/desk/done?lang=es").await.text();
    assert!(spanish.contains("10 servicios, 4 organizaciones están en el directorio"), "{spanish}");
}

#[tokio::test]
async fn a_newer_list_says_what_it_changes_and_keeps_what_was_confirmed() {
    let at = empty().await;
    at.upload(&[("may.json", &list())], "").await;
    at.decide("bring").await;
    // Somebody confirms a listing by hand.
    let store = at.site.store().await;
    let mut directory = store.directory().await.unwrap();
    directory.services[0].confirmed = Some(jiff::civil::date(2026, 3, 1));
    store.put(&directory, "may").await.unwrap();

    let newer = ten_services(|number, service| match number {
        0 => service["name"] = json!("Quillmere Teeth"),
        1 => service["url"] = json!("https://clinic.example"),
        _ => {}
    });
    // Under another file's name it is another list, until somebody says that it is not.
    at.upload(&[("june.json", &newer)], "").await;
    let asked = at.get("/desk/review").await.text();
    assert!(asked.contains("Is this a newer version of that list?") && asked.contains("“may”"), "{asked}");
    assert!(!asked.contains("Bring it in"));
    assert_eq!(at.decide("same").await.status, 303);
    let review = at.get("/desk/review").await.text();
    for part in ["2 changed", "8 as before", "Quillmere Teeth · name", "Quillmere Clinic 1 · website"] {
        assert!(review.contains(part), "`{part}` is not in: {review}");
    }
    // Or they say so at once.
    assert!(at.get("/desk").await.body.contains("<option>may</option>"));
    at.upload(&[("june.json", &newer)], "may").await;
    assert_eq!(at.decide("bring").await.status, 303);
    let done = at.get("/desk/done").await.text();
    assert!(done.contains("2 services are different") && done.contains("Quillmere Teeth · name"), "{done}");
    let kept = store.directory().await.unwrap();
    assert_eq!(kept.services[0].confirmed, Some(jiff::civil::date(2026, 3, 1)));
    assert_eq!(kept.services[0].name, "Quillmere Teeth");

    at.upload(&[("may.json", &newer)], "").await;
    let same = at.get("/desk/review").await.text();
    assert!(same.contains("There is nothing to bring in") && !same.contains("Bring it in"), "{same}");
}

#[tokio::test]
async fn what_is_left_or_forgotten_is_gone_and_a_decision_is_about_what_was_shown() {
    let at = empty().await;
    at.upload(&[("a.json", &list())], "").await;
    assert_eq!(at.decide("leave").await.header("location"), "/desk");
    assert_eq!(at.get("/desk/review").await.status, 410);

    at.upload(&[("a.json", &list())], "").await;
    at.pass(14);
    assert_eq!(at.get("/desk/review").await.status, 200);
    let page = at.get("/desk/review").await.body;
    let (_, rest) = page.split_once("name=\"number\" value=\"").unwrap();
    let number = rest.split('"').next().unwrap().to_owned();
    at.pass(2);
    let late = at.post("/desk/review", &format!("number={number}&do=bring")).await;
    assert_eq!(late.status, 410, "a quarter of an hour is over");
    assert!(late.text().contains("15 minutes have passed and it was forgotten"));

    at.upload(&[("b.json", &list())], "").await;
    let old = at.post("/desk/review", &format!("number={number}&do=bring")).await;
    assert_eq!(old.status, 410, "another list waits now");
    assert_eq!(at.get("/desk/review").await.status, 200, "and it still does");
    assert_eq!(at.site.store().await.directory().await.unwrap(), Directory::default());

    assert_eq!(at.post("/desk/end", "").await.status, 303);
    assert_eq!(at.get("/desk").await.status, 404, "the session is over");
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends() {
    let at = empty().await;
    at.pass(119);
    assert_eq!(at.get("/desk").await.status, 200);
    at.pass(121);
    assert_eq!(at.get("/desk").await.status, 404);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_in_both_languages_and_nothing_is_kept() {
    let at = empty().await;
    let of = async |files: &[(&str, &[u8])], lang: &str| {
        let mut request = upload_request(files, "");
        *request.uri_mut() = format!("/desk?lang={lang}").parse().unwrap();
        at.send(request).await
    };
    for (files, status, en, es) in [
        (&[][..], 422, "Choose a file first.", "Elija primero un archivo."),
        (&[("a.pdf", &b"%PDF"[..])][..], 422, "This is no list that can be read", "No es una lista que aquí"),
        (&[("a.json", &b""[..])][..], 422, "a.json is empty.", "a.json está vacío."),
        (&[("a.json", &b"[{]"[..])][..], 422, "a.json is not sound JSON", "a.json no es JSON correcto"),
        (
            &[("a.zip", &b"PK\x03\x04cut"[..])][..],
            422,
            "a.zip cannot be unpacked",
            "a.zip no se puede desempaquetar",
        ),
        (
            &[("a.xlsx", &b"PK\x03\x04cut"[..])][..],
            422,
            "a.xlsx cannot be opened",
            "a.xlsx no se puede abrir",
        ),
        (
            &[("a.csv", &b"x,y\n1,2\n"[..])][..],
            422,
            "a.csv has no column “Agency”",
            "a.csv no tiene una columna «Organización»",
        ),
        (&[("a.json", &b"{\"x\": 1}"[..])][..], 422, "Nothing in a.json could be", "Nada en a.json"),
    ] {
        for (lang, sentence) in [("en", en), ("es", es)] {
            let answer = of(files, lang).await;
            assert_eq!(answer.status, status, "{sentence}");
            assert!(answer.text().contains(sentence), "{sentence}: {}", answer.text());
            assert!(answer.body.contains("id=\"summary\""));
        }
    }
    let large = vec![b' '; 51_000_000];
    let answer = of(&[("a.json", &large)], "en").await;
    assert_eq!(answer.status, 413);
    assert!(answer.text().contains("That is larger than 50 MB."), "{}", answer.text());
    let hostile = "\"><script>alert(1)</script>.pdf";
    assert!(!of(&[(&hostile.replace('"', ""), b"x")], "en").await.body.contains("<script>alert"));
    assert_eq!(at.post("/desk", "file=x").await.status, 415);
    assert_eq!(at.get("/desk/review").await.status, 410, "nothing waits");
}

#[tokio::test]
async fn sensitive_addresses_are_set_aside_and_never_shown_whole() {
    const STREET: &str = "4417 Tawnyford Lane";
    let at = empty().await;
    let list = json!([{"id": "a", "name": "Agency", "description": "Help",
        "locations": [{"id": "l", "location_type": "physical", "name": "Confidential shelter location",
            "addresses": [{"id": "d", "address_1": STREET, "city": "Quillmere", "state_province": "CA",
                "postal_code": "95877", "country": "US", "address_type": "physical"}]}],
        "services": [{"id": "s", "name": "Emergency shelter for survivors of domestic violence",
            "description": format!("Come to {STREET}"), "status": "active",
            "service_at_locations": [{"id": "sl", "location_id": "l", "location": {"id": "l"}}]}]}]);
    at.upload(&[("list.json", list.to_string().as_bytes())], "").await;
    let mut pages = vec![at.get("/desk/review").await, at.get("/desk/findings").await];
    let review = pages[0].text();
    assert!(review.contains("One address looks sensitive and was set aside"), "{review}");
    at.decide("bring").await;
    pages.extend([at.get("/desk/done").await, at.get("/desk/findings").await]);
    for page in pages {
        assert!(!page.body.contains(STREET) && !page.body.contains("Tawnyford"), "{}", page.text());
    }
}

#[tokio::test]
async fn what_is_not_right_and_what_was_read_is_shown_before() {
    let at = empty().await;
    let list = ten_services(|number, service| {
        if number == 2 {
            service["email"] = json!("not a mail address");
            service["url"] = json!("clinic.example");
        }
        if number == 3 {
            service["languages"] = json!([{"id": "x", "code": "zzz", "name": "Nobody's"}]);
        }
    });
    at.upload(&[("list.json", &list)], "").await;
    let review = at.get("/desk/review").await;
    assert!(review.body.contains("class=\"findings\""), "{}", review.text());
    let page = at.get("/desk/findings").await;
    assert_eq!(page.title(), "What is not right in the list – Find help near you");
    assert!(page.text().contains("list.json"), "{}", page.text());
    let spanish = at.get("/desk/findings?lang=es").await;
    assert!(spanish.title().starts_with("Lo que no está bien en la lista"));
    assert_ne!(page.text(), spanish.text());
    let (headers, english) = at.bytes("/desk/findings/en").await;
    assert_eq!(headers["content-disposition"], "attachment; filename=\"findings.xlsx\"");
    assert!(english.starts_with(b"PK") && english != at.bytes("/desk/findings/es").await.1);
    assert_eq!(at.get("/desk/findings/xx").await.status, 404);
}

#[tokio::test]
async fn every_answer_of_the_desk_says_what_all_others_say_to_the_browser() {
    let at = empty().await;
    at.upload(&[("ten.json", &list())], "").await;
    for (what, answer) in every_route(async |request| at.send(request).await).await {
        assert_eq!(answer.header("cache-control"), "no-store", "{what}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{what}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{what}");
        assert!(answer.status.as_u16() < 500, "{what}: {}", answer.status);
    }
}

#[tokio::test]
async fn the_same_story_on_postgresql() {
    let database = testkit::postgres::database();
    let at = AtDesk::of(Site::on_postgres(&Directory::default(), &database).await).await;
    at.upload(&[("ten.json", &list())], "").await;
    assert_eq!(at.decide("bring").await.status, 303);
    assert!(at.site.post("/find", "need=dental").await.text().contains("Quillmere Clinic 7"));
    let kept = at.site.store().await.directory().await.unwrap();
    let read = |service: &network::Service| {
        service.requirements.iter().any(|r| r.source == Source::Read && r.strength != Strength::Never)
    };
    assert_eq!((kept.services.len(), kept.services.iter().filter(|s| read(s)).count()), (10, 0));
}

#[tokio::test]
async fn the_spreadsheet_to_fill_in_can_be_had_in_both_languages() {
    let at = empty().await;
    for (language, name) in [("en", "services.xlsx"), ("es", "servicios.xlsx")] {
        assert!(at.get("/desk").await.body.contains(&format!("href=\"/desk/template/{language}\"")));
        let file = at.bytes(&format!("/desk/template/{language}")).await;
        let (headers, bytes) = file;
        assert_eq!(headers["content-disposition"], format!("attachment; filename=\"{name}\""));
        // What is had there is read here: a list without a row.
        let sent = at.upload(&[(name, &bytes)], "").await;
        assert!(matches!(sent.status.as_u16(), 303 | 422), "{}", sent.text());
    }
    assert_eq!(at.get("/desk/template/xx").await.status, 404);
}
