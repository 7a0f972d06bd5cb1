## Plain text: buttons, titles, notices

name = Aisha
description =
    One selfie, and you’re in Paris, on the Moon, on a magazine cover: your first pictures in half a minute.

    Also: looks and photo sessions, pictures changed and made into video, old photos made sharp. Voice and meetings into text, minutes, documents and answers. Texts read aloud. I work in groups, too.

    You pay only for what you get. Press the button below and send a selfie.
short-description = One selfie and you’re in Paris. Also: voice and meetings into text and minutes, old photos made sharp.
