//! The same door for others of the household, each with a case of their own.

use care::{Approach, ItemId, JourneyEntry, Part, Referral, ReferralFacts, ServiceName, Version};
use casework::OpenCase;

use crate::pages::case::household::{named, others};
use crate::problem::Problem;
use crate::view::referral;
use crate::words::Words;
use crate::work::{Notice, Working};

/// Begins the same for somebody of the household: nothing that was released for this one goes with it.
pub(super) async fn also(
    at_work: &Working,
    open: &OpenCase,
    held: &Referral,
    named: &str,
) -> Result<Notice, Problem> {
    if !has_door(held) {
        return Ok(Notice::Same);
    }
    let others = others(at_work, open).await?;
    let other = others.iter().find(|one| one.case.to_string() == named).ok_or(Problem::NotFound)?;
    let mut other = at_work.case(&other.case.to_string()).await?;
    if beside(&other, at_work, held).is_some() {
        return Ok(Notice::Same);
    }
    let how = if held.facts.how == Approach::Packet { Approach::Alone } else { held.facts.how };
    // Who goes along, where they meet and how one is asked was agreed with the one and not with the other.
    let facts = ReferralFacts { service: held.facts.service.clone(), how, ..ReferralFacts::default() };
    let of = ItemId::random(&mut at_work.random());
    let begins = Version { of, over: Vec::new(), now: Some(facts) };
    at_work.write(&mut other, JourneyEntry::Referral(begins)).await?;
    at_work.put_card(&mut other).await?;
    Ok(Notice::Kept)
}

/// Whether it is known to which door it is: what two people want who have not said where is not the same.
fn has_door(one: &Referral) -> bool {
    one.facts.service != ServiceName::default()
}

/// The referral of another case to the same door that goes on.
fn beside(other: &OpenCase, at_work: &Working, held: &Referral) -> Option<Referral> {
    let all = other.case.journey.referrals(&at_work.zone);
    all.into_iter().find(|one| one.state().is_open() && one.facts.service == held.facts.service)
}

/// Others of the household, each with how it stands with the same door.
pub(super) async fn household(
    at_work: &Working,
    open: &OpenCase,
    held: &Referral,
    w: Words,
) -> Result<Vec<(String, String, bool)>, Problem> {
    let mut lines = Vec::new();
    if !has_door(held) {
        return Ok(lines);
    }
    for one in others(at_work, open).await? {
        let (id, who) = named(&one, w);
        // That they have one is read of their journey, and is a look at it.
        let other = at_work.show(at_work.case(&id).await?, &[Part::Journey]).await?;
        lines.push(match beside(&other, at_work, held) {
            Some(there) => {
                let state = referral::state(there.state(), w);
                (id, w.all("referral-household-there", &[("who", &who), ("state", &state)]), false)
            }
            None => (id, w.with("referral-household-same", "who", &who), true),
        });
    }
    Ok(lines)
}
