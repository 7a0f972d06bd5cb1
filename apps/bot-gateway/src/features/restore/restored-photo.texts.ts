import { defineTexts, html } from '../../engine/conversation';

export const restoredPhotoTexts = defineTexts({
  ru: {
    comparison: html`📷 Было и стало`,
    caption: html`📷 Фото целиком, в полном качестве.`,
    fileName: 'чёткое-фото.jpg',
  },
  en: {
    comparison: html`📷 Before and after`,
    caption: html`📷 The whole photo, in full quality.`,
    fileName: 'sharp-photo.jpg',
  },
});
