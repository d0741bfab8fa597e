//! Where the ground of the map comes from: `MAP_TILES` and `MAP_ATTRIBUTION`.

use super::read::Reader;
use crate::domain::tiles::Tiles;

/// Plan IGN of the Géoplateforme: all of France, no key, Licence Ouverte 2.0
/// (<https://www.data.gouv.fr/datasets/61488c8c6c3e156d4c83f979>).
const PLAN_IGN: &str = "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0\
    &LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png\
    &TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";
const IGN: &str = "© IGN https://www.ign.fr";

const ADDRESS: &str = "https://tiles.example.org/{z}/{x}/{y}.png";
const THANKS: &str = "© contributeurs OpenStreetMap https://www.openstreetmap.org/copyright";
const PLACES: [&str; 3] = ["{z}", "{x}", "{y}"];

/// Reads both. The outer nothing is an error that the reader keeps, the inner one a site without a map.
pub fn read_tiles(reader: &mut Reader<'_>) -> Option<Option<Tiles>> {
    let set = reader.set("MAP_TILES");
    if set.as_deref() == Some("off") {
        return Some(None);
    }
    if set.is_some() && reader.set("MAP_ATTRIBUTION").is_none() {
        reader.refuse("MAP_ATTRIBUTION", "is missing, and MAP_TILES is set", THANKS);
    }
    let ground = reader.parse("MAP_TILES", PLAN_IGN, parse_address, ADDRESS);
    let thanks = reader.parse("MAP_ATTRIBUTION", IGN, parse_thanks, THANKS);
    let ((address, origin), (thanks, thanks_link)) = ground.zip(thanks)?;
    Some(Some(Tiles { address, origin, thanks, thanks_link }))
}

/// An address of tiles, with the origin that the pages must let in.
fn parse_address(text: &str) -> Result<(String, Option<String>), &'static str> {
    if PLACES.iter().any(|place| !text.contains(place)) {
        return Err("lacks {z}, {x} or {y}");
    }
    let plain = PLACES.iter().fold(text.to_owned(), |text, place| text.replace(place, "0"));
    if plain.contains(['{', '}']) {
        return Err("holds something else in braces than {z}, {x} and {y}");
    }
    if plain.starts_with('/') && !plain.starts_with("//") {
        return Ok((text.to_owned(), None));
    }
    let url: reqwest::Url = plain.parse().map_err(|_| "is neither a web address nor a path of this site")?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err("does not start with https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a user or a password, which every visitor would see");
    }
    Ok((text.to_owned(), Some(url.origin().ascii_serialization())))
}

/// The thanks, with where they lead if the last word is an address.
fn parse_thanks(text: &str) -> Result<(String, Option<String>), &'static str> {
    let (thanks, link) = match text.rsplit_once(' ') {
        Some((thanks, link)) if link.starts_with("https://") => (thanks.trim_end(), Some(link)),
        _ => (text, None),
    };
    if thanks.contains("://") || thanks.contains('<') {
        return Err("is not a text, with one address at its end if need be");
    }
    if link.is_some_and(|link| link.parse::<reqwest::Url>().is_err()) {
        return Err("ends with something that is not a web address");
    }
    // The sign stays with its name at the end of a line.
    Ok((thanks.replace("© ", "©\u{a0}"), link.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tiles: &str, thanks: &str) -> (Option<Option<Tiles>>, Vec<&'static str>) {
        let variable = |name: &str| {
            Some(match name {
                "MAP_TILES" => tiles.to_owned(),
                _ => thanks.to_owned(),
            })
        };
        let mut reader = Reader::new(&variable);
        let tiles = read_tiles(&mut reader);
        (tiles, reader.finish().into_iter().map(|error| error.variable).collect())
    }

    #[test]
    fn where_nothing_is_said_it_is_the_plan_of_the_ign() {
        let tiles = read("", " ").0.unwrap().unwrap();
        assert_eq!(tiles.host(), Some("data.geopf.fr"));
        assert!(tiles.address.contains("TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"), "{}", tiles.address);
        assert!(!tiles.address.contains(' '), "{}", tiles.address);
        assert_eq!(
            (tiles.thanks.as_str(), tiles.thanks_link.as_deref()),
            ("©\u{a0}IGN", Some("https://www.ign.fr"))
        );
    }

    #[test]
    fn off_is_no_map() {
        assert_eq!(read("off", ""), (Some(None), vec![]));
    }

    #[test]
    fn the_origin_is_what_a_page_must_let_in() {
        for (address, origin) in [
            ("https://Tiles.example.org/{z}/{x}/{y}.png?key=a", Some("https://tiles.example.org")),
            ("http://127.0.0.1:2527/{z}/{x}/{y}.svg", Some("http://127.0.0.1:2527")),
            ("/fond/{z}/{x}/{y}.png", None),
        ] {
            let tiles = read(address, "© Nous").0.unwrap().unwrap();
            assert_eq!((tiles.address.as_str(), tiles.origin.as_deref()), (address, origin));
            assert_eq!((tiles.thanks.as_str(), tiles.thanks_link), ("©\u{a0}Nous", None));
        }
    }

    #[test]
    fn what_no_map_could_be_made_of_is_refused() {
        for wrong in [
            "https://x.fr/{z}/{x}.png",
            "https://{s}.x.fr/{z}/{x}/{y}.png",
            "http://x.fr/{z}/{x}/{y}.png",
            "//x.fr/{z}/{x}/{y}.png",
            "https://a:b@x.fr/{z}/{x}/{y}.png",
            "tiles/{z}/{x}/{y}.png",
        ] {
            assert_eq!(read(wrong, "© Nous"), (None, vec!["MAP_TILES"]), "{wrong}");
        }
        for wrong in ["https://x.fr", "<a href=x>© Nous</a>", "© Nous https://a b https://x.fr"] {
            assert_eq!(read("", wrong), (None, vec!["MAP_ATTRIBUTION"]), "{wrong}");
        }
    }

    #[test]
    fn other_tiles_want_other_thanks() {
        assert_eq!(read("https://x.fr/{z}/{x}/{y}.png", "").1, ["MAP_ATTRIBUTION"]);
    }
}
