# What a language is called, and the words by which people ask the bot to speak it. A line of words has small letters, and spaces between
# the words.

## Plain text

# What the language calls itself.
own = English
# What it is called in English.
english = English
# The words by which people name it, in whatever language they type.
named = английский английском английски инглиш english englisch
# Words of this language that say that the bot is to speak another one.
switching = switch change speak
# Words like «to». Before a language’s name they may mean a translation into that language.
into = to in the into
# Other words of a line that asks for nothing but a language.
beside = language please pls plz
