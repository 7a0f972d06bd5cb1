import { defineTexts } from '../../engine/conversation';

export const intentTexts = defineTexts({
  ru: { drawAnyway: '🎨 Всё-таки нарисовать' },
  en: { drawAnyway: '🎨 Draw it anyway' },
});
