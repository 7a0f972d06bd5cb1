import type { ErrorCode, Language } from '@aisha/domain';

/** Faults of ours that a person can do nothing about: they differ for operators alone. */
const OURS = {
  ru: {
    again: 'Неполадка на нашей стороне, заказ не выполнен. Попробуйте ещё раз.',
    later: 'Неполадка на нашей стороне, заказ не выполнен. Попробуйте через несколько минут.',
  },
  en: {
    again: 'Something went wrong on our side, and the order wasn’t done. Please try again.',
    later: 'Something went wrong on our side, and the order wasn’t done. Please try again in a few minutes.',
  },
};

/**
 * What a person reads when an order ends with an error: what happened and what to do next. What became of the credits is said by the
 * receipt that stands under it; a refusal says so as well, or it reads like a fine. A new code without Russian and English does not
 * compile.
 */
export const failureTexts: Readonly<Record<Language, Readonly<Record<ErrorCode, string>>>> = {
  ru: {
    'not-enough-credits': 'Не хватает кредитов. Пополните баланс и повторите заказ.',
    'price-changed': 'Пока вы думали, цена изменилась. Закажите ещё раз: покажу новую.',
    'too-many-orders': 'В работе уже много ваших заказов. Дождитесь любого из них и повторите.',
    'too-few-photos': 'Для обучения нужно хотя бы 10 принятых фото. Пришлите ещё и попробуйте снова.',
    'avatar-not-found': 'Этого аватара больше нет. Выберите другой: /avatars',
    'face-too-young':
      'На этих фото лицо выглядит младше 16 лет, а детей я не рисую и модель по их фото не обучаю. Ничего не списано. Если это ошибка, замените фото на более свежие и резкие или напишите нам: /support',
    'face-unproved':
      'Этот аватар остановлен, пока вы не покажете двумя селфи, чьё на нём лицо. Откройте его в /avatars: там сказано, почему и что делать.',
    'avatar-reported':
      'На этот аватар пожаловались. Он остановлен, пока вы не покажете двумя селфи, чьё на нём лицо: откройте его в /avatars, там сказано, что делать.',
    'avatar-stopped': 'Этот аватар остановил человек из поддержки. Считаете это ошибкой? Напишите: /support',
    'picture-not-found': 'Этой картинки больше нет. Выберите другую.',
    'avatar-not-ready': 'Аватар ещё обучается. Дождитесь, когда он будет готов, и повторите.',
    'prompt-refused':
      'Извините, такое я не рисую: ни наготы, ни жестокости, ни вреда себе, а детей — только в невинных сценах. Ничего не списано. Опишите другую идею, и я с радостью нарисую.',
    'prompt-names-person':
      'Чужих лиц я не рисую, знаменитых тоже: своё лицо каждый показывает сам. Ничего не списано. Опишите образ без имени: одежду, причёску, настроение — и в нём будете вы.',
    'prompt-asks-document':
      'Документы, деньги и дипломы я не рисую: такую картинку могут принять за настоящую. Ничего не списано. Портрет на документы — пожалуйста: так и напишите, «портрет на ровном светлом фоне».',
    'prompt-shows-hate':
      'Знаки ненависти и террора я не рисую. Ничего не списано. Опишите другую идею, и я с радостью нарисую.',
    'prompt-fakes-news':
      'Задержаний «как в новостях» я не рисую: такой картинке могут поверить. Ничего не списано. Опишите сцену из кино или другую идею.',
    'prompt-is-riddle':
      'Шифров и загадок я не разгадываю. Ничего не списано. Напишите обычными словами, что должно быть на картинке.',
    'result-not-decent':
      'Извините, получилось то, что показывать нельзя. Ничего не списано. Попробуйте описать идею иначе.',
    'photo-without-face':
      'На главном фото аватара нейросеть не разглядела лица. Ничего не списано. Выберите главным другое фото, где лицо видно целиком, и повторите: /avatars',
    'photos-refused': 'Модель не смогла обучиться на этих фото. Замените самые неудачные и попробуйте снова.',
    'no-face-to-restore':
      'На этом фото нейросеть не нашла лица. Ничего не списано. Пришлите другое, где лицо крупнее и видно целиком.',
    'file-too-large': 'Файл больше 20 МБ, такие Telegram мне не отдаёт. Пришлите файл поменьше или по частям.',
    'audio-unreadable': 'Не удалось прочитать запись: файл повреждён или в нём нет звука. Пришлите её ещё раз.',
    'no-speech': 'На записи не слышно речи, записывать нечего.',
    'transcript-not-found': 'Этой расшифровки больше нет. Выберите другую в «Моих расшифровках».',
    'text-not-found': 'Этого текста у меня уже нет: файлы я храню сутки. Пришлите его ещё раз.',
    'document-empty':
      'В этом тексте нет ничего для такого документа: скажем, дел никому не поручали. Попробуйте другой вид.',
    'text-refused': 'Нейросеть отказалась работать с этим текстом. Выберите другой текст или другой документ.',
    'text-not-taken': 'В этом файле не текст. Пришлите TXT, MD, DOCX или PDF.',
    'text-unreadable': 'Не удалось прочитать файл: похоже, он повреждён. Сохраните его заново и пришлите ещё раз.',
    'text-empty': 'В файле нет ни слова. Пришлите другой.',
    'text-too-long': 'Текст слишком длинный: беру до 2 МБ, это около тысячи страниц. Пришлите его по частям.',
    'text-too-complex':
      'Файл слишком сложно устроен: в нём очень много мелких частей. Скопируйте текст в файл .txt и пришлите его.',
    'text-locked': 'Файл под паролем, мне его не открыть. Снимите пароль и пришлите ещё раз.',
    'text-scanned':
      'В этом PDF только снимки страниц, а читать снимки я не умею. Пришлите файл, в котором текст можно выделить.',
    'question-refused':
      'Извините, на такой вопрос нейросеть не отвечает. Ничего не списано. Напишите другой или спросите другими словами.',
    'not-in-recording': 'В записи об этом не говорят. Ничего не списано. Попробуйте спросить другими словами.',
    'not-in-recordings':
      'В ваших записях об этом ничего не нашлось: я искала по словам вопроса. Ничего не списано. Попробуйте другие слова или выберите одну запись и спросите её.',
    'free-work-used-up':
      'Бесплатное на сегодня кончилось, а этот заказ был бы бесплатным. Ничего не списано. Попробуйте завтра.',
    'speech-refused':
      'Извините, такой текст я вслух не читаю: ни эротики, ни угроз, ни призывов к вреду. Ничего не списано. Пришлите другой текст, и я его озвучу.',
    'speech-too-long':
      'В файле больше 40 000 знаков: столько за один раз вслух не прочитать. Пришлите его по частям, файлами или сообщениями.',
    'text-missing': 'В этом тексте нет слов, которые можно прочитать. Пришлите другой.',
    'cancelled-by-user': 'Заказ отменён.',
    'provider-unreachable': 'Нейросеть сейчас не отвечает. Попробуйте через несколько минут.',
    'provider-busy': 'Нейросеть перегружена. Попробуйте через несколько минут.',
    'provider-out-of-credit': 'Нейросеть сейчас не принимает заказы, дело в нас. Попробуйте позже.',
    'provider-refused-key': 'Нейросеть сейчас не принимает заказы, дело в нас. Попробуйте позже.',
    'moderator-unavailable':
      'Проверка текста не отвечала целый час, а без неё я не начинаю. Кредиты вернулись. Закажите ещё раз чуть позже.',
    'picture-unchecked':
      'Картинка нарисована, но проверить её было нечем, а непроверенное я не показываю. Ничего не списано. Закажите ещё раз через несколько минут.',
    'look-not-drawn':
      'Нейросеть не нарисовала образ из нашего каталога, дело не в вас. Списано только за готовое. Выберите другой образ или закажите этот ещё раз.',
    'provider-failed': 'Нейросеть не справилась. Попробуйте ещё раз.',
    'avatar-unlike':
      'Аватар вышел мало похожим на фото, и второе обучение не помогло. Кредиты вернулись, а аватар остался у вас: рисовать с ним можно. Попробуйте новый с фото поближе и при дневном свете.',
    'speech-off':
      'Озвучка сейчас выключена: нейросеть, которая читала вслух, больше не работает. Попробуйте через день-два.',
    'provider-silent': 'Нейросеть не ответила в срок. Попробуйте ещё раз.',
    'provider-result-lost': 'Результат потерялся по дороге. Попробуйте ещё раз.',
    'provider-answer-unreadable': 'Нейросеть так и не дала ответа, который можно прочитать. Попробуйте ещё раз.',
    'submit-unknown': 'Связь с нейросетью оборвалась, и заказ до неё не дошёл. Попробуйте ещё раз.',
    'telegram-unreachable': 'Не удалось забрать файл из Telegram. Пришлите его ещё раз.',
    'bot-blocked': 'Не удалось доставить результат. Попробуйте ещё раз.',
    'storage-unreachable': OURS.ru.later,
    'file-missing': 'Файл потерялся по дороге. Пришлите его ещё раз.',
    'queue-unreachable': OURS.ru.later,
    'message-unreadable': OURS.ru.again,
    'message-unknown': OURS.ru.again,
    'payment-fits-no-pack':
      'Платёж не подошёл ни к одному пакету. Напишите нам: /paysupport, вернём звёзды или зачислим кредиты.',
    'payment-unknown': 'Telegram не подтвердил этот платёж. Если звёзды списались, кредиты придут сами.',
    'capture-exceeds-hold': OURS.ru.again,
    'order-unknown': OURS.ru.again,
    'idempotency-conflict': OURS.ru.again,
    'hold-forgotten': 'Мы не успели выполнить заказ вовремя из-за своей неполадки и вернули кредиты. Закажите ещё раз.',
    'took-too-long': 'Работа заняла слишком много времени, мы её остановили. Попробуйте ещё раз.',
    unexpected: OURS.ru.again,
  },
  en: {
    'not-enough-credits': 'Not enough credits. Top up and order again.',
    'price-changed': 'The price changed while you were deciding. Order again and I’ll show the new one.',
    'too-many-orders': 'You already have many orders running. Wait for one to finish and try again.',
    'too-few-photos': 'Training needs at least 10 accepted photos. Send a few more and try again.',
    'avatar-not-found': 'That avatar is gone. Choose another one: /avatars',
    'face-too-young':
      'The face in these photos looks younger than 16, and I don’t draw children or train models on their photos. You weren’t charged. If that’s a mistake, send newer, sharper photos or write to us: /support',
    'face-unproved':
      'This avatar is stopped until you show by two selfies whose face it has. Open it in /avatars: it says why and what to do.',
    'avatar-reported':
      'This avatar was reported. It is stopped until you show by two selfies whose face it has: open it in /avatars, it says what to do.',
    'avatar-stopped':
      'A human of the support team has stopped this avatar. You think that’s a mistake? Write to us: /support',
    'picture-not-found': 'That picture is gone. Choose another one.',
    'avatar-not-ready': 'The avatar is still training. Wait until it’s ready and try again.',
    'prompt-refused':
      'Sorry, I can’t draw that: no nudity, cruelty or self-harm, and children in innocent scenes only. Nothing was charged. Describe another idea and I’ll gladly draw it.',
    'prompt-names-person':
      'I don’t draw other people’s faces, famous ones included: those are theirs to show. Nothing was charged. Describe the look without the name — clothes, hair, mood — and you’ll be the one wearing it.',
    'prompt-asks-document':
      'I don’t draw documents, money or diplomas: such a picture could be taken for a real one. Nothing was charged. A portrait for a document is fine: describe “a portrait on a plain light background”.',
    'prompt-shows-hate':
      'I don’t draw symbols of hatred or terror. Nothing was charged. Describe another idea and I’ll gladly draw it.',
    'prompt-fakes-news':
      'I don’t draw arrests that look like news: people might believe such a picture. Nothing was charged. Describe a scene from a film or another idea.',
    'prompt-is-riddle':
      'I don’t solve ciphers or riddles. Nothing was charged. Describe in plain words what should be in the picture.',
    'result-not-decent': 'Sorry, the result can’t be shown. Nothing was charged. Try describing the idea differently.',
    'photo-without-face':
      'The AI model couldn’t make out a face in the avatar’s main photo. Nothing was charged. Choose another main photo, one that shows the whole face, and try again: /avatars',
    'photos-refused': 'The model couldn’t learn from these photos. Replace the weakest ones and try again.',
    'no-face-to-restore':
      'The AI model found no face in that photo. Nothing was charged. Send another one, with a larger face, seen whole.',
    'file-too-large': 'The file is over 20 MB, more than Telegram gives me. Send a smaller one or split it into parts.',
    'audio-unreadable': 'I couldn’t read the recording: the file is damaged or has no sound. Please send it again.',
    'no-speech': 'There’s no speech in the recording, so there’s nothing to write down.',
    'transcript-not-found': 'That transcript is gone. Choose another one in “My transcripts”.',
    'text-not-found': 'I no longer have that text: I keep files for a day. Please send it again.',
    'document-empty': 'The text has nothing for such a document: no task was given to anyone, say. Try another kind.',
    'text-refused': 'The AI model declined to work with this text. Choose another text or another document.',
    'text-not-taken': 'There’s no text in this file. Send a TXT, MD, DOCX or PDF.',
    'text-unreadable': 'I couldn’t read the file: it seems to be damaged. Save it anew and send it again.',
    'text-empty': 'There isn’t a word in the file. Send another one.',
    'text-too-long': 'The text is too long: I take up to 2 MB, about a thousand pages. Send it in parts.',
    'text-too-complex':
      'The file is built in too many small pieces for me to read. Copy its text into a .txt file and send that.',
    'text-locked': 'The file has a password, so I can’t open it. Remove the password and send it again.',
    'text-scanned':
      'This PDF holds only pictures of pages, which I can’t read. Send a file whose text can be selected.',
    'question-refused':
      'Sorry, the AI model doesn’t answer such a question. Nothing was charged. Ask another one, or try other words.',
    'not-in-recording': 'That’s not in the recording. Nothing was charged. Try asking in other words.',
    'not-in-recordings':
      'I found nothing about that in your recordings; I looked for the words of your question. Nothing was charged. Try other words, or choose one recording and ask it.',
    'free-work-used-up':
      'What’s free is used up for today, and this order would have been free. Nothing was charged. Please try again tomorrow.',
    'speech-refused':
      'Sorry, I don’t read such a text aloud: nothing erotic, no threats, no calls to harm. Nothing was charged. Send another text and I’ll read it.',
    'speech-too-long':
      'The file has over 40,000 characters, more than I read aloud at once. Send it in parts, as files or messages.',
    'text-missing': 'There are no words to read in this text. Send another one.',
    'cancelled-by-user': 'The order is cancelled.',
    'provider-unreachable': 'The AI model isn’t responding right now. Please try again in a few minutes.',
    'provider-busy': 'The AI model is overloaded. Please try again in a few minutes.',
    'provider-out-of-credit': 'The AI model isn’t taking orders right now, and that’s on us. Please try again later.',
    'provider-refused-key': 'The AI model isn’t taking orders right now, and that’s on us. Please try again later.',
    'moderator-unavailable':
      'The safety check didn’t respond for an hour, and I don’t begin without it. Your credits are back. Order again a little later.',
    'picture-unchecked':
      'The picture is drawn, but nothing could check it, and I show nothing unchecked. Nothing was charged. Please order again in a few minutes.',
    'look-not-drawn':
      'The AI model didn’t draw a look from our own catalogue; it’s not your fault. Only finished pictures were charged. Choose another look or order this one again.',
    'provider-failed': 'The AI model couldn’t do it. Please try again.',
    'avatar-unlike':
      'The avatar came out not enough like the photos, and training it once more didn’t help. Your credits are back, and the avatar is yours to draw with. Try a new one with photos taken closer up and in daylight.',
    'speech-off':
      'Reading aloud is switched off right now: the AI model that did it has been retired. Please try again in a day or two.',
    'provider-silent': 'The AI model didn’t answer in time. Please try again.',
    'provider-result-lost': 'The result got lost on the way. Please try again.',
    'provider-answer-unreadable': 'The AI model gave no answer that we can read. Please try again.',
    'submit-unknown': 'The connection to the AI model broke and your order didn’t get there. Please try again.',
    'telegram-unreachable': 'I couldn’t fetch the file from Telegram. Please send it again.',
    'bot-blocked': 'I couldn’t deliver the result. Please try again.',
    'storage-unreachable': OURS.en.later,
    'file-missing': 'The file got lost on the way. Please send it again.',
    'queue-unreachable': OURS.en.later,
    'message-unreadable': OURS.en.again,
    'message-unknown': OURS.en.again,
    'payment-fits-no-pack':
      'The payment fits no pack. Write to us at /paysupport and we’ll return the Stars or add the credits.',
    'payment-unknown':
      'Telegram didn’t confirm this payment. If your Stars were taken, the credits will come by themselves.',
    'capture-exceeds-hold': OURS.en.again,
    'order-unknown': OURS.en.again,
    'idempotency-conflict': OURS.en.again,
    'hold-forgotten':
      'A problem on our side kept this order from being done in time, so your credits are back. Please order again.',
    'took-too-long': 'It took too long, so we stopped it. Please try again.',
    unexpected: OURS.en.again,
  },
};

/** What stands for "nothing was charged" where it was: all that is free of a day is used up (decision 105). */
const CHARGED = {
  ru: {
    not: ['Ничего не списано.', 'Списано только за готовое.'],
    after: 'Бесплатные попытки на сегодня кончились, поэтому сделанное нейросетью оплачено.',
  },
  en: {
    not: ['Nothing was charged.', 'Only finished pictures were charged.'],
    after: 'Today’s free tries are used up, so what the AI model has done is charged.',
  },
};

/** What a person reads when an order ends with an error; `isCharged`: what was done of it is paid for all the same. */
export function failureText(language: Language, code: ErrorCode, isCharged: boolean): string {
  const text = failureTexts[language][code];
  if (!isCharged) return text;
  const { not, after } = CHARGED[language];
  const said = not.find((words) => text.includes(words));
  return said ? text.replace(said, after) : `${text} ${after}`;
}
