//! Accounts, sessions and wrong passwords, on both engines.

use super::{on_both, read, write};
use tramso::{
    domain::{AccountName, Moment, UnitCode},
    ledger::{AccountRow, Actor, GuessRow, Ledger, LedgerError, Role, SessionRow},
};

fn name(text: &str) -> AccountName {
    text.parse().unwrap()
}

#[test]
fn both_engines_keep_accounts_sessions_and_guesses() {
    on_both(|ledger| {
        accounts(ledger);
        sessions(ledger);
        guesses(ledger);
        last_noted(ledger);
    });
}

fn accounts(ledger: &dyn Ledger) {
    let unit = Role::Commune(UnitCode::parse("11113").unwrap());
    let one = AccountRow::new(name("tan-ky"), unit, "$argon2id$1", Moment(5));
    let two = AccountRow::new(name("lan"), Role::City, "$argon2id$2", Moment(6));
    write(ledger, |tx| {
        assert_eq!(tx.account(one.name)?, None);
        assert!(tx.add_account(&one)? && tx.add_account(&two)?);
        assert!(!tx.add_account(&AccountRow { password: "other".to_owned(), ..one.clone() })?, "it is there");
        Ok(())
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.accounts()), [two.clone(), one.clone()]);
    let changed = AccountRow {
        totp: Some(vec![0, 255]),
        totp_step: 59_000_000,
        disabled: Some(Moment(9)),
        first_until: Some(Moment(11)),
        role: Role::Viewer,
        ..one
    };
    write(ledger, |tx| tx.set_account(&changed)).unwrap();
    assert_eq!(read(ledger, |tx| tx.account(changed.name)), Some(changed));
}

fn last_noted(ledger: &dyn Ledger) {
    let (lan, other) = (Actor::Account(name("lan")), Actor::Account(name("tan-ky")));
    let lines = [
        (lan, 3, "sign-in"),
        (lan, 9, "sign-in"),
        (lan, 12, "sign-in-wrong"),
        (other, 5, "sign-in"),
        (lan, 7, "sign-in"),
    ];
    write(ledger, |tx| lines.iter().try_for_each(|(who, at, what)| tx.note(Moment(*at), *who, what))).unwrap();
    let found = read(ledger, |tx| tx.last_noted("sign-in"));
    assert_eq!(found, [(lan.into(), Moment(9)), (other.into(), Moment(5))]);
    assert_eq!(read(ledger, |tx| tx.last_noted("sign")), []);
}

fn sessions(ledger: &dyn Ledger) {
    let row = |nth: u8, account: &str| SessionRow {
        digest: [nth; 32],
        account: name(account),
        begun: Moment(1),
        until: Moment(i64::from(nth) * 100),
    };
    let all = [row(1, "lan"), row(2, "lan"), row(3, "tan-ky"), row(4, "tan-ky")];
    write(ledger, |tx| all.iter().try_for_each(|row| tx.add_session(row))).unwrap();
    let orphan = write(ledger, |tx| tx.add_session(&row(9, "khong-co")));
    assert!(matches!(orphan, Err(LedgerError::Database(_))), "a session of nobody: {orphan:?}");
    write(ledger, |tx| {
        tx.prolong_session(&[3; 32], Moment(777))?;
        tx.prolong_session(&[8; 32], Moment(777))?;
        tx.end_session(&[4; 32])?;
        tx.clear_sessions(Moment(200))
    })
    .unwrap();
    let left = |ledger| (1..=9).filter(|nth| read(ledger, |tx| tx.session(&[*nth; 32])).is_some()).collect::<Vec<u8>>();
    assert_eq!(left(ledger), [2, 3]);
    assert_eq!(read(ledger, |tx| tx.session(&[3; 32])), Some(SessionRow { until: Moment(777), ..all[2] }));
    write(ledger, |tx| tx.end_sessions(name("lan"))).unwrap();
    assert_eq!(left(ledger), [3]);
}

fn guesses(ledger: &dyn Ledger) {
    let row = |nth: u8, wrong, until| GuessRow { subject: [nth; 32], wrong, until: Moment(until) };
    write(ledger, |tx| {
        let found = tx.guesses(&[[2; 32], [1; 32], [2; 32]])?;
        assert_eq!(found, [row(1, 0, i64::MIN), row(2, 0, i64::MIN)], "nothing was kept about them");
        tx.set_guess(&row(1, 3, 500))?;
        tx.set_guess(&row(2, u32::MAX, 900))
    })
    .unwrap();
    write(ledger, |tx| {
        assert_eq!(tx.guesses(&[[2; 32], [1; 32]])?, [row(1, 3, 500), row(2, u32::MAX, 900)]);
        tx.clear_guesses(Moment(600))
    })
    .unwrap();
    assert_eq!(write(ledger, |tx| tx.guesses(&[[1; 32], [2; 32]])).unwrap()[0], row(1, 0, i64::MIN), "forgotten");
}

#[test]
fn names_of_accounts_are_checked() {
    for right in ["lan", "tan-ky", "a.b_c-9", "00", &"a".repeat(32)] {
        assert_eq!(name(right).as_str(), right);
    }
    for wrong in ["", "a", "Lan", "tân-kỳ", "-lan", "lan mai", "account:lan", "lan\n", "lan\0x", &"a".repeat(33)] {
        assert!(wrong.parse::<AccountName>().is_err(), "{wrong:?}");
    }
    assert_eq!(AccountName::CITY.as_str(), "thanh-pho");
}
