## Plain text: what stands in the file of a document

summary = Summary
gist = In short
details = In more detail
minutes = Meeting minutes
discussed = Discussed
decided = Decided
to-do = To do
open = Open questions
to-do-list = To-do list
protocol = Official minutes
present = Present
agenda = Agenda
heard = Heard
resolved = Resolved
letter = Follow-up letter
greeting = Hello,
regards = Best regards,
# $own (String): what the language calls itself.
translation =
    Translation into { $into ->
        [ru] Russian
        [en] English
        [de] German
        [es] Spanish
        [fr] French
        [zh] Simplified Chinese
        [tr] Turkish
        [uk] Ukrainian
        [kk] Kazakh
       *[other] “{ $own }”
    }
by-template = Document by a template
unanswered = Nothing is said of it.
# A task, with its owner and its deadline as far as the text says them.
point =
    { $text }{ $owner ->
        [none]
            { $due ->
                [none] { "" }
               *[other] { "" } (due: { $due })
            }
       *[other]
            { "" } (who: { $owner }{ $due ->
                [none] { "" }
               *[other] ; due: { $due }
            })
    }
origins = Where this comes from
# After what the recording, or the text, does not support.
unsupported =
    { $origin ->
        [recording] not confirmed by the recording
       *[text] not confirmed by the text
    }
