//! The ground of the map: the pictures that it is laid with, and whom to thank for them.

/// Square pictures of the Earth (Web Mercator, 256 points a side), by zoom, column and row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// Their address, with `{z}`, `{x}` and `{y}` in it.
    pub address: String,
    /// Who else gives them, as a browser writes an origin: `https://host`. None where it is this site.
    pub origin: Option<String>,
    /// Who made them, as their licence wants it said.
    pub thanks: String,
    /// Where the thanks lead.
    pub thanks_link: Option<String>,
}

impl Tiles {
    /// The host that learns which part of the map is looked at; none where it is this site.
    pub fn host(&self) -> Option<&str> {
        let (_, host) = self.origin.as_deref()?.split_once("://")?;
        Some(host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_named_where_it_is_another() {
        let tiles = |origin: Option<&str>| Tiles {
            address: String::new(),
            origin: origin.map(str::to_owned),
            thanks: String::new(),
            thanks_link: None,
        };
        assert_eq!(tiles(Some("https://data.geopf.fr")).host(), Some("data.geopf.fr"));
        assert_eq!(tiles(None).host(), None);
    }
}
