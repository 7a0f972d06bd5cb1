import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MAX_FILE_BYTES } from './file-sizes';
import { isAccepted, PHOTO_FINDING_NAMES, type PhotoFinding } from './photos';

const ADVICE: readonly PhotoFinding[] = [
  'rather-small',
  'rather-narrow',
  'rather-dark',
  'rather-flat',
  'rather-blown-out',
  'rather-turned-away',
  'rather-cut-off',
  'face-rather-small',
  'rather-blurred',
  'sunglasses',
  'mask',
  'rather-explicit',
  'almost-the-same',
  'only-for-style',
  'another-person',
];

describe('a photo', () => {
  it('a photo is accepted without a finding', () => expect(isAccepted([])).toBe(true));

  it.each(PHOTO_FINDING_NAMES)(
    'a photo with the finding %s alone is accepted only when the finding is advice',
    (finding) => expect(isAccepted([finding])).toBe(ADVICE.includes(finding)),
  );

  it('a photo with several findings is accepted only when all of them are advice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PHOTO_FINDING_NAMES)), (findings) =>
        expect(isAccepted(findings)).toBe(findings.every((finding) => ADVICE.includes(finding))),
      ),
    );
  });

  it('the most bytes of a photo are those that Telegram lets a bot download: 20 MiB', () =>
    expect(MAX_FILE_BYTES).toBe(20_971_520));
});
