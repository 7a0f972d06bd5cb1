ask =
    <b>Whose face does “{ $avatar }” have?</b>

    I ask once. I only draw adults: you, or someone who knows about it and agrees. I’ll keep your answer with the avatar.

    Nobody’s face may be drawn without their consent: if it’s reported (/report), the avatar stops until the owner of the face proves it with two selfies.
no-children = I don’t draw children, even if the parents agree. You weren’t charged. Please delete this avatar: /avatars. Photos of an adult are welcome.

## Plain text: buttons, titles, notices

another = Another adult has to know about it and agree: if it’s reported (/report), the avatar stops until they prove with two selfies that the face is theirs.
young = The face in the photos looks young: by answering you confirm that the person is { $adultYears } or older.
own = 🙋 It’s me, I’m { $adultYears } or older
agreed = 🤝 Another adult who agrees
child = 🧒 It’s a child
train = { $start }: it’s me, I’m { $adultYears } or older
train-agreed = 🤝 Train: another adult who agrees
back = ‹ Back
