use seal::{AgencyId, CaseId, Place};

fn card(agency: AgencyId, case: CaseId) -> Place {
    Place::card(case, agency, 1)
}

fn main() {}
