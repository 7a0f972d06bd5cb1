import type { ErrorCode, Language } from '@aisha/domain';

/**
 * What a person reads when an order ends with an error: what happened and what to do next. What became of the credits is said by the
 * receipt that stands under it; a refusal says so as well, or it reads like a fine. A new code without Russian and English does not
 * compile.
 */
export const failureTexts: Readonly<Record<Language, Readonly<Record<ErrorCode, string>>>> = {
  ru: {
    'not-enough-credits': 'Не хватает кредитов. Пополните баланс и попробуйте ещё раз.',
    'price-changed': 'Пока вы думали, цена изменилась. Начните заново, и я покажу новую.',
    'too-many-orders': 'У вас уже много заказов в работе. Дождитесь одного из них и повторите.',
    'too-few-photos': 'Для обучения нужно хотя бы 10 принятых фотографий. Пришлите ещё и попробуйте снова.',
    'avatar-not-found': 'Этого аватара больше нет. Выберите другой в «Моих аватарах».',
    'picture-not-found': 'Этой картинки больше нет. Выберите другую.',
    'avatar-not-ready': 'Аватар ещё не готов. Дождитесь конца обучения.',
    'prompt-refused':
      'Извините, такое я не рисую: без обнажённых тел, жестокости и вреда себе, а детей только в невинных сценах. Ничего не списано. Опишите другую идею, и я с радостью нарисую.',
    'result-not-decent':
      'Извините, получилось то, что показывать нельзя. За это ничего не списано. Попробуйте описать идею иначе.',
    'photos-refused': 'Модель не смогла обучиться на этих фото. Замените самые неудачные и попробуйте снова.',
    'file-too-large': 'Файл больше 20 МБ, а больше Telegram мне не отдаёт. Пришлите файл поменьше или по частям.',
    'audio-unreadable': 'Не удалось прочитать запись: файл повреждён или это не звук. Пришлите её ещё раз.',
    'audio-longer-than-stated':
      'Запись длиннее, чем указано в файле. Пришлите её ещё раз как аудио, и я посчитаю заново.',
    'no-speech': 'На записи не слышно речи, записывать нечего.',
    'cancelled-by-user': 'Заказ отменён.',
    'provider-unreachable': 'Сервис, который это делает, сейчас не отвечает. Попробуйте позже.',
    'provider-busy': 'Сервис, который это делает, перегружен. Попробуйте позже.',
    'provider-out-of-credit': 'Сервис временно не принимает работу. Мы уже знаем и чиним. Попробуйте позже.',
    'provider-refused-key': 'Сервис временно не принимает работу. Мы уже знаем и чиним. Попробуйте позже.',
    'moderator-unavailable':
      'Проверка идей не отвечала целый час, а без неё я не рисую. Кредиты вернулись. Закажите ещё раз чуть позже.',
    'provider-failed': 'Не получилось: сервис не справился с этой работой. Попробуйте ещё раз.',
    'provider-silent': 'Сервис так и не ответил в срок. Попробуйте ещё раз.',
    'provider-result-lost': 'Сервис потерял результат раньше, чем мы его забрали. Попробуйте ещё раз.',
    'provider-answer-unreadable': 'Сервис ответил что-то непонятное. Попробуйте ещё раз.',
    'submit-unknown': 'Связь с сервисом оборвалась, и работа не дошла. Попробуйте ещё раз.',
    'telegram-unreachable': 'Не удалось забрать файл из Telegram. Пришлите его ещё раз.',
    'bot-blocked': 'Не получилось доставить результат. Попробуйте ещё раз.',
    'storage-unreachable': 'У нас неполадка с хранилищем. Мы уже знаем и чиним. Попробуйте позже.',
    'file-missing': 'Файл потерялся по дороге. Пришлите его ещё раз.',
    'queue-unreachable': 'У нас неполадка. Мы уже знаем и чиним. Попробуйте позже.',
    'message-unreadable': 'У нас неполадка. Мы уже знаем и чиним. Попробуйте ещё раз.',
    'message-unknown': 'У нас неполадка. Мы уже знаем и чиним. Попробуйте ещё раз.',
    'payment-fits-no-pack': 'Платёж не подошёл ни к одному пакету. Мы разберёмся вручную.',
    'payment-unknown': 'Telegram не подтвердил этот платёж. Если звёзды списались, кредиты придут сами.',
    'capture-exceeds-hold': 'У нас неполадка. Мы уже знаем и чиним. Попробуйте ещё раз.',
    'order-unknown': 'У нас неполадка. Мы уже знаем и чиним. Попробуйте ещё раз.',
    'idempotency-conflict': 'У нас неполадка. Мы уже знаем и чиним. Попробуйте ещё раз.',
    'hold-forgotten':
      'Из-за неполадки у нас заказ не был сделан вовремя, поэтому мы вернули за него кредиты. Закажите ещё раз.',
    'took-too-long': 'Работа заняла слишком много времени, и мы её остановили. Попробуйте ещё раз.',
    unexpected: 'Что-то сломалось у нас. Мы уже знаем и чиним. Попробуйте ещё раз.',
  },
  en: {
    'not-enough-credits': 'Not enough credits. Top up and try again.',
    'price-changed': 'The price changed while you were deciding. Start over and I will show the new one.',
    'too-many-orders': 'You already have many orders running. Wait for one of them and try again.',
    'too-few-photos': 'Training needs at least 10 accepted photos. Send some more and try again.',
    'avatar-not-found': 'That avatar is gone. Choose another one in “My avatars”.',
    'picture-not-found': 'That picture is gone. Choose another one.',
    'avatar-not-ready': 'The avatar is not ready yet. Wait until the training ends.',
    'prompt-refused':
      'Sorry, I do not draw that: no nudity, cruelty or self-harm, and children in innocent scenes only. Nothing was charged. Describe another idea and I will gladly draw it.',
    'result-not-decent':
      'Sorry, the result cannot be shown. Nothing was charged for it. Try to describe the idea differently.',
    'photos-refused': 'The model could not learn from these photos. Replace the weakest ones and try again.',
    'file-too-large': 'The file is over 20 MB, and Telegram gives me no more than that. Send a smaller one, or parts.',
    'audio-unreadable': 'The recording cannot be read: the file is damaged or holds no sound. Send it again.',
    'audio-longer-than-stated':
      'The recording is longer than the file says. Send it again as audio and I will count anew.',
    'no-speech': 'There is no speech in the recording, so there is nothing to write down.',
    'cancelled-by-user': 'The order is cancelled.',
    'provider-unreachable': 'The service that does this does not answer now. Try again later.',
    'provider-busy': 'The service that does this is overloaded. Try again later.',
    'provider-out-of-credit': 'The service takes no work for the context. We know and are on it. Try again later.',
    'provider-refused-key': 'The service takes no work for the context. We know and are on it. Try again later.',
    'moderator-unavailable':
      'The check of ideas did not answer for an hour, and I do not draw without it. Your credits are back. Order again a little later.',
    'provider-failed': 'It did not work: the service could not do this job. Try again.',
    'provider-silent': 'The service did not answer in time. Try again.',
    'provider-result-lost': 'The service lost the result before we could fetch it. Try again.',
    'provider-answer-unreadable': 'The service answered something we cannot read. Try again.',
    'submit-unknown': 'The connection to the service broke and the work did not get there. Try again.',
    'telegram-unreachable': 'The file could not be fetched from Telegram. Send it again.',
    'bot-blocked': 'The result could not be delivered. Try again.',
    'storage-unreachable': 'Our storage has a problem. We know and are on it. Try again later.',
    'file-missing': 'The file got lost on the way. Send it again.',
    'queue-unreachable': 'We have a problem. We know and are on it. Try again later.',
    'message-unreadable': 'We have a problem. We know and are on it. Try again.',
    'message-unknown': 'We have a problem. We know and are on it. Try again.',
    'payment-fits-no-pack': 'The payment fits no pack. We will sort it out by hand.',
    'payment-unknown':
      'Telegram did not confirm this payment. If your Stars were taken, the credits will come by themselves.',
    'capture-exceeds-hold': 'We have a problem. We know and are on it. Try again.',
    'order-unknown': 'We have a problem. We know and are on it. Try again.',
    'idempotency-conflict': 'We have a problem. We know and are on it. Try again.',
    'hold-forgotten':
      'A problem on our side kept this order from being done in time, so we gave its credits back. Order it again.',
    'took-too-long': 'The work took too long and we stopped it. Try again.',
    unexpected: 'Something broke on our side. We know and are on it. Try again.',
  },
};
