title =
    <b>🗂️ My files</b>{ $of ->
        [none] { "" }
       *[other] { "" } · { $of }
    }

    { $files } { $files ->
        [one] file
       *[other] files
    }, { SIZE($bytes) }.{ $quota ->
        [none] { "" } { "" }
       *[other]
            { "" } { SIZE($used) } of { SIZE($quota) } used.{ $isNearlyFull ->
                [yes]
                    { "" }

                    ⚠️ { $isFull ->
                        [yes] No room left: I can’t take new photos and recordings for now.
                       *[no] Nearly no room left: soon I can’t take new photos and recordings.
                    } Delete what you don’t need; “File types” shows what takes most. Orders go on as usual.

                    { "" }
               *[no] { "" } { "" }
            }
    }Tap a file to look at it, get it again, make something of it or delete it. Looking for one of many? Type a word from its title.
found =
    <b>🔎 { $words }</b>

    { $isAny ->
        [yes] Here is what I found. Tap to open.
       *[no] No title has this. Try another word.
    }
none =
    <b>🗂️ My files</b>

    Nothing yet. Whatever you send and whatever I make for you will appear here.
ask-kind = Which files should I show?
file =
    <b>{ $one }</b>{ $name ->
        [none] { "" }
       *[other]
            { "" }
            “{ $name }”
    }

    { $date }, { $size }
sent = The file is below 👇
ask-remove =
    <b>Delete this file?</b>

    { $one }{ $removedWith ->
        [none] { "" }
       *[other] , { $removedWith }
    }

    My copy is gone at once and for good. From the chat I take what I sent in the last { SPAN($deletableMs) }: Telegram doesn’t let me touch older messages.
removed = Deleting 🗑️
gone = That file was deleted. Choose another one.
gone-when-asked = That file was deleted. Choose another one in “My files”.
remove-some-note = My copies are gone at once and for good. From the chat I take what I sent in the last { SPAN($deletableMs) }: Telegram doesn’t let me touch older messages.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
back = ‹ Back
line = { $one } · { $date }, { $size }
# A picture among those of its order: «2 из 8».
numbered = { $number } of { $of }
titled = { $sign } “{ $title }” · { $date }
everything = 🗂️ All files
older = Older ›
newest = ‹‹ Newest
kinds = 🔍 File types
all = All ({ $files })
of-kind = { $many } ({ $files }): { SIZE($bytes) }
send-again = 📥 Send the file
remove = 🗑️ Delete
remove-surely = 🗑️ Yes, delete
keep = Keep
entry-files = 🗂️ My files
command-files = My files
size = { SIZE($bytes) }
# How many: «3 файла», in the accusative.
some =
    { $count } { $count ->
        [one] file
       *[other] files
    }
