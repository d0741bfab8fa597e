//! Whose request it is: the address of the connection, or, behind proxies that are trusted, of who came to them.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

/// The address that asks. `peer` is the connection's, from `ConnectInfo`. `X-Forwarded-For` is written by anyone
/// on the way: it is read from the right, and only as far as the addresses are those of `trusted` proxies.
pub fn client_address(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == address);
    let mut address = peer.ip().to_canonical();
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
    for line in lines.into_iter().rev() {
        // What is not text, or not an address, was not written by a proxy of ours.
        let Ok(line) = line.to_str() else { return address };
        for entry in line.rsplit(',') {
            if !is_trusted(address) {
                return address;
            }
            let Some(before) = read(entry.trim()) else { return address };
            address = before;
        }
    }
    address
}

/// An address, with or without a port.
fn read(entry: &str) -> Option<IpAddr> {
    let bare = entry.parse::<IpAddr>().ok();
    bare.or_else(|| entry.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|proxy| proxy.parse().unwrap()).collect();
        client_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn the_header_counts_only_behind_a_trusted_proxy() {
        let (proxy, two) = ("10.0.0.1", ["10.0.0.1", "10.0.0.2"]);
        for (peer, forwarded, trusted, expected) in [
            ("203.0.113.9:5000", vec![], &[][..], "203.0.113.9"),
            ("203.0.113.9:5000", vec!["198.51.100.1"], &[], "203.0.113.9"),
            ("127.0.0.1:5000", vec!["198.51.100.1"], &[], "127.0.0.1"),
            ("203.0.113.9:5000", vec!["198.51.100.1"], &[proxy], "203.0.113.9"),
            ("10.0.0.1:5000", vec!["198.51.100.1"], &[proxy], "198.51.100.1"),
            ("10.0.0.1:5000", vec!["forged, 192.0.2.7, 198.51.100.1"], &[proxy], "198.51.100.1"),
            ("10.0.0.1:5000", vec!["192.0.2.7", "198.51.100.1, 10.0.0.2"], &two, "198.51.100.1"),
            ("10.0.0.1:5000", vec!["198.51.100.1, rubbish"], &[proxy], "10.0.0.1"),
            ("10.0.0.1:5000", vec![""], &[proxy], "10.0.0.1"),
            ("10.0.0.1:5000", vec![], &[proxy], "10.0.0.1"),
            ("10.0.0.1:5000", vec!["10.0.0.2"], &two, "10.0.0.2"),
            ("10.0.0.1:5000", vec!["198.51.100.1:61000"], &[proxy], "198.51.100.1"),
            ("10.0.0.1:5000", vec!["[2001:db8::1]:61000"], &[proxy], "2001:db8::1"),
            ("[::ffff:10.0.0.1]:5000", vec!["198.51.100.1"], &[proxy], "198.51.100.1"),
        ] {
            assert_eq!(seen(peer, &forwarded, trusted), expected, "{peer} {forwarded:?} {trusted:?}");
        }
    }
}
