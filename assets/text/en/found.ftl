### Founding a station line by line (tramso init --ask).

found-intro = A NEW STATION
    Vietnamese letters are typed as in Telex (aa = â, dd = đ, s = sắc, f = huyền…); each line ends with Enter.
found-volunteer = Name of the volunteer:
found-unit = Commune, ward or special zone (its name, or its five digits):
found-no-unit = There is none of that name. Please type a part of it, for example: tan ky
found-which = The number of that commune, then Enter (empty: type the name again):
found-village = Village or residential group:
found-right =
    Volunteer: { $name }
    Place of the station: { $village }, { $unit }
found-answer = If this is right press 1, then Enter. If not, press Enter alone to begin again:
found-copy =
    THE STATION'S PASSPHRASE is shown only now. Please copy it to paper, letter by letter:

    {"    "}{ $passphrase }

    Without it nobody can ever open the station again.
found-copied = Once it is copied press Enter; the screen will be cleared.
found-again = Please type the passphrase from the paper, to be sure that it was copied well. Nothing is shown while you type.
found-other = What was typed is not the same. Please look at the paper again.
