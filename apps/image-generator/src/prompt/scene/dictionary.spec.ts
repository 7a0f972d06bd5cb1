import { describe, expect, it } from '@jest/globals';
import { translateKnown } from './dictionary';

describe('Russian turned into English without the language model', () => {
  it.each([
    ['космонавт на Луне', 'astronaut on the Moon'],
    ['в красном платье на берегу моря', 'in a red dress on the seashore'],
    ['рыцарь в доспехах, ночь', 'knight in armour, night'],
    ['с кошкой в кафе', 'with a cat in a café'],
    ['портрет в стиле киберпанк', 'portrait in the style of cyberpunk'],
    ['я хочу портрет', 'portrait'],
    ['деловой портрет с ёжиком', 'business portrait with ёжиком'],
  ])('the dictionary for outages of the language model turns "%s" into "%s"', (russian, english) => {
    expect(translateKnown(russian)).toBe(english);
  });

  it.each([
    'прогулка по берегу моря на закате, тёплый свет, лёгкий ветер',
    'деловой портрет в строгом костюме, студия, мягкий свет',
    'космонавт в скафандре на орбите, за спиной Земля',
    'ночной город после дождя, неоновые вывески, отражения',
    'рыцарь в сияющих доспехах в туманном лесу',
    'на вершине горы зимой, яркое солнце и снег',
  ])(
    'the dictionary for outages of the language model has every word of the idea «%s», which the bot offers',
    (idea) => {
      expect(translateKnown(idea)).not.toMatch(/\p{Script=Cyrillic}/u);
    },
  );
});
