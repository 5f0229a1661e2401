use super::{
    Id, Picture, PictureFault, Plan, id_of,
    object::{Added, Object},
};

/// How many parcels are gathered beside each other at most; the one that was fed least lately makes room.
pub const MOST_AT_ONCE: usize = 8;
/// Bytes of symbols that are held at most, of all parcels together.
pub const MOST_HELD: usize = 48 << 20;
/// So many pictures of each speed must have been shown before one is advised.
const SHOWN_AT_LEAST: u64 = 8;
/// How many finished parcels are remembered, so that pictures that go on being shown do not begin them again.
const MOST_FINISHED: usize = 256;

/// What a camera has read so far, of any number of parcels in any order.
#[derive(Default)]
pub struct Gathering {
    /// Fed last comes last.
    open: Vec<Open>,
    finished: Vec<Id>,
}

struct Open {
    id: Id,
    plan: Plan,
    object: Object,
    pictures: u32,
    /// The first and the last place in the order of showing.
    from: u64,
    to: u64,
}

/// How far a parcel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which one.
    pub id: Id,
    /// How it is cut.
    pub plan: Plan,
    /// Symbols that are held.
    pub held: u32,
    /// Symbols that are needed: the parcel is whole at this number or very little later.
    pub needed: u32,
    /// Different pictures of it that were read.
    pub pictures: u32,
    /// Pictures that the station has shown between the first and the last of these: the share that was read follows.
    pub shown: u64,
}

/// What one picture did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// No picture of ours, or read wrongly: passed over.
    Refused(PictureFault),
    /// It was read before.
    Known(Standing),
    /// Its parcel was finished before.
    Finished(Id),
    /// It is held.
    Held(Standing),
    /// It was the last one that was needed: the parcel, whose SHA-256 agrees with the id.
    Whole {
        /// The parcel's id.
        id: Id,
        /// The parcel: canonical only once `crypto::parcel` has read it.
        parcel: Vec<u8>,
    },
    /// Everything was there and gives another parcel than the id states. What was gathered is thrown away; it begins again.
    Spoilt(Id),
}

impl Gathering {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what one code holds.
    pub fn take(&mut self, bytes: &[u8]) -> Taken {
        let picture = match Picture::read(bytes) {
            Ok(picture) => picture,
            Err(fault) => return Taken::Refused(fault),
        };
        if self.finished.contains(&picture.id) {
            return Taken::Finished(picture.id);
        }
        let mut open = self.take_out(&picture);
        let place = u64::from(picture.number) * u64::from(picture.plan.blocks()) + u64::from(picture.block);
        (open.from, open.to) = (open.from.min(place), open.to.max(place));
        match open.object.add(&picture) {
            Added::Known => {
                let standing = open.standing();
                self.open.push(open);
                Taken::Known(standing)
            }
            Added::Held => {
                open.pictures += 1;
                let standing = open.standing();
                self.open.push(open);
                self.make_room();
                Taken::Held(standing)
            }
            Added::Hopeless => Taken::Spoilt(picture.id),
            Added::Whole => self.finish(open),
        }
    }

    /// How far each parcel is that is being gathered; the one fed last comes first.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        self.open.iter().rev().map(Open::standing).collect()
    }

    /// Which of the speeds that a station tries in turn is read best, from 1: the greatest symbols of which half of the pictures are
    /// read, else the smallest. None before enough has been seen of at least two of them. The station's table of speeds is in the
    /// order of their symbols.
    #[must_use]
    pub fn advice(&self, id: Id) -> Option<u8> {
        let mut sets: Vec<Standing> = self.standings().into_iter().filter(|one| one.id == id).collect();
        sets.sort_by_key(|one| one.plan.symbol());
        if sets.len() < 2 || sets.iter().any(|one| one.shown < SHOWN_AT_LEAST) {
            return None;
        }
        let well = sets.iter().rposition(|one| u64::from(one.pictures) * 2 >= one.shown);
        u8::try_from(well.unwrap_or(0) + 1).ok()
    }

    /// Remembers a parcel as finished: one that was kept before, perhaps by an earlier visit.
    pub fn remember(&mut self, id: Id) {
        self.open.retain(|open| open.id != id);
        if self.finished.contains(&id) {
            return;
        }
        if self.finished.len() >= MOST_FINISHED {
            self.finished.remove(0);
        }
        self.finished.push(id);
    }

    /// Forgets a parcel, finished or not: it may be gathered again.
    pub fn forget(&mut self, id: Id) {
        self.open.retain(|open| open.id != id);
        self.finished.retain(|finished| *finished != id);
    }

    /// Bytes of symbols that are held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.open.iter().map(|open| open.object.bytes()).sum()
    }

    /// The one of this id and plan, or a new one. Pictures of one id that are cut in another way never mix with it: a station shows such
    /// after its speed or window has changed, a hostile screen whenever it likes.
    fn take_out(&mut self, picture: &Picture<'_>) -> Open {
        let found = self.open.iter().position(|open| open.id == picture.id && open.plan == picture.plan);
        if let Some(at) = found {
            return self.open.remove(at);
        }
        if self.open.len() >= MOST_AT_ONCE {
            self.open.remove(0);
        }
        Open {
            id: picture.id,
            plan: picture.plan,
            object: Object::new(picture.plan),
            pictures: 0,
            from: u64::MAX,
            to: 0,
        }
    }

    /// Those fed least lately go until the rest is within bounds; the newest stays.
    fn make_room(&mut self) {
        while self.open.len() > 1 && self.bytes() > MOST_HELD {
            self.open.remove(0);
        }
    }

    fn finish(&mut self, open: Open) -> Taken {
        let id = open.id;
        let parcel = open.object.into_parcel();
        if id_of(&parcel) != id {
            return Taken::Spoilt(id);
        }
        self.remember(id);
        Taken::Whole { id, parcel }
    }
}

impl Open {
    fn standing(&self) -> Standing {
        Standing {
            id: self.id,
            plan: self.plan,
            held: self.object.held(),
            needed: self.plan.symbols(),
            pictures: self.pictures,
            shown: (self.to + 1).saturating_sub(self.from),
        }
    }
}
