### Dates and durations.

figures-long-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }
figures-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
figures-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
figures-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
