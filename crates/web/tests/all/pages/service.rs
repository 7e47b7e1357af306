use network::{Phone, PhoneUse, Strength, Visibility, Waiver};

use crate::support::Site;
use crate::support::directory::{asks, one_agency, service};

const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{ 7 * 7 }}";

#[tokio::test]
async fn hostile_text_is_shown_as_text() {
    let mut hostile = service("a", "s", HOSTILE, "dental");
    hostile.crisis_line = true;
    hostile.description = Some(HOSTILE.into());
    hostile.url = Some("javascript:alert(1)".into());
    hostile.fees = Some(HOSTILE.into());
    hostile.schedule.note = Some(HOSTILE.into());
    hostile.requirements = vec![asks("photo-id", Waiver::By(HOSTILE.into()))];
    hostile.requirements[0].quote = Some(HOSTILE.into());
    let number = HOSTILE.to_owned();
    hostile.phones = vec![Phone { number, extension: None, used_for: PhoneUse::Voice, note: None }];
    let mut directory = one_agency(vec![hostile]);
    directory.agencies[0].name = HOSTILE.into();
    directory.agencies[0].website = Some("data:text/html,x".into());
    let site = Site::of(&directory).await;

    let mut pages = vec![
        site.get("/").await,
        site.get("/agencies").await,
        site.get("/agency/a").await,
        site.get("/service/a/s").await,
    ];
    for path in ["/find", "/sheet", "/script"] {
        pages.push(site.post(path, "need=dental&cannot=photo-id&service=a/s").await);
    }
    for page in pages {
        assert_eq!(page.status, 200);
        let body = page.body.replace("<script src=\"/static/", "");
        for live in ["<script", "<img", "href=\"javascript:", "href=\"data:text", "tel:\"", "49"] {
            assert!(!body.contains(live), "`{live}` in: {body}");
        }
    }
}

#[tokio::test]
async fn a_service_says_what_it_asks_with_source_waiver_quote_and_date() {
    let mut given = service("a", "s", "Door", "dental");
    given.requirements = vec![
        asks("photo-id", Waiver::By("the front desk".into())),
        asks("fee", Waiver::Unknown),
        asks("police-report", Waiver::Unknown),
        asks("insurance", Waiver::Unknown),
    ];
    given.requirements[0].quote = Some("Bring a photo ID.".into());
    given.requirements[0].confirmed = Some(jiff::civil::date(2026, 3, 4));
    given.requirements[1].strength = Strength::Sometimes;
    given.requirements[2].strength = Strength::Never;
    given.requirements[3].visible_to = Visibility::Members;
    let site = Site::of(&one_agency(vec![given])).await;
    let text = site.get("/service/a/s").await.text();
    for part in [
        "The agency confirmed all of this on March 4, 2026",
        "Asks for a photo ID",
        "Can be waived by: the front desk",
        "The agency says so (confirmed March 4, 2026)",
        "Bring a photo ID.",
        "Sometimes: Asks for a payment",
        "Known not to be asked Police report",
        "It asks for more than it lets the public see",
    ] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    assert!(!text.contains("insurance"), "what the public may not see is not shown");
}

#[tokio::test]
async fn a_confidential_service_says_that_its_location_is_kept_private() {
    let mut given = service("a", "s", "Door", "emergency-shelter");
    given.confidential = true;
    let site = Site::of(&one_agency(vec![given])).await;
    assert!(site.get("/service/a/s").await.text().contains("The location is kept private."));
}

#[tokio::test]
async fn what_is_not_public_is_not_there() {
    let mut hidden = service("a", "hidden", "Hidden Door", "dental");
    hidden.visible_to = Visibility::Members;
    let site = Site::of(&one_agency(vec![hidden, service("a", "s", "Door", "dental")])).await;
    assert_eq!(site.get("/service/a/hidden").await.status, 404);
    for address in ["/agencies", "/agency/a"] {
        assert!(!site.get(address).await.body.contains("Hidden"));
    }
    let form = "need=dental&service=a/hidden";
    for path in ["/find", "/sheet", "/script"] {
        assert!(!site.post(path, form).await.body.contains("Hidden"));
    }
}

#[tokio::test]
async fn ids_of_any_letters_have_an_address() {
    let odd = "a/b c?d#e%&\"<ñ>..";
    let site = Site::of(&one_agency(vec![service("a", odd, "Odd Door", "dental")])).await;
    let list = site.get("/agencies").await.body;
    let (_, rest) = list.split_once("href=\"/service/").unwrap();
    let address = format!("/service/{}", rest.split('"').next().unwrap());
    assert!(site.get(&address).await.text().contains("Odd Door"), "{address}");
}

#[tokio::test]
async fn from_the_answers_a_service_leads_back_to_them() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    let answer = site.post("/find", "need=dental&speaks=es").await;
    assert!(answer.body.contains("formaction=\"/service/a/s\""));
    let page = site.post("/service/a/s", "need=dental&speaks=es&service=a/s").await;
    for kept in
        ["name=\"need\" value=\"dental\"", "name=\"speaks\" value=\"es\"", "name=\"service\" value=\"a/s\""]
    {
        assert!(page.body.contains(kept), "{kept}");
    }
    assert!(page.text().contains("Back to my answers"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!site.get("/service/a/s").await.text().contains("Back to my answers"));
}
