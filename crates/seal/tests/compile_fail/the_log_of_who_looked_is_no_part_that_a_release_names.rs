use seal::{CaseKey, SealingKey, content::Access};

fn key(case: &CaseKey) -> SealingKey<Access> {
    case.part::<Access>(1)
}

fn main() {}
