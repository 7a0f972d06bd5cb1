## Plain text: buttons, titles, notices

u-t-c = UTC
kaliningrad = Kaliningrad
moscow = Moskau
samara = Samara
yekaterinburg = Jekaterinburg
omsk = Omsk
novosibirsk = Nowosibirsk
irkutsk = Irkutsk
yakutsk = Jakutsk
vladivostok = Wladiwostok
kamchatka = Kamtschatka
london = London
berlin = Berlin
dubai = Dubai
kolkata = Delhi
singapore = Singapur
tokyo = Tokio
sydney = Sydney
new-york = New York
chicago = Chicago
los-angeles = Los Angeles
offered = America/Los_Angeles America/New_York UTC Europe/London Europe/Berlin Europe/Moscow Asia/Dubai Asia/Kolkata Asia/Singapore Asia/Tokyo Australia/Sydney
usual = Europe/Berlin
