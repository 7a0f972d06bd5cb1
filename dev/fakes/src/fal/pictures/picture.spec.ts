import { describe, expect, it } from '@jest/globals';
import { personOf } from '../../drawn-faces/looks';
import { mannerIn } from './manner';
import { drawPicture } from './picture';
import type { SceneName } from './scenes';

const draw = (prompt: string, { aspect = 0.75, seed = '1' } = {}) =>
  drawPicture({ prompt, aspect, seed, variation: prompt, person: personOf(7) });

const PLACES: readonly (readonly [SceneName, english: string, russian: string])[] = [
  ['sea', 'a walk along the shore of the sea', 'прогулка по берегу моря'],
  ['mountains', 'on a mountain top', 'на вершине горы'],
  ['forest', 'in a misty forest', 'в туманном лесу'],
  ['winter', 'in the snow with Christmas lights', 'зимой под снегом'],
  ['desert', 'cowboy in the desert', 'ковбой в пустыне'],
  ['garden', 'in a garden with roses', 'в саду среди роз'],
  ['field', 'in a field of lavender', 'в лавандовом поле'],
  ['underwater', 'underwater among fish', 'под водой среди рыб'],
  ['city', 'night city', 'ночной город'],
  ['street', 'on a bicycle in the street', 'на велосипеде по улице'],
  ['paris', 'in Paris', 'в Париже'],
  ['moscow', 'on the Red Square', 'на Красной площади'],
  ['japan', 'under sakura in Japan', 'под сакурой в Японии'],
  ['office', 'business portrait in an office', 'деловой портрет в офисе'],
  ['cafe', 'in a café', 'в кафе за столиком'],
  ['library', 'in a library', 'в библиотеке'],
  ['kitchen', 'chef in the kitchen', 'повар на кухне'],
  ['gym', 'in a gym', 'в спортзале'],
  ['concert', 'rock star on stage', 'рок-звезда на сцене'],
  ['studio', 'studio portrait', 'портрет в студии'],
  ['space', 'an astronaut in space above the sea', 'космонавт в открытом космосе'],
  ['moon', 'in a space suit on the Moon', 'в скафандре на Луне'],
  ['castle', 'a knight in a castle', 'рыцарь в замке'],
  ['balloon', 'in a hot air balloon', 'на воздушном шаре'],
];

describe('the place of a picture', () => {
  it.each(PLACES)('the place %s is drawn for “%s” and for «%s»', (scene, english, russian) => {
    expect([draw(english).scene, draw(russian).scene]).toEqual([scene, scene]);
    const unnamed = draw('x', { seed: '4' });
    expect(draw(english, { seed: '4' }).back).not.toBe(unnamed.back);
  });

  it('the place and the time of day of a picture come from the idea, not from the words about lens and light that follow it', () => {
    const prompt =
      'AISHA1 woman, a walk along the shore of the sea, cinematic photograph, soft golden hour light, medium close-up, generous negative space, night';
    const picture = draw(prompt);
    expect([picture.scene, picture.light.time]).toEqual(['sea', 'day']);
  });

  it.each([
    ['forest', 'a fairy with wings in a magic forest'],
    ['garden', 'на свадьбе'],
    ['sea', 'a woman in a yellow raincoat on a pier at dawn'],
    ['studio', 'with a cat on a sofa at home'],
    ['studio', 'a doctor in a hospital'],
  ] as const)(
    'the place %s is drawn for “%s”, and no other place whose name is similar or that is near it',
    (scene, idea) => {
      expect(draw(idea).scene).toBe(scene);
    },
  );

  it('a sports car does not stand in a gym, and a picture of Mars or of the pyramids has no cactus', () => {
    const CACTUS = '#4c9463';
    expect(draw('driving a red sports car').scene).not.toBe('gym');
    expect(draw('in the desert').back).toContain(CACTUS);
    for (const idea of ['on Mars', 'на Марсе', 'by the pyramids']) expect(draw(idea).back).not.toContain(CACTUS);
  });

  it('when the idea names no place, a picture shows one of many places', () => {
    const scenes = new Set(Array.from({ length: 20 }, (_, seed) => draw('smiling', { seed: String(seed) }).scene));
    expect(scenes.size).toBeGreaterThanOrEqual(4);
  });
});

describe('the mood of a picture', () => {
  it.each([
    ['dawn', 'clear', 'at sunrise', 'на рассвете'],
    ['sunset', 'clear', 'at sunset', 'на закате'],
    ['night', 'clear', 'at night', 'ночью'],
    ['neon', 'clear', 'in neon light', 'в неоновом свете'],
    ['day', 'rain', 'in the rain', 'под дождём'],
    ['day', 'snow', 'in the snow', 'под снегом'],
    ['day', 'fog', 'in the fog', 'в тумане'],
    ['night', 'rain', 'at night in the rain', 'ночью под дождём'],
  ])('a picture shows the time “%s” and the weather “%s” for “%s” and for «%s»', (time, weather, english, russian) => {
    for (const [place, words] of [
      ['in the mountains', english],
      ['в горах', russian],
    ]) {
      const picture = draw(`${place} ${words}`);
      expect([picture.scene, picture.light.time, picture.light.weather]).toEqual(['mountains', time, weather]);
      expect(picture.back).not.toBe(draw(place ?? '').back);
    }
  });
});

describe('clothes and things', () => {
  it.each([
    ['in a red dress', 'в красном платье'],
    ['in a suit', 'в костюме'],
    ['a knight', 'рыцарь'],
    ['in a crown', 'в короне'],
    ['with a guitar', 'с гитарой'],
    ['with a cat', 'с кошкой'],
    ['with an umbrella', 'с зонтом'],
  ])('clothes and things change the picture when they are named: “%s”, «%s»', (english, russian) => {
    for (const [place, words] of [
      ['in Paris', english],
      ['в Париже', russian],
    ]) {
      expect(draw(`${place}, ${words}`).back).not.toBe(draw(`${place}, smiling`).back);
    }
  });
});

describe('a picture', () => {
  const RATIOS = [1, 3 / 4, 4 / 3, 9 / 16, 16 / 9];

  it.each(PLACES)('a picture never cuts the head: %s', (_scene, prompt) => {
    for (const aspect of RATIOS) {
      for (const extra of [', close-up, in a crown', ', full length, with an umbrella']) {
        const { head } = draw(prompt + extra, { aspect });
        expect(head.left).toBeGreaterThanOrEqual(0);
        expect(head.top).toBeGreaterThanOrEqual(0);
        expect(head.right).toBeLessThanOrEqual(1);
        expect(head.bottom).toBeLessThanOrEqual(0.95);
      }
    }
  });

  it('a picture differs for another seed and is the same for the same seed', () => {
    const pictures = Array.from({ length: 8 }, (_, seed) => draw('by the sea', { seed: String(seed) }).back);
    expect(new Set(pictures).size).toBe(8);
    expect(draw('by the sea', { seed: '3' }).back).toBe(pictures[3]);
  });

  it.each([
    ['watercolour', 'a watercolour of the sea', 'море акварелью'],
    ['oil', 'oil painting of the sea', 'море, картина маслом'],
    ['pencil', 'pencil sketch', 'набросок карандашом'],
    ['comic', 'comic book', 'комикс'],
    ['monochrome', 'black and white', 'чёрно-белое фото'],
  ])('the manner of a picture is found in English and Russian words: %s', (manner, english, russian) => {
    expect([mannerIn(english), mannerIn(russian)]).toEqual([manner, manner]);
  });
});
