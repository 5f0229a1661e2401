waiting-loading = Preparing the lessons…
waiting-big = CÔNG DÂN SỐ
waiting-open = { $days ->
    [1] Today is the last day of the contest.
   *[other] { $days } days of the contest are left.
}
waiting-before = { $days ->
    [1] The machine shows { $date }: the contest opens tomorrow. Practice is open.
   *[other] The machine shows { $date }: the contest opens in { $days } days. Practice is open.
}
waiting-after = The machine shows { $date }: the contest is over. Practice is open.
waiting-clock = The machine shows { $date }, which may be wrong; taking part works as usual.
waiting-target = Registered at this station: { $n }; target of { $village }: { $target }
waiting-app = Press 1 (Android) or 2 (iPhone) for the code that installs { $app }.
waiting-start = Press Enter to start
waiting-closed = Press Enter to practise
waiting-not-enrolled = This laptop is not enrolled yet: there is practice, and no test that counts.
waiting-android = Android phones
waiting-iphone = iPhone
waiting-scan = Point the phone's camera at this square to install { $app }.
waiting-official = The organiser's own code.
waiting-search = This code opens the app store. Check the publisher's name before installing.
waiting-no-code = There is no code for this kind of phone yet.
waiting-key-start = start
waiting-key-practice = practice
waiting-key-android = Android code
waiting-key-iphone = iPhone code
waiting-key-close = close the code
