import type { SetAdvice } from '@aisha/domain';
import { defineTexts } from '../../engine/conversation';

/** «4», «4 и 7», «4, 7 и 9». */
const listed = (numbers: readonly number[], and: string): string =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} ${and} ${numbers.at(-1)}`;

const adviceRu: Readonly<Record<SetAdvice, string>> = {
  'more-straight': 'Мало снимков прямо: добавьте три-четыре, где вы смотрите в камеру.',
  'more-sides': 'Почти все лица прямо: добавьте две фотографии вполоборота, с одной и с другой стороны.',
  'more-close': 'Лицо везде мелкое: добавьте две-три фотографии крупнее.',
  'more-places': 'Почти всё снято в одном месте: снимите пару фото в другой комнате или на улице.',
  'more-distance': 'Все лица крупно: добавьте пару фото по пояс.',
  'more-light': 'Свет везде одинаковый: снимите одно-два фото у окна днём или при лампе вечером.',
};
const adviceEn: Readonly<Record<SetAdvice, string>> = {
  'more-straight': 'Few show you from the front: add three or four where you look at the camera.',
  'more-sides': 'You face the camera almost everywhere: add two with your head turned, one to each side.',
  'more-close': 'The face is small everywhere: add two or three close-ups.',
  'more-places': 'Almost all are from one place: take a couple in another room or outdoors.',
  'more-distance': 'Every face is close up: add a couple from the waist up.',
  'more-light': 'The light is the same everywhere: take one or two by a window, or by a lamp in the evening.',
};

/** What the coach says under the map of a set. */
export const coachTexts = defineTexts({
  ru: {
    title: (photos: number) => `🧭 Так выглядит ваш набор из ${photos} фото.`,
    better: 'С этим сходство будет лучше:',
    advice: (advice: SetAdvice) => `💡 ${adviceRu[advice]}`,
    orGoOn: 'Но можно обучать и так.',
    outliers: (numbers: readonly number[]) => `🤔 На фото ${listed(numbers, 'и')}, похоже, другой человек.`,
    itIsMe: '🙋 Это тоже я',
    leaveOut: '🗑️ Убрать',
    kept: 'Хорошо, оставила.',
    leftOut: 'Убрала.',
    nothingLeft: 'С этими фото уже всё решено.',
  },
  en: {
    title: (photos: number) => `🧭 Here is what your ${photos} photos cover.`,
    better: 'This would make it look more like you:',
    advice: (advice: SetAdvice) => `💡 ${adviceEn[advice]}`,
    orGoOn: 'Or train with what you have.',
    outliers: (numbers: readonly number[]) =>
      `🤔 Photo${numbers.length === 1 ? '' : 's'} ${listed(numbers, 'and')} may show someone else.`,
    itIsMe: '🙋 That’s me, too',
    leaveOut: '🗑️ Leave out',
    kept: 'All right, it stays.',
    leftOut: 'Removed.',
    nothingLeft: 'These photos are settled already.',
  },
});
