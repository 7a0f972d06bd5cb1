files-go =
    🗂️ <b>Some of your files go soon</b>

    { $many }: from now on I keep them for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. On { $date } I delete { $count ->
        [one] { $count } file that will be older by then
       *[other] { $count } files that will be older by then
    }, and later each one when it gets as old.

    To keep them, save them before that day: “My files” → a file → “Send the file”.
avatar-goes =
    🎭 <b>The avatar “{ $name }” has not been drawn for long</b>

    Last time: { $used }. I delete avatars that nobody draws, with their photos and their model: this one goes on { $date }.

    { $stopped ->
        [yes] It is stopped and can’t be drawn for now: its screen says why and what to do.
       *[no] To keep it, draw at least one picture with it.
    } Finished pictures stay in any case.
rules = <b>How long I keep what is finished</b>
file-rule =
    • { $many }: { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
avatar-rule =
    • 🎭 An avatar that nobody draws: { $days ->
        [one] { $days } day
       *[other] { $days } days
    }

## Plain text: buttons, titles, notices

files = 🗂️ My files
avatar = 🎭 Open the avatar
menu = 🏠 Menu
open-rules = 🗓️ How long I keep things
