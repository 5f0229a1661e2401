### Screen for questions before they are imported (import --review).

importer-title = Questions before they are imported: { $file }
importer-counts = ✓ { $taken } taken   – { $skipped } skipped   □ { $open } undecided   ✗ { $left } left out
importer-keys = ↑↓ choose  Enter take  s mend  b skip  z undo  t take all  g write  q stop
importer-keys-mending = ↑↓ choose a part  Enter write it  d is the right one  Esc done
importer-keys-writing = Enter keeps the text  Ctrl-U empties it  Esc leaves it as it was
importer-keys-ending = t take them  b skip them  Esc back
importer-keys-stopping = c stop, nothing is written  Esc back
importer-ending = { $open } questions are undecided.
importer-stopping = Stop? Nothing is written yet.
importer-none-taken = No question is taken, so there is nothing to write.
importer-no-question = This line is no question that could be read; the reason is on the right.
importer-nothing-to-undo = There is nothing to undo yet.
importer-mended = Mended.
importer-mending = Mending the question
importer-stem = Question
importer-option = Option { $number }
importer-more = … PageDown shows more
importer-too-small = The window is too small; make it at least { $size }.
