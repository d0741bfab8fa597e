//! New places for offers: a segment is built in the order in which rows come, and kept in the order of the map.

use roaring::RoaringBitmap;

/// A set of more than one offer in so many is moved bit by bit: that costs less than sorting it.
const MANY: u64 = 256;

/// Moves each offer of a set to its new place.
pub(crate) fn remap(set: &mut RoaringBitmap, place: &[u32]) {
    if set.len() * MANY < place.len() as u64 {
        let mut moved: Vec<u32> = set.iter().map(|offer| place[offer as usize]).collect();
        moved.sort_unstable();
        // A copy has no more room than it needs.
        *set = moved.into_iter().collect::<RoaringBitmap>().clone();
    } else {
        let mut bits = vec![0u8; place.len().div_ceil(8)];
        for offer in set.iter() {
            let at = place[offer as usize];
            bits[at as usize / 8] |= 1 << (at % 8);
        }
        *set = RoaringBitmap::from_lsb0_bytes(0, &bits);
    }
}

/// A column in its new order.
pub(super) fn reorder<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
    *column = order.iter().map(|offer| column[*offer as usize]).collect();
}
