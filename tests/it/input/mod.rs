//! The input room at its door.

mod area;
mod burst;
mod card;
mod entries;
mod hostile;
mod syllables;
mod typing;

use tramso::input::{Field, FieldKind, Key, Typing};

/// Plays keys into a field: `<` Backspace, `>` Delete, `←` `→` the arrows, `⇤` Home, `⇥` End, anything else itself. Refusals
/// are left to the tests that look for them.
fn play(field: &mut Field, keys: &str, typing: Typing) {
    for sign in keys.chars() {
        let key = match sign {
            '<' => Key::Backspace,
            '>' => Key::Delete,
            '←' => Key::Left,
            '→' => Key::Right,
            '⇤' => Key::Home,
            '⇥' => Key::End,
            sign => Key::Char(sign),
        };
        let _ = field.key(key, typing);
    }
}

/// What a text field shows after these Telex keys.
fn telex(keys: &str) -> String {
    typed(FieldKind::Text { limit: 500 }, keys, Typing::Telex)
}

fn typed(kind: FieldKind, keys: &str, typing: Typing) -> String {
    let mut field = Field::new(kind);
    play(&mut field, keys, typing);
    field.text().to_owned()
}
