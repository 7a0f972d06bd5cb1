hello = Thanks for having me! Reply { $ask } to a voice message and I’ll write it down. For the rest, message me privately, so nobody else sees your photos 💌
only-private = In a group I write down voice messages: reply { $ask } to one. The rest is for private messages, so nobody else sees your photos 💌
how-to-ask = Reply with this command to a voice message, audio or a video: { $ask }, and I’ll write down what’s said.
anonymous = I can’t see who’s asking: please write as yourself, not as the group or a channel.
agree-first = Let’s meet first: message me privately, read what I do with a voice, and agree. Then ask once more.
withdrawn = The text of that recording was taken away here, so I’m not writing it again.

## Plain text: buttons, titles, notices

open = Message me
pressed = This button only works in our private chat.
ask-command = In reply to a voice message: write it down
