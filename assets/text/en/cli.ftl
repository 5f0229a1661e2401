cli-demo-kept = The demo station is kept in the folder { $folder }.
cli-simulated = { $people } synthetic people went through the station: { $finished } finished, { $answers } answers.
cli-volunteer = Helper
cli-made = A station was made in { $folder } for { $name }.
cli-passphrase = Passphrase (shown once, write it down): { $passphrase }
cli-status = Registered: { $registered } · finished: { $finished } · learning: { $learning } · to test: { $test } · to share: { $share }
    Records: waiting { $waiting } · sent { $sent } · held by the organiser { $confirmed }
cli-sound = Examined; nothing is wrong.
cli-backed-up = Backed up and read back: { $path }. The stick can be removed.
cli-restored = The station was restored in { $folder }.
cli-written = Written: { $path }.
cli-lint-reminder = ▲ is a reminder: the content can be used as it is.
cli-linted = { $errors } errors, { $warnings } warnings.
cli-pack = Content: pack number { $version } ({ $fingerprint })
cli-pack-built-in = Content: the course that comes with the program
cli-place = Nhà văn hóa { $village }
cli-ask-passphrase = Câu mật khẩu của người hỗ trợ:
cli-yes = y yes c có co
