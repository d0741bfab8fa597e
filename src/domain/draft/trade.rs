//! The trade of a post: in the words of whoever writes, and in the ROME where one of its trades is meant.

use super::Ground;
use crate::domain::offer::Rome;
use crate::domain::plain::plain;

/// A trade of the ROME.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trade {
    /// Its code.
    pub code: Rome,
    /// What the ROME calls it.
    pub label: String,
    /// What people call who does it.
    pub name: String,
}

/// Trades that a sentence names at most.
const NAMED: usize = 4;

/// Reads a code, with or without its label behind it, or the words of one trade.
///
/// # Errors
/// A sentence: of another form, unknown, or the trades among which to choose.
pub(super) fn read_rome(text: &str, ground: &dyn Ground) -> Result<Rome, String> {
    let first = text.split_whitespace().next().unwrap_or_default();
    if let Some(code) = Rome::parse(first) {
        return Ok(code);
    }
    let mut trades = ground.trades(text);
    match trades.len() {
        0 if text.chars().any(|c| c.is_ascii_digit()) => {
            Err("Un code ROME a une lettre et 4 chiffres, par exemple A1203.".to_owned())
        }
        0 => Err("Nous ne trouvons pas ce métier. Essayez un autre mot, ou laissez vide.".to_owned()),
        1 => Ok(trades.remove(0).code),
        _ => {
            let named: Vec<String> = trades
                .iter()
                .take(NAMED)
                .map(|one| format!("{} ({})", one.label, one.code.as_str()))
                .collect();
            Err(format!("Plusieurs métiers se ressemblent. Copiez un code : {}.", named.join(", ")))
        }
    }
}

/// The code of a trade that is called just so.
pub(super) fn rome_of_trade(trade: &str, ground: &dyn Ground) -> Option<Rome> {
    let typed = plain(trade);
    let named = ground.trades(trade).into_iter().filter(|one| plain(&one.name) == typed);
    named.map(|one| one.code).next()
}
