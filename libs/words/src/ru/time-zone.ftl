## Plain text: buttons, titles, notices

u-t-c = UTC
kaliningrad = Калининград
moscow = Москва
samara = Самара
yekaterinburg = Екатеринбург
omsk = Омск
novosibirsk = Новосибирск
irkutsk = Иркутск
yakutsk = Якутск
vladivostok = Владивосток
kamchatka = Камчатка
london = Лондон
berlin = Берлин
dubai = Дубай
kolkata = Дели
singapore = Сингапур
tokyo = Токио
sydney = Сидней
new-york = Нью-Йорк
chicago = Чикаго
los-angeles = Лос-Анджелес
# The time zones where readers of the language are likeliest to be, from west to east (IANA names). A translation chooses its own.
offered = Europe/Berlin Europe/Kaliningrad Europe/Moscow Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Kamchatka UTC
# The time zone of a person who has not chosen one: that of most readers of the language. English is read everywhere, so its times are in UTC.
usual = Europe/Moscow
