## Plain text: buttons, titles, notices

u-t-c = UTC
kaliningrad = Kaliningrad
moscow = Moscow
samara = Samara
yekaterinburg = Yekaterinburg
omsk = Omsk
novosibirsk = Novosibirsk
irkutsk = Irkutsk
yakutsk = Yakutsk
vladivostok = Vladivostok
kamchatka = Kamchatka
london = London
berlin = Berlin
dubai = Dubai
kolkata = Delhi
singapore = Singapore
tokyo = Tokyo
sydney = Sydney
new-york = New York
chicago = Chicago
los-angeles = Los Angeles
offered = America/Los_Angeles America/Chicago America/New_York UTC Europe/London Europe/Berlin Europe/Moscow Asia/Dubai Asia/Kolkata Asia/Singapore Asia/Tokyo Australia/Sydney
usual = UTC
