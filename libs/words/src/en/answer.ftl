looked-at =
    🔎 I didn’t read everything, only what is most like your question’s words, from { $recordings } { $recordings ->
        [one] recording
       *[other] recordings
    }: { $names }.

## Plain text: buttons, titles, notices

unsupported = ⚠️ not found in the recording
quotes = Words of the recording
quoted = “{ $words }”
untitled = transcript, { $date }
deleted = a deleted transcript
