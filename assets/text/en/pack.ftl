pack-passphrase = Passphrase of { $file } (shown once, write it down): { $passphrase }
pack-type-passphrase = Passphrase of { $file }:
pack-new-signing = Made signing key { $key }. Keep the .key file and the passphrase in two different places.
pack-new-sealing = Made a sealing key. Recipient: { $recipient }
pack-root = Root { $version } of { $centre }, made { $issued }, good until { $expires }
pack-root-fingerprint = Root fingerprint: { $fingerprint }
pack-root-keys = Root keys ({ $least } must sign): { $keys }
pack-root-roles = Sign packs: { $pack } · receipts: { $receipt } · grants: { $enrol } · certificates: { $certificate } · frozen lists: { $closing } · releases: { $release }
pack-root-signers = Signed by: { $keys }
pack-root-lacking = Signatures still lacking: { $n }. Ask those who hold the keys to run tramso-studio root sign.
pack-root-complete = Signatures are complete; it can be used.
pack-built = Wrote { $file }: contest { $contest }, version { $version }, { $questions } questions, { $lessons } lessons.
pack-fingerprint = Pack fingerprint: { $fingerprint }
pack-demo = Demo pack: the contest is open from { $opens } to { $closes }; no real station takes it.
pack-not-sealed = The questions are NOT sealed: whoever has this file can read the answers, and the centre will not take it for a real contest. Build it once more with --seal-to.
pack-warnings = The content has { $n } remarks; see tramso-studio lint.
pack-shown = { $title }
    Contest { $contest }, pack version { $version }, issued { $issued }, to be replaced before { $expires }
    Open from { $opens } to { $closes }, needs program version { $app }
pack-holds = { $lessons } lessons, { $units } units, { $villages } villages, { $agencies } agencies, { $revoked } revoked kiosks
pack-questions = { $n } questions
pack-sealed = The questions are sealed; add --identity to look at them.
pack-signed = Signed with key { $key } of { $centre }, under root { $root }
    Root fingerprint: { $fingerprint }
pack-good = The pack is whole; a station would take it.
pack-whole = The pack is whole, but was not compared with any root (--root): read the root fingerprint to the organiser.
pack-rehearsal-title = Rehearsal: { $title }
