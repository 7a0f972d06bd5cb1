import { defineTexts, html } from '../../engine/conversation';

export const restoredPhotoTexts = defineTexts({
  ru: {
    comparison: html`📷 Было и стало`,
    caption: html`📷 Фото целиком, в полном качестве.`,
    fileName: 'aisha-photo.jpg',
  },
  en: {
    comparison: html`📷 Before and after`,
    caption: html`📷 The whole photo, in full quality.`,
    fileName: 'aisha-photo.jpg',
  },
});
