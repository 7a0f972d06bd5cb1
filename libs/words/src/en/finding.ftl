## Plain text: findings

finding =
    { $finding ->
        [not-a-photo]
            { $type ->
                [style] this isn’t a picture, send a drawing or a photo
               *[portrait] this isn’t a photo, send a picture
            }
        [format-not-taken] I can’t read this format, send JPEG, PNG, WebP or HEIC
        [damaged] the file is damaged, send it again
        [file-too-large] the file is over { SIZE($maxFileBytes) }, send it as a photo
        [too-many-pixels] far too large, send it as a photo instead of a file
        [too-small] too small, it needs at least { $smallestPhotoSidePx } pixels on the short side
        [rather-small]
            { $type ->
                [style] a bit small, a larger picture works better
               *[portrait] a bit small, a larger photo works better
            }
        [too-narrow]
            { $type ->
                [style] too long and thin, crop the long side
               *[portrait] too narrow, crop it closer to the face
            }
        [rather-narrow]
            { $type ->
                [style] rather long and thin, cropping the long side works better
               *[portrait] a bit narrow, a closer crop of the face works better
            }
        [too-dark]
            { $type ->
                [style] too dark, send a lighter one
               *[portrait] too dark, take one by a window or a lamp
            }
        [rather-dark]
            { $type ->
                [style] a bit dark, a lighter one works better
               *[portrait] a bit dark, more light works better
            }
        [too-bright]
            { $type ->
                [style] too bright, send a darker one
               *[portrait] too bright, take one without direct sun or flash
            }
        [too-flat]
            { $type ->
                [style] almost no contrast, send another one
               *[portrait] almost no contrast, take one in even light
            }
        [rather-flat]
            { $type ->
                [style] little contrast, a brighter one works better
               *[portrait] little contrast, even light works better
            }
        [blown-out] the face is overexposed, take one without direct sun or flash
        [rather-blown-out] part of the face is overexposed, shade works better
        [no-face] I can’t see a face, send a photo that shows all of it
        [several-faces] there are several people here, send one of you alone
        [turned-away] the face is turned away, look at the camera or a little past it
        [rather-turned-away] the head is turned or tilted, two or three of these are enough
        [cut-off] the face doesn’t fit in the frame, take all of it
        [rather-cut-off] the face is slightly cut off, all of it works better
        [face-too-small] the face is too small, come closer
        [face-rather-small] the face is far away, come closer
        [blurred] the face is out of focus, take it again and hold still
        [rather-blurred] the face is a bit soft, a sharp photo works better
        [sunglasses] the eyes are in shadow or behind dark glasses, without them works better
        [mask] something seems to cover the face, an open face works better
        [explicit]
            { $type ->
                [style] this looks explicit, send another one
               *[portrait] this looks explicit, send a portrait with clothes on
            }
        [rather-explicit]
            { $type ->
                [style] this looks explicit, a neutral one works better
               *[portrait] this looks explicit, a plain portrait works better
            }
        [already-sent]
            { $type ->
                [style] already in the set, send another one
               *[portrait] already in the set, send another one
            }
        [almost-the-same]
            { $type ->
                [style] there is almost the same picture already, a different one works better
               *[portrait] there is almost the same photo already, a different one works better
            }
        [only-for-style] not right for a portrait, only for a style
        [another-person] this looks like someone else, remove it if it isn’t you
        [set-is-full]
            { $type ->
                [style] the set is full; to add one, remove another
               *[portrait] the set is full; to add one, remove another
            }
        [set-is-closed]
            { $type ->
                [style] this style takes no more pictures, start a new one
               *[portrait] this avatar takes no more photos, start a new one
            }
        [could-not-be-fetched] it didn’t load, send it again
        [too-many-at-once]
            { $type ->
                [style] too many pictures at once, send it again in a minute
               *[portrait] too many photos at once, send it again in a minute
            }
        [too-many-today]
            { $type ->
                [style] I take up to { $avatarPhotosADay } pictures within a day, send it a day from now
               *[portrait] I take up to { $avatarPhotosADay } photos within a day, send it a day from now
            }
        [storage-full] no room left: delete what you don’t need in /files and send it again
       *[unsuitable]
            { $type ->
                [style] not right for a style, send another one
               *[portrait] not right for an avatar, send another one
            }
    }
