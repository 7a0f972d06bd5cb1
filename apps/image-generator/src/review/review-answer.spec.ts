import type { PictureReview } from '@aisha/kinds/tables';
import { describe, expect, it } from '@jest/globals';
import { gravest, isBroken, REVIEW_INSTRUCTIONS, reviewForm } from './review-answer';

const SOUND = { eyes: 'good', hands: 'absent', artefacts: 'flawed', score: 80, minor: 'none' } as const;

describe('vision’s answer about pictures', () => {
  it('vision is asked with a schema that requires every field and allows no other', () => {
    const part = { type: 'string', enum: ['good', 'flawed', 'broken', 'absent'] };

    expect(reviewForm(2)).toMatchObject({
      name: 'picture_review',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['pictures'],
        properties: {
          pictures: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['eyes', 'hands', 'artefacts', 'score', 'minor'],
              properties: {
                ...{ eyes: part, hands: part, artefacts: part, score: { type: 'integer' } },
                minor: { type: 'string', enum: ['none', 'safe', 'unsafe'] },
              },
            },
          },
        },
      },
    });
  });

  it('vision is asked with instructions that name each field', () => {
    for (const field of Object.keys(SOUND)) expect(REVIEW_INSTRUCTIONS).toContain(`- ${field}:`);
  });

  it('vision’s answer is read for each picture that was sent, without fields that were not requested', () => {
    const bounds = [
      { ...SOUND, score: 0 },
      { ...SOUND, score: 100, minor: 'safe' },
    ];

    const told = { pictures: bounds.map((one) => ({ ...one, who: 'somebody' })) };

    expect(reviewForm(2).read(told)).toEqual(bounds);
    expect(reviewForm(0).read({ pictures: [] })).toEqual([]);
  });

  it.each([
    ['about another number of pictures', { pictures: [SOUND, SOUND] }],
    ['about no picture', { pictures: [] }],
    ['that is no list', { pictures: SOUND }],
    ['without pictures', {}],
    ['that is null', null],
    ['that is unknown', undefined],
    ['with null for a picture', { pictures: [null] }],
    ['with a list for a picture', { pictures: [[]] }],
    ['with a word for a picture', { pictures: ['good'] }],
    ['with a verdict of its own', { pictures: [{ ...SOUND, eyes: 'lovely' }] }],
    ['with hands that are not told', { pictures: [{ ...SOUND, hands: undefined }] }],
    ['with a score below 0', { pictures: [{ ...SOUND, score: -1 }] }],
    ['with a score above 100', { pictures: [{ ...SOUND, score: 101 }] }],
    ['with half a point', { pictures: [{ ...SOUND, score: 39.5 }] }],
    ['with a score in words', { pictures: [{ ...SOUND, score: '80' }] }],
    ['that does not say whether a minor is shown', { pictures: [{ ...SOUND, minor: 'unknown' }] }],
  ])('an answer of vision %s is not accepted', (_what, told) => {
    expect(reviewForm(1).read(told)).toBeUndefined();
  });
});

describe('a verdict on several pictures', () => {
  it.each([
    ['unsafe', ['none', 'unsafe', 'safe']],
    ['safe', ['safe', 'none']],
    ['none', ['none', 'none']],
    ['none', []],
  ] as const)('the verdict is the gravest one, %s', (verdict, verdicts) => {
    expect(gravest(verdicts)).toBe(verdict);
  });
});

const SOUND_PICTURE: PictureReview = { eyes: 'good', hands: 'good', artefacts: 'good', score: 90 };
const RUINED: PictureReview = { ...SOUND_PICTURE, hands: 'broken', score: 39 };

describe('a reviewed picture', () => {
  it.each<[string, PictureReview, boolean]>([
    ['ruined by its hands', RUINED, true],
    ['ruined by its eyes', { ...SOUND_PICTURE, eyes: 'broken', score: 0 }, true],
    ['ruined by something else', { ...SOUND_PICTURE, artefacts: 'broken', score: 39 }, true],
    ['of which a part is broken, and which is handed over all the same', { ...RUINED, score: 40 }, false],
    ['that is poor, though no part is broken', { ...SOUND_PICTURE, eyes: 'flawed', score: 10 }, false],
    ['that is sound', SOUND_PICTURE, false],
  ])(
    'a picture counts as broken only with both a broken part and a low score: a picture %s',
    (_what, review, broken) => {
      expect(isBroken(review)).toBe(broken);
    },
  );
});
