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
# The zones from west to east, those where readers of the language are likeliest to be (IANA names): no translation.
offered = Europe/Berlin Europe/Kaliningrad Europe/Moscow Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Kamchatka UTC
# Where most people of the language are, until they say where they are; English is read everywhere, so its times are in UTC.
usual = Europe/Moscow
