title = 🔌 <b>API: Aisha for your programs</b>
about = A program with your key orders pictures, speech, documents and answers for your credits, at the same prices and by the same rules as here. Results are in “My files”, receipts in the history; I don’t write about such orders in the chat.
address = Address: <code>{ $address }</code>. Description and examples: { $address }/v1/docs
line =
    🔑 <b>{ $name }</b> (…{ $ending })
    May: { $scopes }. { $used ->
        [none] Not used yet.
       *[other] Used: { $used }.
    }
none = There are no keys yet.
ask-name = 🔑 What is the key called? Write which program needs it: “Shop”, “My script”. Up to { $longestKeyName } characters.
ask-scopes =
    🔑 <b>{ $name }</b>

    What may the key do? Give it only what it needs: whoever gets the key can spend your credits and see results.
making = 🔑 Making the key: it comes with the next message.
made =
    🔑 The key “{ $name }” is ready. I show it once and don’t keep it: copy it into your program’s settings and delete this message.

    <tg-spoiler><code>{ $key }</code></tg-spoiler>

    Don’t send it to anyone. If it got into other hands, revoke it: /api
not-made = ⚠️ The key “{ $name }” could not be made: Telegram didn’t answer for a long time. Your credits are untouched. If a key came all the same, it opens nothing: delete it. Please try again: /api
refused = ⚠️ The key “{ $name }” (…{ $ending }) that I showed you opens nothing: there are { $maxApiKeys } keys already. Revoke one and make a new key.
paused = ⏸️ The address { $host } no longer takes messages about your API orders, so I’ve stopped sending them there. Orders and credits are fine. Mend the address and switch it on again with POST /v1/webhooks/…/resume: what it missed within a month comes first.
revoked = The key is revoked. Its webhooks are deleted, and so are old ones of which nobody knows which key added them. Add those you need with another key.
too-many = There are { $maxApiKeys } keys already. Revoke one first.
bad-name = It takes 1 to { $longestKeyName } characters. Please type it again.

## Plain text: buttons, titles, notices

command = API: keys for your programs
revoke = ✖️ Revoke: { $name } (…{ $ending })
new-key = ➕ New key
scope =
    { $scope ->
        [read] look
        [order] order
       *[webhooks] webhooks
    }
choice =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $label }
make = 🔑 Make the key
keys = 🔑 Keys
back = ‹ Keys
menu = 🏠 Menu
