use crate::people::Chance;

/// How the bundles travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// Every bundle of every station in any order; otherwise each station's own come in theirs.
    pub shuffle: bool,
    /// So many of a hundred bundles are sent a second time.
    pub repeat: u32,
    /// So many of a hundred are cut off on the way and taken up again.
    pub cut: u32,
}

/// One bundle on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trip {
    /// Number of the station.
    pub station: u32,
    /// Counted from 0 within its station.
    pub bundle: u32,
    /// How it travels.
    pub route: Route,
}

/// How a bundle is uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// In one piece.
    Whole,
    /// Two pieces, the first one with so many thousandths of the file.
    Pieces(u16),
    /// The connection breaks after so many thousandths; then in pieces.
    Breaks(u16),
}

/// All trips in their order, for stations with so many bundles each.
#[must_use]
pub fn trips(seed: u64, bundles: &[u32], habits: Habits) -> Vec<Trip> {
    let mut chance = Chance::new(seed, "trips", 0);
    let mut trips = Vec::new();
    let most = bundles.iter().copied().max().unwrap_or(0);
    // A day's bundles of all stations, then the next day's.
    for bundle in 0..most {
        let stations = (0..).zip(bundles).filter(|(_, has)| bundle < **has);
        trips.extend(stations.map(|(station, _)| Trip { station, bundle, route: Route::Whole }));
    }
    let again: Vec<Trip> = trips.iter().filter(|_| chance.percent(habits.repeat)).copied().collect();
    for trip in again {
        // After the first time, so that an order that is kept stays kept.
        let first = trips.iter().position(|one| *one == trip).unwrap_or(0);
        let place = first + 1 + chance.place(trips.len() - first);
        trips.insert(place, trip);
    }
    if habits.shuffle {
        chance.shuffle(&mut trips);
    }
    for trip in &mut trips {
        trip.route = route(&mut chance, habits.cut);
    }
    trips
}

fn route(chance: &mut Chance, cut: u32) -> Route {
    if !chance.percent(cut) {
        return Route::Whole;
    }
    let part = u16::try_from(100 + chance.below(850)).unwrap_or(500);
    if chance.percent(50) { Route::Pieces(part) } else { Route::Breaks(part) }
}
