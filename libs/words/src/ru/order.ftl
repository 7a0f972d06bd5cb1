title =
    <b>{ $kind }</b>{ $what ->
        [none] { "" }
       *[other] { "" } · { $what }
    }
receipt =
    🧾 { $isWhole ->
        [yes]
            { $held ->
                [0] Кредиты не списаны
               *[other] Всё вернулось: { CREDITS($released) }
            }
       *[no]
            { CREDITS($charged, case: "charged") }{ $released ->
                [0] { "" }
               *[other] , { CREDITS($released, case: "returned") }
            }
    }{ $isFirstOfDay ->
        [yes]
            { $held ->
                [0] : вошло в бесплатную речь на сегодня
               *[other] , часть речи — бесплатно
            }
       *[no] { "" }
    }. { CREDITS($availableAfter, case: "available") }.

## Plain text: buttons, titles, notices

step =
    { $step ->
        [preparing] { $preparing }
       *[other]
            { $step ->
                [unconfirmed]
                    { $isFree ->
                        [yes] 🤔 Нейросеть не подтвердила, что взяла заказ. Жду ответа; не ответит — напишу
                       *[no] 🤔 Нейросеть не подтвердила, что взяла заказ. Жду ответа; не ответит — кредиты вернутся
                    }
               *[other]
                    { $step ->
                        [queued] 🕓 В очереди
                        [at-provider-queue] 🕓 Заказ у нейросети, ждёт в её очереди
                        [working] ⚙️ В работе
                        [collecting] 📦 Забираю готовое
                        [comparing] 👤 Готово, проверяю сходство с фото
                        [retraining] 🔁 Вышло мало похоже, обучаю ещё раз. Это бесплатно
                        [redrawing] 🔁 Перерисовываю неудачный кадр. Это бесплатно
                       *[cancelled] ✖️ Отменено. Готовое придёт, как только снова заработает моё хранилище: спишу только за него
                    }
            }
    }
made = 📸 Готово { $made } из { $of }
waits =
    { $reason ->
        [moderation] 🕓 Проверка сейчас не отвечает, а без неё я не начинаю
        [provider] 🕓 Нейросеть сейчас перегружена или не отвечает
        [account] 🕓 Нейросеть сейчас не берёт наши заказы: на нашем счёте у неё кончились деньги, или его проверяют. Мы уже знаем
       *[trouble] 🕓 У нас неполадка, уже чиним
    }. Заказ подождёт до { SPAN($orderPatienceMs, case: "genitive") } и продолжится сам. Не дождётся — { $isFree ->
        [yes] напишу
       *[no] кредиты вернутся
    }.
accepted = ✅ Беру в работу! Чат можно закрыть: напишу, когда всё будет готово.
ahead =
    { $count ->
        [0] Ваш заказ следующий
       *[other]
            Перед вами { $count } { $count ->
                [one] заказ
                [few] заказа
               *[many] заказов
            }
    }
ahead-at-provider =
    { $count ->
        [0] Там ваш заказ следующий
       *[other]
            Там перед вами { $count } { $count ->
                [one] запрос
                [few] запроса
               *[many] запросов
            }
    }
begins =
    До начала { ABOUT($wait) }{ $takes ->
        [none] { "" }
       *[other] , потом обычно { ABOUT($takes) }
    }
left =
    { $seconds ->
        [0] Дольше обычного, но работа идёт
       *[other] Осталось { ABOUT($seconds) }
    }
held =
    { $amount ->
        [0] Это бесплатно
       *[other] Заморожено: { CREDITS($amount) }, спишу за готовое
    }
cancel =
    { $back ->
        [0] ✖️ Отменить
        [none] ✖️ Остановить
       *[other] ✖️ Отменить (верну { CREDITS($back) })
    }
no-late-cancel = Работа нейросети уже оплачена: отменить заказ нельзя, результат придёт.
cancelling = ✖️ Отменяю…
after-cancel =
    { $back ->
        [none] Готовое пришлю и спишу только за него, остальное вернётся.
       *[other]
            { $made ->
                [none]
                    { $back ->
                        [0] Если всё уже готово, результат придёт.
                       *[other] Верну { CREDITS($back) }. Если всё уже готово, результат придёт и кредиты спишутся.
                    }
               *[other] Верну { CREDITS($back) }. Готовое, { $made } из { $of }, пришлю: за него спишу { CREDITS($charged) }. Успеет ещё кадр — придёт и он.
            }
    }
too-late-to-cancel = Этот заказ уже завершён.
nothing-charged = Кредиты не списаны.
short-by = Цена — { CREDITS($price) }, а на счёте { CREDITS($available) }.
new-price = Новая цена: { CREDITS($price) }.
most-at-once =
    Одновременно беру не больше { $orders } { $orders ->
        [one] заказа
       *[other] заказов
    }.
receipt-coming = 🧾 Оформляю чек…
partly =
    { $isCancelled ->
        [yes] Вы остановили заказ: готово { $delivered } из { $of }.
       *[no] Получилось { $delivered } из { $of }.
    }
to-receipt = 🧾 Чек
fewer = ‹ Назад
gone-result = Этого результата больше нет.
top-up = ⭐ Пополнить
menu = 🏠 Меню
