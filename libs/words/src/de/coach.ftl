## Plain text: buttons, titles, notices

title = 🧭 Das zeigen deine { $photos } Fotos.
better = So würde es dir noch ähnlicher:
advice =
    💡 { $advice ->
        [more-straight] Wenige zeigen dich von vorn: ergänze drei oder vier, auf denen du in die Kamera schaust.
        [more-sides] Du schaust fast überall in die Kamera: ergänze zwei mit gedrehtem Kopf, eins zu jeder Seite.
        [more-close] Das Gesicht ist überall klein: ergänze zwei oder drei Nahaufnahmen.
        [more-places] Fast alle sind vom selben Ort: mach ein paar in einem anderen Raum oder draußen.
        [more-distance] Jedes Gesicht ist ganz nah: ergänze ein paar von der Hüfte aufwärts.
       *[more-light] Das Licht ist überall gleich: mach ein oder zwei am Fenster oder abends bei Lampenlicht.
    }
or-go-on = Oder trainiere mit dem, was da ist.
outliers =
    🤔 { $others ->
        [none] Foto { $last } zeigt
       *[other] Die Fotos { $others } und { $last } zeigen
    } vielleicht jemand anderen.
it-is-me = 🙋 Das bin auch ich
leave-out = 🗑️ Weglassen
kept = Gut, es bleibt.
left-out = Entfernt.
nothing-left = Über diese Fotos ist schon entschieden.
