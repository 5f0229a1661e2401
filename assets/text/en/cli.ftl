cli-demo-kept = The demo station is kept in the folder { $folder }.
cli-simulated = { $people } synthetic people went through the station: { $finished } finished, { $answers } answers.
