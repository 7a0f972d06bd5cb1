looked-at =
    🔎 Читала не всё, а самое похожее по словам вопроса, из { $recordings } { $recordings ->
        [one] записи
       *[other] записей
    }: { $names }.

## Plain text: buttons, titles, notices

unsupported = ⚠️ в записи не нашлось
quotes = Слова из записи
quoted = «{ $words }»
untitled = расшифровка, { $date }
deleted = удалённая расшифровка
