help-title = Help
help-digits = • Choose: press the digit in front (1, 2, 3…).
help-arrows = • Move: press the arrow keys ← → ↑ ↓.
help-enter = • Agree, go on: press Enter, the large key on the right.
help-esc = • Go back, rest, call for help: press Esc, top left.
help-typing = • Vietnamese letters: aa gives â, dd gives đ, s is the rising tone.
help-hotline = • The contest's hotline: { $hotline }
help-contact = • In the commune: { $contact }
