//! What the types do not let anybody write.

use seal::content::Notes;
use seal::{
    AgencyKey, CaseKey, CaseShare, CircleKey, Entry, IdentityKey, MessageShare, Opened, Passphrase, Pepper,
    PrivateKey, RootFile, SealingKey, SecondFactorKey, SessionToken, StoreRoot, UserSecret, WrapShare,
};

/// Fails to compile when a type has one of the traits: then there are two ways to read `_`, else one.
macro_rules! has_none_of {
    ($traits:tt: $($secret:ty),* $(,)?) => { $(has_none_of!(@ $secret: $traits);)* };
    (@ $secret:ty: [$($trait:path),* $(,)?]) => {
        $(const _: fn() = || {
            trait Has<Which> {
                fn it() {}
            }
            impl<T: ?Sized> Has<()> for T {}
            struct Trait;
            impl<T: ?Sized + $trait> Has<Trait> for T {}
            <$secret as Has<_>>::it();
        };)*
    };
}

// Not printed, cloned, compared, hashed, defaulted, lent as bytes or serialised.
has_none_of! {
    [
        std::fmt::Debug, std::fmt::Display, std::fmt::LowerHex, std::fmt::UpperHex, Clone, Copy, PartialEq,
        PartialOrd, std::hash::Hash, Default, AsRef<[u8]>, std::ops::Deref, Into<Vec<u8>>, serde::Serialize,
    ]:
    AgencyKey, CaseKey, CaseShare, CircleKey, Entry, IdentityKey, MessageShare, Opened<Notes>, Passphrase, Pepper,
    PrivateKey, RootFile, SealingKey<Notes>, SecondFactorKey, SessionToken, StoreRoot, UserSecret, WrapShare,
}

/// Compiles only for what is wiped when it goes.
const fn is_wiped<T: zeroize::ZeroizeOnDrop>() {}

const _: () = {
    is_wiped::<AgencyKey>();
    is_wiped::<CaseKey>();
    is_wiped::<CaseShare>();
    is_wiped::<CircleKey>();
    is_wiped::<Entry>();
    is_wiped::<IdentityKey>();
    is_wiped::<MessageShare>();
    is_wiped::<Opened<Notes>>();
    is_wiped::<Passphrase>();
    is_wiped::<Pepper>();
    is_wiped::<PrivateKey>();
    is_wiped::<SealingKey<Notes>>();
    is_wiped::<SecondFactorKey>();
    is_wiped::<SessionToken>();
    is_wiped::<StoreRoot>();
    is_wiped::<UserSecret>();
    is_wiped::<WrapShare>();
    // The file of a root and the reader of a journal are made of these.
    const fn roots(file: &RootFile) {
        const fn is_root(_: &StoreRoot) {}
        const fn may_be_root(_: &Option<StoreRoot>) {}
        let RootFile { current, next } = file;
        is_root(current);
        may_be_root(next);
    }
    let _: fn(&RootFile) = roots;
};

/// Each file is refused by the compiler, with the words beside it. `TRYBUILD=overwrite` writes them anew.
#[test]
fn what_would_mix_up_keys_kinds_or_places_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
