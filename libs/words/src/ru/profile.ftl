# What Telegram shows of the bot: its name above the chat, the description in an empty chat (512 characters at most), the short one where it
# is shared (120).

## Plain text

name = Аиша
description =
    Пришлите { $minPhotos }–{ $maxPhotos } своих фото, и я соберу ваш личный аватар. Дальше хватит одной строки: «я в Париже», «деловой портрет», «рыцарь у замка» — и вы на картинке.

    А голосовые я превращаю в текст.

    Платите только за готовое. Нажмите кнопку внизу, и начнём.
short-description = Картинки с вами по одной строке и текст из голосовых. Платите только за готовое.
