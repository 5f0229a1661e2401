use super::{Answers, Hands};
use crate::{
    domain::Stamp,
    kiosk::{explain, send::Address},
    tui::{Failure, Msg},
};

impl Hands {
    pub(super) fn hand_over(&mut self, _drive: Option<&str>, _now: Stamp) -> Answers {
        Ok(vec![Msg::Failed(Failure { code: "TS-K01", args: Vec::new() })])
    }

    pub(super) fn take_in(&mut self, _drive: Option<&str>, _now: Stamp) -> Answers {
        Ok(vec![Msg::Failed(Failure { code: "TS-K01", args: Vec::new() })])
    }

    pub(super) fn send(&mut self, _now: Stamp) -> Answers {
        Ok(vec![Msg::Failed(Failure { code: "TS-N04", args: Vec::new() })])
    }

    pub(super) fn keep_centre(&mut self, typed: &str) -> Vec<Msg> {
        let address = match typed.trim() {
            "" => String::new(),
            typed => match Address::parse(typed) {
                Ok(address) => address.to_string(),
                Err(fault) => return vec![Msg::Failed(explain::address(fault))],
            },
        };
        let mut wanted = crate::kiosk::settings::read(self.station.dir());
        wanted.centre.clone_from(&address);
        let mut msgs = self.keep_settings(&wanted);
        if msgs.is_empty() {
            msgs.push(Msg::Centre(address));
        }
        msgs
    }
}
