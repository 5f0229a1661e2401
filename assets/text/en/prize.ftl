### Prizes: rules and lists.

prize-first = First prize
prize-second = Second prize
prize-third = Third prize
prize-consolation = Consolation prize
prize-commune = Prize of the most active communes
prize-jury = The jury decides
prize-places = { $from }–{ $to }
prize-rule-communes = The { $n } communes, wards and special zones with the highest rate. Rate = { $what } divided by the unit's population; compared as fractions, without rounding.
prize-counts-valid = residents with a valid entry at a station, on paper too,
prize-counts-took-part = residents with a valid entry at a station or who took part on One Touch, each person once,
prize-rule-persons = Persons: { $first } first, { $second } second, { $third } third, { $consolation } consolation.
prize-ties-seconds = By the score of the best test; of equal scores the fewer seconds come first, and a test on paper, whose time nobody measures, comes after those on a screen.
prize-ties-jury = By the score of the best test; between equal scores the jury decides.
prize-rule-attempts = A person has at most { $n } attempts. A test on paper counts for personal prizes.
prize-rule-attempts-screen = A person has at most { $n } attempts. A test on paper counts for the unit, not for personal prizes.
prize-rule-held = Only valid entries that wait for nothing are ranked. Where equal ones are more than the prizes, the jury decides.
prize-seconds = { $minutes } min { $seconds } s
prize-on-paper = on paper
prize-on-screen = on a screen
prize-nameless = (person { $person })
prize-more-equal = { $n } more are equal to the last of the list.
prize-waiting = { $n } people have entries that wait; none of them is ranked.
prize-trail-view = looked at the list of prizes
