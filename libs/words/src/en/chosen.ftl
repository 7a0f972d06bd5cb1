# $most: how many can be marked at once.
too-many = You can mark { $most } at a time. Download or delete these, then mark the rest.
choose =
    <b>☑️ Marked: { $count }</b>{ $words ->
        [none] { "" }
       *[other] { "" } · “{ $words }”
    }

    { $isAny ->
        [yes] Mark everything you want to download or delete. Turn the page or type a word to search: the marks stay.
       *[no] Nothing found here. Try another word or go back to the whole list: the marks stay.
    }
# $some: what is packed, such as «3 картинки». $gone of the marked were deleted before, $large do not fit into an archive.
ask-download =
    <b>📦 Download what you marked</b>

    I’ll pack { $some }.{ $gone ->
        [0] { "" }
       *[other] { "" } Deleted since you marked it: { $gone }.
    }{ $large ->
        [0] { "" }
       *[other] { "" } Too large for an archive, being over { $partMegabytes } MB: { $large }. That stays marked: download it file by file.
    }{ $left ->
        [0] { "" }
        [1] { "" } That’s all that fits into today’s archives: { $left } more stays marked, and I can pack it in { SPAN($againInMs) }.
       *[other] { "" } That’s all that fits into today’s archives: { $left } more stay marked, and I can pack them in { SPAN($againInMs) }.
    } Originals in a ZIP, about { $megabytes } MB{ $isInParts ->
        [yes] , in files of up to { $partMegabytes } MB
       *[no] { "" }
    }.
is-packing = 📦 The last archive is still being packed. Wait for it, and I’ll pack the next one. The marks stay.
enough-for-today = 📦 That’s all the archives for today: I pack up to { $aDay } files of { $partMegabytes } MB a day, and today’s are packed. More in { SPAN($againInMs) }. Your files and marks stay where they are, and you can take a single file right now: mark it alone.
too-large = 📦 What you marked is over { $partMegabytes } MB and doesn’t fit into an archive. Download it one at a time: mark a single file, and I’ll send it as it is.
all-gone = What you marked is gone: all of it was deleted before.
sent = The file is below 👇{ $gone ->
        [0] { "" }
       *[other] { "" } Deleted since you marked it: { $gone }.
    }
# $some: what is deleted. $kinds: the same by kinds, a line for each. $note: what goes with it. $staying are photos of avatars.
ask-remove =
    🗑️ <b>Delete { $some }?</b>{ $kinds ->
        [none] { "" }
       *[other]
            { "" }

            { $kinds }
    }{ $gone ->
        [0] { "" }
       *[other]
            { "" }

            Deleted since you marked it: { $gone }.
    }{ $staying ->
        [0] { "" }
       *[other]
            { "" }

            Avatar photos stay ({ $staying }): they are deleted only with their avatar.
    }

    { $note } Archives that hold any of it stay in the chat; my own copies of them are gone within { SPAN($retentionMsArchive) }.
nothing-to-remove = There’s nothing to delete here: avatar photos are deleted only with their avatar.
removed = 🗑️ Deleting { $some }.{ $gone ->
        [0] { "" }
       *[other] { "" } Deleted before: { $gone }.
    }{ $staying ->
        [0] { "" }
       *[other] { "" } Avatar photos that stayed: { $staying }.
    }
packing = 📦 Packing: { $packed } of { $total }…
packed =
    📦 Done: { $count } { $count ->
        [one] file
       *[other] files
    }{ $archives ->
        [1] { "" }
       *[other] { "" } in { $archives } archives
    }.
nothing-packed = 📦 Nothing to pack: all those files are deleted.
not-packed =
    😔 I couldn’t pack { $packed ->
        [0] { "" }
       *[other] all of { "" }
    }the archive. Your files are safe. Please try again a little later.
archive =
    📦 Archive { $part }: { $count } { $count ->
        [one] file
       *[other] files
    }.
not-taken =
    😔 Telegram didn’t take { $archives ->
        [1] the archive
       *[other]
            { $areSome ->
                [yes] { $refused } of { $archives } archives
               *[no] the archives
            }
    }. Your files are safe. Please download { $archives ->
        [1] it
       *[other] them
    } again a little later.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
choosing = ☑️ Choose
line = { $isMarked ->
        [yes] ☑️
       *[no] ☐
    } { $label }
whole-page =
    { $isWhole ->
        [yes] ✖️ Clear this page
       *[no] ☑️ Whole page
    }
download-one = 📥 Download (1)
download-some = 📦 Download ({ $count })
remove-some = 🗑️ Delete ({ $count })
cancel = ‹ Cancel
pack = 📦 Pack
back = ‹ Back
remove-surely = 🗑️ Yes, delete
keep = Keep
kind = { $many }: { $count }{ $removedWith ->
        [none] { "" }
       *[other] , { $removedWith }
    }
