# Reading the screen aloud.
voice-key-read = listen
voice-key-stop = be quiet
voice-menu-read = Have this screen read aloud (F5)
voice-menu-stop = Stop reading aloud (F5)
voice-on = Reading. F5: stop · F6: again · F7: slower · F8: louder.
voice-off = Reading has stopped. Press F5 to listen again.
voice-slow = Slower. Press F7 again for slower still.
voice-slowest = Very slow. Press F7 again for the usual pace.
voice-usual = The usual pace. Press F7 for slower.
voice-loud = Louder. Press F8 again for louder still.
voice-loudest = As loud as it gets. Press F8 again for the usual loudness.
voice-soft = The usual loudness. Press F8 for louder.
voice-help = F5 reads the screen aloud, and stops. F6 reads it again, F7 slower, F8 louder.
