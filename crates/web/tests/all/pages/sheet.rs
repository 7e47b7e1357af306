use network::{Days, Hours, Service, Source, Strength, Waiver};

use crate::support::Site;
use crate::support::directory::{asks, one_agency, place, service};

#[tokio::test]
async fn the_sheet_says_nothing_of_what_it_is_for() {
    let shelter = service("a", "s", "Harbor Survivors' Shelter", "emergency-shelter");
    let site = Site::of(&one_agency(vec![shelter])).await;
    for lang in ["en", "es"] {
        let sheet = site.post(&format!("/sheet?lang={lang}"), "need=emergency-shelter&service=a/s").await;
        assert_eq!(sheet.title(), if lang == "en" { "Notes" } else { "Notas" });
        let (_, paper) = sheet.body.split_once("<h1").unwrap();
        let (paper, _) = paper.split_once("</main>").unwrap();
        for word in ["Shelter", "Survivor", "sleep", "Agency"] {
            assert!(!paper.contains(word), "{word}");
        }
        assert!(paper.contains("H. S. S.") && paper.contains("(618) 555-0142"));
    }
}

#[tokio::test]
async fn without_a_choice_the_fewest_doors_are_taken_along() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Plain Door", "dental")])).await;
    assert!(site.post("/sheet", "need=dental").await.text().contains("Plain Door"));
    assert!(site.post("/sheet", "").await.text().contains("Nothing is on the list"));
}

#[tokio::test]
async fn the_call_script_asks_about_the_rules_in_the_way_and_says_what_need_not_be_said() {
    let mut near = service("a", "s", "Door", "dental");
    near.requirements = vec![asks("photo-id", Waiver::Unknown)];
    let site = Site::of(&one_agency(vec![near])).await;
    let text = site.post("/script", "need=dental&cannot=photo-id&service=a/s").await.text();
    for part in [
        "Your listing says: “Asks for a photo ID”. Do you ask it of everyone? Could it be waived, and by whom?",
        "What you need not say Your name (you can say you would rather not) Your immigration status What happened to you",
    ] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[tokio::test]
async fn what_was_chosen_is_still_ticked_on_the_way_back() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    assert!(!site.post("/find", "need=dental").await.body.contains("value=\"a/s\" checked"));
    assert!(site.post("/find", "need=dental&service=a/s").await.body.contains("value=\"a/s\" checked"));
}

#[tokio::test]
async fn the_call_script_never_tells_that_people_met_a_rule() {
    let mut near = service("a", "s", "Door", "dental");
    near.requirements = vec![asks("photo-id", Waiver::Unknown), asks("no-pets", Waiver::Unknown)];
    for requirement in &mut near.requirements {
        requirement.source = Source::Seen;
        requirement.seen = Some(3);
    }
    near.requirements[1].strength = Strength::Usually;
    let site = Site::of(&one_agency(vec![near])).await;
    for (lang, asked) in [
        ("en", "Some places have this rule: “Asks for a photo ID”. Do you? Could it be waived, and by whom?"),
        ("es", "En algunos lugares hay esta regla: «Pide una identificación con foto». ¿Ustedes la tienen?"),
    ] {
        let form = "need=dental&cannot=photo-id&cannot=no-pets&service=a/s";
        let text = site.post(&format!("/script?lang={lang}"), form).await.text();
        assert!(text.contains(asked), "{text}");
        for told in ["listing", "people met", "ficha", "personas se lo pidieron", "3"] {
            let (_, asks) = text.split_once("Door").unwrap();
            let asks = asks.replace("(618) 555-0142", "");
            assert!(!asks.contains(told), "`{told}` in: {asks}");
        }
    }
}

#[tokio::test]
async fn the_sheet_carries_a_mail_address_unless_it_would_tell() {
    let mut plain = service("a", "s", "Door", "dental");
    plain.email = Some("desk@juniperflat.example".into());
    let mut tells = service("a", "t", "Other", "dental");
    tells.email = Some("desk@harborsafehouse.example".into());
    let site = Site::of(&one_agency(vec![plain, tells])).await;
    let sheet = site.post("/sheet", "service=a/s&service=a/t").await.body;
    assert!(sheet.contains("desk@juniperflat.example") && !sheet.contains("safehouse"), "{sheet}");
}

#[tokio::test]
async fn nobody_is_sent_to_a_closed_office_at_night() {
    let mut shelter = service("a", "s", "Door", "emergency-shelter");
    (shelter.confidential, shelter.schedule.always) = (true, true);
    shelter.places = vec!["office".into()];
    let mut silent = Service { id: "t".into(), places: vec!["silent".into()], ..shelter.clone() };
    silent.name = "Other".into();
    let mut office = place("office", "Saltbush", "Larkspur", "93501", 36.0);
    office.address.street = Some("350 Harbor Steps".into());
    office.schedule.hours = vec![Hours {
        days: Days::WORKING,
        opens: jiff::civil::time(9, 0, 0, 0),
        closes: jiff::civil::time(17, 0, 0, 0),
        from: None,
        until: None,
    }];
    let mut quiet = place("silent", "Saltbush", "Larkspur", "93501", 36.1);
    quiet.address.street = Some("12 Quiet Street".into());
    let mut directory = one_agency(vec![shelter, silent]);
    directory.places = vec![office, quiet];
    let site = Site::of(&directory).await;

    let sheet = site.post("/sheet", "service=a/s&service=a/t").await.text();
    let paper = "Office: 350 Harbor Steps Saltbush, CA 93501 Mon to Fri: 9 am to 5 pm";
    assert!(sheet.contains(paper), "{sheet}");
    for wrong in ["any hour", "Quiet Street"] {
        assert!(!sheet.contains(wrong), "`{wrong}` in: {sheet}");
    }
    let answer = site.post("/find", "need=emergency-shelter&place=93501").await.text();
    assert!(answer.contains("km) to its office"), "{answer}");
    let page = site.get("/service/a/s").await.text();
    assert!(
        page.contains("Office 350 Harbor Steps Saltbush, CA 93501 This place itself is open: Mon to Fri")
    );
}

/// Names of the made-up network that tell, each in full.
const TELLING: [&str; 10] = [
    "T and U Visas",
    "Trauma Outpatients",
    "Compensation Claims",
    "Protective Orders",
    "Papers and Status",
    "Name and Marker Clinic",
    "Record Relief",
    "Medication and Counseling",
    "Haven Line",
    "Advocate on Call",
];

#[tokio::test]
async fn no_name_that_tells_stands_on_a_sheet_of_any_made_up_service() {
    let site = Site::demo().await;
    let mut codes = Vec::new();
    for page in ["/agencies", "/agencies?page=2", "/agencies?page=3"] {
        let list = site.get(page).await.body;
        codes.extend(
            list.split("href=\"/service/").skip(1).map(|at| at.split('"').next().unwrap().to_owned()),
        );
    }
    assert!(codes.len() > 200, "{} services", codes.len());
    let mut entries = 0;
    for some in codes.chunks(30) {
        let form: Vec<String> =
            some.iter().map(|code| format!("service={}", code.replace('%', "%25"))).collect();
        let sheet = site.post("/sheet", &form.join("&")).await.body;
        let (_, paper) = sheet.split_once("<ul class=\"sheet\"").unwrap();
        entries += paper.matches("<p class=\"rule\"").count();
        for name in TELLING {
            assert!(!paper.contains(name), "`{name}` in: {paper}");
        }
    }
    assert_eq!(entries, codes.len(), "every service was on one");
}

#[tokio::test]
async fn the_call_script_says_once_what_is_asked_of_each_and_quotes_the_listing() {
    let mut read = service("a", "s", "Door", "dental");
    read.requirements = vec![asks("photo-id", Waiver::Unknown)];
    read.requirements[0].source = Source::Read;
    read.requirements[0].strength = Strength::Sometimes;
    let silent = Service { id: "t".into(), confirmed: None, requirements: Vec::new(), ..read.clone() };
    let site = Site::of(&one_agency(vec![read, silent])).await;
    for (lang, once, listed) in [
        ("en", "Is there room now?", "Your listing says: “Asks for a photo ID”. Is that so for everyone?"),
        (
            "es",
            "¿Hay lugar ahora?",
            "La ficha de su servicio dice: «Pide una identificación con foto». ¿Es así",
        ),
    ] {
        let form = "need=dental&cannot=photo-id&service=a/s&service=a/t";
        let text = site.post(&format!("/script?lang={lang}"), form).await.text();
        assert_eq!(text.matches(once).count(), 1, "{text}");
        assert!(text.contains(listed), "{text}");
    }
}
