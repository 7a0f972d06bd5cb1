news =
    <b>📣 News</b>

    { $isOn ->
        [yes] Now and then I tell what is new: looks, skills, discounts. Not needed? Turn it off.
       *[no] News is off. Orders, receipts and answers of support arrive as usual.
    }

## Plain text: buttons, titles, notices

turn-off = 🔕 Turn news off
turn-on = 🔔 Turn news on
no-more = 🔕 No more news
menu = 🏠 Menu
command = News: on or off
