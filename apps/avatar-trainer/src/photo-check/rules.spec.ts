import { describe, expect, it } from '@jest/globals';
import type { PhotoFinding } from '@aisha/domain';
import type { Analysis, FaceMeasures } from './analysis';
import { judgedFor, PHOTO_RULES, type JudgedFor } from './rules';

const print = { hash: '0123456789abcdef', colours: Array<number>(32).fill(0) };
const FACE: FaceMeasures = {
  score: 0.9,
  pointsScore: 1,
  others: [],
  side: 300,
  middle: { x: 0.5, y: 0.5 },
  cutOff: 0,
  isMiddleOutside: false,
  yaw: 0,
  pitch: 0,
  roll: 0,
  brightness: 140,
  contrast: 50,
  blownOut: 0,
  sharpness: 0.1,
  eyesByCheeks: 0.7,
  mouthByBridge: 0.9,
  colourGap: 0.05,
};
const GOOD: Analysis = {
  file: { bytes: 1, format: 'jpeg', width: 1_000, height: 1_000, print, mirroredPrint: print },
  light: { brightness: 140, contrast: 50 },
  face: FACE,
  body: { faceShare: 0.3, roomBelow: 1 },
  background: null,
  content: { drawing: 0, hentai: 0, neutral: 1, porn: 0, sexy: 0 },
  likeness: null,
};

const found = (analysis: Analysis, type: JudgedFor = 'portrait') =>
  PHOTO_RULES[type].flatMap((rule) => rule(analysis) ?? []);
const ofFace = (change: Partial<FaceMeasures>): Analysis => ({ ...GOOD, face: { ...FACE, ...change } });
const ofContent = (change: Partial<Analysis['content']>): Analysis => ({
  ...GOOD,
  content: { ...GOOD.content, ...change },
});
const ofBody = (faceShare: number): Analysis => ({ ...GOOD, body: { faceShare, roomBelow: 1 } });
const another = (size: number, score: number) => ofFace({ others: [{ size, score }] });

/** Each entry has one analysis on each side of a threshold. */
const PAIRS: [finding: PhotoFinding, inside: Analysis, outside: Analysis][] = [
  ['no-face', ofFace({ score: 0.5 }), ofFace({ score: 0.49 })],
  ['no-face', ofFace({ pointsScore: 0.6 }), ofFace({ pointsScore: 0.59 })],
  ['several-faces', another(0.34, 0.9), another(0.35, 0.9)],
  ['several-faces', another(0.9, 0.39), another(0.9, 0.4)],
  ['turned-away', ofFace({ yaw: -40 }), ofFace({ yaw: -41 })],
  ['turned-away', ofFace({ pitch: 35 }), ofFace({ pitch: 36 })],
  ['rather-turned-away', ofFace({ yaw: 25 }), ofFace({ yaw: 26 })],
  ['rather-turned-away', ofFace({ pitch: -20 }), ofFace({ pitch: -21 })],
  ['rather-turned-away', ofFace({ roll: 35 }), ofFace({ roll: 36 })],
  ['cut-off', ofFace({ cutOff: 0.3 }), ofFace({ cutOff: 0.31 })],
  ['cut-off', GOOD, ofFace({ isMiddleOutside: true })],
  ['rather-cut-off', ofFace({ cutOff: 0.1 }), ofFace({ cutOff: 0.11 })],
  ['face-too-small', ofFace({ side: 100 }), ofFace({ side: 99 })],
  ['face-too-small', ofBody(0.08), ofBody(0.07)],
  ['face-rather-small', ofFace({ side: 160 }), ofFace({ side: 159 })],
  ['face-rather-small', ofBody(0.15), ofBody(0.14)],
  ['too-dark', ofFace({ brightness: 35 }), ofFace({ brightness: 34 })],
  ['rather-dark', ofFace({ brightness: 60 }), ofFace({ brightness: 59 })],
  ['too-bright', ofFace({ brightness: 235 }), ofFace({ brightness: 236 })],
  ['blown-out', ofFace({ blownOut: 0.35 }), ofFace({ blownOut: 0.36 })],
  ['rather-blown-out', ofFace({ blownOut: 0.15 }), ofFace({ blownOut: 0.16 })],
  ['too-flat', ofFace({ contrast: 12 }), ofFace({ contrast: 11 })],
  ['rather-flat', ofFace({ contrast: 20 }), ofFace({ contrast: 19 })],
  ['blurred', ofFace({ sharpness: 0.008 }), ofFace({ sharpness: 0.007 })],
  ['rather-blurred', ofFace({ sharpness: 0.025 }), ofFace({ sharpness: 0.024 })],
  ['sunglasses', ofFace({ eyesByCheeks: 0.4 }), ofFace({ eyesByCheeks: 0.39 })],
  ['mask', ofFace({ colourGap: 0.25 }), ofFace({ colourGap: 0.26 })],
  ['mask', ofFace({ mouthByBridge: 0.45 }), ofFace({ mouthByBridge: 0.44 })],
  ['mask', ofFace({ mouthByBridge: 1.25 }), ofFace({ mouthByBridge: 1.26 })],
  ['explicit', ofContent({ porn: 0.5, hentai: 0.4 }), ofContent({ porn: 0.5, hentai: 0.41 })],
  ['rather-explicit', ofContent({ porn: 0.8 }), ofContent({ porn: 0.81 })],
  ['rather-explicit', ofContent({ sexy: 0.9 }), ofContent({ sexy: 0.91 })],
];

describe('the rules', () => {
  it('the rules have no objection to a good portrait', () => expect(found(GOOD)).toEqual([]));

  it.each(PAIRS)('the rules find %s just outside a threshold, and not just inside it', (finding, inside, outside) => {
    expect(found(inside)).not.toContain(finding);
    expect(found(outside)).toContain(finding);
  });

  it('the rules refuse a portrait without a face, and accept the same picture for a style', () => {
    const empty: Analysis = { ...GOOD, face: null, body: null };

    expect(found(empty)).toEqual(['no-face']);
    expect(found(empty, 'style')).toEqual([]);
  });

  it('the rules find no mask when dark glasses cover the bridge of the nose, with which the mouth is compared', () => {
    expect(found(ofFace({ eyesByCheeks: 0.29, mouthByBridge: 1.5 }))).toEqual(['sunglasses']);
    expect(found(ofFace({ eyesByCheeks: 0.31, mouthByBridge: 1.5 }))).toEqual(['sunglasses', 'mask']);
  });

  it('until the person has chosen portrait or style, the rules refuse what both types refuse, and accept with advice what only a portrait refuses', () => {
    expect(found({ ...GOOD, face: null, body: null }, 'either')).toEqual(['only-for-style']);
    expect(found(another(0.9, 0.9), 'either')).toEqual(['only-for-style']);
    expect(found(ofFace({ yaw: 26 }), 'either')).toEqual([]);
    expect(found(ofContent({ porn: 1 }), 'either')).toEqual(['explicit']);
  });

  it('the rules judge a photo both as a portrait and as a style until its person has chosen', () => {
    expect(judgedFor({ trainingType: 'portrait', subject: null })).toBe('either');
    expect(judgedFor({ trainingType: 'portrait', subject: 'woman' })).toBe('portrait');
    expect(judgedFor({ trainingType: 'style', subject: 'other' })).toBe('style');
  });

  it('the rules judge the light on the face, and not on the wall behind it', () => {
    expect(found({ ...GOOD, light: { brightness: 10, contrast: 3 } })).toEqual([]);
    expect(found({ ...ofFace({ brightness: 30 }), light: { brightness: 140, contrast: 50 } })).toEqual(['too-dark']);
  });

  it('the rules find that a profile is turned away, even when its points are uncertain', () => {
    expect(found(ofFace({ yaw: 45, pointsScore: 0.4 }))).toEqual(['turned-away']);
  });
});
