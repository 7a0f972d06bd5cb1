## Plain text: buttons, titles

business = 💼 Business
cinema = 🎬 Kino
travel = ✈️ Reisen
fashion = 👠 Mode
fantasy = 🐉 Fantasy
festive = 🎉 Feste
