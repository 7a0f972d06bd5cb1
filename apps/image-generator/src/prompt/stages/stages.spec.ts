import { describe, expect, it } from '@jest/globals';
import type { AvatarWords } from '../scene/avatar-words';
import type { PromptAnswer } from '../scene/prompt-answer';
import { develop, sceneOf, type PromptReading, type Scene } from '../scene/scene';
import { avatarType } from './avatar-type.stage';
import { cinema } from './cinema.stage';
import { face } from './face.stage';
import { flaws } from './flaws.stage';
import { STAGES } from './index';
import { language } from './language.stage';
import { length } from './length.stage';
import { subject } from './subject.stage';
import { translation } from './translation.stage';
import { trigger } from './trigger.stage';
import { unwanted } from './unwanted.stage';

const avatar: AvatarWords = { triggerPhrase: 'TOK_ab12', subject: 'woman', trainingType: 'portrait' };
const style: AvatarWords = { ...avatar, trainingType: 'style' };
const reading: PromptReading = { maxCharacters: 1_800, takesNegative: false };

const scene = (known: Partial<Scene> = {}): Scene => ({
  ...sceneOf({ idea: '', avatar, reading, answer: null }),
  ...known,
});

const ANSWER: PromptAnswer = {
  refused: false,
  namesPerson: false,
  language: 'ru',
  translation: 'a portrait by the sea without a hat',
  unwanted: ['hat'],
  positive: 'bareheaded',
  subject: 'portrait of the person on a windy shore',
  lens: '35mm lens',
  light: 'low evening sun',
  composition: 'from a low angle',
  colours: 'muted blues',
  face: 'calm grey light on the face',
};
const byModel = (answer: Partial<PromptAnswer> = {}): Scene =>
  scene({ idea: 'портрет у моря без шляпы', answer: { ...ANSWER, ...answer } });

describe('the stages that the language model and the rules fill in alike', () => {
  it.each([
    ['language', language, scene({ idea: 'портрет у моря' }), { language: 'ru' }, byModel(), { language: 'ru' }],
    [
      'unwanted',
      unwanted,
      scene({ idea: 'портрет у моря без шляпы', language: 'ru' }),
      { unwanted: ['hat'], instead: ['bareheaded, hair fully visible'] },
      byModel(),
      { unwanted: ['hat'], instead: ['bareheaded'] },
    ],
    [
      'translation',
      translation,
      scene({ idea: 'портрет у моря', language: 'ru' }),
      { english: 'portrait by the sea', phrases: ['portrait by the sea'] },
      byModel(),
      { english: ANSWER.translation, phrases: [ANSWER.translation] },
    ],
    [
      'subject',
      subject,
      scene({ idea: 'портрет у моря без шляпы', language: 'ru', instead: ['bareheaded'] }),
      { phrases: ['portrait by the sea', 'bareheaded'], shows: ['close-up', 'wide-view'] },
      { ...byModel(), instead: ['bareheaded'] },
      { phrases: [ANSWER.subject, 'bareheaded'], shows: ['close-up'] },
    ],
    [
      'cinema',
      cinema,
      scene({ phrases: ['portrait at night'], shows: ['close-up', 'night'] }),
      {
        camera: {
          lens: '85mm lens at f/1.8, shallow depth of field',
          light: 'warm practical lights against the dark',
          composition: 'head and shoulders, eyes on the upper third',
          colours: 'deep blues and warm accents',
        },
      },
      byModel(),
      {
        camera: {
          lens: ANSWER.lens,
          light: ANSWER.light,
          composition: ANSWER.composition,
          colours: ANSWER.colours,
        },
      },
    ],
    [
      'face',
      face,
      scene(),
      { face: 'sharp expressive eyes, natural skin texture, detailed face' },
      byModel(),
      { face: ANSWER.face },
    ],
  ] as const)(
    'the stage %s adds to a scene by rules, and from the language model’s answer when there is one',
    (_name, stage, ruled, addedByRules, answered, addedByModel) => {
      expect(stage.add(ruled)).toEqual(addedByRules);
      expect(stage.add(answered)).toEqual(addedByModel);
    },
  );
});

describe('things that the person does not want', () => {
  it('an unwanted thing is replaced by our own words when the model gave none, and a negation that the model wrote is removed', () => {
    expect(unwanted.add(byModel({ subject: 'by the sea, no hat, at dusk', positive: '' }))).toEqual({
      unwanted: ['hat'],
      instead: ['bareheaded, hair fully visible'],
    });
    expect(subject.add(byModel({ subject: 'by the sea, no hat, at dusk' }))).toMatchObject({
      phrases: ['by the sea, at dusk'],
    });
  });

  it('an idea without unwanted things adds nothing, whatever the model fills in', () => {
    expect(unwanted.add(byModel({ unwanted: [], positive: 'by the sea' }))).toEqual({ unwanted: [], instead: [] });
  });
});

describe('an English idea', () => {
  it('an English idea is translated by neither model nor rules', () => {
    expect(
      translation.add({ ...byModel({ translation: 'something else' }), idea: 'by the sea', language: 'en' }),
    ).toEqual({ english: 'by the sea', phrases: ['by the sea'] });
  });
});

describe('what a picture shows', () => {
  it.each([
    ['full length, standing on a rooftop', ['whole-figure', 'wide-view']],
    ['holding a cup of coffee in a café', ['hands', 'lettering']],
    ['a night street with neon signs', ['wide-view', 'lettering', 'night']],
    ['with friends at a concert', ['crowd']],
    ['before a mirror, watercolour', ['painting', 'mirror']],
    ['astronaut in a space suit', []],
    ['rain, reflections in puddles', []],
    ['прыгает через лужу, держит зонт', ['whole-figure', 'hands']],
  ])('a picture of "%s" is expected to show %s', (english, shows) => {
    expect(subject.add(scene({ idea: english, language: 'en' })).shows).toEqual(shows);
  });
});

describe('lens, light, composition and colour', () => {
  const camera = (...phrases: string[]) => {
    const { shows = [] } = subject.add(scene({ idea: phrases[0]!, language: 'en' }));
    return cinema.add(scene({ phrases, shows })).camera;
  };

  it.each([
    ['full length, standing', '50mm lens at f/2.8', 'the whole figure with room around it'],
    ['in the mountains', '35mm lens at f/4', 'the person large in the foreground, layered depth'],
    [
      'a portrait in the mountains',
      '85mm lens at f/1.8, shallow depth of field',
      'head and shoulders, eyes on the upper third',
    ],
    ['a knight', '85mm lens at f/1.8, shallow depth of field', 'framed from the waist up'],
  ])('lens, light, composition and colour suit "%s"', (idea, lens, composition) => {
    expect(camera(idea)).toMatchObject({ lens, composition });
  });

  it.each([
    ['light', 'walking at sunset'],
    ['lens', 'wide-angle view of a hall'],
    ['composition', 'seen from above'],
    ['colours', 'black-and-white'],
  ] as const)('the stage leaves lens, light, composition and colour to an idea that names them: %s', (aspect, idea) => {
    expect(camera(idea)?.[aspect]).toBe('');
  });

  it('the lens is left open when the words that replace unwanted things name the focus', () => {
    expect(camera('by the sea', 'everything in crisp focus')?.lens).toBe('');
  });

  it.each(['a light wind', 'in a light blue dress'])('"%s" does not count as a light', (idea) => {
    expect(camera(idea)?.light).toBe('soft directional light');
  });
});

describe('the type of the avatar', () => {
  const details = {
    phrases: ['in a hat'],
    camera: { lens: 'LENS', light: 'LIGHT', composition: 'FRAME', colours: 'COLOURS' },
    face: 'FACE',
  };

  it.each([
    ['a portrait: a photograph of it', avatar, [], 'in a hat, cinematic photograph, LIGHT, LENS, FRAME, COLOURS, FACE'],
    ['a painting: no lens', avatar, ['painting'], 'in a hat, harmonious composition, rich detail, LIGHT, FACE'],
    ['a style: neither lens nor face', style, [], 'in a hat, harmonious composition, rich detail, LIGHT'],
  ] as const)('the type of the avatar decides which details the prompt has for %s', (_name, whose, shows, prompt) => {
    expect(avatarType.add(scene({ ...details, avatar: whose, shows })).phrases?.join(', ')).toBe(prompt);
  });
});

describe('likely flaws', () => {
  it.each([
    ['eyes', ['close-up'], /symmetrical clear eyes/, /crossed eyes/],
    ['hands', ['hands', 'whole-figure'], /well-formed hands/, /extra fingers/],
    ['limbs', ['whole-figure'], /two arms and two legs/, /extra limbs/],
    ['text', ['lettering'], /signs softly out of focus/, /garbled letters/],
    ['other faces', ['crowd'], /other people softly/, /cloned faces/],
    ['reflections', ['mirror'], /true reflection/, /does not match/],
  ] as const)(
    'likely flaws of %s are named for a model with a negative prompt, and replaced by their opposites for a model without one',
    (_what, shows, positive, negative) => {
      const inWords = flaws.add(scene({ shows, phrases: ['in a hat'] }));
      expect(inWords).toEqual({ phrases: ['in a hat', expect.anything(), ...(inWords.phrases ?? []).slice(2)] });
      expect(inWords.phrases?.join()).toMatch(positive);
      expect(inWords.phrases?.join()).not.toMatch(negative);

      const apart = flaws.add(scene({ shows, phrases: ['in a hat'], reading: { ...reading, takesNegative: true } }));
      expect(apart.phrases).toBeUndefined();
      expect(apart.flaws?.join()).toMatch(negative);
      expect(apart.flaws).toContain('distorted proportions, blurry, low quality');
    },
  );

  it('likely flaws are not named for parts that the picture does not show', () => {
    expect(flaws.add(scene({ shows: ['wide-view'] })).phrases?.join('')).toBe('');
    expect(flaws.add(scene({ avatar: style })).phrases?.join('')).toBe('');
  });

  it.each(['a café with the sign «У Анны»', 'a poster with the words of a song', 'кафе с надписью «Мир»'])(
    'letters are no flaw in an idea that asks for them: %s',
    (idea) => {
      expect(flaws.add(scene({ idea, shows: ['lettering'] })).phrases?.join()).not.toMatch(/signs/);
    },
  );
});

describe('the end of a prompt', () => {
  it('the trigger phrase is put first in a prompt, once, and empty phrases are left out', () => {
    expect(trigger.add(scene({ phrases: ['TOK_ab12 woman in a hat', '', 'FACE'] }))).toEqual({
      text: 'TOK_ab12 woman, in a hat, FACE',
    });
  });

  it('a prompt is cut between words at the length that the model reads', () => {
    expect(length.add(scene({ text: 'a knight in a castle', reading: { ...reading, maxCharacters: 12 } }))).toEqual({
      text: 'a knight in',
    });
  });
});

describe('all stages', () => {
  const written = (idea: string, known: Partial<Scene> = {}) => develop(scene({ idea, ...known }), STAGES);

  it('all stages make a prompt from an idea by rules alone', () => {
    expect(written('деловой портрет без очков').scene.text).toBe(
      'TOK_ab12 woman, business portrait, bare eyes, unobstructed gaze, cinematic photograph, soft directional light, ' +
        '85mm lens at f/1.8, shallow depth of field, head and shoulders, eyes on the upper third, true-to-life colours, ' +
        'sharp expressive eyes, natural skin texture, detailed face, symmetrical clear eyes with round pupils',
    );
  });

  it('all stages use the language model’s answer when there is one', () => {
    expect(written('портрет у моря без шляпы', { answer: ANSWER }).scene.text).toBe(
      'TOK_ab12 woman, portrait of the person on a windy shore, bareheaded, cinematic photograph, low evening sun, 35mm lens, ' +
        'from a low angle, muted blues, calm grey light on the face, symmetrical clear eyes with round pupils',
    );
  });

  it('each stage records its name and its addition, in order', () => {
    const { records } = written('деловой портрет');
    expect(records.map(({ stage }) => stage)).toEqual(STAGES.map(({ name }) => name));
    expect(records[0]).toEqual({ stage: 'language', added: { language: 'ru' } });
    expect(records.at(-1)?.added).toEqual({ text: expect.stringMatching(/^TOK_ab12 woman, business portrait/) });
  });

  it.each([
    ['акварель, у моря', avatar],
    ['a cat in a hat', style],
  ])('no stage names a lens or a photograph for "%s"', (idea, whose) => {
    expect(written(idea, { avatar: whose }).scene.text).not.toMatch(/lens|photograph/);
  });
});
