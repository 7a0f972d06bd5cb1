looked-at =
    🔎 I searched for the words of your question and read the closest passages of { $recordings } { $recordings ->
        [one] recording
       *[other] recordings
    }: { $names }.

## Plain text: buttons, titles, notices

unsupported = ⚠️ not found in the recording
quotes = Quotes
quoted = “{ $words }”
untitled = transcript, { $date }
deleted = a deleted transcript
