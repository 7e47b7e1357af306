use jiff::civil::Date;
use network::{Agency, AgencyId, Place, PlaceId, Service, ServiceId};
use sql::TransactionName;

use crate::{
    AskedChange, ConfirmationRound, Edition, NetworkStore, OwnAgency, OwnPlace, OwnService, Past, PlaceEdit,
    Standing, StoreError, asking, confidential, edit, history, own, own_place, round,
};

const READ_OWN: TransactionName = TransactionName::new("read-own-listing");
const ADD_AGENCY: TransactionName = TransactionName::new("add-agency");
const ADD_SERVICE: TransactionName = TransactionName::new("add-service");
const SAVE_SERVICE: TransactionName = TransactionName::new("save-service");
const SAVE_AGENCY: TransactionName = TransactionName::new("save-agency");
const SAVE_PLACE: TransactionName = TransactionName::new("save-place");
const REMOVE_PLACE: TransactionName = TransactionName::new("remove-place");
const CHANGE_ASKED: TransactionName = TransactionName::new("change-requirement");
const READ_HISTORY: TransactionName = TransactionName::new("read-requirement-history");
const SET_CONFIDENTIAL: TransactionName = TransactionName::new("set-confidential");
const CONFIRM: TransactionName = TransactionName::new("confirm-listing");
const BEGIN_ROUND: TransactionName = TransactionName::new("begin-confirmation-round");
const READ_ROUND: TransactionName = TransactionName::new("read-confirmation-round");

/// The listing in the agency's own hands. Which agency somebody may act for, the caller knows: a service of another
/// one is simply not there. Nothing here takes or keeps who of its staff it was.
impl NetworkStore {
    /// The agency, if it is there.
    pub async fn own_agency(&self, agency: &AgencyId) -> Result<Option<OwnAgency>, StoreError> {
        self.database().read(READ_OWN, |tx| Box::pin(own::agency(tx, agency))).await
    }

    /// All services of an agency, ended ones and those that only it may see among them, in order of ids.
    pub async fn own_services(&self, agency: &AgencyId) -> Result<Vec<OwnService>, StoreError> {
        self.database().read(READ_OWN, |tx| Box::pin(own::services(tx, agency))).await
    }

    /// One service of an agency, if it is there.
    pub async fn own_service(
        &self,
        agency: &AgencyId,
        service: &ServiceId,
    ) -> Result<Option<OwnService>, StoreError> {
        self.database().read(READ_OWN, |tx| Box::pin(own::service(tx, agency, service))).await
    }

    /// All places of an agency, in order of ids.
    pub async fn own_places(&self, agency: &AgencyId) -> Result<Vec<OwnPlace>, StoreError> {
        self.database().read(READ_OWN, |tx| Box::pin(own::places(tx, agency))).await
    }

    /// Adds an agency under an id that is free ([`StoreError::Taken`]).
    pub async fn add_agency(&self, agency: &Agency) -> Result<(), StoreError> {
        self.database().write(ADD_AGENCY, |tx| Box::pin(edit::add_agency(tx, agency))).await
    }

    /// Adds a service of an agency that is there, at places that are there, under an id that is free
    /// ([`StoreError::Taken`]). What it asks, and whether its location is confidential, is said afterwards.
    pub async fn add_service(&self, service: &Service) -> Result<Edition, StoreError> {
        self.database().write(ADD_SERVICE, |tx| Box::pin(edit::add_service(tx, service))).await
    }

    /// Saves what an agency says of a service: all but what it asks, its room, whether its location is confidential and
    /// when it was confirmed, which have ways of their own. A service that ends stays, as ended. Each part that
    /// differs is the agency's own from then on: no newer list changes it.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if somebody else, or a list, changed the service since this edition.
    pub async fn save_service(&self, service: &Service, seen: Edition) -> Result<Edition, StoreError> {
        self.database().write(SAVE_SERVICE, |tx| Box::pin(edit::save_service(tx, service, seen))).await
    }

    /// Saves what an agency says of itself; all of it is its own from then on.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if it has changed since this edition.
    pub async fn save_agency(&self, agency: &Agency, seen: Edition) -> Result<(), StoreError> {
        self.database().write(SAVE_AGENCY, |tx| Box::pin(edit::save_agency(tx, agency, seen))).await
    }

    /// Saves a place of an agency, or adds one where no edition was seen; all of it is the agency's own from then on.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if it has changed since; [`StoreError::Confidential`] where the address that was set
    /// aside would come back to a place at which a confidential service is had.
    pub async fn save_place(&self, place: &Place, seen: Option<Edition>) -> Result<(), StoreError> {
        self.database().write(SAVE_PLACE, |tx| Box::pin(edit::save_place(tx, place, seen))).await
    }

    /// Saves a place with the services that are had there, or adds one. Where it is confidential from now on, its address
    /// goes out of the store as [`NetworkStore::set_confidential`] says, and the services there become confidential.
    /// `now` is in Unix milliseconds.
    ///
    /// # Errors
    /// As [`NetworkStore::save_place`].
    pub async fn keep_place(&self, given: PlaceEdit<'_>, now: i64) -> Result<(), StoreError> {
        self.database().write(SAVE_PLACE, |tx| Box::pin(own_place::save(tx, given, now))).await
    }

    /// Takes a place off: no service is had there any more, and no newer list brings it back.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if it has changed since this edition; [`StoreError::NotThere`].
    pub async fn remove_place(
        &self,
        agency: &AgencyId,
        place: &PlaceId,
        seen: Edition,
    ) -> Result<(), StoreError> {
        self.database().write(REMOVE_PLACE, |tx| Box::pin(own_place::remove(tx, agency, place, seen))).await
    }

    /// Changes one thing that a service asks, as its agency says on a day, and keeps in its history what it was. What
    /// was told of the same kind is answered by that. `why` is in the agency's words; it must name nobody.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if the service has changed since this edition; [`StoreError::Asked`] where it asks for
    /// no such thing, or for the same already.
    pub async fn change_asked(
        &self,
        (agency, service, seen): (&AgencyId, &ServiceId, Edition),
        change: &AskedChange,
        why: Option<&str>,
        day: Date,
    ) -> Result<Edition, StoreError> {
        let of = (agency, service, seen);
        self.database().write(CHANGE_ASKED, |tx| Box::pin(asking::change(tx, of, change, why, day))).await
    }

    /// What became of all that a service asks since it was first listed, latest first.
    pub async fn asked_history(
        &self,
        agency: &AgencyId,
        service: &ServiceId,
    ) -> Result<Vec<Past>, StoreError> {
        self.database().read(READ_HISTORY, |tx| Box::pin(history::fetch(tx, agency, service))).await
    }

    /// Says that a service's location is confidential, and at which of its places that is; none says that it is not.
    ///
    /// Of these places, and of the agency's others in the same house, the address goes out of the store: out of the
    /// places, of the agency's texts, of what is published, and with the words behind what its services asked. No newer
    /// list brings it back. It does not come back by itself when the location is confidential no more. What a database
    /// leaves in its journals and backups goes as these are overwritten. `now` is in Unix milliseconds.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if the service has changed since this edition.
    pub async fn set_confidential(
        &self,
        (agency, service, seen): (&AgencyId, &ServiceId, Edition),
        places: Option<&[PlaceId]>,
        now: i64,
    ) -> Result<Edition, StoreError> {
        let of = (agency, service, seen);
        self.database().write(SET_CONFIDENTIAL, |tx| Box::pin(confidential::set(tx, of, places, now))).await
    }

    /// Confirms services as they stand in these editions, with all that each asks: all of them or none. Gives whether
    /// the agency has confirmed all of its listing since the latest round began.
    ///
    /// # Errors
    /// [`StoreError::Changed`] names the first that has changed since its edition.
    pub async fn confirm_listing(
        &self,
        agency: &AgencyId,
        seen: &[(ServiceId, Edition)],
        day: Date,
    ) -> Result<bool, StoreError> {
        self.database().write(CONFIRM, |tx| Box::pin(round::confirm(tx, agency, seen, day))).await
    }

    /// Begins a round, and asks every agency with a service that has not ended. On the same day again it is the same
    /// round, with another end and those who came since.
    pub async fn begin_round(&self, round: ConfirmationRound) -> Result<(), StoreError> {
        self.database().write(BEGIN_ROUND, |tx| Box::pin(round::begin(tx, round))).await
    }

    /// The latest round.
    pub async fn latest_round(&self) -> Result<Option<ConfirmationRound>, StoreError> {
        self.database().read(READ_ROUND, |tx| Box::pin(round::latest(tx))).await
    }

    /// How every agency with a service that has not ended stands, by name. Stale is what was not confirmed since the
    /// day.
    pub async fn standing(&self, since: Date) -> Result<Vec<Standing>, StoreError> {
        self.database().read(READ_ROUND, |tx| Box::pin(round::standing(tx, since))).await
    }
}
