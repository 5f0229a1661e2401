use super::{gather, next, parcel, pictures};
use tramso::light::{
    Gathering, LEAST_SYMBOL, MOST_IN_BLOCK, MOST_PARCEL, MOST_SYMBOL, Picture, PictureFault, Pictures, Plan, PlanFault,
    Taken, crc32c, id_of,
};

#[test]
fn the_check_is_the_one_of_the_rfc() {
    // RFC 3720, appendix B.4, whose bytes are written small end first.
    assert_eq!(crc32c(&[0; 32]), 0x8a91_36aa);
    assert_eq!(crc32c(&[0xff; 32]), 0x62a8_ab43);
    assert_eq!(crc32c(b"123456789"), 0xe306_9283);
}

#[test]
fn a_third_missed_costs_a_third_more() {
    for (bytes, symbol) in [(1_500, 103), (40_000, 103), (40_000, 555), (200_000, 75), (1, 32), (103, 103), (104, 103)]
    {
        let needed = usize::try_from(Plan::new(bytes, symbol).unwrap().symbols()).unwrap();
        let bytes = usize::try_from(bytes).unwrap();
        let mut chance = 7;
        let mut shown = pictures(bytes, symbol);
        let whole = gather(&mut Gathering::new(), &mut shown, needed * 3 + 60, |_| next(&mut chance) % 10 < 3);
        let (read, whole) = whole.unwrap_or_else(|| panic!("{bytes} bytes in {symbol}"));
        assert_eq!(whole, *parcel(bytes));
        assert!(read <= needed + 4, "{bytes} bytes in {symbol}: {read} read, {needed} needed");
    }
}

#[test]
fn all_of_the_first_are_missed_and_the_rest_suffices() {
    let mut shown = pictures(30_000, 200);
    let whole = gather(&mut Gathering::new(), &mut shown, 400, |at| at < 150);
    assert_eq!(whole.unwrap().1, *parcel(30_000));
}

#[test]
fn more_than_one_block_and_an_end_that_fills_no_symbol() {
    let bytes = usize::try_from(MOST_IN_BLOCK).unwrap() * 32 * 2 + 45;
    let plan = Plan::new(u64::try_from(bytes).unwrap(), 32).unwrap();
    assert_eq!((plan.blocks(), plan.symbols_of(0), plan.symbols_of(2), plan.symbols_of(3)), (3, 5462, 5462, 0));
    let all: u32 = (0..3).map(|block| plan.symbols_of(block)).sum();
    assert_eq!(all, plan.symbols());
    let mut chance = 11;
    let whole =
        gather(&mut Gathering::new(), &mut pictures(bytes, 32), 30_000, |_| next(&mut chance) % 10 < 3).unwrap();
    assert_eq!(whole.1, *parcel(bytes));
}

#[test]
fn the_same_parcel_gives_the_same_pictures_and_each_reads_back() {
    let (mut one, mut two) = (pictures(9_000, 103), pictures(9_000, 103));
    for at in 0..200_u32 {
        let bytes = one.show();
        assert_eq!(bytes, two.show());
        let picture = Picture::read(&bytes).unwrap();
        assert_eq!((picture.id, picture.block, picture.number), (id_of(&parcel(9_000)), 0, at));
        assert_eq!(picture.write(), bytes);
        assert_eq!(bytes.len(), 103 + 31);
    }
    assert_ne!(pictures(9_001, 103).show(), pictures(9_000, 103).show());
}

#[test]
fn doubled_pictures_change_nothing_and_what_is_finished_stays_so() {
    let mut gathering = Gathering::new();
    let mut shown = pictures(5_000, 103);
    let first = shown.show();
    let Taken::Held(standing) = gathering.take(&first) else { panic!() };
    assert_eq!((standing.held, standing.needed, standing.pictures, standing.shown), (1, 49, 1, 1));
    for _ in 0..100 {
        assert_eq!(gathering.take(&first), Taken::Known(standing));
    }
    let whole = gather(&mut gathering, &mut shown, 60, |_| false).unwrap();
    assert_eq!(whole.1, *parcel(5_000));
    assert_eq!(gathering.take(&shown.show()), Taken::Finished(shown.id()));
    assert!(gathering.standings().is_empty());
    gathering.forget(shown.id());
    assert!(matches!(gathering.take(&shown.show()), Taken::Held(_)), "a control: forgotten, it begins again");
}

#[test]
fn two_stations_filmed_in_turn_and_a_speed_that_changes() {
    let mut gathering = Gathering::new();
    let mut of = [pictures(5_000, 103), Pictures::new(parcel(7_000), 103).unwrap(), pictures(5_000, 47)];
    let mut whole = Vec::new();
    for at in 0..400 {
        if let Taken::Whole { parcel, .. } = gathering.take(&of[at % 3].show()) {
            whole.push(parcel.len());
        }
    }
    assert_eq!(whole, [5_000, 7_000], "the third is the first parcel in smaller pieces: finished with it");
}

#[test]
fn the_share_that_was_read_follows_from_what_was_shown_between() {
    let mut gathering = Gathering::new();
    let mut shown = pictures(40_000, 103);
    for at in 0..101 {
        let picture = shown.show();
        if at % 2 == 0 {
            gathering.take(&picture);
        }
    }
    let standing = gathering.standings()[0];
    assert_eq!((standing.pictures, standing.shown), (51, 101));
}

#[test]
fn the_speed_that_is_read_well_is_advised() {
    // Of each speed every so many-th picture is read.
    let advised = |read: [usize; 3]| {
        let mut gathering = Gathering::new();
        let mut tracks = [101, 102, 103].map(|symbol| pictures(40_000, symbol));
        for (track, each) in tracks.iter_mut().zip(read) {
            for at in 0..21 {
                let picture = track.show();
                if at % each == 0 {
                    gathering.take(&picture);
                }
            }
        }
        gathering.advice(tracks[0].id())
    };
    assert_eq!(advised([1, 1, 1]), Some(3));
    assert_eq!(advised([1, 1, 5]), Some(2));
    assert_eq!(advised([5, 5, 5]), Some(1));
    assert_eq!(advised([1, 1, 20]), Some(2));
    assert_eq!(advised([1, 30, 1]), None, "too little was seen of one");
    assert_eq!(Gathering::new().advice([0; 8]), None);
}

#[test]
fn what_is_no_picture_is_named() {
    let good = pictures(5_000, 103).show();
    assert!(Picture::read(&good).is_ok());
    assert_eq!(Picture::read(b"https://vneid.gov.vn"), Err(PictureFault::Other));
    assert_eq!(Picture::read(b""), Err(PictureFault::Other));
    assert_eq!(Picture::read(&good[..20]), Err(PictureFault::Length { bytes: 20, stated: 31 }));
    assert_eq!(Picture::read(&good[..133]), Err(PictureFault::Check));
    let mut block = good[..130].to_vec();
    block[23] = 1;
    assert_eq!(Picture::read(&checked(block)), Err(PictureFault::Block(1)));
    let longer = [&good[..130], &[0]].concat();
    assert_eq!(Picture::read(&checked(longer)), Err(PictureFault::Length { bytes: 135, stated: 134 }));
    assert_eq!(Plan::new(0, 103), Err(PlanFault::Parcel(0)));
    assert_eq!(Plan::new(u64::from(MOST_PARCEL) + 1, 103), Err(PlanFault::Parcel(33_554_433)));
    assert_eq!(Plan::new(5_000, LEAST_SYMBOL - 1), Err(PlanFault::Symbol(31)));
    assert_eq!(Plan::new(5_000, MOST_SYMBOL + 1), Err(PlanFault::Symbol(2923)));
}

/// With the check that belongs to these bytes.
pub fn checked(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.extend(crc32c(&bytes).to_be_bytes());
    bytes
}
