# What a language is called, and the words by which people ask the bot to speak it. A line of words has small letters, and spaces between
# the words.

## Plain text

# What the language calls itself.
own = Deutsch
# What it is called in English.
english = German
# The words by which people name it, in whatever language they type.
named = немецкий немецком немецки дойч german deutsch
# Words of this language that say that the bot is to speak another one.
switching = wechsle wechseln
# Words like «to». Before a language’s name they may mean a translation into that language.
into = auf zu in die
# Other words of a line that asks for nothing but a language.
beside = sprache bitte
