# The themes of the catalogue of looks.

## Plain text: buttons, titles

business = 💼 Бизнес
cinema = 🎬 Кино
travel = ✈️ Путешествия
fashion = 👠 Мода
fantasy = 🐉 Фэнтези
festive = 🎉 Праздник
