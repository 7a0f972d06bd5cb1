link =
    <b>🗝️ Your desk</b>
    { $url }

    The link works once, within { $minutes } { $minutes ->
        [one] minute
       *[other] minutes
    }. Send it to nobody: it signs in as you.
