links-found = Read: { $url } (for: { $platforms })
links-written = Written to { $folder }/contest.toml and marked as official. Open it on a phone and check the publisher's name.
links-only-read = Nothing was written. Add --into FOLDER to write it into the content's contest.toml.
