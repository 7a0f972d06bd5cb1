import { describe, expect, it } from '@jest/globals';
import { isChildFace, isDrawnAsChild, isDrawnFromChild, needsFaceWord, type AvatarFace } from './face-age';

const portrait: AvatarFace = {
  status: 'completed',
  trainingType: 'portrait',
  faceAge: 30,
  mainFaceAge: 30,
  faceOwner: null,
  showsFaces: true,
};

describe('a face', () => {
  it.each([
    [15.9, { child: true, asked: true, asChild: true }],
    [16, { child: false, asked: true, asChild: true }],
    [20.9, { child: false, asked: true, asChild: true }],
    [21, { child: false, asked: false, asChild: false }],
    [null, { child: false, asked: false, asChild: true }],
  ])('a face that looks %d has the verdict %j', (faceAge, { child, asked, asChild }) => {
    const avatar = { ...portrait, faceAge, mainFaceAge: faceAge };
    expect([isChildFace(avatar), isDrawnFromChild(avatar)]).toEqual([child, child]);
    expect(needsFaceWord(avatar)).toBe(asked);
    expect(isDrawnAsChild(avatar)).toBe(asChild);
  });

  it('a face that looks young is not asked about again after its person has said whose face it is', () => {
    expect(needsFaceWord({ ...portrait, faceAge: 18, faceOwner: 'agreed' })).toBe(false);
  });

  it('a face that looks young still counts as young after its person has said whose face it is: it is drawn in nothing suggestive', () => {
    expect(isDrawnAsChild({ ...portrait, ...{ faceAge: 18, faceOwner: 'own' as const } })).toBe(true);
  });
});

describe('an avatar without a model', () => {
  const instant = { ...portrait, status: 'photos_uploading' as const };

  it('an avatar without a model counts as no older than the face in its main photo, whatever age its photos have as a whole', () => {
    expect(isDrawnFromChild({ ...instant, mainFaceAge: 12 })).toBe(true);
    expect(isDrawnFromChild({ ...instant, faceAge: null, mainFaceAge: 12 })).toBe(true);
    expect(isDrawnFromChild({ ...portrait, mainFaceAge: 12 })).toBe(false);
  });

  it('an avatar without a model counts as no older than its photos as a whole, whichever photo is the main one', () => {
    expect(isDrawnFromChild({ ...instant, faceAge: 12, mainFaceAge: 30 })).toBe(true);
    expect(isDrawnFromChild({ ...instant, faceAge: 12, mainFaceAge: null })).toBe(true);
  });
});

it('a style is as young as the faces it shows; with their age unknown it is drawn in nothing suggestive, unless its photos show no face', () => {
  const style = { ...portrait, trainingType: 'style' as const };
  const ageless = { ...style, faceAge: null, mainFaceAge: null };
  expect([true, null, false].map((showsFaces) => isDrawnAsChild({ ...ageless, showsFaces }))).toEqual([
    true,
    true,
    false,
  ]);
  expect([14, 20.9, 21].map((faceAge) => isDrawnAsChild({ ...style, faceAge }))).toEqual([true, true, false]);
  expect(isChildFace({ ...style, faceAge: 15 })).toBe(true);
  expect(needsFaceWord({ ...style, faceAge: 18 })).toBe(false);
});
