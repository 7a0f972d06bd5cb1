import { defineTexts, html } from '../../engine/conversation';

/** What is said where others read along: never a word about a person. */
export const groupsTexts = defineTexts({
  ru: {
    hello: html`Спасибо, что позвали! Я работаю в личных сообщениях: там ваших фото не увидят другие 💌`,
    onlyPrivate: html`Я работаю только в личных сообщениях: там ваших фото не увидят другие 💌`,
    open: 'Написать мне лично',
    pressed: 'Эта кнопка работает только в личном чате со мной.',
  },
  en: {
    hello: html`Thank you for having me! I work in private messages, where others do not see your photos 💌`,
    onlyPrivate: html`I only work in private messages, where others do not see your photos 💌`,
    open: 'Write to me in private',
    pressed: 'This button only works in your private chat with me.',
  },
});
