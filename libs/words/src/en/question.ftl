ask-one =
    ❓ <b>{ $title ->
        [none] Ask the recording
       *[other] { $title }
    }</b>

    Type a question, “What did we decide about the deadline?” for example. I’ll answer with what was said, quoted, with its time.
ask-all =
    ❓ <b>Ask all recordings</b>

    Type a question, “What did we promise the client?” for example. I’ll look for your question’s words in the transcripts and answer with quotes: which recording, and when it was said.
bad-question = A question takes { $questionLengthMin } to { $questionLengthMax } characters, and at least one word. Please type it again.
confirm =
    ❓ <b>{ $question }</b>

    { $isToAll ->
        [yes] I’ll read up to { $mostPassages } places of all recordings that are most like it.
       *[no] I’ll read the whole transcript.
    } To ask in other words, just type them.{ $units ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" }
            It’s a long text: { $units } parts of { GROUPED($textUnitCharacters) } characters.
    }

    Price: <b>{ CREDITS($price) }</b>
gone = That transcript is gone.
order-delivered = ❓ Your answer is ready.

## Plain text: buttons, titles, notices

promise = If nobody spoke of it, nothing is charged.
start = ❓ Ask
more = ❓ Ask again
transcripts = 📚 My transcripts
back = ‹ Back
menu = 🏠 Menu
flow-title = Ask a recording
order-title = ❓ Question
order-short-title = ❓ Question
order-preparing = 🧺 Opening the text
order-again = ❓ Send the answer
