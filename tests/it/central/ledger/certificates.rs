//! Certificates that were issued: kept, withdrawn, and gone with their person.

use super::{read, write};
use tramso::{
    domain::{Moment, PersonKey},
    ledger::{Actor, CertificateRow, Ledger, Withdrawal, WithdrawalReason},
};

pub fn certificates(ledger: &dyn Ledger) {
    let row = |serial: u64, person: u8, unit: &str| CertificateRow {
        serial,
        person: PersonKey([person; 32]),
        unit: unit.to_owned(),
        issued: Moment(i64::try_from(serial).unwrap()),
        issued_by: Actor::CommandLine.into(),
        sealed: vec![0, person, 255],
        withdrawn: None,
    };
    let gone = |replaced_by: Option<u64>| Withdrawal {
        at: Moment(77),
        by: Actor::CommandLine.into(),
        reason: WithdrawalReason::Corrected,
        replaced_by,
    };
    let rows = [row(901, 241, "77701"), row(902, 242, "77702"), row(903, 241, "77701"), row(904, 243, "77701")];
    let old = CertificateRow { withdrawn: Some(gone(Some(903))), ..rows[0].clone() };
    let other = CertificateRow { withdrawn: Some(gone(None)), ..rows[3].clone() };
    write(ledger, |tx| {
        tx.add_certificates(&rows)?;
        tx.withdraw_certificates(&[old.clone(), other.clone(), rows[1].clone()]) // the last one still holds
    })
    .unwrap();
    assert!(write(ledger, |tx| tx.add_certificates(&rows[..1])).is_err(), "no serial twice");
    read(ledger, |tx| {
        assert_eq!(tx.certificate(901)?, Some(old.clone()));
        assert_eq!(tx.certificate(902)?, Some(rows[1].clone()));
        assert_eq!(tx.certificate(999)?, None);
        let keys = [PersonKey([242; 32]), PersonKey([241; 32]), PersonKey([99; 32])];
        assert_eq!(tx.certificates_of(&keys)?, [old.clone(), rows[1].clone(), rows[2].clone()], "by serial");
        assert_eq!(tx.certificates_of(&[])?, []);
        let serials = |rows: Vec<CertificateRow>| rows.iter().map(|row| row.serial).collect::<Vec<_>>();
        assert_eq!(serials(tx.certificates(Some("77701"), None, 2)?), [904, 903]);
        assert_eq!(serials(tx.certificates(Some("77701"), Some(903), 9)?), [901]);
        assert_eq!(serials(tx.certificates(None, Some(905), 3)?), [904, 903, 902]);
        let counts = tx.count_certificates()?;
        let own: Vec<_> = counts.into_iter().filter(|(unit, _)| unit.starts_with("777")).collect();
        assert_eq!(own, [("77701".to_owned(), [1, 2]), ("77702".to_owned(), [1, 0])]);
        Ok(())
    });
    write(ledger, |tx| tx.remove_certificates(&[PersonKey([241; 32]), PersonKey([243; 32])])).unwrap();
    read(ledger, |tx| {
        assert_eq!((tx.certificate(901)?, tx.certificate(903)?, tx.certificate(904)?), (None, None, None));
        assert_eq!(tx.certificate(902)?, Some(rows[1].clone()), "the control: who was not removed");
        Ok(())
    });
    // Left for what copies the whole ledger: a row in which every column has a value.
    write(ledger, |tx| {
        let whole = CertificateRow { withdrawn: Some(gone(Some(902))), ..row(905, 244, "77702") };
        tx.add_certificates(&[whole])
    })
    .unwrap();
}
