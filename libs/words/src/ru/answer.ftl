looked-at =
    🔎 Читала не всё: искала по словам вопроса и взяла самое похожее из { $recordings } { $recordings ->
        [one] записи
       *[other] записей
    }: { $names }.

## Plain text: buttons, titles, notices

unsupported = ⚠️ в записи не нашлось
quotes = Слова из записи
quoted = «{ $words }»
untitled = расшифровка, { $date }
deleted = удалённая расшифровка
