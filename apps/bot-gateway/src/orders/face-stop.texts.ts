import type { FaceStop } from '@aisha/domain';
import { defineTexts, html, type Html } from '../engine/conversation';

/**
 * Why an avatar is neither trained nor drawn, and what became of the credits (decision 119). Several people and a known face are asked about
 * in the same words: nobody reads here whether somebody has reported a face.
 */
export const faceStopTexts = defineTexts({
  ru: {
    whatToDo: '🤳 Что делать',
    why: (stop: FaceStop, name: string): Html => {
      const begun =
        'Картинки, которые ещё не готовы, не придут, и кредиты за них вернутся. Начатое обучение закончится, как заказано.';
      const whose = html`<b>⏸️ Чьё лицо у «${name}»?</b>

Прежде чем обучать и рисовать, мне нужно увидеть, чьё это лицо: покажите его на двух селфи, это минута. Лицо другого взрослого? Селфи должен сделать он сам, прямо в этом чате. Если на фото разные люди, уберите чужие или отметьте их «это тоже я». До этого не обучаю и не рисую.`;
      const said: Record<FaceStop, Html> = {
        'several-people': whose,
        'known-face': whose,
        reported: html`<b>⏸️ На аватар «${name}» пожаловались</b>

Кто-то пишет, что это лицо рисуют без согласия. Пока не обучаю и не рисую. ${begun}

Лицо ваше? Докажите двумя селфи, это минута. Лицо другого взрослого? Селфи должен сделать он сам, прямо в этом чате. Иначе удалите аватар: /avatars`,
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
      const whose = html`<b>⏸️ Whose face does “${name}” have?</b>

Before I train or draw it, I need to see whose face this is: show it in two selfies, it takes a minute. Another adult’s? They have to take the selfies themselves, right in this chat. If the photos show different people, remove the others or mark them “it’s me, too”. Until then I don’t train or draw it.`;
      const said: Record<FaceStop, Html> = {
        'several-people': whose,
        'known-face': whose,
        reported: html`<b>⏸️ “${name}” was reported</b>

Somebody writes that this face is drawn without consent. I don’t train or draw it for now. ${begun}

Is it your face? Prove it with two selfies, it takes a minute. Another adult’s? They have to take the selfies themselves, right in this chat. Otherwise delete the avatar: /avatars`,
        misused: html`<b>⛔ “${name}” is stopped</b>

A human of the support team decided so: after a report, or because of the terms (/terms). It can’t be trained or drawn. ${begun} You think that’s a mistake? Write to us: /support`,
      };
      return said[stop];
    },
  },
});
