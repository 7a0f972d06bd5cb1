## Plain text: buttons, titles, notices

title = 🧭 Here is what your { $photos } photos cover.
better = This would make it look more like you:
advice =
    💡 { $advice ->
        [more-straight] Few show you from the front: add three or four where you look at the camera.
        [more-sides] You face the camera almost everywhere: add two with your head turned, one to each side.
        [more-close] The face is small everywhere: add two or three close-ups.
        [more-places] Almost all are from one place: take a couple in another room or outdoors.
        [more-distance] Every face is close up: add a couple from the waist up.
       *[more-light] The light is the same everywhere: take one or two by a window, or by a lamp in the evening.
    }
or-go-on = Or train with what you have.
outliers =
    { $others ->
        [none] 🤔 Photo { $last }
       *[other] 🤔 Photos { $others } and { $last }
    } may show someone else.
it-is-me = 🙋 That’s me, too
leave-out = 🗑️ Leave out
kept = All right, it stays.
left-out = Removed.
nothing-left = These photos are settled already.
