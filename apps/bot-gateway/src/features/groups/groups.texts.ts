import { defineTexts, html } from '../../engine/conversation';

/** What is said where others read along: never a word about a person. */
export const groupsTexts = defineTexts({
  ru: {
    hello: (ask: string) =>
      html`Спасибо, что позвали! Ответьте на голосовое командой ${ask}, и я запишу его текстом. Остальное — лично: там ваших фото не увидит никто другой 💌`,
    onlyPrivate: (ask: string) =>
      html`В группе я записываю голосовые текстом: ответьте на голосовое командой ${ask}. Остальное — в личных сообщениях: там ваших фото не увидит никто другой 💌`,
    howToAsk: (ask: string) =>
      html`Ответьте этой командой на голосовое, аудио или видео: ${ask} — и я запишу, что там сказано.`,
    anonymous: html`Мне не видно, кто просит: напишите от своего имени, не от имени группы или канала.`,
    'agree-first': html`Сначала нужно познакомиться: загляните ко мне лично, прочтите, что я делаю с голосом, и согласитесь. А потом попросите ещё раз.`,
    withdrawn: html`Текст этой записи здесь убрали, поэтому ещё раз его не пишу.`,
    open: 'Написать лично',
    pressed: 'Эта кнопка работает только в личном чате со мной.',
  },
  en: {
    hello: (ask: string) =>
      html`Thanks for having me! Reply ${ask} to a voice message and I’ll write it down. For the rest, message me privately, so nobody else sees your photos 💌`,
    onlyPrivate: (ask: string) =>
      html`In a group I write down voice messages: reply ${ask} to one. The rest is for private messages, so nobody else sees your photos 💌`,
    howToAsk: (ask: string) =>
      html`Reply with this command to a voice message, audio or a video: ${ask}, and I’ll write down what’s said.`,
    anonymous: html`I can’t see who’s asking: please write as yourself, not as the group or a channel.`,
    'agree-first': html`Let’s meet first: message me privately, read what I do with a voice, and agree. Then ask once more.`,
    withdrawn: html`The text of that recording was taken away here, so I’m not writing it again.`,
    open: 'Message me',
    pressed: 'This button only works in our private chat.',
  },
});
