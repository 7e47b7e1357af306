use seal::{CaseId, CircleKey, WrapShare, content::Card, SealingKey};

fn card(circle: &CircleKey, case: CaseId, share: &WrapShare) -> SealingKey<Card> {
    circle.card_key(case, share)
}

fn main() {}
