use testkit::browser::{Browser, DESKTOP, PHONE, Visitor};

use crate::site::serve;

const CLEAN: &str = r#"<!doctype html><html lang="en"><head><title>Doors</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>
<h1>Doors</h1><form action="/answer"><label>Name <input id="name" name="name"></label>
<label><input type="checkbox" name="bus" value="yes"> By bus</label>
<label>Tongue <select name="tongue"><option>en</option><option>es</option></select></label>
<button>Ask</button></form><p><a href="/planted">on</a></p>
<noscript><p id="still">Works without scripts</p></noscript></main></body></html>"#;

const PLANTED: &str = r#"<!doctype html><html lang="en"><head><title>Planted</title></head><body><main>
<h1>Planted</h1><img src="/door.png"><img src="https://outside.example/pixel.png" alt="">
<p style="width: 3000px">wide</p></main></body></html>"#;

const ANSWER: &str = r#"<!doctype html><html lang="en"><head><title>Answer</title></head><body><main>
<h1>Answer</h1></main></body></html>"#;

const PAGES: &[(&str, &str)] = &[("/", CLEAN), ("/planted", PLANTED), ("/answer", ANSWER)];

fn without_scripts() -> Browser {
    Browser::session(Visitor { javascript: false, ..Visitor::default() })
}

#[test]
fn axe_finds_nothing_on_a_clean_page_and_the_planted_fault_on_another() {
    let site = serve(PAGES);
    for browser in [Browser::start(), without_scripts()] {
        browser.visit(&format!("{site}/"));
        assert_eq!(browser.axe(), []);
        browser.visit(&format!("{site}/planted"));
        let found = browser.axe();
        let rules: Vec<&str> = found.iter().map(|violation| violation.rule.as_str()).collect();
        assert_eq!(rules, ["image-alt"]);
        assert!(found[0].to_string().contains("/door.png"), "{}", found[0]);
    }
}

#[test]
fn a_form_is_filled_and_sent_with_and_without_scripts() {
    let site = serve(PAGES);
    for browser in [Browser::start(), without_scripts()] {
        assert_eq!(browser.visit(&format!("{site}/")), 200);
        browser.fill("#name", "Ana");
        browser.check("input[name=bus]");
        browser.select("select[name=tongue]", "es");
        assert_eq!(browser.value("#name"), "Ana");
        browser.click("text=Ask");
        assert_eq!(browser.url(), format!("{site}/answer?name=Ana&bus=yes&tongue=es"));
        assert_eq!(browser.title(), "Answer");
        browser.back();
        browser.fill("#name", "Bea");
        browser.press("Enter");
        browser.wait_for_url("**/answer?name=Bea*");
        assert_eq!(browser.text("h1"), "Answer");
    }
}

#[test]
fn scripts_run_or_do_not_as_the_visitor_chose() {
    let site = serve(PAGES);
    for (browser, shown) in [(Browser::start(), false), (without_scripts(), true)] {
        browser.visit(&format!("{site}/"));
        assert_eq!(browser.visible("#still"), shown);
        assert_eq!(browser.axe(), []);
        browser.visit(&format!("{site}/"));
        assert_eq!(browser.visible("#still"), shown, "an audit changes nothing for the next page");
    }
}

#[test]
fn other_hosts_are_refused_and_counted() {
    let site = serve(PAGES);
    let browser = Browser::start();
    browser.visit(&format!("{site}/"));
    assert!(browser.outside_requests().is_empty());
    browser.click("a");
    assert_eq!(browser.outside_requests(), ["https://outside.example/pixel.png"]);
}

#[test]
fn a_page_tells_its_status_headers_weight_and_language() {
    let site = serve(PAGES);
    let browser = Browser::session(Visitor { locale: "es-MX", ..Visitor::default() });
    assert_eq!(browser.visit(&format!("{site}/nowhere")), 404);
    assert_eq!(browser.status(), 404);
    browser.visit(&format!("{site}/"));
    assert_eq!(browser.response_headers()["x-language"], "es-mx");
    let weight = browser.page_weight();
    let least = u64::try_from(CLEAN.len()).unwrap();
    assert!((least..least + 1_000).contains(&weight), "{weight} bytes");
}

#[test]
fn the_keyboard_reaches_everything_in_order() {
    let site = serve(PAGES);
    for browser in [Browser::start(), without_scripts()] {
        browser.visit(&format!("{site}/"));
        let stops = browser.focus_order(5);
        let tags: Vec<&str> = stops.iter().map(|stop| stop.tag.as_str()).collect();
        assert_eq!(tags, ["input", "input", "select", "button", "a"]);
        assert_eq!((stops[0].name.as_str(), stops[0].text.as_str()), ("name", "Name"));
        assert_eq!((stops[4].text.as_str(), stops[4].href.as_str()), ("on", "/planted"));
    }
}

#[test]
fn assistive_technology_is_told_the_page() {
    let site = serve(PAGES);
    let browser = Browser::start();
    browser.visit(&format!("{site}/answer"));
    assert_eq!(browser.aria_snapshot(), "- main:\n  - heading \"Answer\" [level=1]");
}

#[test]
fn a_page_is_seen_at_phone_width_in_the_dark_and_on_paper() {
    let site = serve(PAGES);
    let browser = Browser::session(Visitor { window: PHONE, ..Visitor::default() });
    browser.visit(&format!("{site}/"));
    assert_eq!(browser.overflow(), 0);
    browser.color_scheme("dark");
    assert_eq!(browser.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"), true);
    browser.media("print");
    assert_eq!(browser.evaluate("matchMedia('print').matches"), true);
    browser.viewport(DESKTOP);
    assert_eq!(browser.evaluate("window.innerWidth"), 1280);
    let folder = std::env::temp_dir().join(format!("continuum-picture-{}", std::process::id()));
    let picture = folder.join("page.png");
    browser.screenshot(&picture);
    assert!(std::fs::read(&picture).unwrap().starts_with(b"\x89PNG"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
#[should_panic(expected = "the browser could not visit")]
fn what_cannot_be_done_fails_the_test() {
    Browser::start().visit("http://127.0.0.1:1/");
}
