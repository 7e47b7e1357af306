use seal::{AgencyId, CaseKey, Terms, WrapId, WrapShare};

fn terms(wrap: WrapId, sender: AgencyId, share: &WrapShare) -> Terms<'_, CaseKey> {
    Terms { wrap, sender, share, case_share: (), until: None, release: &[] }
}

fn main() {}
