# What a language is called, and the words by which people ask the bot to speak it. A line of words has small letters, and spaces between
# the words.

## Plain text

# What the language calls itself.
own = Русский
# What it is called in English.
english = Russian
# The words by which people name it, in whatever language they type.
named = русский русском русски russian russkiy russki russkom russisch
# Words of this language that say that the bot is to speak another one.
switching = смени сменить поменяй поменять переключи переключись переключить говори
# Words like «to». Before a language’s name they may mean a translation into that language.
into = на по
# Other words of a line that asks for nothing but a language.
beside = язык пожалуйста плиз пж давай
