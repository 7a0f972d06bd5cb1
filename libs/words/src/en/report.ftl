ask =
    <b>🚩 Report</b>

    Is somebody drawing you, or a child, without asking? Tell us: a human reads your report, usually within a day. The person you report won’t learn who it was.
tell =
    <b>🚩 What happened?</b>

    { $about ->
        [other] Describe it in one message.
       *[other]
            Send <b>a photo that shows the face well</b> (forwarding the picture itself is fine), or describe it in words.

            If there’s an avatar with a face like it, it stops at once, until its owner proves with two selfies that the face is theirs. I erase the photo as soon as the face is measured.{ $about ->
                [my-face] { "" } I keep the measurements so that new avatars with this face are asked for selfies, too; they go when you withdraw your consent in /privacy.
               *[other] { "" }
            } A photo needs your consent to be processed, words don’t.
    }
sent = Passing it on. Your report’s number comes in a moment.
sent-first = Passing the first picture on: a report takes one. Your report’s number comes in a moment.
already-sent = I’ve already passed your report on. If this photo is for something else, send it again; for another report, use /report
not-a-picture = That’s no picture, or it’s larger than { SIZE($maxFileBytes) }. Send a photo, or describe it in words.
too-long = That’s too long: { $reportLengthMax } characters at most.
news =
    { $news ->
        [taken] ✅ Report <b>{ $number }</b> is filed. A human looks at it, usually within a day, and I’ll write here what came of it. I don’t tell whether anybody has an avatar with this face.
        [no-face]
            ✅ Report <b>{ $number }</b> is filed, but I couldn’t make out a face in the picture, so I stopped nothing myself. A human looks at it, usually within a day, and I’ll write here what came of it. I don’t tell whether anybody has an avatar with this face.

            Do you have one with the face close up? Send it as a new report.
        [photo-unread]
            ✅ Report <b>{ $number }</b> is filed, but the picture couldn’t be opened, so I stopped nothing myself. A human looks at it, usually within a day, and I’ll write here what came of it. I don’t tell whether anybody has an avatar with this face.

            Please send the picture again as a new report.
        [too-many] I file up to { $reportsADay } reports within a day, and this one wasn’t filed. Send the rest a day from now; if it’s urgent, write to a human: /support
        [stopped] Report <b>{ $number }</b>: a human looked at it and stopped the avatar. It can’t be drawn any more. Thank you for telling us.
        [paused] Report <b>{ $number }</b>: a human looked at it and stopped the avatar. It can’t be drawn until its owner proves with two selfies that the face is theirs. Thank you for telling us.
       *[closed] Report <b>{ $number }</b>: a human looked at it, and found no violation or took steps that we can’t talk about. You don’t agree? Write to us: /support
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menu
back = ‹ Back
about =
    { $about ->
        [my-face] 🙅 My face, without my consent
        [picture] 🖼️ A picture of me or of a child
       *[other] 💬 Something else
    }
without-words = ✅ Send without details
again = 🚩 Send another photo
command-report = Report: my face without consent
