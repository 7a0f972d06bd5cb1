which-look-group = 🎭 Pictures of which theme? These are ready-made looks and photo sessions.
which-avatar = 👤 Whose pictures?
marked = ⭐ Added to your favourites.
unmarked = Removed from your favourites.
is-main-now = 🖼️ Done! This is the avatar’s main photo now.
is-main-no-more = OK, the avatar shows a photo from its set again.
original-below = 📎 The original: full quality, not compressed by Telegram.
gone = This picture is gone.
ask-remove =
    🗑️ <b>Delete this picture?</b>

    I delete my copy at once and for good, and the enlarged one with it. Edits and videos made of it stay until you delete those as well. From the chat I take every message that shows it, if I sent it in the last { SPAN($deletableMs) }: Telegram doesn’t let me touch older ones. Archives that hold it stay in the chat; my own copies of them are gone within { SPAN($retentionMsArchive) }.
removed = 🗑️ The picture is deleted.
remove-some-note = My copies are gone at once and for good, the enlarged ones too. Edits and videos made of pictures stay until you delete those as well. From the chat I’ll remove every message of the last { SPAN($deletableMs) } that shows any of it.
is-packing = 📦 The last archive is still being packed. Wait for it, and I’ll pack the next one.
enough-for-today = 📦 That’s all the archives for today: I pack up to { $aDay } files of { $partMegabytes } MB a day, and today’s are packed. More in { SPAN($againInMs) }. Your pictures stay where they are, and you can take a single picture right now: open it and press “📎 Original”.
nothing-to-pack = There’s nothing to download here: those pictures are gone.
packing = 📦 Packing: { $packed } of { $total }…
packed =
    📦 Done: { $count } { $count ->
        [one] picture
       *[other] pictures
    }{ $archives ->
        [1] { "" }
       *[other] { "" } in { $archives } files
    }.
nothing-packed = 📦 Nothing to pack: all those pictures are deleted.
not-packed =
    😔 I couldn’t pack { $packed ->
        [0] { "" }
       *[other] all of { "" }
    }the archive. Your pictures are safe. Please try again a little later.
archive =
    📦 Archive { $part }: { $count } { $count ->
        [one] picture
       *[other] pictures
    } in full quality.
page =
    <b>🖼️ Pictures</b>{ $filters }

    Tap a number to open a picture. Looking for a certain one? Type a word from your idea, such as “sea”.
choose =
    <b>🔎 Which pictures?</b>{ $filters }

    Choose what you need and tap “Show”. Or type a word from your idea.
nothing =
    <b>🖼️ Pictures</b>{ $filters }

    { $why ->
        [others] This page has no pictures left, but other pages do.
        [words] Nothing found. Try another word from your idea, in English or Russian, or see all pictures.
        [favourites] Nothing here yet. Open a picture, tap “☆ Favourite”, and you’ll find it here.
        [filters] No such pictures. Take one of the filters off, or see all pictures.
       *[empty] Nothing here yet. Make your first picture and you’ll find it here.
    }
choose-some =
    <b>☑️ Marked: { $count }</b>{ $filters }

    { $hasPictures ->
        [yes] Mark the numbers of the pictures you want to download or delete. Turn the page or type a word from your idea: the marks stay.
       *[no] Nothing found here. Try another word or go back to all pictures: the marks stay.
    }
ask-download =
    <b>📦 Download pictures</b>{ $filters }

    { $reach ->
        [today] There are more, but today’s archives only have room for the newest { $count }. I can make more in { SPAN($againInMs) }: use a filter for the older ones, or mark them.
        [newest] There are more than { $count }: I’ll pack the newest { $count }. Use another filter for the rest.
       *[all]
            I’ll pack { $count } { $count ->
                [one] picture
               *[other] pictures
            }: everything that was found.
    } Originals in a ZIP, about { $megabytes } MB{ $isInParts ->
        [yes] , in files of up to { $partMegabytes } MB
       *[no] { "" }
    }.
not-taken =
    😔 Telegram didn’t take { $archives ->
        [1] the archive
       *[other]
            { $areSome ->
                [yes] { $refused } of { $archives } archives
               *[no] the archives
            }
    }. Your pictures are safe. Please download { $archives ->
        [1] it
       *[other] them
    } again a little later.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
newer = ‹ Newer
only-favourites-said = ⭐ favourites
words-said = “{ $words }”
period-said =
    { $days ->
        [7] past week
        [30] past month
       *[365] past year
    }
older = Older ›
filters = 🔎 Filters
only-favourites =
    { $isOn ->
        [yes] ✓ { "" }
       *[no] ⭐ { "" }
    }Favourites
all = 🖼️ All pictures
draw = 🎨 Make a picture
avatar =
    { $name ->
        [none] 👤 Avatar
       *[other] ✓ { $name }
    }
period =
    { $isOn ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $days ->
        [7] Week
        [30] Month
       *[365] Year
    }
reset = ✖️ Reset
show = 🖼️ Show
look-group =
    { $name ->
        [none] 🎭 Theme
       *[other] ✓ { $name }
    }
any-look-group = 🎭 All themes
any-avatar = 👥 All avatars
newest-avatars = ‹ Newest
older-avatars = More ›
seed = frame no. { $seed }
cost =
    { $units ->
        [one] { CREDITS($amount) }
       *[other] { CREDITS($amount) } for { $units } pictures
    }
favourite =
    { $isOn ->
        [yes] ⭐ A favourite
       *[no] ☆ Favourite
    }
main-photo =
    { $isOn ->
        [yes] ✓ Main photo
       *[no] 🖼️ Main photo
    }
original = 📎 Original
file-name = aisha.{ $ending }
again = 🔁 Again
similar = 🎲 Similar
show-prompt = 📝 Prompt
remove = 🗑️ Delete
back = ‹ Back to pictures
remove-surely = 🗑️ Yes, delete
keep = Keep
download = 📦 Download
pack = 📦 Pack
archive-name = aisha-{ $part }.zip
open-pictures = 🖼️ Pictures
entry-gallery = 🖼️ Pictures
command-pictures = My pictures
# How many: «3 картинки», in the accusative.
some =
    { $count } { $count ->
        [one] picture
       *[other] pictures
    }
