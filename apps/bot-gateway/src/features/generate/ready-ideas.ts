import type { Language } from '@aisha/domain';

/** Ready ideas. Buttons name them by index: append, never reorder. */
export const READY_IDEAS: readonly Readonly<Record<Language, { readonly label: string; readonly idea: string }>>[] = [
  {
    ru: { label: '🌅 Закат у моря', idea: 'прогулка по берегу моря на закате, тёплый свет, лёгкий ветер' },
    en: { label: '🌅 Sunset by the sea', idea: 'walking along the seashore at sunset, warm light, a light wind' },
  },
  {
    ru: { label: '💼 Деловой портрет', idea: 'деловой портрет в строгом костюме, студия, мягкий свет' },
    en: { label: '💼 Business portrait', idea: 'business portrait in a formal suit, studio, soft light' },
  },
  {
    ru: { label: '🚀 В космосе', idea: 'космонавт в скафандре на орбите, за спиной Земля' },
    en: { label: '🚀 In space', idea: 'an astronaut in a spacesuit in orbit, the Earth behind' },
  },
  {
    ru: { label: '🌃 Ночной город', idea: 'ночной город после дождя, неоновые вывески, отражения' },
    en: { label: '🌃 City at night', idea: 'a city at night after rain, neon signs, reflections' },
  },
  {
    ru: { label: '⚔️ Рыцарь', idea: 'рыцарь в сияющих доспехах в туманном лесу' },
    en: { label: '⚔️ A knight', idea: 'a knight in shining armour in a misty forest' },
  },
  {
    ru: { label: '🏔 В горах', idea: 'на вершине горы зимой, яркое солнце и снег' },
    en: { label: '🏔 In the mountains', idea: 'on a mountain top in winter, bright sun and snow' },
  },
];
