### Questions on paper for two reviewers (tramso-studio checklist).

checklist-title = Review of questions: { $contest }
checklist-page = Page { $page }/{ $of }
checklist-about = level { $level } · fact { $fact } · lesson { $lesson } · source { $source }
checklist-judged = Reviewer { $reviewer } chose:  A   B   C   D
checklist-one = one right answer
checklist-taught = taught
checklist-source = as the source
checklist-plain = easy to read
checklist-mend = to be mended
checklist-signature = Reviewer { $reviewer } (name, date, signature)
checklist-key = Key (kept apart, given out after both have signed)
checklist-key-how = Where somebody chose otherwise, look at that question first: it is unclear, or its key is wrong. Then write both names into the question's field reviewed.
checklist-written = Wrote { $file }: { $questions } questions. The last page is the key: keep it apart.
