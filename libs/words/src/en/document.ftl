which =
    📑 <b>Which document should I make?</b>

    { $characters ->
        [none] I’ll make it from the transcript. Each point comes with its time in the recording, and whatever isn’t found there is marked.
       *[other]
            I’ve read your file: { GROUPED($characters) } { $characters ->
                [one] character
               *[other] characters
            }. Each point comes with the words it rests on, and whatever isn’t found in the text is marked.
    }
ask =
    📑 Send a file with a text (TXT, MD, DOCX or PDF) and I’ll turn it into a document: a summary, a to-do list, official minutes, a letter or a translation.

    I take up to { $textMegabytes } MB of text. Reading is free, and I’ll name the price before you order.
into-which = 🌐 <b>Into which language?</b>
bad-template = It takes 1 to { $templateLimitsLines } lines of up to { $templateLimitsLine } characters each, { $templateLimitsCharacters } in all. Please type it again.
gone = That transcript is gone.
doubted =
    { "" }

    ⚠️ { $points ->
        [one] 1 point wasn’t
       *[other] { $points } points weren’t
    } found in the { $isOfRecording ->
        [yes] recording
       *[no] text
    }; { $points ->
        [one] it’s
       *[other] they’re
    } marked in the file, so please check.
document-gone = That document was deleted. You can have it made anew, from a transcript or a file.
ask-template =
    📐 <b>Your template</b>

    Type headings or questions, each on a line of its own, up to { $templateLimitsLines }. Under each I’ll put what is said of it.

    { $last ->
        [none]
            For example:
            What was decided
            Who is responsible for what
            When we meet again
       *[other]
            Last time:
            { $last }
    }
confirm =
    📑 <b>{ $name }</b>

    { $type ->
        [summary] What matters most, in a few points.
        [minutes] What was discussed, what was decided, what to do and what is still open.
        [to_do] Every task; who does it and by when, if that is said.
        [protocol] A formal record: who was there, the agenda, what was heard, what was resolved.
        [letter] A letter to those who took part: what was agreed and what comes next.
        [translation] The whole text.
       *[template] Your headings and questions, and under each what is said of it.
    } { $isTranslation ->
        [yes] As
       *[no] In English, as
    } a DOCX file; you can then have it as { $hasPdf ->
        [yes] PDF, TXT
       *[no] TXT
    } or MD, too.{ $units ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" }
            It’s a long text: { $units } parts of { GROUPED($textUnitCharacters) } characters.
    }

    Price: <b>{ CREDITS($price) }</b>
exported = 📑 { $name }
order-delivered = 📑 Done! The document is in the file.

## Plain text: buttons, titles, notices

take-last = 📐 Take the last one
another = 📑 Another file
button =
    { $type ->
        [summary] 📌 Summary
        [minutes] 🤝 Minutes
        [to_do] ✅ To-do list
        [protocol] 📜 Official minutes
        [letter] ✉️ Letter
        [translation] 🌐 Translation
       *[template] 📐 My template
    }
name =
    { $type ->
        [summary] Summary
        [minutes] Meeting minutes
        [to_do] To-do list
        [protocol] Official minutes
        [letter] Follow-up letter
        [translation] Translation
       *[template] Document by a template
    }{ $target ->
        [ru] { "" } into Russian
        [en] { "" } into English
        [de] { "" } into German
        [es] { "" } into Spanish
        [fr] { "" } into French
        [zh] { "" } into Simplified Chinese
        [tr] { "" } into Turkish
        [uk] { "" } into Ukrainian
        [kk] { "" } into Kazakh
        [none] { "" }
       *[other] { "" } into “{ $own }”
    }
what =
    { $type ->
        [template] By a template
       *[other] { $name }
    }
promise = If it doesn’t work out, your credits come back.
start = 📑 Make it
transcripts = 📚 My transcripts
files = 🗂️ My files
back = ‹ Back
use-make-document = 📑 Document
entry-documents = 📑 Document from a file
file-many = 📑 Documents
file-one = 📑 Document
file-name = document
flow-title = Document
order-title = 📑 Document
order-short-title = 📑 Document
order-preparing = 🧺 Opening the text
order-again = 📑 Send the document
