//! What was sent opens until it ends, and then for nobody: however it ended, on every page there is for it.

use crate::support::agency::{House, on_both};
use crate::work::case::packets::{South, case, inbox, send, signed, south};

/// Each way in which what was sent comes to its end.
const ENDS: [&str; 9] = [
    "its day is over",
    "the person says so",
    "the person stops it on their own page",
    "it is taken back",
    "the referral is withdrawn",
    "the person says no",
    "the service says no",
    "it goes quiet",
    "the case is erased",
];

/// A packet under way.
struct Underway {
    case: String,
    release: String,
    referral: String,
    packet: String,
}

async fn sent(house: &House, south: &South) -> Underway {
    let case = case(house).await;
    let release = signed(house, &case, south, &[("part", "safety"), ("may-keep", "1")]).await;
    let before = inbox(house, &south.holder).await;
    let referral = send(house, &release).await;
    let new = inbox(house, &south.holder).await.into_iter().find(|packet| !before.contains(packet));
    Underway { case, release, referral, packet: new.unwrap() }
}

async fn ends(house: &House, of: &Underway, how: &str) {
    let ana = &house.holder;
    match how {
        "its day is over" => {
            house.pass(31 * 24 * 60);
            house.sign_in_anew(ana).await;
        }
        "the person says so" => {
            house.follow(ana, &of.release, &[("stop", "1"), ("spoken", "1")]).await;
        }
        "the person stops it on their own page" => {
            let card = house.card(ana, &of.case).await;
            let person = house.opened(&card).await;
            let home = house.get(&person, "/mine/home").await;
            let release = format!("/mine/release/{}", home.between("href=\"/mine/release/", "\""));
            house.follow(&person, &release, &[]).await;
        }
        "it is taken back" => {
            let message = house.get(ana, &of.referral).await.between("name=\"take-back\" value=\"", "\"");
            house.follow(ana, &of.referral, &[("take-back", &message)]).await;
        }
        "the referral is withdrawn" => drop(house.follow(ana, &of.referral, &[("state", "withdrawn")]).await),
        "the person says no" => {
            house.follow(ana, &of.referral, &[("state", "no-not-wanted")]).await;
        }
        "the service says no" => {
            house.follow(ana, &of.referral, &[("state", "declined-full")]).await;
        }
        "it goes quiet" => drop(house.follow(ana, &of.referral, &[("state", "out-of-touch")]).await),
        _ => {
            let erase = format!("{}/erase", of.case);
            let erased = crate::support::crawl::with_words(house, ana, &erase).await;
            assert_eq!(erased.status, 200, "{}", erased.text());
        }
    }
}

#[tokio::test]
async fn nobody_opens_after_the_end() {
    on_both(async |house| {
        let south = south(&house).await;
        for how in ENDS {
            // Words that were said lately are not asked for, and who was idle signs in.
            house.pass(30);
            house.sign_in_anew(&house.holder).await;
            house.sign_in_anew(&south.holder).await;
            let of = sent(&house, &south).await;
            let read = house.get(&south.holder, &of.packet).await;
            assert!(read.status == 200 && read.body.contains("The side door"), "{how}: {}", read.text());

            ends(&house, &of, how).await;
            house.sign_in_anew(&south.holder).await;
            let keeps =
                [("keep", "1"), ("once", "00000000000000000000000000000007"), ("handle", "From afar")];
            let kept = house.post(&south.holder, &of.packet, &keeps).await;
            let told = house.post(&south.holder, &of.packet, &[("says", "accepted")]).await;
            let read = house.get(&south.holder, &of.packet).await;
            for (asked, answer) in [("read", read), ("kept", kept), ("told", told)] {
                assert_eq!(answer.status, 404, "{asked} after {how}: {}", answer.text());
                assert!(!answer.body.contains("The side door"), "{asked} after {how}");
            }
            let list = inbox(&house, &south.holder).await;
            assert!(!list.contains(&of.packet), "listed after {how}");
            if how == "the case is erased" {
                continue;
            }
            let referral = house.get(&house.holder, &of.referral).await;
            assert!(referral.text().contains("nobody can open it"), "{how}: {}", referral.text());
        }
    })
    .await;
}
