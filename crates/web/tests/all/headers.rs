use crate::routes::{ask, matrix};
use crate::support::Site;

/// The same on every response, whatever its status.
const ALWAYS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

#[tokio::test]
async fn every_response_tells_the_browser_to_load_and_tell_nothing() {
    let site = Site::demo().await;
    for line in matrix() {
        let answer = ask(&site, &line).await;
        for (name, value) in ALWAYS {
            assert_eq!(answer.header(name), value, "{name} of {} {}", line.method, line.route);
        }
        assert!(answer.header("permissions-policy").contains("geolocation=()"), "{}", line.route);
    }
}

#[tokio::test]
async fn only_the_stylesheet_and_the_script_may_be_kept() {
    let site = Site::demo().await;
    for line in matrix() {
        let answer = ask(&site, &line).await;
        let expected = match (line.route, line.status) {
            ("/static/{name}", 200) => "public, max-age=31536000, immutable",
            _ => "no-store",
        };
        assert_eq!(answer.header("cache-control"), expected, "{} {}", line.method, line.route);
    }
}

#[tokio::test]
async fn no_page_sets_a_cookie_unless_a_language_is_chosen() {
    let site = Site::demo().await;
    for line in matrix().iter().filter(|line| line.route != "/leave") {
        assert_eq!(ask(&site, line).await.header("set-cookie"), "", "{} {}", line.method, line.route);
    }
    assert_eq!(site.get("/?lang=es").await.header("set-cookie"), "lang=es; Path=/; SameSite=Lax; HttpOnly");
    assert_eq!(site.get("/?lang=xx").await.header("set-cookie"), "");
}
