closing-title = Close the shift
closing-shift = Shift of { $name }, opened at { $since }
closing-registered = • Newly registered today: { $n }
closing-finished = • Finished today: { $n }
closing-parked = • Stopped half-way today, to be invited back: { $n }
closing-waiting = • Records still at the station, waiting to be handed in: { $n }
closing-why = Everything is saved. Once the shift is closed the PIN is void and the data are locked.
closing-now = Closing the shift. Please do not switch the laptop off yet…
