//! One frame of each screen into memory, beside the bare test screen.

use super::{
    Scale, bare,
    figure::{Figure, Goal, Rounds, Stop, median},
    place::{self, Reach},
    pty::{COLUMNS, ROWS},
};
use ratatui::{Terminal, backend::TestBackend};
use std::{sync::Arc, time::Instant};
use tramso::{
    content::Pack,
    domain::{PersonKey, Stamp},
    tui::{Guest, Model, Msg, Press, Route, Screen, Settings, Shift, StationLine, view},
};

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let pack = Arc::new(place::pack()?);
    let mut screens = screens(&pack)?;
    let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS))?;
    let mut rounds: Vec<Rounds> = screens.iter().map(|_| Rounds::default()).collect();
    for _ in 0..scale.rounds {
        for ((_, model), rounds) in screens.iter_mut().zip(&mut rounds) {
            let each = 0..scale.of(20);
            // The first frames of a screen parse its wording; people wait for all later ones.
            terminal.draw(|frame| bare::exam(frame, 3, 1))?;
            let bare = each.clone().map(|_| {
                let start = Instant::now();
                terminal.draw(|frame| bare::exam(frame, 3, 1))?;
                Ok(start.elapsed().as_secs_f64() * 1e6)
            });
            rounds.bare.push(bare.collect::<Result<_, Stop>>()?);
            terminal.draw(|frame| drop(view(model, frame)))?;
            let ours = each.map(|_| {
                let start = Instant::now();
                terminal.draw(|frame| drop(view(model, frame)))?;
                Ok(start.elapsed().as_secs_f64() * 1e6)
            });
            rounds.ours.push(ours.collect::<Result<_, Stop>>()?);
        }
    }
    let weight = |rounds: &Rounds| median(&rounds.ours.concat());
    let mut all: Vec<(&'static str, Rounds)> = screens.iter().map(|(name, _)| *name).zip(rounds).collect();
    all.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)));
    let list: Vec<String> =
        all.iter().map(|(name, rounds)| format!("{name} {}", super::figure::short(weight(rounds)))).collect();
    let (heaviest, rounds) = all.first().ok_or("no screens")?;
    Ok(vec![
        Figure::beside("a frame of the heaviest screen, into memory", "us", "the bare test screen", rounds)
            .goal(Goal::TimesBare(2.0))
            .note(format!("{heaviest}; all: {}", list.join(", "))),
    ])
}

/// Models that are at each screen, brought there by messages and keys alone.
fn screens(pack: &Arc<Pack>) -> Result<Vec<(&'static str, Model)>, Stop> {
    let at = |reach: Reach, keys: &[Press]| -> Result<Model, Stop> {
        let visit = place::visit(pack, reach)?;
        Ok(shown(pack, Some(Guest::new(PersonKey([1; 32]), visit)), keys))
    };
    let between = |keys: &[Press]| shown(pack, None, keys);
    let first = Model::new(line(), Settings::default(), place::now());
    Ok(vec![
        ("opening the shift", first),
        ("waiting", between(&[])),
        ("app's code", between(&[Press::Char('1')])),
        ("welcome", between(&[Press::Enter])),
        ("consent", between(&[Press::Enter, Press::Char('1')])),
        ("who", between(&[Press::Enter, Press::Char('2')])),
        ("menu", between(&[Press::Enter, Press::Esc])),
        ("help", between(&[Press::F(1)])),
        ("course", at(Reach::Registered, &[])?),
        ("lesson", at(Reach::Registered, &[Press::Enter])?),
        ("before the test", at(Reach::Learnt, &[])?),
        ("question", at(Reach::Testing, &[Press::Down])?),
        ("overview", at(Reach::Testing, &[Press::Tab])?),
        ("result", at(Reach::HandedIn, &[])?),
        ("message", at(Reach::ResultSeen, &[])?),
        ("slip", at(Reach::Shared, &[])?),
    ])
}

fn shown(pack: &Arc<Pack>, guest: Option<Guest>, keys: &[Press]) -> Model {
    let now = place::now();
    let mut model = Model::new(line(), Settings::default(), now);
    // What the screens ask of the world stays undone here.
    drop(model.update(now, Msg::Content(pack.clone())));
    let opened = Stamp::default();
    model.shared.shift = Some(Shift { number: 1, slot: "1".to_owned(), volunteer: "Lan".to_owned(), opened });
    model.shared.guest = guest;
    let route = Route::for_guest(&model.shared);
    model.screen = Screen::open(route, &mut model.shared).expect("a visit has a screen");
    keys.iter().for_each(|key| drop(model.update(now, Msg::Press(*key))));
    model
}

fn line() -> StationLine {
    StationLine {
        place: "Nhà văn hóa thôn Ngọc Lặc".to_owned(),
        demo: true,
        enrolled: true,
        village: "thôn Ngọc Lặc".to_owned(),
        ..StationLine::default()
    }
}
