## Plain text: findings

finding =
    { $finding ->
        [not-a-photo]
            { $type ->
                [style] das ist kein Bild, schick eine Zeichnung oder ein Foto
               *[portrait] das ist kein Foto, schick eine Aufnahme
            }
        [format-not-taken] dieses Format kann ich nicht lesen, schick JPEG, PNG, WebP oder HEIC
        [damaged] die Datei ist beschädigt, schick sie noch einmal
        [file-too-large] die Datei hat über { SIZE($maxFileBytes) }, schick sie als Foto
        [too-many-pixels] viel zu groß, schick es als Foto statt als Datei
        [too-small] zu klein, die kurze Seite braucht mindestens { $smallestPhotoSidePx } Pixel
        [rather-small]
            { $type ->
                [style] etwas klein, ein größeres Bild ist besser
               *[portrait] etwas klein, ein größeres Foto ist besser
            }
        [too-narrow]
            { $type ->
                [style] zu lang und schmal, schneide die lange Seite zu
               *[portrait] zu schmal, schneide es näher am Gesicht zu
            }
        [rather-narrow]
            { $type ->
                [style] recht lang und schmal, an der langen Seite zugeschnitten ist es besser
               *[portrait] etwas schmal, näher am Gesicht zugeschnitten ist es besser
            }
        [too-dark]
            { $type ->
                [style] zu dunkel, schick ein helleres
               *[portrait] zu dunkel, nimm eins am Fenster oder bei einer Lampe auf
            }
        [rather-dark]
            { $type ->
                [style] etwas dunkel, ein helleres ist besser
               *[portrait] etwas dunkel, mit mehr Licht ist es besser
            }
        [too-bright]
            { $type ->
                [style] zu hell, schick ein dunkleres
               *[portrait] zu hell, nimm eins ohne direkte Sonne oder Blitz auf
            }
        [too-flat]
            { $type ->
                [style] fast kein Kontrast, schick ein anderes
               *[portrait] fast kein Kontrast, nimm eins bei gleichmäßigem Licht auf
            }
        [rather-flat]
            { $type ->
                [style] wenig Kontrast, ein kräftigeres ist besser
               *[portrait] wenig Kontrast, gleichmäßiges Licht ist besser
            }
        [blown-out] das Gesicht ist überbelichtet, nimm eins ohne direkte Sonne oder Blitz auf
        [rather-blown-out] ein Teil des Gesichts ist überbelichtet, im Schatten ist es besser
        [no-face] ich sehe kein Gesicht, schick ein Foto, auf dem es ganz zu sehen ist
        [several-faces] hier sind mehrere Menschen, schick eins, auf dem nur du bist
        [turned-away] das Gesicht ist abgewandt, schau in die Kamera oder knapp daran vorbei
        [rather-turned-away] der Kopf ist gedreht oder geneigt, zwei oder drei davon genügen
        [cut-off] das Gesicht passt nicht ins Bild, nimm es ganz auf
        [rather-cut-off] das Gesicht ist leicht angeschnitten, ganz ist es besser
        [face-too-small] das Gesicht ist zu klein, geh näher heran
        [face-rather-small] das Gesicht ist weit weg, geh näher heran
        [blurred] das Gesicht ist unscharf, nimm es noch einmal auf und halte still
        [rather-blurred] das Gesicht ist etwas weich, ein scharfes Foto ist besser
        [sunglasses] die Augen liegen im Schatten oder hinter einer dunklen Brille, ohne ist es besser
        [mask] etwas scheint das Gesicht zu verdecken, ein freies Gesicht ist besser
        [explicit]
            { $type ->
                [style] das wirkt freizügig, schick ein anderes
               *[portrait] das wirkt freizügig, schick ein Porträt in Kleidung
            }
        [rather-explicit]
            { $type ->
                [style] das wirkt freizügig, ein neutrales ist besser
               *[portrait] das wirkt freizügig, ein schlichtes Porträt ist besser
            }
        [already-sent]
            { $type ->
                [style] schon im Satz, schick ein anderes
               *[portrait] schon im Satz, schick ein anderes
            }
        [almost-the-same]
            { $type ->
                [style] fast dasselbe Bild gibt es schon, ein anderes hilft mehr
               *[portrait] fast dasselbe Foto gibt es schon, ein anderes hilft mehr
            }
        [only-for-style] nichts für ein Porträt, nur für einen Stil
        [another-person] das sieht nach jemand anderem aus, entferne es, wenn du es nicht bist
        [set-is-full]
            { $type ->
                [style] der Satz ist voll; um eins hinzuzufügen, entferne ein anderes
               *[portrait] der Satz ist voll; um eins hinzuzufügen, entferne ein anderes
            }
        [set-is-closed]
            { $type ->
                [style] dieser Stil nimmt keine Bilder mehr an, beginne einen neuen
               *[portrait] dieser Avatar nimmt keine Fotos mehr an, beginne einen neuen
            }
        [could-not-be-fetched] es ließ sich nicht laden, schick es noch einmal
        [too-many-at-once]
            { $type ->
                [style] zu viele Bilder auf einmal, schick es in einer Minute noch einmal
               *[portrait] zu viele Fotos auf einmal, schick es in einer Minute noch einmal
            }
        [too-many-today]
            { $type ->
                [style] ich nehme bis zu { $avatarPhotosADay } Bilder an einem Tag, schick es in einem Tag
               *[portrait] ich nehme bis zu { $avatarPhotosADay } Fotos an einem Tag, schick es in einem Tag
            }
        [storage-full] kein Platz mehr: lösche in /files, was du nicht brauchst, und schick es noch einmal
       *[unsuitable]
            { $type ->
                [style] nichts für einen Stil, schick ein anderes
               *[portrait] nichts für einen Avatar, schick ein anderes
            }
    }
