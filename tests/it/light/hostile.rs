use super::{gathered::checked, next, parcel, pictures};
use tramso::light::{Gathering, MOST_AT_ONCE, MOST_HELD, Picture, Plan, Taken, id_of};

/// A picture with any transmission information, and a check that agrees.
fn with(information: [u8; 12], block: u8, number: u32, symbol: &[u8]) -> Vec<u8> {
    let [_, n2, n1, n0] = number.to_be_bytes();
    checked([&b"TS2"[..], &[7; 8], &information, &[block, n2, n1, n0], symbol].concat())
}

#[test]
fn ten_thousand_spoilt_pictures_and_no_wrong_parcel() {
    let mut gathering = Gathering::new();
    let mut shown = pictures(40_000, 103);
    let mut chance = 3;
    let mut spoilt = 0;
    let mut whole = 0;
    while spoilt < 10_000 {
        let mut picture = shown.show();
        for _ in 0..=next(&mut chance) % 4 {
            let at = usize::try_from(next(&mut chance)).unwrap() % picture.len();
            picture[at] ^= u8::try_from(1 + next(&mut chance) % 255).unwrap();
        }
        // Two changes of one place may undo each other.
        if Picture::read(&picture).is_err() {
            spoilt += 1;
        }
        match gathering.take(&picture) {
            Taken::Refused(_) => {}
            Taken::Whole { parcel: got, .. } => {
                assert_eq!(got, *parcel(40_000));
                whole += 1;
            }
            other => assert!(Picture::read(&picture).is_ok(), "{other:?}"),
        }
    }
    assert_eq!(whole, 0);
    let after = super::gather(&mut gathering, &mut shown, 400, |_| false);
    assert_eq!(after.unwrap().1, *parcel(40_000), "a control: what is not spoilt is taken");
}

#[test]
fn a_wrong_symbol_under_a_right_check_gives_no_parcel() {
    let mut gathering = Gathering::new();
    let mut shown = pictures(5_000, 103);
    let mut wrong = shown.show();
    wrong.truncate(wrong.len() - 4);
    wrong[40] ^= 1;
    assert!(matches!(gathering.take(&checked(wrong)), Taken::Held(_)));
    let mut last = None;
    for _ in 1..49 {
        last = Some(gathering.take(&shown.show()));
    }
    assert_eq!(last, Some(Taken::Spoilt(shown.id())));
    assert_eq!(gathering.bytes(), 0, "nothing half kept");
    let again = super::gather(&mut gathering, &mut shown, 80, |_| false);
    assert_eq!(again.unwrap().1, *parcel(5_000));
}

#[test]
fn transmission_information_of_any_kind_costs_nothing() {
    let lengths = [0, 1, 1 << 20, 32 << 20, (32 << 20) + 1, u64::from(u32::MAX), 942_574_504_275, (1 << 40) - 1];
    let mut gathering = Gathering::new();
    let mut taken = 0;
    for length in lengths {
        for symbol in [0, 1, 31, 32, 103, 2922, 2923, u16::MAX] {
            for blocks in [0, 1, 2, 40, 128, 255] {
                for (parts, align) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 4), (2, 1), (u16::MAX, 255)] {
                    let [_, _, _, f4, f3, f2, f1, f0] = length.to_be_bytes();
                    let ([t1, t0], [p1, p0]) = (symbol.to_be_bytes(), parts.to_be_bytes());
                    let information = [f4, f3, f2, f1, f0, 0, t1, t0, blocks, p1, p0, align];
                    for (block, number) in [(0, 0), (0, (1 << 24) - 1), (254, 5)] {
                        let picture = with(information, block, number, &vec![5; usize::from(symbol)]);
                        taken += usize::from(!matches!(gathering.take(&picture), Taken::Refused(_)));
                    }
                }
            }
        }
    }
    assert!(taken > 12, "a control: those in the one form are taken");
    assert!(gathering.standings().len() <= MOST_AT_ONCE);
    assert!(gathering.bytes() < 100_000, "{}", gathering.bytes());
    let reserved = Plan::new(5_000, 103).unwrap().write();
    assert!(matches!(gathering.take(&with(reserved, 0, 0, &[5; 103])), Taken::Held(_)));
    let reserved = {
        let mut information = reserved;
        information[5] = 1;
        information
    };
    assert!(matches!(gathering.take(&with(reserved, 0, 0, &[5; 103])), Taken::Refused(_)));
}

#[test]
fn symbols_that_never_suffice_are_given_up() {
    // All zeros, of repair symbols alone, would solve; chosen numbers that repeat in effect do not. Whatever they are: bounded.
    let mut gathering = Gathering::new();
    let plan = Plan::new(32 * 200, 32).unwrap();
    let mut last = None;
    for at in 0..400_u32 {
        let symbol = [u8::try_from(at % 251).unwrap(); 32];
        let taken = gathering.take(&with(plan.write(), 0, (1 << 24) - 1 - at * 7, &symbol));
        if !matches!(taken, Taken::Held(_)) {
            last = Some((at, taken));
            break;
        }
    }
    let (at, taken) = last.expect("it ends");
    assert!(at <= 200 + 41, "{at}");
    assert_eq!(taken, Taken::Spoilt([7; 8]));
}

#[test]
fn many_parcels_at_a_time_stay_within_bounds() {
    let mut gathering = Gathering::new();
    let honest = parcel(20_000);
    let mut shown = tramso::light::Pictures::new(honest.clone(), 555).unwrap();
    for other in 0..40_u8 {
        let mut picture = pictures(1_000_000, 2_900).show();
        picture.truncate(picture.len() - 4);
        picture[3..11].fill(other);
        gathering.take(&checked(picture));
        gathering.take(&shown.show());
    }
    assert!(gathering.standings().len() <= MOST_AT_ONCE && gathering.bytes() < MOST_HELD);
    assert!(matches!(gathering.take(&shown.show()), Taken::Finished(id) if id == id_of(&honest)), "what is fed stays");
}
