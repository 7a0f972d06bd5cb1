choose-subject = Чей это портрет? Это поможет сходству.
who-is-there = Кто на этих фото?
ask-name =
    Как назовём { $type ->
        [style] стиль
       *[portrait] аватар
    }? Нажмите на { $type ->
        [style] название
       *[portrait] имя
    } или напишите своё, от { $avatarNameLengthMin } до { $avatarNameLengthMax } символов.
bad-name = Не подойдёт: в имени от { $avatarNameLengthMin } до { $avatarNameLengthMax } символов.
ask-photos =
    { $type ->
        [style] 🎨
       *[portrait] 📸
    } <b>{ $name }</b>: пришлите от { $minPhotos } до { $maxPhotos } { $type ->
        [style] картинок
       *[portrait] фотографий
    }, по одной, альбомом или файлами.

    Лучше всего:
    { $type ->
        [portrait]
            • разные дни, одежда и свет
            • лицо крупно и чётко, без очков и масок
            • на фото только вы
       *[style]
            • одна манера, разные сюжеты
            • крупно и чётко, без подписей, рамок и водяных знаков
            • картинки, которыми вы вправе пользоваться
    }{ $accepted ->
        [0] { "" }
       *[other]
            { "" }

            Уже есть { $accepted } из { $maxPhotos }, продолжаем.
    }
send-photo-please =
    Жду { $type ->
        [style] картинки
       *[portrait] фотографии
    }. Передумали? Нажмите «Меню»: черновик сохранится.
only-photos = Это не фото. Для аватара нужны снимки: JPEG, PNG, WebP или HEIC.
file-too-large = Этот файл больше { SIZE($maxFileBytes) }, Telegram мне его не отдаст. Пришлите его как фото.
count =
    { $type ->
        [style] 🎨
       *[portrait] 📸
    } <b>{ $name }</b>: { $accepted } из { $maxPhotos }
count-of-new = 📸 <b>Новый аватар</b>: { $accepted } из { $maxPhotos }
no-idea = Идею не разобрала: хватит одной фразы. Или пришлите селфи к той, что есть.
not-enough =
    Пока мало: нужно ещё хотя бы { $type ->
        [style]
            { $count } { $count ->
                [one] картинка
                [few] картинки
               *[many] картинок
            }
       *[portrait] { $count } фото
    }.
photo =
    <b>{ $name }</b> · { $type ->
        [style] картинка
       *[portrait] фото
    } { $position } из { $of }{ $isMain ->
        [yes]
            { $type ->
                [style] { "" } · ⭐ главная
               *[portrait] { "" } · ⭐ главное
            }
       *[no] { "" }
    }
no-photos =
    Принятых { $type ->
        [style] картинок
       *[portrait] фото
    } пока нет.
too-many-unfinished = У вас уже { $maxUnfinishedAvatars } незаконченных аватаров, больше нельзя. Закончите или удалите один из них в «Моих аватарах» и начните новый.
removed = Убрала.
kept-as-me = Хорошо, оставила.
made-main = Сделала главным.
confirm =
    Обучаем { $type ->
        [style] стиль
       *[portrait] аватар
    } «<b>{ $name }</b>» · { $preset ->
        [fast] быстро
        [balanced] оптимально
       *[best] лучшее качество
    } · { $type ->
        [style]
            { $photos } { $photos ->
                [one] картинка
                [few] картинки
               *[many] картинок
            }
       *[portrait] { $photos } фото
    }

    Цена: <b>{ CREDITS($price) }</b>
choose-type =
    <b>Новый аватар</b>

    Что будем создавать?

    👤 <b>Портрет</b>: ваше лицо. Любая идея станет вашей фотографией.
    🎨 <b>Стиль</b>: рисунок или фото в манере ваших картинок.

    📸 Понадобится { $minPhotos }–{ $maxPhotos } фото, можно прислать их прямо сейчас.
    ⏱️ Обучение: { $fastAboutMinutes }–{ $bestAboutMinutes } минут, от { CREDITS($fastest, case: "genitive") }.
ask-selfie =
    Хотите так? 😍 «{ $idea }»

    Пришлите одно селфи: лицо крупно и чётко, на фото только вы. Нарисую вас за { CREDITS($picture) }{ $isGift ->
        [yes] { "" } из подарка.
       *[no] .
    }
kept-idea = 💡 «{ $idea }»
selfie-accepted =
    ✅ Селфи подошло! Нарисую вас сразу: { $pictures ->
        [one] { $pictures } картинка
        [few] { $pictures } картинки
       *[many] { $pictures } картинок
    } за { CREDITS($price) }. Нажимая, вы подтверждаете: на селфи вы, и вам есть { $adultYears } лет.
selfie-drawn =
    ✅ Селфи подошло, рисую вас: { $pictures ->
        [one] { $pictures } картинка
        [few] { $pictures } картинки
       *[many] { $pictures } картинок
    } за { CREDITS($price) }.
selfie-checking =
    🔎 Смотрю селфи…{ $isAgreed ->
        [yes]
            { "" } Подойдёт — сразу нарисую вас: { $pictures ->
                [one] { $pictures } картинка
                [few] { $pictures } картинки
               *[many] { $pictures } картинок
            } за { CREDITS($price) }.
       *[no] { "" }
    }
selfie-refused = ❌ Это селфи не подошло, почему — в моём ответе. Пришлите другое: лицо крупно и чётко, на фото только вы.
train-hint =
    { $isPromised ->
        [yes] 🧬 <b>Хотите ещё точнее?</b> Пока я рисую по одному селфи. Пришлите ещё { $missing } фото — обучу модель вашего лица: больше сходства в любой сцене, плюс фотосессии. { $fastAboutMinutes }–{ $bestAboutMinutes } минут, от { CREDITS($price, case: "genitive") }.
       *[no] 🧬 <b>Хотите целую фотосессию?</b> Для неё нужна модель вашего лица: пришлите ещё { $missing } фото, и я её обучу. { $fastAboutMinutes }–{ $bestAboutMinutes } минут, от { CREDITS($price, case: "genitive") }.
    }
# The same with figures: how many of ten pictures look like their person.
train-gain =
    🧬 <b>Хотите ещё точнее?</b> Хорошее сходство — у { $photo } из { $likenessOutOf } картинок, нарисованных по одному селфи, а с обученным аватаром — у { $model } из { $likenessOutOf }.{ $own ->
        [none] { "" }
       *[other] { "" } Среди ваших — у { $own } из { $ownOf }.
    } Пришлите ещё { $missing } фото — обучу модель вашего лица, с ней будут и фотосессии. { $fastAboutMinutes }–{ $bestAboutMinutes } минут, от { CREDITS($price, case: "genitive") }.

    <i>Посчитано по { $pictures } { $pictures ->
        [one] картинке
       *[other] картинкам
    } за { $likenessDays } дней: сравниваю лица на них с фото.</i>
choose-preset =
    Как обучать? Чем дольше, тем точнее { $type ->
        [style] стиль
       *[portrait] сходство
    }.

    Доступно: { CREDITS($available) }
file-note = Фото удаляются вместе с аватаром: /avatars → аватар → «Удалить».
trained =
    { $state ->
        [stopped] ✅ Аватар <b>{ $name }</b> обучен, но остановлен: рисовать им пока нельзя.
        [style] 🎉 Ваш стиль <b>{ $name }</b> готов! Опишите любую идею одной строкой, и я нарисую её в этой манере.
       *[portrait] 🎉 Ваш аватар <b>{ $name }</b> готов! Опишите любую идею одной строкой, и я нарисую.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Меню
create = ✨ Создать аватар
back = ‹ Назад
type =
    { $type ->
        [portrait] 👤 Портрет
       *[style] 🎨 Стиль
    }
it-is-a-style = 🎨 Это стиль, а не человек
subject =
    { $subject ->
        [man] Мужчина
        [woman] Женщина
       *[other] Другое
    }
unnamed = Аватар
my-style = Мой стиль
new-avatar = Новый аватар
draft =
    { $name ->
        [none] Новый аватар
       *[other] { $name }
    }{ $photos ->
        [0] { "" }
       *[other]
            , { $photos } { $type ->
                [style]
                    { $photos ->
                        [one] картинка
                        [few] картинки
                       *[many] картинок
                    }
               *[portrait] фото
            }
    }
checking =
    🔎 Проверяю { $type ->
        [style]
            { $count } { $count ->
                [one] картинка
                [few] картинки
               *[many] картинок
            }
       *[portrait] { $count } фото
    }…
taken =
    ✅ Приняла { $type ->
        [style]
            { $count ->
                [1] 1 картинку
               *[other]
                    { $count } { $count ->
                        [one] картинка
                        [few] картинки
                       *[many] картинок
                    }
            }
       *[portrait] { $count } фото
    }
at-most = В набор войдут первые { $maxPhotos } подходящих.
beyond = 🗂️ Не вошло: { $count }, в наборе уже { $maxPhotos }.
refused = ❌ Не подошло: { $count }. Почему — в моём ответе.
advice =
    💡 { $type ->
        [style]
            { $count } { $count ->
                [one] картинка
                [few] картинки
               *[many] картинок
            }
       *[portrait] { $count } фото
    }: { $advice }
refusal = ❌ { $reason }.
refusals =
    ❌ Не { $count ->
        [one] подошло
       *[other] подошли
    } { $count } из { $of }:
refused-ones =
    { $type ->
        [style]
            { $count ->
                [1] Картинка
               *[other] Картинки
            }
       *[portrait] Фото
    } { $numbers }: { $reason }
make-of-these =
    { $isEnough ->
        [yes] Сделать аватар из этих { $coming } фото?
       *[no]
            { $coming ->
                [0] Для аватара нужно { $minPhotos }–{ $maxPhotos } фото, пришлите другие.
               *[other]
                    Сделать из них аватар?{ $areAll ->
                        [yes] { "" } Понадобится ещё хотя бы { $missing } фото.
                       *[no] { "" }
                    }
            }
    }
make = ✨ Сделать аватар
more =
    Нужно ещё хотя бы { $type ->
        [style]
            { $count } { $count ->
                [one] картинка
                [few] картинки
               *[many] картинок
            }
       *[portrait] { $count } фото
    }.
enough =
    { $type ->
        [style] Достаточно, можно обучать. Чем больше хороших картинок, тем точнее стиль.
       *[portrait] Достаточно, можно обучать. Чем больше хороших фото, тем лучше сходство.
    }
full = Это максимум, можно обучать.
done = ✅ Готово, дальше
# The next two buttons share a row.
next = ✅ Дальше
try-now = ⚡ Нарисовать уже сейчас
draw-idea = 🎨 { $idea }
without-me = 🖼️ Без меня · { CREDITS($price) }
draw-me = 🙋 Это я: нарисовать { $pictures } · { CREDITS($price) }
look =
    { $type ->
        [style] 👀 Посмотреть картинки
       *[portrait] 👀 Посмотреть фото
    }
remove = 🗑️ Убрать
make-main =
    { $type ->
        [style] ⭐ Главная
       *[portrait] ⭐ Главное
    }
add-more = 📸 Добавить
not-open = Этот аватар уже нельзя менять.
mine = 👥 Мои аватары
generate = 🎨 Создать картинку
it-is-me = 🙋 Это тоже я
preset =
    { $preset ->
        [fast] ⚡ Быстро, { $fastAboutMinutes } мин
        [balanced] ⚖️ Оптимально, { $balancedAboutMinutes } мин
       *[best] 💎 Лучшее, { $bestAboutMinutes } мин
    } · { CREDITS($price) }
promise =
    Если не получится, кредиты вернутся.{ $guarantee ->
        [holds] { "" } Выйдет непохоже — обучу ещё раз бесплатно, а не поможет — верну кредиты.
        [strangers]
            { "" }
            ❗ На части фото я вижу кого-то другого. С такими фото сходства не обещаю, и кредиты за непохожесть не вернутся: уберите лишние или подтвердите, что это вы.
        [used]
            { "" }
            ❗ Второе обучение бесплатно раз в { $guaranteedEveryDays } дней, и оно уже обещано другому аватару: за непохожесть этого кредиты не вернутся.
       *[none] { "" }
    }
start = 🚀 Обучить
command-create = Создать аватар
flow-title = Новый аватар
flow-remains = Всё, что вы прислали, осталось в «Моих аватарах».
file-many = 📸 Фото аватаров
file-one = 📸 Фото аватара
file-name = фото
order-title = 🧬 Обучение аватара
order-short-title = 🧬 Аватар
order-preparing = 🧺 Готовлю фото
