## Plain text: buttons, titles

business = 💼 Business
cinema = 🎬 Cinema
travel = ✈️ Travel
fashion = 👠 Fashion
fantasy = 🐉 Fantasy
festive = 🎉 Festive
