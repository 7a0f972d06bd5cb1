import { describe, expect, it } from '@jest/globals';
import { drawHair } from '../../drawn-faces/hair';
import { looksOf, personOf } from '../../drawn-faces/looks';
import { enhanced } from '../../openai/writer';
import { drawPicture } from './picture';

const drawn = (idea: string, seed: string) =>
  drawPicture({ prompt: enhanced(idea), aspect: 0.75, seed, variation: idea, person: personOf(7) });

/** Ideas that the bot's own texts give as examples, and ideas that people type first, each with what the picture has to show. */
const ASKED: readonly (readonly [idea: string, shows: string])[] = [
  ['я в Париже', 'paris'],
  ['на Луне', 'moon spaceSuit helmet'],
  ['на Луне в скафандре', 'moon spaceSuit helmet'],
  ['на обложке журнала', 'studio magazineCover'],
  ['деловой портрет', 'office suit'],
  ['рыцарь у замка', 'castle armour sword'],
  ['прогулка у моря', 'sea'],
  ['катаюсь на лыжах в горах', 'mountains snow skis'],
  ['с гитарой у костра', 'forest guitar campfire'],
  ['фото на паспорт', 'studio suit'],
  ['верхом на лошади в поле', 'field horse'],
  ['с котом на крыше', 'city cat'],
  ['на сёрфе на волне', 'sea surfboard wave'],
  ['дракон над замком', 'castle dragon'],
  ['эльф в лесу', 'forest circlet'],
  ['еду на мотоцикле', 'street motorcycle'],
  ['на красной дорожке', 'palace redCarpet'],
  ['на подиуме', 'runway'],
  ['на ярмарке зимой', 'market snow'],
  ['на выпускном с дипломом', 'library gown mortarboard diploma'],
  ['у ёлки на Новый год', 'winter christmasTree'],
  ['с тигром в джунглях', 'forest tiger'],
  ['день рождения, торт', 'cafe cake'],
  ['me in Paris', 'paris'],
  ['on the Moon', 'moon spaceSuit'],
  ['on a magazine cover', 'studio magazineCover'],
  ['a business portrait', 'office suit'],
  ['a knight at a castle', 'castle armour sword'],
  ['skiing in the Alps', 'mountains snow skis'],
  ['a guitar at a campfire', 'forest guitar campfire'],
  ['riding a horse on the beach', 'sea horse'],
  ['surfing a big wave', 'sea surfboard wave'],
];

describe('a drawn idea', () => {
  it.each(ASKED)('a drawn idea shows what it names: «%s»', (idea, shows) => {
    for (const seed of ['1', '2', '3', '4']) {
      const picture = drawn(idea, seed);

      expect(picture.shows).toEqual(expect.arrayContaining(shows.split(' ')));
      expect(picture.unknown).toEqual([]);
    }
  });

  it.each([
    ['с баклажаном на кухне', 'kitchen', 'баклажаном'],
    ['with a xylophone in the garden', 'garden', 'xylophone'],
  ])('a drawn idea has a sign for a thing that no drawing shows: «%s»', (idea, scene, word) => {
    const picture = drawn(idea, '1');

    expect([picture.scene, picture.unknown]).toEqual([scene, [word]]);
    expect(picture.front).toContain(`>${word}</text>`);
  });

  it('a drawn idea has no sign for moods, colours and what people do', () => {
    expect(drawn('smiling in a beautiful red dress, looking at the camera, soft light', '1').unknown).toEqual([]);
    expect(drawn('улыбаюсь в красивом синем платье, смотрю вдаль', '1').unknown).toEqual([]);
  });

  it('a drawn person has the same hair in each picture of one place', () => {
    const anna = personOf(7, 'woman');
    const { hair, faceWidth, wardrobe } = looksOf(anna);
    const places = ['в студии', 'в студии, улыбаюсь', 'деловой портрет в студии'];
    const pictures = places.flatMap((idea) =>
      ['1', '2', '3'].map((seed) => drawPicture({ prompt: idea, aspect: 1, seed, variation: idea, person: anna }).back),
    );

    const { front, behind } = drawHair(wardrobe[0], hair, faceWidth);
    expect(wardrobe.length).toBeGreaterThan(1);
    expect(pictures.filter((svg) => svg.includes(front) && svg.includes(behind))).toHaveLength(pictures.length);
  });
});
