//! How often may be asked: so many at once, and then one after a while.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So many at once, and then one each `every`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) at_once: u32,
    pub(super) every: Duration,
}

/// What a client may ask for. A page that was made before, and what never changes, costs nothing.
const CLIENT: Rate = Rate {
    at_once: 600,
    every: Duration::from_millis(50),
};

/// Clients that are remembered; of more, those that asked least.
const CLIENTS: usize = 4096;

/// How much of a rate is used up: until when nothing of it would be, if nobody asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used(Instant);

impl Used {
    /// Nothing is.
    pub(super) fn nothing(now: Instant) -> Used {
        Used(now)
    }
}

impl Rate {
    /// Takes one, or tells how long to wait for it.
    pub(super) fn take(self, used: &mut Used, now: Instant) -> Result<(), Duration> {
        let until = used.0.max(now) + self.every;
        let wait = (until - now).saturating_sub(self.every * self.at_once);
        if !wait.is_zero() {
            return Err(wait);
        }
        used.0 = until;
        Ok(())
    }

    /// Gives one back that cost nothing.
    fn give_back(self, used: &mut Used) {
        used.0 = used.0.checked_sub(self.every).unwrap_or(used.0);
    }
}

/// Who asks: an address, or the network of one where everybody has many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Client(IpAddr);

impl Client {
    pub(super) fn at(address: IpAddr) -> Client {
        Client(match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            address => address,
        })
    }
}

/// What each client has asked of late.
#[derive(Default)]
pub(super) struct Clients(Mutex<BTreeMap<Client, Used>>);

impl Clients {
    fn all(&self) -> MutexGuard<'_, BTreeMap<Client, Used>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the client ask, or tells how long it has to wait.
    pub(super) fn take(&self, client: Client, now: Instant) -> Result<(), Duration> {
        let mut all = self.all();
        if all.len() >= CLIENTS && !all.contains_key(&client) {
            all.retain(|_, used| used.0 > now);
            let least = all.iter().min_by_key(|(_, used)| used.0);
            let least = least.map(|(client, _)| *client);
            if let Some(least) = least.filter(|_| all.len() >= CLIENTS) {
                all.remove(&least);
            }
        }
        let used = all.entry(client).or_insert_with(|| Used::nothing(now));
        CLIENT.take(used, now)
    }

    /// What the client asked for cost nothing.
    pub(super) fn give_back(&self, client: Client) {
        if let Some(used) = self.all().get_mut(&client) {
            CLIENT.give_back(used);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate {
        at_once: 3,
        every: Duration::from_secs(5),
    };

    #[test]
    fn so_many_at_once_and_then_one_after_a_while() {
        let start = Instant::now();
        let mut used = Used::nothing(start);
        for _ in 0..3 {
            assert_eq!(RATE.take(&mut used, start), Ok(()));
        }
        assert_eq!(RATE.take(&mut used, start), Err(RATE.every));
        let later = start + Duration::from_secs(4);
        assert_eq!(RATE.take(&mut used, later), Err(Duration::from_secs(1)));
        assert_eq!(RATE.take(&mut used, start + RATE.every), Ok(()));
        let wait = RATE.take(&mut used, start + RATE.every);
        assert_eq!(wait, Err(RATE.every), "no more than one was added");
        RATE.give_back(&mut used);
        assert_eq!(RATE.take(&mut used, start + RATE.every), Ok(()));
        let rested = start + 10 * RATE.every;
        for _ in 0..3 {
            assert_eq!(RATE.take(&mut used, rested), Ok(()));
        }
        assert!(
            RATE.take(&mut used, rested).is_err(),
            "rest adds up to three"
        );
    }

    #[test]
    fn each_client_waits_for_itself_and_few_are_remembered() {
        let clients = Clients::default();
        let now = Instant::now();
        let client = |number: u16| Client::at(Ipv6Addr::new(1, number, 0, 0, 9, 9, 9, 9).into());
        for _ in 0..CLIENT.at_once {
            clients.take(client(0), now).unwrap();
        }
        assert!(clients.take(client(0), now).is_err());
        for number in 1..6000 {
            clients.take(client(number), now).unwrap();
        }
        assert!(clients.all().len() <= CLIENTS);
        assert!(
            clients.take(client(0), now).is_err(),
            "who asked most is remembered"
        );
        let neighbour = Client::at(Ipv6Addr::new(1, 0, 0, 0, 0, 0, 0, 1).into());
        assert_eq!(neighbour, client(0), "a network is one client");
        let mapped: IpAddr = "::ffff:192.0.2.1".parse().unwrap();
        assert_eq!(Client::at(mapped), Client::at("192.0.2.1".parse().unwrap()));
    }
}
