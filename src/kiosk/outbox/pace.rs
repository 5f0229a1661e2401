/// How far something has come, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    pub stage: Stage,
    pub done: u64,
    pub of: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Whatever has to be made before anything can be carried.
    Making,
    Writing,
    /// Reading back what was written.
    Checking,
    Sending,
}
