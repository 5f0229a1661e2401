use crate::{domain::Moment, notices::Failure};

/// How far something has come, in bytes; in slips where they are issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// What is being done.
    pub stage: Stage,
    /// Bytes or slips done.
    pub done: u64,
    /// Bytes or slips in all; 0 where it is not known.
    pub of: u64,
}

/// Step of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Slips are numbered and signed.
    Issuing,
    /// Whatever has to be made before anything can be carried.
    Making,
    /// Writing to the stick.
    Writing,
    /// Reading back what was written.
    Checking,
    /// Sending over the network.
    Sending,
}

/// How much the centre has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// Records that never left the station.
    pub waiting: u64,
    /// Records that left it, of which no receipt has come yet.
    pub sent: u64,
    /// Records that the centre holds.
    pub confirmed: u64,
    /// Records that the centre holds by word of mouth: no receipt has come yet.
    pub spoken: u64,
    /// Bytes that are to travel, nearly.
    pub bytes: u64,
    /// The newest receipt: its number, and when the centre made it, by the centre's clock.
    pub receipt: Option<(u64, Moment)>,
}

/// What the station does about sending by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelfSending {
    /// Nothing: nobody wants it, or it may not.
    #[default]
    Off,
    /// Results wait for a better moment.
    Quiet,
    /// Results wait for a network, or for a centre that takes them.
    Waiting,
    /// Results are on their way.
    Sending,
    /// The centre holds everything.
    Held,
}

/// A content pack, as the volunteer reads it over the telephone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackNews {
    /// Version of the pack.
    pub version: u32,
    /// Eight syllables.
    pub fingerprint: String,
    /// It is the one that was in use already.
    pub known: bool,
    /// What the volunteer should know of it: old, its links not official.
    pub remarks: Vec<Failure>,
}

/// A stick to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriveLine {
    /// Where it is mounted.
    pub path: String,
    /// Its label, as the system shows it.
    pub name: String,
    /// Free megabytes, where the system reports it.
    pub free_mb: Option<u64>,
}

/// What was handed over, by stick or by network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Files that were to travel, and the records in them.
    pub bundles: u64,
    /// Records in these files.
    pub records: u64,
    /// Of the files, those that the stick had already.
    pub known: u64,
    /// Files of the station's own that are damaged or gone, and did not travel.
    pub lost: Vec<Failure>,
    /// The folder on the stick; none when nothing was written.
    pub folder: Option<String>,
    /// Files of which the centre's receipt came back over the network.
    pub arrived: u64,
    /// What the centre refused, in its own words: the file, the code, what happened, what to do.
    pub refused: Vec<[String; 4]>,
    /// Nothing was written, and a stick was read: it may be removed.
    pub from_stick: bool,
    /// What came back from the centre.
    pub brought: Brought,
}

/// What came from the centre.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Number of the newest receipt that was taken.
    pub receipt: Option<u64>,
    /// Content that came, if any.
    pub pack: Option<PackNews>,
    /// A new grant is in force.
    pub grant: bool,
    /// What the volunteer should know of it.
    pub remarks: Vec<Failure>,
    /// Files that were not taken, and why.
    pub refused: Vec<Failure>,
}

impl Brought {
    /// Adds what came later; the same remark is made once.
    pub fn add(&mut self, later: Self) {
        self.receipt = self.receipt.max(later.receipt);
        self.pack = later.pack.or(self.pack.take());
        self.grant |= later.grant;
        for remark in later.remarks {
            // Each receipt states how many bundles wait: the last one knows best.
            self.remarks.retain(|one| one.code != remark.code);
            self.remarks.push(remark);
        }
        self.refused.extend(later.refused);
    }
}
