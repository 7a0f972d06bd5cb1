ask-export =
    <b>📦 Export my data</b>

    I will collect everything that is kept about you: the data as JSON and as a page to read, and the files: photos, trained models of avatars, pictures, videos, recordings, texts, documents, speech, receipts. They come here as archives of up to { $partMegabytes } MB; a larger file comes as a link that lasts a day.

    Nothing of other people is in it: no names or photos of friends. Nor the model of a stopped avatar, while it is stopped. Nor what anyone could fetch your files with: addresses at the models' providers. Nor a file that is larger than an archive, where no links are given: at the end I say how many there are; ask /support for them.

    { $dataExportsADay ->
        [1] Once
       *[other] { $dataExportsADay } times
    } a day, usually within minutes. Free.
export-under-way = 📦 An export is under way: see the card above, where you can also stop it.
export-tomorrow =
    📦 There { $dataExportsADay ->
        [1] is one export
       *[other] are { $dataExportsADay } exports
    } a day, and you have begun today’s already. I can make the next one in { SPAN($againInMs) }.
export-begun = 📦 Collecting. The card below shows how far it is; you can go on using the bot.
export-listing = 📦 <b>Collecting your data</b>: { $listed } of { $of } parts of the list are ready.
export-packing = 📦 <b>Packing your data</b>: archive { $sent } of { $parts }.
export-file = 📦 Your data, archive { $part } of { $parts }{ $part ->
        [1] . Open index.html
       *[other] { "" }
    }.
export-ended =
    { $outcome ->
        [sent]
            { $refused ->
                [0] 📦 Done: your export is here, archives: { $parts }. My copies are gone within { SPAN($retentionMsArchive) }.
               *[other] 😔 Telegram did not take { $refused } of { $parts } archives. Your data is where it was; try again in a day or write to /support.
            }{ $tooLarge ->
                [0] { "" }
               *[other] { "" } Files that did not fit: { $tooLarge }. They are larger than { $mostMegabytes } MB, and no links are given here. They are still there: ask /support for them.
            }
        [stopped] 📦 The export was stopped. You can begin a new one in a day.
        [tomorrow]
            📦 There { $dataExportsADay ->
                [1] is one export
               *[other] are { $dataExportsADay } exports
            } a day, and you have begun today’s already. Try again in a day.
       *[failed] 😔 The export failed: the trouble is on my side. Your data is where it was. Try again in a day or write to /support.
    }
ask-erase =
    <b>🗑️ Delete everything about me</b>

    Everything goes: avatars and models, photos, pictures and videos, recordings and texts, documents, speech, ideas, drafts, permissions for friends, reports, my side of the conversation, your name and your Telegram number. I ask FAL to delete what it has left of your orders; its files are gone within { SPAN($retentionMsCopyAtFal) } in any case, its records of requests within { SPAN($retentionMsRecordAtFal) } at the latest. OpenAI keeps what it was sent by its own rules. Orders under way end or stop first, as always.

    What stays: amounts and dates of operations under a number that leads to nobody, which bookkeeping requires; a note that everything was deleted; and a mark that the welcome gift was given and, if you are banned, until when (nobody can tell you by it; if you come back, what is free begins after a day). If an avatar of yours was stopped, what was measured of its face goes within { SPAN($retentionMsStoppedFace) }, so that it isn’t trained anew. Friends' pictures with your face stay with your friends: take them back first in /permissions. Backups go when their time comes, and Telegram keeps the chat.

    { $hasCredits ->
        [yes] <b>Your balance of { CREDITS($credits) } will be lost.</b> Want your payment back? Return the purchase first, with the button below: it goes back while its credits and its bonus are unspent. After the deletion there is nobody to refund.
       *[no] You have no credits.
    }

    This cannot be undone. Download your data first.
type-the-word =
    <b>🗑️ Delete everything for good?</b>

    Type the word <b>{ $word }</b> and I will begin. It cannot be stopped then.
other-word = That is not the word { $word }. I am deleting nothing.
erase-begun = 🗑️ Deleting now. I take no more orders and files; a report comes at the end.
erasing =
    🗑️ <b>Deleting everything about you</b>: { $stage ->
        [orders] waiting for orders and payments under way to end
        [credits] closing the account
        [apps] deleting files and records
       *[report] done
    }.

    Steps done: { $done } of { $of }.
erased =
    ✅ <b>Everything about you is deleted.</b>

    { $at }
    Records in tables: { $rows }, files: { $files }. Number of this report: { $number }.

    Amounts and dates of operations stay under a number that leads to nobody; if an avatar was stopped, so does what was measured of its face, for { SPAN($retentionMsStoppedFace) } at most. Files at FAL are gone within { SPAN($retentionMsCopyAtFal) }, its records of requests within { SPAN($retentionMsRecordAtFal) } at the latest. OpenAI keeps what it was sent by its own rules. For { SPAN($lookForMs) } I still check whether work that was under way has written something, and delete it.

    This is my last message, and I forget it, too. Delete the chat in Telegram yourself. If you write again, we begin anew.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
export-now = 📦 Collect it
export-first = 📦 Export my data first
export-stop = ✖️ Stop
export-name = aisha-data-{ $part }.zip
erase-everything = 🗑️ Delete everything about me
erase-go-on =
    { $hasCredits ->
        [yes] 🗑️ Go on and lose the credits
       *[no] 🗑️ Go on
    }
stars-back = ↩️ Refund a purchase first
keep-everything = Keep everything
the-word = DELETE
page-title = Your data at Aisha
page-about = Collected on { $day }. Archives: { $parts }; the files are in the folder files of the other archives. Here are the first rows of each table, all rows are in the folder data.
page-more = And { $count } more rows. All are in the folder data.
page-not-given = What is not here
page-withheld = Addresses of copies at the models' providers: anyone could fetch a file with them. Numbers and names of other people, photos of friends. Models of stopped avatars: whose face it is, is not proved. Technical columns about how an order went through the queue, and what lies there only while an order is under way. Files that are larger than an archive, where no links are given: ask /support for them. The measurements of your face are here: numbers made of the photos.
