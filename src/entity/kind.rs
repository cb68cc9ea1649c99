//! The four kinds of actor.

use serde::{Deserialize, Serialize};

/// What an entity is. Written `person organisation place nationality`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A body of people: state organ, alliance, company, club, news agency.
    Organisation,
    /// A country, city, continent, sea.
    Place,
    /// A nationality or a people.
    Nationality,
}

impl Kind {
    /// All kinds in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Nationality,
    ];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Nationality => "nationality",
        }
    }
}
