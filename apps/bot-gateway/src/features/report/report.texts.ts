import type { ReportId, ReportNews, ReportSubject } from '@aisha/domain';
import { defineTexts, html, type Html } from '../../engine/conversation';

/** By what a person and an operator name a report. */
export const reportNumber = (reportId: ReportId): string => reportId.slice(-8).toUpperCase();

export const reportTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    ask: html`<b>🚩 Пожаловаться</b>

Кто-то рисует вас или ребёнка без спроса? Расскажите — жалобу прочитает человек, обычно в течение суток. Тот, на кого вы жалуетесь, не узнает, кто это был.`,
    about: (about: ReportSubject): string =>
      ({
        'my-face': '🙅 Моё лицо взяли без спроса',
        picture: '🖼️ Картинка со мной или с ребёнком',
        other: '💬 Другое',
      })[about],
    tell: (about: ReportSubject): Html => html`<b>🚩 Что случилось?</b>

${
  about === 'other'
    ? 'Опишите одним сообщением.'
    : html`Пришлите <b>фото, где хорошо видно лицо</b>, — можно переслать саму картинку, — или опишите всё словами.

Если есть аватар с похожим лицом, он остановится сразу — пока его владелец не подтвердит двумя селфи, что лицо его. Фото я сотру, как только измерю лицо.${
        about === 'my-face' &&
        ' Измерения оставлю, чтобы и новые аватары с этим лицом просили селфи; сотру их, если отзовёте согласие в /privacy.'
      } Для фото нужно ваше согласие на обработку, для слов — нет.`
}`,
    withoutWords: '✅ Отправить без подробностей',
    sent: html`Передаю. Сейчас пришлю номер жалобы.`,
    notAPicture: html`Это не картинка или она больше 20 МБ. Пришлите фото или опишите словами.`,
    tooLong: html`Слишком длинно: уместите в 4000 символов.`,
    again: '🚩 Прислать другое фото',
    news: (news: ReportNews, reportId: ReportId): Html => {
      const number = html`Жалоба <b>${reportNumber(reportId)}</b>`;
      const next =
        'Человек посмотрит её, обычно в течение суток, и я напишу здесь, чем кончилось. Есть ли у кого-то аватар с этим лицом, я не сообщаю.';
      const said: Record<ReportNews, Html> = {
        taken: html`✅ ${number} принята. ${next}`,
        'no-face': html`✅ ${number} принята, но лица на картинке я не разглядела, поэтому сама ничего не остановила. ${next}

Есть снимок, где лицо крупно? Пришлите его новой жалобой.`,
        'photo-unread': html`✅ ${number} принята, но картинку открыть не удалось, поэтому сама ничего не остановила. ${next}

Пришлите картинку ещё раз новой жалобой.`,
        'too-many': html`Сегодня вы прислали уже много жалоб, и эту я не записала. Остальное — завтра, а срочное напишите человеку: /support`,
        stopped: html`${number}: человек посмотрел и остановил аватар. Рисовать с ним больше нельзя. Спасибо, что написали.`,
        paused: html`${number}: человек посмотрел и остановил аватар. Рисовать с ним нельзя, пока его владелец двумя селфи не докажет, что лицо его. Спасибо, что написали.`,
        closed: html`${number}: человек посмотрел. Нарушения не нашёл или принял меры, о которых рассказать не может. Не согласны? Напишите: /support`,
      };
      return said[news];
    },
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    ask: html`<b>🚩 Report</b>

Is somebody drawing you, or a child, without asking? Tell us: a human reads your report, usually within a day. The person you report won’t learn who it was.`,
    about: (about: ReportSubject): string =>
      ({
        'my-face': '🙅 My face, without my consent',
        picture: '🖼️ A picture of me or of a child',
        other: '💬 Something else',
      })[about],
    tell: (about: ReportSubject): Html => html`<b>🚩 What happened?</b>

${
  about === 'other'
    ? 'Describe it in one message.'
    : html`Send <b>a photo that shows the face well</b> (forwarding the picture itself is fine), or describe it in words.

If there’s an avatar with a face like it, it stops at once, until its owner proves with two selfies that the face is theirs. I erase the photo as soon as the face is measured.${
        about === 'my-face' &&
        ' I keep the measurements so that new avatars with this face are asked for selfies, too; they go when you withdraw your consent in /privacy.'
      } A photo needs your consent to be processed, words don’t.`
}`,
    withoutWords: '✅ Send without details',
    sent: html`Passing it on. Your report’s number comes in a moment.`,
    notAPicture: html`That’s no picture, or it’s larger than 20 MB. Send a photo, or describe it in words.`,
    tooLong: html`That’s too long: 4000 characters at most.`,
    again: '🚩 Send another photo',
    news: (news: ReportNews, reportId: ReportId): Html => {
      const number = html`Report <b>${reportNumber(reportId)}</b>`;
      const next =
        'A human looks at it, usually within a day, and I’ll write here what came of it. I don’t tell whether anybody has an avatar with this face.';
      const said: Record<ReportNews, Html> = {
        taken: html`✅ ${number} is filed. ${next}`,
        'no-face': html`✅ ${number} is filed, but I couldn’t make out a face in the picture, so I stopped nothing myself. ${next}

Do you have one with the face close up? Send it as a new report.`,
        'photo-unread': html`✅ ${number} is filed, but the picture couldn’t be opened, so I stopped nothing myself. ${next}

Please send the picture again as a new report.`,
        'too-many': html`You’ve sent many reports today, and this one wasn’t filed. Send the rest tomorrow; if it’s urgent, write to a human: /support`,
        stopped: html`${number}: a human looked at it and stopped the avatar. It can’t be drawn any more. Thank you for telling us.`,
        paused: html`${number}: a human looked at it and stopped the avatar. It can’t be drawn until its owner proves with two selfies that the face is theirs. Thank you for telling us.`,
        closed: html`${number}: a human looked at it, and found no violation or took steps that we can’t talk about. You don’t agree? Write to us: /support`,
      };
      return said[news];
    },
  },
});
