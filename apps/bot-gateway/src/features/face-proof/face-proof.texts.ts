import { SELFIES_WITHIN_MINUTES, type Pose, type SelfieOutcome } from '@aisha/domain';
import { defineTexts, html, type Html } from '../../engine/conversation';

/** Why two selfies prove nothing. */
type Refusal = Exclude<SelfieOutcome, 'passed' | 'not-needed'>;

export const faceProofTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    avatars: '👥 Мои аватары',
    begin: '🤳 Сделать два селфи',
    review: '🖼️ Посмотреть фото',
    tryAgain: '🤳 Попробовать ещё раз',
    draw: '🎨 Создать картинку',
    goOn: '▶️ Продолжить',
    anew: '↩️ Начать заново',
    gone: html`Этого аватара больше нет.`,
    free: (name: string): Html => html`✅ Аватар «${name}» не остановлен: его можно обучать и рисовать.`,
    how: html`<b>Как это работает:</b> я назову две позы, вы сделаете два снимка камерой телефона и сразу пришлёте — на всё ${SELFIES_WITHIN_MINUTES} минут. Снимки я сравню с фото аватара и тут же сотру; это бесплатно.`,
    selfie: (number: number, pose: Pose): Html => {
      const poses: Record<Pose, string> = {
        straight: 'смотрите прямо в камеру',
        left: 'поверните голову влево — так, чтобы были видны оба глаза',
        right: 'поверните голову вправо — так, чтобы были видны оба глаза',
      };
      return html`<b>🤳 Селфи ${number} из 2</b>

Прямо сейчас: <b>${poses[pose]}</b>. Лицо крупно, хороший свет, без очков и маски, рядом никого. Пришлите снимок обычным фото.

На оба снимка — ${SELFIES_WITHIN_MINUTES} минут с первой позы.`;
    },
    looking: html`👀 Сравниваю… Обычно это секунды, отвечу здесь же.`,
    stillLooking: html`Ещё сравниваю, подождите немного.`,
    forwarded: html`Это пересланное фото, а нужно снятое сейчас. Сделайте снимок камерой и пришлите сюда.`,
    oneAtATime: html`По одному снимку, пожалуйста: сначала этот, потом следующий.`,
    asPhoto: html`Пришлите снимок обычным фото, не файлом.`,
    onlySelfies: html`Жду селфи. Передумали? Нажмите «Меню».`,
    passed: (name: string): Html => html`✅ Готово: лицо «${name}» подтверждено, снимки стёрты. Можно продолжать.`,
    outcome: (outcome: Refusal): Html => {
      const said: Record<Refusal, string> = {
        'not-fetched': 'Telegram не отдал мне снимок. Начните ещё раз.',
        'too-many-at-once': 'Снимки приходят слишком быстро. Подождите минуту и начните ещё раз.',
        'too-many-today':
          'На сегодня попытки кончились. Попробуйте завтра, а если спешите или я ошибаюсь — напишите человеку: /support',
        unavailable: 'Сравнить не получилось по моей вине. Начните ещё раз через пару минут.',
        'no-face': 'На снимке не видно лица. Снимите его крупно и при хорошем свете.',
        'several-faces': 'На снимке несколько лиц. Снимитесь одни.',
        'wrong-pose':
          'Поза не та: голову нужно повернуть заметно, но чтобы были видны оба глаза; а «прямо» — значит прямо в камеру.',
        'sent-before':
          'Этот снимок мне уже присылали, или он почти такой же. Снимите новый, лучше в другом месте или при другом свете.',
        'another-person':
          'Лицо на селфи не похоже на лицо аватара. Снимитесь при хорошем свете без очков; главное фото аватара должно быть вашим. Если это всё-таки вы — напишите человеку: /support',
        'too-late': `Прошло больше ${SELFIES_WITHIN_MINUTES} минут. Начните ещё раз — позы будут новые.`,
      };
      return html`❗ ${said[outcome]}`;
    },
  },
  en: {
    menu: '🏠 Menu',
    avatars: '👥 My avatars',
    begin: '🤳 Take two selfies',
    review: '🖼️ Look at the photos',
    tryAgain: '🤳 Try again',
    draw: '🎨 Make a picture',
    goOn: '▶️ Continue',
    anew: '↩️ Start over',
    gone: html`This avatar no longer exists.`,
    free: (name: string): Html => html`✅ “${name}” isn’t stopped: it can be trained and drawn.`,
    how: html`<b>How it works:</b> I name two poses, you take two pictures with your phone’s camera and send them at once, all within ${SELFIES_WITHIN_MINUTES} minutes. I compare them with the avatar’s photos and erase them right away; it’s free.`,
    selfie: (number: number, pose: Pose): Html => {
      const poses: Record<Pose, string> = {
        straight: 'look straight into the camera',
        left: 'turn your head to the left, with both eyes still visible',
        right: 'turn your head to the right, with both eyes still visible',
      };
      return html`<b>🤳 Selfie ${number} of 2</b>

Right now: <b>${poses[pose]}</b>. Face close up, good light, no glasses or mask, nobody beside you. Send it as an ordinary photo.

You have ${SELFIES_WITHIN_MINUTES} minutes for both, from the first pose on.`;
    },
    looking: html`👀 Comparing… It usually takes seconds; I’ll answer right here.`,
    stillLooking: html`Still comparing, just a moment.`,
    forwarded: html`That’s a forwarded photo, and I need one taken now. Take it with your camera and send it here.`,
    oneAtATime: html`One at a time, please: first this one, then the next.`,
    asPhoto: html`Please send it as an ordinary photo, not as a file.`,
    onlySelfies: html`I’m waiting for a selfie. Changed your mind? Press “Menu”.`,
    passed: (name: string): Html =>
      html`✅ Done: the face of “${name}” is confirmed, and the selfies are erased. You can go on.`,
    outcome: (outcome: Refusal): Html => {
      const said: Record<Refusal, string> = {
        'not-fetched': 'Telegram didn’t give me the picture. Please start again.',
        'too-many-at-once': 'The pictures come too fast. Wait a minute and start again.',
        'too-many-today':
          'That was the last try for today. Try again tomorrow; if you’re in a hurry, or I’m wrong, write to a human: /support',
        unavailable: 'The comparison failed, and it’s my fault. Start again in a few minutes.',
        'no-face': 'I can’t see a face in the picture. Take it close up and in good light.',
        'several-faces': 'There are several faces in the picture. Take it alone.',
        'wrong-pose':
          'That’s not the pose: turn your head clearly, with both eyes still visible; “straight” means straight into the camera.',
        'sent-before':
          'I’ve been sent this picture before, or one almost like it. Take a new one, best in another place or another light.',
        'another-person':
          'The face in the selfies isn’t like the avatar’s. Take them in good light and without glasses; the avatar’s main photo must show you. If it’s you after all, write to a human: /support',
        'too-late': `More than ${SELFIES_WITHIN_MINUTES} minutes have passed. Start again: the poses will be new.`,
      };
      return html`❗ ${said[outcome]}`;
    },
  },
});
