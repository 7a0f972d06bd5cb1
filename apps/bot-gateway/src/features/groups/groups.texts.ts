import { defineTexts, html } from '../../engine/conversation';

/** What is said where others read along: never a word about a person. */
export const groupsTexts = defineTexts({
  ru: {
    hello: html`Спасибо, что позвали! Пишите мне лично: там ваших фото не увидит никто другой 💌`,
    onlyPrivate: html`Я отвечаю только в личных сообщениях: там ваших фото не увидит никто другой 💌`,
    open: 'Написать лично',
    pressed: 'Эта кнопка работает только в личном чате со мной.',
  },
  en: {
    hello: html`Thanks for having me! Message me privately, so nobody else sees your photos 💌`,
    onlyPrivate: html`I only reply in private messages, so nobody else sees your photos 💌`,
    open: 'Message me',
    pressed: 'This button only works in our private chat.',
  },
});
