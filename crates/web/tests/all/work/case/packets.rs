//! Packets between two agencies: what was shown goes, opens for its recipient until it ends or the person stops it, and
//! nothing comes back without their word for that direction too.

use care::Role;
use seal::AgencyId;

use crate::support::agency::{House, Person, on_both};

/// Another agency here, with somebody who holds its cases.
pub(crate) struct South {
    agency: AgencyId,
    pub(crate) holder: Person,
}

pub(crate) async fn south(house: &House) -> South {
    let (agency, circle, sol) = house.founded("House of the South", "sol").await;
    let holder = house.joined(&sol, "dio", (&[Role::CaseHolder], &[circle])).await;
    South { agency, holder }
}

/// Writes a release through its form and signs it; its address.
pub(crate) async fn signed(house: &House, case: &str, south: &South, fields: &[(&str, &str)]) -> String {
    let (ana, page) = (&house.holder, format!("{case}/releases"));
    let form = house.form(ana, &page, &page).await;
    let (agency, explains) = (south.agency.to_string(), ana.id().to_string());
    let whole = [
        ("agency", agency.as_str()),
        ("purpose", "A bed from Friday on"),
        ("language", "en"),
        ("explained-by", &explains),
        ("whose", "adult"),
    ];
    let mut pairs = form.given();
    for (name, value) in whole.iter().chain(fields) {
        if *name != "part" {
            pairs.retain(|(held, _)| held != name);
        }
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    let begun = house.submit(ana, &form, &page, &pairs).await;
    let release = begun.header("location").split('?').next().unwrap().to_owned();
    let signed = house.signed(ana, &release).await;
    assert!(signed.text().contains("good until the end of"), "{}", signed.text());
    release
}

/// A case with something in two parts.
pub(crate) async fn case(house: &House) -> String {
    let case = house.case(&house.holder, "Blue door").await;
    let fill = async |page: &str, field: &str, text: &str| {
        let page = format!("{case}/{page}");
        let form = house.form(&house.holder, &page, &page).await;
        let pairs = crate::support::forms::with(form.given(), field, text);
        assert_eq!(house.submit(&house.holder, &form, &page, &pairs).await.status, 303);
    };
    fill("part/safety", "plan", "The side door, after ten").await;
    fill("part/health", "now", "Canary of health").await;
    fill("part/identity", "called", "Canary of identity").await;
    case
}

/// Sends what a release permits, with all that its page ticks; the referral's address.
pub(crate) async fn send(house: &House, release: &str) -> String {
    let page = format!("{release}/packet");
    let form = house.form(&house.holder, &page, &page).await;
    let sent = house.submit(&house.holder, &form, &page, &form.given()).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    // Sent twice, it goes once.
    let again = house.submit(&house.holder, &form, &page, &form.given()).await;
    let referral =
        |answer: &crate::support::Answer| answer.header("location").split('?').next().unwrap().to_owned();
    assert_eq!(referral(&again), referral(&sent));
    referral(&sent)
}

/// The addresses of what an agency has got.
pub(crate) async fn inbox(house: &House, who: &Person) -> Vec<String> {
    let body = house.get(who, "/at-work/inbox").await.body;
    let links = body.split("href=\"/at-work/inbox/").skip(1);
    links.map(|link| format!("/at-work/inbox/{}", link.split('"').next().unwrap())).collect()
}

#[tokio::test]
async fn what_was_shown_goes_and_opens_until_the_person_stops_it() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let fields = [("part", "safety"), ("part", "health"), ("only", "only where I sleep")];
        let release = signed(&house, &case, &south, &fields).await;
        let preview = house.get(&house.holder, &format!("{release}/packet")).await.text();
        for said in ["The side door, after ten", "only where I sleep", "They may tell you nothing in return"]
        {
            assert!(preview.contains(said), "{said}: {preview}");
        }
        assert!(!preview.contains("Canary of identity"), "what is not released is in no preview");

        // What has changed since it was looked at does not go.
        let page = format!("{release}/packet");
        let form = house.form(&house.holder, &page, &page).await;
        let safety = format!("{case}/part/safety");
        let changed = house.form(&house.holder, &safety, &safety).await;
        let pairs = crate::support::forms::with(changed.given(), "plan", "The front door, at nine");
        house.submit(&house.holder, &changed, &safety, &pairs).await;
        let late = house.submit(&house.holder, &form, &page, &form.given()).await;
        assert_eq!(late.status, 422);
        assert!(late.text().contains("has changed since you looked"), "{}", late.text());
        assert!(inbox(&house, &south.holder).await.is_empty());

        // What is not ticked does not go either.
        let form = house.form(&house.holder, &page, &page).await;
        let mut pairs = form.given();
        pairs.retain(|(name, value)| name != "tell" || !value.starts_with("health"));
        let sent = house.submit(&house.holder, &form, &page, &pairs).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let referral = sent.header("location").split('?').next().unwrap().to_owned();
        assert!(house.get(&house.holder, &referral).await.text().contains("nobody there has opened it yet"));

        let [packet] = &inbox(&house, &south.holder).await[..] else { panic!("one packet") };
        for _ in 0..2 {
            let read = house.get(&south.holder, packet).await.text();
            for said in [
                "From",
                "The front door, at nine",
                "A bed from Friday on",
                "They may read it, and not keep it.",
            ] {
                assert!(read.contains(said), "{said}: {read}");
            }
            assert!(!read.contains("Canary"), "{read}");
        }
        let opened = house.get(&house.holder, &referral).await.text();
        assert!(opened.contains("the packet was received"), "{opened}");

        // Nobody else has it, and nothing comes back.
        assert_eq!(house.get(&house.holder, packet).await.status, 404);
        let told = house.post(&south.holder, packet, &[("says", "accepted")]).await;
        assert_eq!(told.status, 404, "no word in return is permitted");
        let kept =
            [("keep", "1"), ("once", "00000000000000000000000000000001"), ("handle", "From the north")];
        assert_eq!(house.post(&south.holder, packet, &kept).await.status, 404, "and it is not kept");

        house.follow(&house.holder, &release, &[("stop", "1"), ("spoken", "1")]).await;
        assert_eq!(house.get(&south.holder, packet).await.status, 404);
        assert!(inbox(&house, &south.holder).await.is_empty());
        assert!(house.get(&house.holder, &referral).await.text().contains("nobody can open it"));
        let sent = house.post(&house.holder, &page, &[("thread", "00000000000000000000000000000009")]).await;
        assert!(sent.text().contains("This release permits nothing now."), "{}", sent.text());
    })
    .await;
}

#[tokio::test]
async fn each_direction_its_own() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let out = signed(&house, &case, &south, &[("part", "safety"), ("may-keep", "1")]).await;
        let back = signed(&house, &case, &south, &[("way", "back")]).await;
        assert!(
            house.get(&house.holder, &format!("{back}/packet")).await.text().contains("lets them tell you")
        );
        let referral = send(&house, &out).await;
        let [packet] = &inbox(&house, &south.holder).await[..] else { panic!("both are shown as one") };
        house.pass(1);
        let tells = [("says", "accepted"), ("meet-on", "2026-03-13")];
        let told = house.follow(&south.holder, packet, &tells).await;
        assert!(told.text().contains("It has gone."), "{}", told.text());

        // It is there to be written down, in the caseload and at the referral.
        let cases = house.get(&house.holder, "/at-work/cases").await.text();
        assert!(cases.contains("somebody has answered"), "{cases}");
        let page = house.get(&house.holder, &referral).await;
        assert!(page.text().contains("Write it down: the service takes them"), "{}", page.text());
        assert!(page.text().contains("they meet on March 13, 2026"), "{}", page.text());
        house.pass(1);
        let written = house.follow(&house.holder, &referral, &[("state", "accepted")]).await.text();
        assert!(!written.contains("Write it down: the service takes them"), "{written}");
        let cases = house.get(&house.holder, "/at-work/cases").await.text();
        assert!(!cases.contains("somebody has answered"), "{cases}");

        // Kept, since it may be: once, however often the form is sent.
        let keep =
            [("keep", "1"), ("once", "00000000000000000000000000000007"), ("handle", "From the north")];
        let kept = house.follow(&south.holder, packet, &keep).await;
        assert!(kept.text().contains("From the north"), "{}", kept.text());
        let again = house.follow(&south.holder, packet, &keep).await;
        assert_eq!(again.title(), kept.title());
        let cases = house.get(&south.holder, "/at-work/cases").await.body;
        assert_eq!(cases.matches("From the north").count(), 1, "{cases}");

        // What they see ends by itself; that they may tell something goes on, and the other way round.
        house.follow(&house.holder, &out, &[("stop", "1")]).await;
        let [rest] = &inbox(&house, &south.holder).await[..] else {
            panic!("what lets them answer is there")
        };
        let page = house.get(&south.holder, rest).await.text();
        assert!(page.contains("What they had sent has ended.") && !page.contains("front door"), "{page}");
        house.pass(1);
        let told = house.follow(&south.holder, rest, &[("says", "first-contact")]).await;
        assert!(told.text().contains("It has gone."), "{}", told.text());
        let cases = house.get(&house.holder, "/at-work/cases").await.text();
        assert!(cases.contains("somebody has answered"), "{cases}");
        let page = house.get(&house.holder, &referral).await.text();
        assert!(page.contains("Write it down: they have met"), "{page}");
        house.follow(&house.holder, &back, &[("stop", "1")]).await;
        assert_eq!(house.post(&south.holder, rest, &[("says", "started")]).await.status, 404);
        assert!(inbox(&house, &south.holder).await.is_empty());
        // Nor is anything of what they told read on here, but for what was written down.
        let cases = house.get(&house.holder, "/at-work/cases").await.text();
        assert!(!cases.contains("somebody has answered"), "{cases}");
        let page = house.get(&house.holder, &referral).await.text();
        for told in ["Write it down: they have met", "they meet on March 13, 2026"] {
            assert!(!page.contains(told), "{told}: {page}");
        }
        assert!(page.contains("the service takes them"), "what was written down stays: {page}");
    })
    .await;
}

#[tokio::test]
async fn when_a_referral_is_over_nobody_reads_on_and_the_first_that_works_withdraws_the_others() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let release = signed(&house, &case, &south, &[("part", "safety")]).await;
        let need = |referral: &str| {
            let referral = referral.to_owned();
            let house = &house;
            async move {
                let form = house.form_with(&house.holder, &referral, "facts").await;
                let mut pairs = form.given();
                pairs.push(("need".to_owned(), "emergency-shelter".to_owned()));
                assert_eq!(house.submit(&house.holder, &form, &referral, &pairs).await.status, 303);
            }
        };
        let (first, second) = (send(&house, &release).await, send(&house, &release).await);
        need(&first).await;
        need(&second).await;
        assert_eq!(inbox(&house, &south.holder).await.len(), 2);
        house.pass(1);
        house.follow(&house.holder, &first, &[("state", "started")]).await;
        let other = house.get(&house.holder, &second).await.text();
        assert!(other.contains("withdrawn"), "{other}");
        assert_eq!(inbox(&house, &south.holder).await.len(), 1, "what was withdrawn opens no longer");
        house.pass(1);
        house.follow(&house.holder, &first, &[("state", "out-of-touch")]).await;
        assert!(inbox(&house, &south.holder).await.is_empty(), "it goes quiet, and access ends");
    })
    .await;
}

#[tokio::test]
async fn staff_are_reminded_of_a_quiet_referral_and_can_turn_that_off() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let page = format!("{case}/referrals");
        let form = house.form(&house.holder, &page, &page).await;
        let begun = house.submit(&house.holder, &form, &page, &form.given()).await;
        let referral = begun.header("location").split('?').next().unwrap().to_owned();
        house.follow(&house.holder, &referral, &[("state", "accepted")]).await;
        let cases = async || {
            house.sign_in_anew(&house.holder).await;
            house.get(&house.holder, "/at-work/cases").await.text()
        };
        assert!(!cases().await.contains("nothing heard of a referral"));
        house.pass(14 * 24 * 60);
        assert!(cases().await.contains("nothing heard of a referral since"));
        house.sign_in_anew(&house.lead).await;
        let wrong =
            house.post(&house.lead, "/at-work/rules/change", &[("most", "0"), ("quiet", "often")]).await;
        assert_eq!(wrong.status, 422);
        let off = house.post(&house.lead, "/at-work/rules/change", &[("most", "45"), ("quiet", "")]).await;
        assert_eq!(off.status, 303, "{}", off.text());
        assert!(!cases().await.contains("nothing heard of a referral"));
        let rules = house.get(&house.holder, "/at-work/rules").await.text();
        assert!(rules.contains("45 days") && rules.contains("You are not reminded."), "{rules}");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_brings_no_packet_back() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let release = signed(&house, &case, &south, &[("part", "safety")]).await;
        send(&house, &release).await;
        let [packet] = &inbox(&house, &south.holder).await[..] else { panic!("one packet") };
        assert_eq!(house.get(&south.holder, packet).await.status, 200);
        house.pass(31 * 24 * 60);
        house.sign_in_anew(&south.holder).await;
        assert_eq!(house.get(&south.holder, packet).await.status, 404);
        house.pass(-2 * 24 * 60);
        let early = house.get(&south.holder, packet).await;
        assert!(early.status != 200 && !early.body.contains("The side door"), "{}", early.text());
        house.pass(3 * 24 * 60);
        house.sign_in_anew(&south.holder).await;
        assert_eq!(house.get(&south.holder, packet).await.status, 404, "and it has ended for good");
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_while_it_is_stopped_sees_all_of_it_or_nothing_and_nobody_does_after() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let release = signed(&house, &case, &south, &[("part", "safety")]).await;
        send(&house, &release).await;
        let [packet] = &inbox(&house, &south.holder).await[..] else { panic!("one packet") };
        let stops = [("stop", "1"), ("spoken", "1")];
        let (read, stopped, again) = tokio::join!(
            house.get(&south.holder, packet),
            house.post(&house.holder, &release, &stops),
            house.post(&house.holder, &release, &stops),
        );
        assert!(matches!(read.status.as_u16(), 200 | 404), "{}", read.text());
        assert_eq!(read.status == 200, read.body.contains("The side door"), "{}", read.text());
        assert_eq!((stopped.status.as_u16(), again.status.as_u16()), (303, 303));
        assert_eq!(house.get(&south.holder, packet).await.status, 404);
        let log = house.get(&house.holder, &format!("{case}/log")).await.text();
        assert!(log.contains("wrote down that the person stopped a release"), "{log}");
    })
    .await;
}

#[tokio::test]
async fn nothing_goes_to_a_partner_whose_keys_changed_and_what_is_there_waits_with_a_sentence() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let release = signed(&house, &case, &south, &[("part", "safety")]).await;
        send(&house, &release).await;
        assert_eq!(inbox(&house, &south.holder).await.len(), 1);
        let page = format!("{release}/packet");
        let form = house.form(&house.holder, &page, &page).await;
        // Other identities stand under the ids of both: whoever can write the vault has put them there.
        let mut random = testkit::Repeatable::new(9);
        for agency in [south.agency, house.agency] {
            let stranger = seal::IdentityKey::random(agency, &mut random);
            let key = seal::AgencyKey::random(agency, 9, &mut random);
            assert!(house.half.vault().put_announcement(&stranger.announce(&key, 1)).await.unwrap());
        }
        let refused = house.submit(&house.holder, &form, &page, &form.given()).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Their words are others than before"), "{}", refused.text());
        let referrals = house.get(&house.holder, &format!("{case}/referrals")).await.body;
        assert_eq!(referrals.matches("/referral/").count(), 1, "nothing was begun by it: {referrals}");
        let inbox = house.get(&south.holder, "/at-work/inbox").await.text();
        assert!(inbox.contains("does not open: their words are others than before"), "{inbox}");
    })
    .await;
}

/// Who goes along, when and where was agreed with the person: it goes where somebody has ticked it, and not by itself.
#[tokio::test]
async fn what_was_agreed_of_a_meeting_goes_where_it_is_ticked() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        let release = signed(&house, &case, &south, &[("part", "safety")]).await;
        let page = format!("{case}/referrals");
        let form = house.form(&house.holder, &page, &page).await;
        let agreed =
            [("along", "Canary goes along"), ("meet-on", "2026-03-20"), ("meet", "Canary by the sea")];
        let pairs = agreed
            .iter()
            .fold(form.given(), |pairs, (name, text)| crate::support::forms::with(pairs, name, text));
        let begun = house.submit(&house.holder, &form, &page, &pairs).await;
        let referral = begun.header("location").split('?').next().unwrap().to_owned();
        let packet = format!("{release}/packet?for={}", referral.rsplit('/').next().unwrap());
        let post = format!("{release}/packet");
        for (ticks, goes) in
            [(&[][..], &[][..]), (&["along", "meet-on"], &["Canary goes along", "March 20, 2026"])]
        {
            let before = inbox(&house, &south.holder).await;
            let form = house.form(&house.holder, &packet, &post).await;
            let mut pairs = form.given();
            assert!(!pairs.iter().any(|(name, _)| name == "ask"), "nothing is ticked by itself: {pairs:?}");
            pairs.extend(ticks.iter().map(|tick| ("ask".to_owned(), (*tick).to_owned())));
            let sent = house.submit(&house.holder, &form, &post, &pairs).await;
            assert_eq!(sent.status, 303, "{}", sent.text());
            let new = inbox(&house, &south.holder).await;
            let new = new.iter().find(|packet| !before.contains(packet)).unwrap();
            let read = house.get(&south.holder, new).await.text();
            for said in ["Canary goes along", "March 20, 2026", "Canary by the sea"] {
                assert_eq!(read.contains(said), goes.contains(&said), "{said}: {read}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_packet_and_a_stop_at_one_moment_leave_nothing_that_opens() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        for _ in 0..3 {
            let release = signed(&house, &case, &south, &[("part", "safety")]).await;
            let page = format!("{release}/packet");
            let form = house.form(&house.holder, &page, &page).await;
            let given = form.given();
            let stops = [("stop", "1"), ("spoken", "1")];
            let (sent, stopped) = tokio::join!(
                house.submit(&house.holder, &form, &page, &given),
                house.post(&house.holder, &release, &stops),
            );
            assert_eq!(stopped.status, 303, "{}", stopped.text());
            assert!(matches!(sent.status.as_u16(), 200 | 303 | 422), "{}", sent.text());
            assert!(inbox(&house, &south.holder).await.is_empty());
            let after = house.submit(&house.holder, &form, &page, &given).await;
            assert!(inbox(&house, &south.holder).await.is_empty(), "{}", after.text());
        }
    })
    .await;
}
