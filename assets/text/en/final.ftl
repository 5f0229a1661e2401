### The organiser's certificate, and the list to sign that belongs to it.

final-country = SOCIALIST REPUBLIC OF VIET NAM
final-motto = Independence - Freedom - Happiness
final-certifies = This certifies that
final-contest = “{ $title }”
final-number = No.: { $number }
final-check = Check code: { $check }
final-slip = Slip: { $number }
final-scan = Scan the code, or type number and check code.
final-signed = Statement with the organiser's digital signature
final-statement = Statement with the organiser's digital signature:
final-file = Certificate { $number }
final-files = Certificates, { $date }
final-sign-title = LIST OF CERTIFICATES HANDED OUT
final-place-date = { $place }, { $date }
final-number-head = Number
final-left-out = could not be printed
final-signer-giver = Handed out by
final-in-unit = { $unit }, Hải Phòng city
