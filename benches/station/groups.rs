//! The groups of a bench, as its command line asks for them.

use super::{
    figure::{self, Figure, Stop},
    machine,
};

/// A name on the command line, and what is measured under it at a scale.
pub type Group<S> = (&'static str, fn(S) -> Result<Vec<Figure>, Stop>);

pub fn has(args: &[String], flag: &str) -> bool {
    args.iter().any(|arg| arg == flag)
}

/// Measures the groups that are named, or all, and prints the machine, its verdict, `remark` and the table.
pub fn run<S: Copy>(args: &[String], groups: &[Group<S>], scale: S, remark: Option<&str>) -> Result<(), Stop> {
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if let Some(unknown) = wanted.iter().find(|name| groups.iter().all(|(group, _)| *group != name.as_str())) {
        let known: Vec<&str> = groups.iter().map(|(name, _)| *name).collect();
        return Err(Stop(format!("no group {unknown:?}; there are: {}", known.join(" "))));
    }
    let mut figures = Vec::new();
    let whole = machine::Watch::start();
    for (name, measure) in groups {
        if !wanted.is_empty() && wanted.iter().all(|one| one != name) {
            continue;
        }
        eprintln!("{name} …");
        let watch = machine::Watch::start();
        let mut measured = measure(scale)?;
        let others = watch.others();
        measured.iter_mut().for_each(|figure| figure.others = others);
        if has(args, "--json") {
            measured.iter().for_each(|figure| println!("{}", figure.json(name)));
        }
        figures.extend(measured);
    }
    println!("\n{}\n", machine::described());
    println!("{}", machine::verdict(whole.others(), whole.seconds()));
    if let Some(remark) = remark {
        println!("{remark}");
    }
    println!("\n{}", figure::table(&figures));
    Ok(())
}
