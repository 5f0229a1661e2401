//! A list of One Touch of the demo centre: some who came to a station too, some whom a station has without a number, some who came to none.

use crate::{
    centre::{Access, Actor, Centre, people_refusals},
    domain::{IdNumber, Identity, Moment, Registration},
    loadgen::City,
    notices::Failure,
    text::{people_date, short_date},
};
use std::collections::BTreeSet;

/// One of so many who came to a station with a number is on the list.
const ALSO: u32 = 20;
/// People of the list, for each station, who came to none.
const ABSENT: u32 = 2;
/// Residents from here on are nobody's: their numbers are of who is on the list alone, or came to a station without one.
const OTHERS: u32 = 500_000;
/// Heads of the columns, as a platform may write them too.
const HEADS: &str = "cccd,full name,date of birth,unit code,day,result";

/// Keeps the list.
///
/// # Errors
/// The ledger's.
pub fn keep(centre: &Centre, city: &City, now: Moment) -> Result<(), Vec<Failure>> {
    let list = list(city, now);
    let refused = |refusal| vec![people_refusals::one_touch(&refusal)];
    let read = centre.read_one_touch(&Access::City, list.as_bytes(), now).map_err(refused)?;
    centre.keep_one_touch(&Access::City, &read.sealed, (Actor::CommandLine, now)).map_err(refused)?;
    Ok(())
}

fn list(city: &City, now: Moment) -> String {
    let (mut lines, mut taken) = (vec![HEADS.to_owned()], BTreeSet::new());
    let day = short_date(now.date());
    let mut add = |number: &IdNumber, one: &Registration| {
        // A list has each number once.
        if taken.insert(number.digits().to_owned()) {
            let (name, unit) = (one.name.as_str(), one.residence.unit.as_str());
            lines.push(format!("{},{name},{},{unit},{day},yes", number.digits(), people_date(&one.birth.written())));
        }
    };
    for station in 0..city.stations {
        for number in city.home(station) {
            let Some(resident) = city.resident(station, number) else { continue };
            match &resident.registration.identity {
                Identity::Number(own) if number % ALSO == 0 => add(own, &resident.registration),
                Identity::Number(_) => (),
                Identity::None(_) => {
                    let lent = city.resident(station, OTHERS + number);
                    if let Some(Identity::Number(lent)) = lent.map(|other| other.registration.identity) {
                        add(&lent, &resident.registration);
                    }
                }
            }
        }
        for number in 0..ABSENT {
            let number = 2 * OTHERS - station * ABSENT - number - 1;
            let Some(resident) = city.resident(station, number) else { continue };
            if let Identity::Number(own) = &resident.registration.identity {
                add(own, &resident.registration);
            }
        }
    }
    lines.join("\r\n")
}
