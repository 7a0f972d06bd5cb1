import { describe, expect, it } from '@jest/globals';
import { LOOKS } from '@aisha/domain';
import { drawPicture, personOf } from '@aisha/fakes/fal/pictures';
import { sceneOf } from './scene-of';

/** What the name and the prompt of each look promise: a place and what belongs to it. */
const PROMISED: Readonly<Record<string, string>> = {
  headshot: 'studio suit',
  library: 'library jacket book',
  meeting: 'cafe suit cup',
  office: 'office suit dawn',
  skyline: 'city sunset suit',
  speaker: 'concert suit microphone',
  startup: 'office tee laptop',
  walk: 'city coat cup',
  agent: 'palace suit',
  cyberpunk: 'city neon jacket',
  expedition: 'forest shirt map',
  jazz: 'concert suit microphone',
  noir: 'street night rain coat',
  odyssey: 'space spaceSuit helmet',
  romance: 'paris fog',
  western: 'desert sunset cowboy',
  alps: 'mountains snow coat',
  balloon: 'balloon dawn jacket',
  desert: 'desert palm',
  lavender: 'field straw',
  moscow: 'moscow snow coat garland',
  paris: 'paris dawn coat croissant',
  sea: 'sea sunset shirt',
  tokyo: 'japan sunset jacket',
  coat: 'city snow coat',
  cover: 'studio jacket magazineCover',
  denim: 'garden jacket',
  gala: 'palace suit redCarpet cameraFlashes',
  monochrome: 'studio',
  runway: 'runway suit',
  sport: 'gym sport dumbbell',
  street: 'street jacket',
  clouds: 'skyIslands jacket goggles',
  crown: 'palace robe crown throne',
  deep: 'underwater wetsuit snorkel',
  dragon: 'mountains sunset armour dragon',
  elf: 'forest gown circlet',
  knight: 'forest armour sword',
  moon: 'moon spaceSuit helmet',
  wizard: 'castle night robe wizard wand',
  birthday: 'cafe cake pastelBalloons',
  bouquet: 'studio sweater flowers',
  disco: 'concert neon mirrorBall',
  garden: 'garden sunset flowers garland',
  graduation: 'library gown mortarboard diploma',
  halloween: 'castle night wizard pumpkins',
  market: 'market snow sweater cup',
  'new-year': 'street night snow coat sparkler garland',
};

describe('the preview of a look', () => {
  it('the list of what previews promise names every look', () => {
    expect(Object.keys(PROMISED).toSorted()).toEqual(LOOKS.map(({ id }) => id).toSorted());
  });

  it.each(LOOKS.map((look) => [look.id, look] as const))(
    'the preview of “%s” shows what the look promises',
    (id, look) => {
      const [across = 1, down = 1] = look.aspectRatio.split(':').map(Number);
      for (const seed of ['1', '2', '3']) {
        const prompt = sceneOf(look, 0);
        const { shows, unknown } = drawPicture({
          prompt,
          aspect: across / down,
          seed,
          variation: prompt,
          person: personOf(7),
        });

        expect(shows).toEqual(expect.arrayContaining((PROMISED[id] ?? '').split(' ')));
        expect(unknown).toEqual([]);
      }
    },
  );
});
