//! Referrals: begun with nothing, told in any order, and what comes next is whose no it was.

use crate::support::agency::{House, on_both};

/// Begins a referral through its form, with these fields, and gives its address.
async fn begin(house: &House, case: &str, fields: &[(&str, &str)]) -> String {
    let page = format!("{case}/referrals");
    let form = house.form(&house.holder, &page, &page).await;
    let mut pairs = form.given();
    pairs.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let begun = house.submit(&house.holder, &form, &page, &pairs).await;
    assert_eq!(begun.status.as_u16(), 303, "{}", begun.text());
    let address = begun.header("location").split('?').next().unwrap().to_owned();
    // Sent twice, it begins one.
    assert_eq!(
        house.submit(&house.holder, &form, &page, &pairs).await.header("location"),
        begun.header("location")
    );
    address
}

async fn step(house: &House, referral: &str, fields: &[(&str, &str)]) -> String {
    house.follow(&house.holder, referral, fields).await.body
}

#[tokio::test]
async fn a_referral_goes_its_way_with_nothing_disclosed_and_the_person_says_what_came_of_it() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let list = format!("{case}/referrals");
        assert!(house.get(&house.holder, &list).await.text().contains("There is none so far."));
        let referral = begin(
            &house,
            &case,
            &[
                ("name", "Beds by the river"),
                ("need", "emergency-shelter"),
                ("how", "go-together"),
                ("along", "Her sister"),
                ("meet-on", "2026-03-13"),
                ("meet", "At the side door"),
            ],
        )
        .await;
        let page = house.get(&house.holder, &referral).await.text();
        for said in
            ["being thought about", "Somebody goes along", "Her sister", "March 13, 2026 · At the side door"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        for (state, said) in [
            ("accepted", "the service takes them"),
            ("first-contact", "they have met"),
            ("started", "it has begun"),
            ("told-partly", "they got a part of what they needed"),
        ] {
            assert!(step(&house, &referral, &[("state", state)]).await.contains(said), "{state}");
        }
        // What is sent twice is said once.
        assert_eq!(
            step(&house, &referral, &[("state", "told-partly")]).await.matches("name=\"mistake\"").count(),
            4
        );
        let listed = house.get(&house.holder, &list).await;
        assert!(listed.text().contains("Ended Beds by the river they got a part"), "{}", listed.text());
        // A step that was a mistake is taken back.
        let page = house.get(&house.holder, &referral).await;
        let mistake = page.between("name=\"mistake\" value=\"", "\"");
        let page = step(&house, &referral, &[("mistake", &mistake)]).await;
        assert!(page.contains("<p class=\"lead\">it has begun</p>"), "{page}");
        // Words without a step are asked about, and stay.
        let asked = house.post(&house.holder, &referral, &[("words", "She called")]).await;
        assert!(asked.status == 422 && asked.body.contains("href=\"#state\""), "{}", asked.text());
        assert!(asked.body.contains("She called"));
        // Nobody says by hand that a packet went.
        let page = step(&house, &referral, &[("state", "sent")]).await;
        assert!(page.contains("<p class=\"lead\">it has begun</p>"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn what_comes_next_after_a_no_goes_by_whose_it_is_and_why() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let referral = begin(&house, &case, &[("name", "Beds by the river")]).await;
        let doors = format!("href=\"{case}/reach\"");
        let next = async |fields: &[(&str, &str)]| {
            let page = step(&house, &referral, fields).await;
            page.split("<section class=\"notice\"")
                .nth(1)
                .map(|rest| rest.split("</section>").next().unwrap().to_owned())
        };
        let full = next(&[("state", "declined-full")]).await.unwrap();
        assert!(full.contains(&doors) && full.contains(&format!("href=\"{case}/reminders\"")), "{full}");
        let rule = next(&[("state", "declined-rule"), ("rule", "photo-id")]).await.unwrap();
        assert!(rule.contains(&doors) && rule.contains("The rule stood in the way, and not the person."));
        // Their own no is an answer: nothing is offered in its place.
        let own = next(&[("state", "no-own-reason")]).await.unwrap();
        assert!(own.contains("Their no stands.") && !own.contains("href="), "{own}");
        assert_eq!(next(&[("state", "accepted")]).await, None, "and a door that opens after all is open");
        let page = house.get(&house.holder, &referral).await;
        assert!(page.text().contains("a rule of the service stood in the way: "), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn the_first_that_works_withdraws_the_others_for_the_same_need() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let mut begun = Vec::new();
        for (name, need) in [("One", "emergency-shelter"), ("Two", "emergency-shelter"), ("Three", "dental")]
        {
            begun.push(begin(&house, &case, &[("name", name), ("need", need)]).await);
        }
        step(&house, &begun[0], &[("state", "started")]).await;
        let lead =
            async |at: usize| house.get(&house.holder, &begun[at]).await.between("<p class=\"lead\">", "<");
        assert_eq!(
            (lead(0).await, lead(1).await, lead(2).await),
            ("it has begun".into(), "withdrawn".into(), "being thought about".into(),)
        );
    })
    .await;
}

#[tokio::test]
async fn several_of_one_household_have_each_a_referral_and_releases_of_their_own() {
    on_both(async |house| {
        let ana = &house.holder;
        let (mother, son) = (house.case(ana, "Blue door").await, house.case(ana, "Small bicycle").await);
        let of = |case: &str| case.rsplit('/').next().unwrap().to_owned();
        let page = format!("{mother}/household");
        assert!(house.get(ana, &page).await.text().contains("Nobody is written down here so far."));
        let joined = house.follow(ana, &page, &[("with", &of(&son))]).await;
        assert!(joined.text().contains("Small bicycle"), "{}", joined.text());
        assert!(house.get(ana, &format!("{son}/household")).await.text().contains("Blue door"));

        let agreed =
            [("along", "Canary goes along"), ("meet", "Canary by the sea"), ("ask-how", "Canary asks")];
        let door = [("name", "Beds by the river"), ("how", "go-together"), ("meet-on", "2026-03-20")];
        let referral = begin(&house, &mother, &[&door[..], &agreed].concat()).await;
        let shown = house.get(ana, &referral).await.text();
        assert!(shown.contains("Begin the same for Small bicycle"), "{shown}");
        let also = of(&son);
        for _ in 0..2 {
            let begun = house.follow(ana, &referral, &[("also", &also)]).await.text();
            assert!(begun.contains("Small bicycle has one to the same door: being thought about"), "{begun}");
        }
        let theirs = house.get(ana, &format!("{son}/referrals")).await.body;
        assert_eq!(theirs.matches("Beds by the river").count(), 1, "{theirs}");
        // What was agreed with the one was not agreed with the other.
        let at = theirs.find(&format!("{son}/referral/")).unwrap();
        let one = house.get(ana, theirs[at..].split('"').next().unwrap()).await;
        assert!(one.text().contains("Beds by the river"), "{}", one.text());
        for agreed in ["Canary", "March 20, 2026", "2026-03-20"] {
            assert!(!one.body.contains(agreed), "{agreed}: {}", one.text());
        }
        // Of which nobody has said where it is, nobody has the same.
        let nowhere = begin(&house, &mother, &[("along", "Somebody")]).await;
        assert!(!house.get(ana, &nowhere).await.body.contains("name=\"also\""));
        house.follow(ana, &nowhere, &[("also", &also)]).await;
        let theirs = house.get(ana, &format!("{son}/referrals")).await.body;
        assert_eq!(theirs.matches(&format!("{son}/referral/")).count(), 1, "{theirs}");
        // Whoever is not of the household is begun nothing for.
        let other = house.case(ana, "Lemon tree").await;
        assert_eq!(house.post(ana, &referral, &[("also", &of(&other))]).await.status, 404);
        house.follow(ana, &format!("{son}/household"), &[("leave", "1")]).await;
        assert!(!house.get(ana, &referral).await.text().contains("Others of the household"));
    })
    .await;
}

#[tokio::test]
async fn of_what_is_open_several_referrals_begin_side_by_side() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let list = format!("{case}/referrals");
        for _ in 0..2 {
            let begun = house.follow(ana, &list, &[("service", "a/beds")]).await.body;
            assert_eq!(begun.matches(&format!("{case}/referral/")).count(), 1, "{begun}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_meeting_stands_once_everybody_has_said_so_and_is_asked_anew_when_it_changes() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let bare = begin(&house, &case, &[("name", "Beds by the river")]).await;
        let page = house.get(&house.holder, &bare).await;
        assert!(!page.body.contains("name=\"stands\""), "nothing is agreed of one: {}", page.text());
        let fields = [("name", "A lawyer"), ("along", "Her sister"), ("meet-on", "2026-03-13")];
        let referral = begin(&house, &case, &fields).await;
        let open = |page: &str| page.matches("name=\"stands\"").count();
        for (number, by) in ["person", "theirs", "ours"].into_iter().enumerate() {
            let page = step(&house, &referral, &[("stands", by)]).await;
            assert_eq!(open(&page), 2 - number, "{by}");
            // Said twice it is said once.
            assert_eq!(open(&step(&house, &referral, &[("stands", by)]).await), 2 - number);
        }
        let page = house.get(&house.holder, &referral).await;
        assert_eq!(page.text().matches("said yes on March 11, 2026").count(), 3, "{}", page.text());
        // On another day nobody has said so.
        let seen = page.field("seen");
        let fields = [("facts", "1"), ("seen", &seen), ("name", "A lawyer"), ("along", "Her sister")];
        let moved = step(&house, &referral, &[&fields[..], &[("meet-on", "2026-03-16")]].concat()).await;
        assert_eq!(open(&moved), 3, "{moved}");
        // Once they have met nothing is asked of it.
        let met = step(&house, &referral, &[("state", "first-contact")]).await;
        assert_eq!(open(&met), 0);
    })
    .await;
}

#[tokio::test]
async fn somebody_asks_afterwards_only_where_that_was_agreed_and_until_they_have_said_it() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        begin(&house, &case, &[("name", "A lawyer")]).await;
        let reminders = format!("{case}/reminders");
        let asks = "Ask how it went: Beds by the river";
        assert!(!house.get(&house.holder, &reminders).await.text().contains("Ask how it went"));
        let fields = [("name", "Beds by the river"), ("ask-on", "2026-03-11"), ("ask-how", "By text")];
        let referral = begin(&house, &case, &fields).await;
        for page in [&reminders, &case] {
            let shown = house.get(&house.holder, page).await;
            assert!(shown.text().contains(&format!("{asks} · By text")), "{page}: {}", shown.text());
        }
        let due = house.get(&house.holder, "/at-work/cases").await;
        assert!(due.text().contains("today"), "{}", due.text());
        step(&house, &referral, &[("state", "told-met")]).await;
        for page in [&reminders, &case] {
            assert!(!house.get(&house.holder, page).await.text().contains(asks), "{page}");
        }
        assert!(!house.get(&house.holder, "/at-work/cases").await.text().contains("today"));
    })
    .await;
}
