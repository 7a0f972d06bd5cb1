brief =
    <b>🔒 First, your consent</b>

    👀 FAL and OpenAI (both in the USA) process your photos, voice and ideas, and so do the makers of models to whom FAL passes a request.
    ⏳ I keep photos and the model of your face until you delete the avatar; voice for { SPAN($retentionMsRecording) }; what I’ve made for you, until you delete it.
    🙂 Send only your own photos and voice, or those of an adult who agrees: I check how old a face looks and whose it is.
    ↩️ You can change your mind any time: /privacy.

    Until you decide, I open nothing and pass nothing on.
details =
    <b>🔒 What you agree to</b>

    I pass what you send to two services in the USA:

    📸 <b>FAL</b> (fal.ai) gets your photos, trains a model of your face on them, draws your ideas and restores old pictures (our own server may do that, too). It also listens to your voice recordings and tells who speaks. Its copies of photos and recordings are gone within { SPAN($retentionMsCopyAtFal) }, the text of a recording within { SPAN($retentionMsRecordAtFal) }. Some of the work is done by the makers of models, to whom FAL passes the request: Google draws from several photos and changes pictures, Black Forest Labs without an avatar, xAI listens, Inworld reads aloud.
    🎙️ <b>OpenAI</b> listens to short voice recordings and to those FAL couldn’t handle or whose language it can’t be told, reads your ideas, writes documents and answers from your transcripts and files, and looks at pictures you ask me to draw from, change or bring to life, and at finished ones for flaws. It keeps all that under its own rules.
    🔊 Texts you ask to have read aloud go to OpenAI or FAL.

    <b>We</b> keep photos and the model of your face until you delete the avatar; ideas as long, or until you withdraw your consent. A voice recording: { SPAN($retentionMsRecording) } after its text is ready, so that you can listen again; if there’s no text, we erase it at once. A picture to draw from: until it’s described. What I made for you (pictures, texts, documents, answers, speech): until you delete it.

    🙂 <b>Whose face.</b> Yours, or another adult’s who knows about it and agrees. Our server measures how old a face looks and whose it is: if the photos show different people, somebody asked that the face isn’t drawn, or the avatar is reported (/report), I’ll ask for two selfies and draw nothing without them. Selfies are erased at once.

    Voice and files: your own, too, or with consent. You can change your mind any time: “Withdraw consent” in /privacy deletes your avatars, photos, recordings and the files you sent.

    Until you decide, I won’t open anything or pass it on.
then-draw =
    🎨 Then I’ll draw you from this selfie at once: { $pictures ->
        [one] a picture
       *[other] { $pictures } pictures
    } for { CREDITS($price) }.
offer-changed = The pictures or the price have changed. Please read again.
first = First I need your consent 👇
go-on = ✅ Thank you! Let’s pick up where we left off.
send-again = ✅ Thank you! Now send photos or a voice message. If you already did, please send it again.
already = You’ve already agreed 🙂
already-there = ✅ You’ve already agreed. You can withdraw your consent in /privacy.
renewed = The terms have changed. Please read them again.
declined =
    No problem. I haven’t opened or kept anything you sent.

    Balance, purchases and help still work: /menu. Changed your mind? Just send the photo or voice message again.

## Plain text: buttons, titles, notices

agree = ✅ I’m { $adultYears } or older and I agree
agree-and-draw = ✅ It’s me, I’m { $adultYears }+ and I agree
agree-for-another = 🤝 I agree; it’s not me in the photo
decline = Not now
more = 📖 In full
less = 📄 In brief
