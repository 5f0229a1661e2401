### Posters, table sign, leaflet: read from afar, short sentences, one thing a line.

poster-file-wall = Poster: { $contest }
poster-file-sign = Table sign: { $contest }
poster-file-leaflet = Leaflet: { $app }

poster-unit = Commune, ward:
poster-days = From { $opens } until the end of { $closes }
poster-steps = Four steps to take part
poster-register = Register
poster-register-how = Come to the station; bring your identity card if you have it.
poster-learn = Learn { $n } topics
poster-learn-how = Short lessons in large letters, with somebody beside you.
poster-test = Answer { $n } questions
poster-test-how = { $attempts ->
    [1] You have one try; look it over before you hand it in.
   *[other] You have { $attempts } tries; the best one counts.
}
poster-share = Send a message
poster-share-how = “I learn digital skills, I pass them on”: choose a sentence or write your own.
poster-all-four = An entry is valid with all four steps.
poster-where = Where
poster-hours = Opening hours
poster-ask = Questions
poster-organiser = Organiser: { $organiser }
poster-install = Scan to install
poster-android = Android phone
poster-iphone = iPhone
poster-both = Android and iPhone
poster-scan = Open the camera of your phone and point it at the square.
poster-glue = Glue the official code here
poster-fold = fold here
poster-cut = cut here
poster-sign-title = LEARN HERE
poster-sign-welcome = Come in, learn and take the test
poster-sign-help = No computer skills needed, somebody helps you.
poster-leaflet-invite = You are invited to install and use it.
poster-leaflet-invite-unit = { $unit } invites you to install and use it.
poster-leaflet-1 = Open the camera and point it at the square for your kind of phone.
poster-leaflet-2 = Press the line that appears; the app store opens.
poster-leaflet-3 = See that the name is right, then press Install (iPhone: Get).
poster-leaflet-4 = Wait until it is loaded, then press Open.
poster-leaflet-name = Names of apps are easily mixed up: do not search, scan this code.
poster-leaflet-stray = Ignore codes on lamp posts and codes that strangers send.
poster-leaflet-about = What is { $app } for?
poster-leaflet-help = Who helps you?

## The command tramso poster and the volunteer's desk
poster-part-contest = title of the contest
poster-part-organiser = name of the organiser
poster-part-app = name of the app
poster-part-help = name of a place of help
poster-part-unit = commune, ward
poster-part-place = place of the station
poster-part-hours = opening hours
poster-part-hotline = telephone number
poster-part-contact = contact at the commune
poster-part-about = what the app is for
