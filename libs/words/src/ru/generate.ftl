ask-any-idea =
    🎨 <b>Картинка без аватара</b>

    Опишите идею одной строкой, и я нарисую её в высоком разрешении.{ $hasAvatar ->
        [yes] { "" } Или выберите готовый образ: его примерит ваш аватар.
       *[no] { "" } Чтобы на картинке были вы, нужен аватар: для начала хватит селфи, точнее выйдет с { $minPhotos }–{ $maxPhotos } фото.
    }
ask-idea =
    { $type ->
        [style]
            🎨 Стиль: <b>{ $avatar }</b>

            Опишите идею одной строкой, а я нарисую её в этой манере. Или выберите готовый образ.
       *[portrait]
            🎨 Аватар: <b>{ $avatar }</b>

            Опишите идею одной строкой: где вы, что делаете, какое настроение. Или выберите готовый образ.
    }
instant =
    { $path ->
        [references] ⚡ Пока рисую сразу по вашим { $references } фото: похоже, но не точь-в-точь. Обученный аватар обычно точнее.
       *[photo] ⚡ Пока рисую по одному фото: похоже, но не точь-в-точь. С { $minReferences } фото рисую сразу по нескольким, а обученный аватар обычно ещё точнее.
    }
choose-avatar = Какой аватар рисуем?
idea = 🎨 «{ $idea }»
photo-idea = 🖼️ Идея по вашей картинке: «{ $idea }»
similar-idea = 🎲 Похожие на прошлые: «{ $idea }»
reframed-idea = 📐 Тот же кадр в другом формате: «{ $idea }»
how-to-draw =
    ⚙️ <b>Как рисовать</b>
    { $hasAvatar ->
        [yes]
            { "" }
            ⚡ Быстро — набросок, 💎 лучшее — больше деталей, но почти вдвое дольше. Цена одна и та же.
            { "" }
       *[no] { "" }
    }
    { $seed ->
        [none] Кадр каждый раз новый. Понравилась композиция? Под картинкой: «⋯» → «⚙️ Ещё» → «🔒 Тот же кадр».
       *[other] 🔒 Кадр № { $seed }: композиция останется похожей.
    }
kept-seed = 🔒 Кадр № { $seed } сохранён: композиция останется похожей.
details =
    ⚙️ <b>Как это нарисовано</b>

    Кадр № { $seed } · { $aspectRatio }{ $quality ->
        [none] { "" }
       *[other]
            { "" } · { $quality ->
                [fast] ⚡ Быстро
                [normal] 👌 Обычно
               *[best] 💎 Лучшее
            }
    }

    📐 — тот же кадр и те же слова в другом формате.
    🔒 — тот же кадр для новой идеи.
asked =
    { $avatar ->
        [none] { "" }
       *[other] <b>{ $avatar }</b>: { "" }
    }«{ $idea }»{ $ratio ->
        [none] { "" }
       *[other] { "" } · { $ratio }
    }
done = ✨ Готово! Что дальше?
originals-below = 📎 Оригиналы, в полном качестве: Telegram их не сжал.
prompt =
    📝 <b>Промпт</b>

    <code>{ $prompt }</code>

    Такой я увидела вашу идею.

    ✏️ <b>Хотите изменить?</b> Нажмите на текст, он скопируется. Поправьте и пришлите: нарисую слово в слово. Лучше по-английски, до { $promptLengthMax } знаков.
ask-mark =
    { $mark ->
        [favourite]
            ⭐ <b>Что вам особенно нравится?</b>

            Номера — по порядку в альбоме. С ✓ — уже в избранном.
       *[main-photo]
            🖼️ <b>Какая картинка станет лицом аватара?</b>

            Номера — по порядку в альбоме. Увидите её в «Моих аватарах».
    }
now-marked =
    { $mark ->
        [favourite] ⭐ Теперь в избранном: «Мои работы» → «Картинки» → «Избранное».
       *[main-photo] 🖼️ Готово! Теперь это главное фото аватара.
    }
not-marked =
    { $mark ->
        [favourite] Убрала из избранного.
       *[main-photo] Хорошо, у аватара снова фото из его набора.
    }
no-avatar-to-show = Этого аватара больше нет.
gone = Этого заказа больше нет.
words-gone = Слов этого заказа больше нет: они удаляются вместе с аватаром, картинками или согласием. Опишите идею заново.
idea-gone = Эту строку Telegram мне уже не показывает. Напишите идею ещё раз.
gone-already = Эти картинки уже удалены.
ask-remove = 🗑️ Удалить эти картинки? Они исчезнут и из чата, и у нас, увеличенные копии тоже. Останутся правки и видео из них, пока вы не удалите и их, и архивы: в чате — пока вы их не удалите, у нас — не дольше { SPAN($retentionMsArchive, case: "genitive") }.
ask-remove-old = 🗑️ Удалить эти картинки? У нас они исчезнут, увеличенные копии тоже, а архивы с ними — за { SPAN($retentionMsArchive) }. Правки и видео из них останутся, пока вы не удалите и их. Из чата уберу то, что прислала за последние { SPAN($deletableMs) }. Остальное и архивы удалите сами: более старые сообщения Telegram удалять не даёт.
removed = 🗑️ Картинки удалены: и из чата, и у нас.
removed-old = 🗑️ Картинки удалены у нас. В чате остались сообщения старше { SPAN($deletableMs, case: "genitive") }: удалить их можете только вы.
bad-idea =
    { $isTooLong ->
        [yes]
            Слишком длинно: { $length } { $length ->
                [one] знак
                [few] знака
               *[many] знаков
            }, а помещается { $promptLengthMax }. Сократите, пожалуйста.
       *[no] Коротковато 🙂 Опишите идею хотя бы парой слов.
    }
offer =
    { $idea }
    { $avatar ->
        [none] Без аватара, в высоком разрешении
       *[other]
            { $isStyle ->
                [yes] Стиль
               *[no] Аватар
            }: <b>{ $avatar }</b>{ $path ->
                [references] { "" } ⚡ по { $references } фото
                [photo] { "" } ⚡ по одному фото
               *[model] { "" }
            }{ $likeness ->
                [none] { "" }
               *[other] { "" } · похоже на { $likeness } из { $likenessOutOf }
            }
    }{ $enhance ->
        [yes] { "" }
       *[no]
            { "" }
            📝 Слово в слово, ничего не добавлю
    }

    { $pictureCount } { $pictureCount ->
        [one] картинка
        [few] картинки
       *[many] картинок
    } { $aspectRatio }{ $quality ->
        [fast] { "" } · ⚡ Быстро
        [best] { "" } · 💎 Лучшее
        [normal] { "" }
       *[none] { "" }
    } · <b>{ CREDITS($price) }</b>{ $seed ->
        [none] { "" }
       *[other]
            { "" }
            🔒 Кадр № { $seed }
    }

## Plain text: buttons, titles, notices

menu = 🏠 Меню
back = ‹ Назад
create = ✨ Создать аватар
other-avatar =
    { $areSeveral ->
        [yes] 👥 Другой аватар
       *[no] 👤 Кого рисуем
    }
without-avatar = 🖼️ Картинка без аватара
train-it = 🧬 Обучить
train-exactly =
    🧬 { $isPromised ->
        [yes] Обучить, чтобы вышло точнее
       *[no] Обучить модель лица
    } · { CREDITS($price) }
avatar-line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name }{ $isInstant ->
        [yes] { "" } ⚡ по фото
       *[no] { "" }
    }
# What an avatar is drawn from, on a button of two.
path-label =
    { $path ->
        [model] 🧬 Модель
        [references] 📸 { $references } фото
       *[photo] 📷 Одно фото
    }{ $likeness ->
        [none] { "" }
       *[other] { "" } · { $likeness }/{ $likenessOutOf }
    }
more = ⚙️ Ещё
quality =
    { $quality ->
        [fast] ⚡ Быстро
        [normal] 👌 Обычно
       *[best] 💎 Лучшее
    }
any-seed = 🔓 Новый кадр
reframe = 📐 { $ratio }
keep-seed = 🔒 Тот же кадр
choice =
    { $isChosen ->
        [yes] ✓{ $label }
       *[no] { $label }
    }
enhance =
    🪄 Дополнять идею: { $isOn ->
        [yes] вкл
       *[no] выкл
    }
another-way = ‹ Другая идея
promise = Спишу только за то, что получится. Другая идея? Просто напишите её.
draw = 🎨 Нарисовать { $count } · { CREDITS($price) }
again =
    🔁 Ещё { $count ->
        [none] раз
       *[other] { $count }
    }
repeat = 🔁 Попробовать ещё раз
another-idea = 🎨 Другая идея
originals = 📎 Оригиналы
original = aisha-{ $place }.{ $ending }
similar = 🎲 Похожее
show-prompt = 📝 Промпт
remove = 🗑️ Удалить
favourite = ⭐ Избранное
main-photo = 🖼️ Главное фото
place =
    { $isOn ->
        [yes] ✓
       *[no] { "" }
    }{ $place }
marked = Готово
remove-surely = 🗑️ Да, удалить
keep = Оставить
use-draw-similar = 🎲 Похожее
flow-title = Новая картинка
entry-generate = 🎨 Создать картинку
entry-looks = ✨ Образы
command-generate = Создать картинку
order-title = 🎨 Картинки
order-short-title = 🎨 Картинки
order-preparing = 🧺 Продумываю кадр
order-again = 🖼️ Прислать картинки
file-many = 🖼️ Картинки
file-one = 🖼️ Картинка
file-name = картинка
