//! What is wrong with the library, by name and values, for other languages than English.

use crate::library::Error;

impl Error {
    /// The id under which the sentence stands in the languages of the interface.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Missing { nearest: None, .. } => "library-missing",
            Self::Missing { .. } => "library-missing-near",
            Self::LeftOut { .. } => "library-not-read",
            Self::Folder { .. } => "library-folder",
            Self::Newer { .. } => "library-newer",
            Self::Broken { .. } => "library-broken",
            Self::Full => "library-full",
            Self::Busy => "library-busy",
            Self::Disturbed => "library-disturbed",
            Self::Removed => "library-removed",
            Self::Database(_) => "library-database",
        }
    }

    /// The values of that sentence by their names.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing { path, nearest } => {
                let near = nearest.iter().map(|near| ("near", near.clone()));
                near.chain([("path", path.clone())]).collect()
            }
            Self::LeftOut { path, reason } | Self::Folder { path, reason } => {
                vec![("path", path.clone()), ("reason", reason.clone())]
            }
            Self::Newer { path } => vec![("path", path.clone())],
            Self::Database(reason) => vec![("reason", reason.clone())],
            Self::Broken { .. } | Self::Full | Self::Busy | Self::Disturbed | Self::Removed => {
                Vec::new()
            }
        }
    }
}
