//! An agency's listing in its own hands.

use care::Role;
use network::{AppliesTo, Report, Strength};
use network_store::{AskedChange, Edition, NetworkStore};

use crate::support::agency::{House, Person, on_both};
use crate::support::{Answer, directory};

/// The house's listing is that of agency `a`.
pub(crate) async fn listed(house: &House) {
    let vault = house.half.vault();
    assert!(vault.describe_agency(house.agency, "House of the North", Some("a")).await.unwrap());
}

async fn store(house: &House) -> NetworkStore {
    NetworkStore::open(&house.site.url).await.unwrap()
}

async fn edition(store: &NetworkStore, service: &str) -> Edition {
    store.own_service(&"a".into(), &service.into()).await.unwrap().unwrap().edition
}

/// Everything that the form of a service sends, with some of it said otherwise.
fn typed<'a>(page: &'a Answer, anew: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let fields = [("name", "Beds by the river"), ("status", "active"), ("visible-to", "public")];
    let mut all: Vec<(String, String)> = vec![("edition".into(), page.field("edition"))];
    for (name, value) in fields.into_iter().filter(|(name, _)| !anew.iter().any(|(other, _)| other == name)) {
        all.push((name.into(), value.into()));
    }
    all.push(("need".into(), "emergency-shelter".into()));
    all.extend([("phone-0-number".into(), "(618) 555-0142".into()), ("phone-0-use".into(), "voice".into())]);
    all.extend(anew.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    all
}

async fn send(house: &House, who: &Person, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    house.post(who, path, &fields).await
}

const BEDS: &str = "/at-work/listing/service/beds";

#[tokio::test]
async fn an_editor_says_what_a_service_is_and_the_public_page_shows_it() {
    on_both(async |house| {
        listed(&house).await;
        let editor = house.with("edi", &[Role::DirectoryEditor]).await;
        for (who, status) in [(&editor, 200), (&house.lead, 200), (&house.holder, 404)] {
            assert_eq!(house.get(who, "/at-work/listing").await.status.as_u16(), status);
            assert_eq!(house.get(who, BEDS).await.status.as_u16(), status);
        }
        let page = house.get(&editor, BEDS).await;
        let fields = typed(&page, &[("name", "Beds, any night"), ("from", "18"), ("fees", "Nothing")]);
        let saved = send(&house, &editor, BEDS, &fields).await;
        assert_eq!(
            (saved.status.as_u16(), saved.header("location")),
            (303, "/at-work/listing/service/beds?done=kept")
        );
        let shown = house.get(&Person::new(), "/service/a/beds").await;
        assert!(shown.text().contains("Beds, any night") && shown.text().contains("18"), "{}", shown.text());

        // The one who looked before keeps what they typed, and sees what it says now.
        let late = typed(&page, &[("name", "Beds for women"), ("description", "Ring twice.")]);
        let late = send(&house, &editor, BEDS, &late).await;
        assert_eq!(late.status, 409);
        assert_eq!(late.field("name"), "Beds for women");
        assert!(late.body.contains("Ring twice.") && late.text().contains("Beds, any night"));
        let again = typed(&late, &[("name", "Beds for women")]);
        assert_eq!(send(&house, &editor, BEDS, &again).await.status, 303);

        let page = house.get(&editor, BEDS).await;
        let wrong = typed(&page, &[("name", " "), ("from", "40"), ("to", "20"), ("fees", "Five dollars")]);
        let wrong = send(&house, &editor, BEDS, &wrong).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("href=\"#name\"") && wrong.body.contains("href=\"#from\""));
        assert!(wrong.body.contains("Five dollars"), "what was typed is kept");
    })
    .await;
}

#[tokio::test]
async fn a_service_of_another_agency_is_not_there() {
    on_both(async |house| {
        let other = house.half.vault();
        assert!(other.describe_agency(house.agency, "House of the North", Some("b")).await.unwrap());
        for end in ["", "/asks", "/ask/new", "/history", "/place"] {
            let path = format!("{BEDS}{end}");
            assert_eq!(house.get(&house.lead, &path).await.status, 404, "{path}");
            let fields = [("edition", "0"), ("name", "Mine"), ("confirm", "0"), ("kind", "photo-id")];
            let status = house.post(&house.lead, &path, &fields).await.status.as_u16();
            assert_eq!(status, if end == "/history" { 405 } else { 404 }, "{path}");
        }
        let room = [("service", "beds"), ("open", "3")];
        assert_eq!(house.post(&house.lead, "/at-work/listing/room", &room).await.status, 404);
        let seen = [("seen", "0 beds")];
        assert_eq!(house.post(&house.lead, "/at-work/listing/confirm", &seen).await.status, 404);
        let store = store(&house).await;
        assert_eq!(
            store.own_service(&"a".into(), &"beds".into()).await.unwrap().unwrap().edition,
            edition(&store, "papers").await
        );
        assert!(store.capacities().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn room_is_said_with_one_button_and_to_whom() {
    on_both(async |house| {
        listed(&house).await;
        let page = house.get(&house.lead, "/at-work/listing").await;
        assert!(page.body.contains("name=\"open\" value=\"2\""));
        let said = [("service", "beds"), ("open", "2"), ("takes-waiting", "1"), ("visible-to", "members")];
        let after = house.follow(&house.lead, "/at-work/listing/room", &said).await;
        assert!(after.text().contains("2 places open"), "{}", after.text());
        let public = house.get(&Person::new(), "/service/a/beds").await;
        assert!(!public.text().contains("2 places"), "members alone see it");
        let forget = [("service", "beds"), ("forget", "1")];
        let after = house.follow(&house.lead, "/at-work/listing/room", &forget).await;
        assert!(!after.text().contains("2 places open"));
        let nothing = [("service", "beds"), ("number", "many")];
        let answer = house.post(&house.lead, "/at-work/listing/room", &nothing).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("Write a whole number") && answer.body.contains("value=\"many\""));
        let days = [("service", "beds"), ("open", "2"), ("wait-days", "a week")];
        let answer = house.post(&house.lead, "/at-work/listing/room", &days).await;
        assert_eq!((answer.status.as_u16(), answer.body.contains("value=\"a week\"")), (422, true));
        let empty = [("service", "beds"), ("number", "")];
        let answer = house.post(&house.lead, "/at-work/listing/room", &empty).await;
        assert!(answer.header("location").ends_with("done=same"));
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_is_added_confirmed_changed_and_withdrawn_and_its_history_names_nobody() {
    on_both(async |house| {
        listed(&house).await;
        let store = store(&house).await;
        let kind = directory::asks("photo-id", network::Waiver::No).kind;
        let told = Report { agency: "a".into(), service: "beds".into(), kind, month: None, outcome: None };
        store.tell(&[told]).await.unwrap();
        let asks = format!("{BEDS}/asks");
        let page = house.get(&house.lead, &asks).await;
        assert!(page.text().contains("told once") && page.body.contains("ask/new?kind=photo-id"));

        let form = house.get(&house.lead, &format!("{BEDS}/ask/new?kind=photo-id")).await;
        assert!(form.body.contains("value=\"photo-id\" selected"));
        let seen = form.field("edition");
        let half = [
            ("edition", seen.as_str()),
            ("kind", "photo-id"),
            ("strength", "sometimes"),
            ("applies", "some"),
            ("whom", ""),
            ("waiver", "by"),
            ("by", "the night staff"),
            ("visible-to", "members"),
            ("why", "since March"),
        ];
        let again = house.post(&house.lead, &format!("{BEDS}/ask/new"), &half).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("href=\"#whom\"") && again.field("by") == "the night staff");
        let mut whole = half;
        whole[4] = ("whom", "guests");
        let done = house.follow(&house.lead, &format!("{BEDS}/ask/new"), &whole).await;
        assert!(!done.text().contains("told once"), "{}", done.text());
        let held = || async { store.own_service(&"a".into(), &"beds".into()).await.unwrap().unwrap() };
        let asked = held().await.service.requirements.remove(0);
        assert_eq!(
            (asked.strength, asked.applies_to),
            (Strength::Sometimes, AppliesTo::Some("guests".into()))
        );
        assert!(asked.confirmed.is_some());

        // Somebody else withdraws it meanwhile: whoever confirms what they saw confirms nothing.
        let seen = house.get(&house.lead, &asks).await.field("edition");
        let of = (&"a".into(), &"beds".into(), held().await.edition);
        let withdraw = AskedChange::Withdraw(0);
        store.change_asked(of, &withdraw, None, directory::LAST_WEEK).await.unwrap();
        let late = house.post(&house.lead, &asks, &[("edition", &seen), ("confirm", "0")]).await;
        assert_eq!(late.status, 409);
        assert_eq!(held().await.service.requirements[0].strength, Strength::Never);
        let seen = late.field("edition");
        house.follow(&house.lead, &asks, &[("edition", &seen), ("confirm", "0")]).await;

        let history = house.get(&house.lead, &format!("{BEDS}/history")).await.text();
        for said in ["Confirmed", "Withdrawn", "Added", "by your agency", "since March", "the night staff"] {
            assert!(history.contains(said), "{said}: {history}");
        }
        assert!(!history.contains("lea"), "{history}");
    })
    .await;
}

#[tokio::test]
async fn a_round_asks_and_one_page_confirms_all() {
    on_both(async |house| {
        listed(&house).await;
        let coordinator = house.with("cora", &[Role::Coordinator]).await;
        assert_eq!(house.get(&house.lead, "/at-work/round").await.status, 404);
        assert_eq!(house.get(&coordinator, "/at-work/listing").await.status, 404);
        let wrong = house.post(&coordinator, "/at-work/round", &[("until", "2020-01-01")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("href=\"#until\"") && wrong.field("until") == "2020-01-01");
        let until = house.get(&coordinator, "/at-work/round").await.field("until");
        let round = house.follow(&coordinator, "/at-work/round", &[("until", &until)]).await;
        assert!(round.text().contains("not answered yet"), "{}", round.text());

        let listing = house.get(&house.lead, "/at-work/listing").await;
        assert!(listing.text().contains("asks every agency to confirm"), "{}", listing.text());
        let page = house.get(&house.lead, "/at-work/listing/confirm").await;
        let seen: Vec<String> = page
            .body
            .split("name=\"seen\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        assert_eq!(seen.len(), 2);
        let fields: Vec<(&str, &str)> = seen.iter().map(|seen| ("seen", seen.as_str())).collect();
        let done = house.follow(&house.lead, "/at-work/listing/confirm", &fields).await;
        assert!(done.text().contains("confirmed as of today"), "{}", done.text());
        let late = house.post(&house.lead, "/at-work/listing/confirm", &fields).await;
        assert_eq!(late.status, 409, "what was confirmed is another state of it");
        let round = house.get(&coordinator, "/at-work/round?days=90").await;
        assert!(
            round.text().contains("One agency has confirmed") && !round.text().contains("not answered yet")
        );
    })
    .await;
}

#[tokio::test]
async fn a_confidential_location_leaves_the_store_and_an_unlisted_agency_puts_itself_in() {
    on_both(async |house| {
        assert!(house.get(&house.lead, "/at-work/listing").await.text().contains("not in the directory yet"));
        // What a form says that its id is makes no difference: another agency's entry stays as it is.
        house.follow(&house.lead, "/at-work/listing", &[("id", "a")]).await;
        let rows = house.half.vault().agencies().await.unwrap();
        let own = rows.iter().find(|row| row.agency == house.agency).unwrap();
        let id = house.agency.to_string();
        assert_eq!(own.directory_id.as_ref(), Some(&id));
        // Nor does sending it twice.
        house.follow(&house.lead, "/at-work/listing", &[]).await;
        let form = house.get(&house.lead, "/at-work/listing/new").await;
        let service = form.field("id");
        let empty = house.post(&house.lead, "/at-work/listing/new", &[("id", &service), ("name", "")]).await;
        assert_eq!((empty.status.as_u16(), empty.field("id")), (422, service.clone()));
        let fields = [("id", service.as_str()), ("name", "A quiet house")];
        for _ in 0..2 {
            let added = house.post(&house.lead, "/at-work/listing/new", &fields).await;
            assert_eq!(added.header("location"), format!("/at-work/listing/service/{service}?done=kept"));
        }
        let store = store(&house).await;
        assert_eq!(store.own_services(&id.as_str().into()).await.unwrap().len(), 1, "sent twice, added once");
        let public = house.get(&Person::new(), &format!("/service/{id}/{service}")).await;
        assert_eq!(public.status, 404, "seen by the agency alone");

        let place = format!("/at-work/listing/service/{service}/place");
        let seen = house.get(&house.lead, &place).await.field("edition");
        let done = house.follow(&house.lead, &place, &[("edition", &seen)]).await;
        assert!(done.text().contains("The location of this service is confidential"), "{}", done.text());
        let late = house.post(&house.lead, &place, &[("edition", &seen), ("open", "1")]).await;
        assert_eq!(late.status, 409);
        let agency = house.get(&house.lead, "/at-work/listing/agency").await;
        let edition = agency.field("edition");
        let named = [("edition", edition.as_str()), ("name", "The North"), ("phone-0-number", "555-0100")];
        let done = house.follow(&house.lead, "/at-work/listing/agency", &named).await;
        assert!(done.body.contains("value=\"555-0100\""));
        assert_eq!(house.post(&house.lead, "/at-work/listing/agency", &named).await.status, 409);
    })
    .await;
}
