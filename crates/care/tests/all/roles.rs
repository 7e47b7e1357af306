//! What people are there for.

use care::{NoSuchRoles, Role, Roles};

#[test]
fn every_choice_of_roles_is_one_or_is_refused_for_its_reason() {
    for bits in 0..=u8::MAX {
        let expected = match bits {
            0 => Err(NoSuchRoles::None),
            32.. => Err(NoSuchRoles::Unknown),
            17..32 => Err(NoSuchRoles::AuditorAndMore),
            _ => Ok(bits),
        };
        let roles = Roles::from_bits(bits);
        assert_eq!(roles.map(Roles::bits), expected, "{bits}");
        if let Ok(roles) = roles {
            assert_eq!(Roles::of(roles.iter()), Ok(roles));
        }
    }
}

#[test]
fn an_auditor_an_editor_and_a_coordinator_have_no_path_to_a_key() {
    for role in Role::ALL {
        let holds = matches!(role, Role::CaseHolder | Role::Lead);
        assert_eq!(Roles::of([role]).unwrap().hold_keys(), holds, "{role:?}");
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
    let both = Roles::of([Role::Lead, Role::Coordinator]).unwrap();
    assert_eq!(both.without_keys(), Roles::of([Role::Coordinator]));
    assert_eq!(Roles::of([Role::Lead]).unwrap().without_keys(), Err(NoSuchRoles::None));
    assert!(!Roles::of([Role::DirectoryEditor, Role::Coordinator]).unwrap().hold_keys());
    assert!(Roles::of([Role::DirectoryEditor, Role::CaseHolder]).unwrap().hold_keys());
}
