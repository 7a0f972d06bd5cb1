import type { FaceStop } from '@aisha/domain';
import { defineTexts, html, type Html } from '../engine/conversation';

/** Why an avatar is neither trained nor drawn, and what became of the credits (decision 119). */
export const faceStopTexts = defineTexts({
  ru: {
    whatToDo: '🤳 Что делать',
    why: (stop: FaceStop, name: string): Html => {
      const begun =
        'Картинки, которые ещё не готовы, не придут, и кредиты за них вернутся. Начатое обучение закончится, как заказано.';
      const said: Record<FaceStop, Html> = {
        'several-people': html`<b>⏸️ Чьё лицо у «${name}»?</b>

На фото я вижу разных людей. Уберите чужие или отметьте их «это тоже я», а если всё верно — покажите себя на двух селфи. До этого не обучаю и не рисую; ничего не списано.`,
        'known-face': html`<b>⏸️ Чьё лицо у «${name}»?</b>

Такое лицо просили не рисовать без ведома его хозяина — или похожий аватар уже останавливали. Это могло быть и совпадение: два селфи всё решат. До этого не обучаю и не рисую; ничего не списано.`,
        reported: html`<b>⏸️ На аватар «${name}» пожаловались</b>

Кто-то пишет, что это его лицо и согласия он не давал. Пока не обучаю и не рисую. ${begun}

Лицо ваше? Докажите двумя селфи, это минута. Лицо другого взрослого? Селфи должен сделать он сам, прямо в этом чате. Иначе удалите аватара: /avatars`,
        misused: html`<b>⛔ Аватар «${name}» остановлен</b>

Так решил человек из поддержки: по жалобе или за нарушение условий (/terms). Обучать и рисовать его нельзя. ${begun} Считаете это ошибкой? Напишите: /support`,
      };
      return said[stop];
    },
  },
  en: {
    whatToDo: '🤳 What to do',
    why: (stop: FaceStop, name: string): Html => {
      const begun =
        'Pictures that aren’t finished won’t come, and you’re refunded for them. A training that has begun ends as ordered.';
      const said: Record<FaceStop, Html> = {
        'several-people': html`<b>⏸️ Whose face does “${name}” have?</b>

I see different people in the photos. Remove the others or mark them “it’s me, too”; if all is right, show yourself in two selfies. Until then I don’t train or draw it; you weren’t charged.`,
        'known-face': html`<b>⏸️ Whose face does “${name}” have?</b>

Somebody asked that a face like this isn’t drawn without its owner’s knowledge, or an avatar like it was stopped before. It may be a coincidence: two selfies settle it. Until then I don’t train or draw it; you weren’t charged.`,
        reported: html`<b>⏸️ “${name}” was reported</b>

Somebody writes that this is their face and that they didn’t agree. I don’t train or draw it for now. ${begun}

Is it your face? Prove it with two selfies, it takes a minute. Another adult’s? They have to take the selfies themselves, right in this chat. Otherwise delete the avatar: /avatars`,
        misused: html`<b>⛔ “${name}” is stopped</b>

A human of the support team decided so: after a report, or because of the terms (/terms). It can’t be trained or drawn. ${begun} You think that’s a mistake? Write to us: /support`,
      };
      return said[stop];
    },
  },
});
