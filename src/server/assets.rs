//! The names that the build gave to the browser's half: resolved once, not at each response.

use std::path::Path;

use super::packed::NAMES;
use crate::app::Assets;

impl Assets {
    /// Reads the hashes that cargo-leptos wrote: those that came in the program, else those beside it; plain names where
    /// there are none.
    pub fn resolve(packed: &Path, program: &Path) -> Self {
        let hashes = std::fs::read_to_string(packed)
            .or_else(|_| std::fs::read_to_string(program.with_file_name(NAMES)));
        Self::named(&hashes.unwrap_or_default())
    }

    fn named(hashes: &str) -> Self {
        let hash = |kind: &str| {
            let line =
                hashes.lines().find_map(|line| line.split_once(':').filter(|(name, _)| name.trim() == kind));
            line.map(|(_, hash)| format!(".{}", hash.trim()))
        };
        let address =
            |hash: Option<String>, end: &str| format!("/pkg/premier-pas{}.{end}", hash.unwrap_or_default());
        Self {
            script: address(hash("js"), "js"),
            wasm: address(hash("wasm").or_else(|| hash("js").is_none().then(|| "_bg".to_owned())), "wasm"),
            style: address(hash("css"), "css"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_read() {
        let assets = Assets::named("js: abc\nwasm: def\ncss: ghi\n");
        assert_eq!(assets.script, "/pkg/premier-pas.abc.js");
        assert_eq!(assets.wasm, "/pkg/premier-pas.def.wasm");
        assert_eq!(assets.style, "/pkg/premier-pas.ghi.css");
    }

    #[test]
    fn without_hashes_the_names_are_plain() {
        let assets = Assets::named("");
        assert_eq!(
            (assets.script.as_str(), assets.style.as_str()),
            ("/pkg/premier-pas.js", "/pkg/premier-pas.css")
        );
    }
}
