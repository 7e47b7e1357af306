//! Somebody at the desk of a site.

use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use web::{Clock, Desk};

use super::{Answer, Site, form_request, noon};

pub(crate) const SECRET: [u8; 32] = [0xa7; 32];
pub(crate) const SESSION: [u8; 32] = [0x5e; 32];

/// A site with a desk, whose time passes only when a test says so.
pub(crate) struct AtDesk {
    pub(crate) site: Site,
    pub(crate) cookie: String,
    now: &'static AtomicI64,
}

/// A desk for a test.
pub(crate) fn desk() -> Desk {
    Desk::open(&SECRET, SESSION)
}

impl AtDesk {
    /// Opens a desk over this site's store, and goes in.
    pub(crate) async fn of(site: Site) -> Self {
        let now: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(noon().as_millisecond())));
        let site = site.with_desk(Clock::Set(now), desk()).await;
        let key = Desk::path(&SECRET).rsplit_once('=').unwrap().1.to_owned();
        let answer = site.post("/desk/enter", &format!("key={key}")).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/desk"));
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        Self { site, cookie, now }
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, minutes: i64) {
        self.now.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(form_request(path, form.as_bytes())).await
    }

    /// Chooses files, and says whose newer version they are.
    pub(crate) async fn upload(&self, files: &[(&str, &[u8])], list: &str) -> Answer {
        self.send(upload_request(files, list)).await
    }

    /// Sends a request with the session.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert("cookie", self.cookie.parse().unwrap());
        self.site.send(request).await
    }

    /// What a page answers, as it is.
    pub(crate) async fn bytes(&self, path: &str) -> (axum::http::HeaderMap, Vec<u8>) {
        let request = Request::get(path).header("cookie", &self.cookie).body(Body::empty()).unwrap();
        let response = self.site.respond(request).await;
        let headers = response.headers().clone();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (headers, bytes.to_vec())
    }

    /// Decides on what is shown for review.
    pub(crate) async fn decide(&self, what: &str) -> Answer {
        let page = self.get("/desk/review").await.body;
        let (_, rest) = page.split_once("name=\"number\" value=\"").unwrap();
        let number = rest.split('"').next().unwrap();
        self.post("/desk/review", &format!("number={number}&do={what}")).await
    }
}

pub(crate) fn upload_request(files: &[(&str, &[u8])], list: &str) -> Request<Body> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    let list = format!("--b\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n{list}\r\n--b--\r\n");
    body.extend_from_slice(list.as_bytes());
    let media = "multipart/form-data; boundary=b";
    Request::post("/desk").header("content-type", media).body(Body::from(body)).unwrap()
}

/// Ten services of four agencies, as HSDS has them; `change` may change each service.
pub(crate) fn ten_services(change: impl Fn(usize, &mut Value)) -> Vec<u8> {
    let service = |at: usize| {
        let mut service = json!({
            "id": format!("s{at}"),
            "name": format!("Quillmere Clinic {at}"),
            "status": "active",
            "description": "Teeth and gums",
            "attributes": [{"id": format!("n{at}"), "link_id": format!("s{at}"), "link_entity": "service",
                "value": "", "taxonomy_term": {"id": "t", "code": "dental", "name": "dental",
                    "description": "", "taxonomy": "continuum"}}],
        });
        change(at, &mut service);
        service
    };
    let agency = |at: usize| {
        let services = (0..10).filter(|number| number % 4 == at).map(service).collect::<Vec<_>>();
        json!({"id": format!("a{at}"), "name": format!("Agency {at}"), "description": "Help",
            "services": services})
    };
    Value::from((0..4).map(agency).collect::<Vec<_>>()).to_string().into_bytes()
}
