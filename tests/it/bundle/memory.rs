//! How much memory a large outbox takes: measured in a process of its own, this test binary run again.

use super::*;
use crate::durability::scale::scaled;
use std::{fs, io::Write, process::Command, time::Instant};
use tramso::{
    bundle::{Chained, Content, Writer, examine},
    record::GENESIS,
};
use zstd::stream::write::Encoder;

const VARIABLE: &str = "TRAMSO_BUNDLE_MEMORY";
/// Half of them on each push: what keeps everything is over the limit with them too.
const PEOPLE: (usize, usize) = (5_000, 10_000);
const MOST_MIB: u64 = 30;

/// The most memory of its own that this process has had, MiB: without the pages of the program's file, which grow with every test of the
/// suite.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let kib = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    (kib("VmHWM") - kib("RssFile")) / 1024
}

#[test]
fn ten_thousand_entries_with_twenty_answers_stay_flat() {
    if let Ok(task) = std::env::var(VARIABLE) {
        return child(&task);
    }
    let measure = |task: &str| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["bundle::memory::ten_thousand_entries_with_twenty_answers_stay_flat", "--exact", "--nocapture"]);
        let ran = command.env(VARIABLE, task).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let shown = String::from_utf8(ran.stdout).unwrap();
        let shown = shown.lines().find_map(|line| line.split("peak ").nth(1)).unwrap().to_owned();
        println!("{task}: {shown}");
        shown.split(' ').next().unwrap().parse::<u64>().unwrap()
    };
    assert!(measure("stream") < MOST_MIB);
    assert!(measure("bomb") < MOST_MIB);
    // The control keeps what it writes and reads.
    assert!(measure("keep") > MOST_MIB);
}

/// Refuses gigabytes that were packed into kilobytes: line ends, one line, and lines that look right.
fn bombs() {
    let first = raw::lines(&raw::short()).remove(0) + "\n";
    let erased = format!("{{\"n\":1,\"erased\":\"{}\"}}\n", "0".repeat(64));
    for block in [vec![b'\n'; 1 << 20], vec![b'x'; 1 << 20], erased.repeat(10_000).into_bytes()] {
        let mut encoder = Encoder::new(Vec::new(), 3).unwrap();
        encoder.write_all(first.as_bytes()).unwrap();
        (0..1024).for_each(|_| encoder.write_all(&block).unwrap());
        let packed = encoder.finish().unwrap();
        let stated = packed.len() * 90;
        let began = Instant::now();
        assert!(opened(&raw::with_packed(&packed, stated).tied()).is_err());
        println!("{} KiB refused in {} ms", packed.len() >> 10, began.elapsed().as_millis());
    }
    println!("peak {} MiB with bombs", peak());
}

/// Writes and opens the bundles of ten thousand people one after another.
fn child(task: &str) {
    if task == "bomb" {
        return bombs();
    }
    let (of, commune, key) = (first_epoch(), commune(), station_key());
    let anchor = Anchor { of: &of, key: key.public() };
    let (mut number, mut head, mut start) = (0, GENESIS, Start::EPOCH);
    let (mut bundles, mut bytes, mut kept) = (0, 0, Vec::new());
    let mut writer = Writer::begin(plan(&of, &commune, start)).unwrap();
    let mut finish = |writer: Writer<'_>| {
        let one = writer.finish(&key).unwrap();
        let mut found = 0;
        let examined = examine(&one.bytes, &anchor).unwrap();
        examined
            .read(&[CENTRE_IDENTITY], |arrived| {
                found += u64::from(arrived.record.is_some());
                Ok::<(), BundleFault>(())
            })
            .unwrap();
        assert_eq!(found, one.manifest.records());
        (bundles, bytes) = (bundles + 1, bytes + one.bytes.len());
        one.next
    };
    let people = scaled(PEOPLE.1, PEOPLE.1).max(PEOPLE.0);
    for person in (0..).take(people) {
        for record in chain::entry(person) {
            number += 1;
            // Only the number is another than the one that it was made with.
            let text = String::from_utf8(record).unwrap();
            let behind = text.find(",\"contest\"").unwrap();
            let record = format!("{{\"v\":1,\"n\":{number}{}", &text[behind..]).into_bytes();
            let nonce: [u8; 16] = chain::dice(number)[..16].try_into().unwrap();
            let content = Content::Record { nonce, bytes: &record };
            head = content.link(&head).head;
            let link = Chained { number, content, head };
            if !writer.push(&link).unwrap() {
                start = finish(writer);
                writer = Writer::begin(plan(&of, &commune, start)).unwrap();
                assert!(writer.push(&link).unwrap());
            }
            if task == "keep" {
                kept.push(record);
            }
        }
    }
    finish(writer);
    println!("peak {} MiB: {number} records in {bundles} bundles, {} KiB; kept {}", peak(), bytes >> 10, kept.len());
}
