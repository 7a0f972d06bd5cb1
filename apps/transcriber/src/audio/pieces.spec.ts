import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { piecesOf, secondsOf, soundIn, speechIn, within } from './pieces';

describe('cutting a recording', () => {
  it('a short recording stays in one piece', () => {
    expect(piecesOf(119.5, [])).toEqual([{ startsAt: 0, endsAt: 119.5 }]);
  });

  it('a piece ends in the last pause before its limit', () => {
    const silences = [
      { startsAt: 30, endsAt: 31 },
      { startsAt: 86, endsAt: 88 },
      { startsAt: 110, endsAt: 112 },
      { startsAt: 125, endsAt: 126 },
    ];
    expect(piecesOf(200, silences)).toEqual([
      { startsAt: 0, endsAt: 111 },
      { startsAt: 111, endsAt: 200 },
    ]);
  });

  it('a recording without a pause is cut at the limit, and both pieces have the words at the cut', () => {
    const pieces = piecesOf(300, []);
    expect(pieces).toEqual([
      { startsAt: 0, endsAt: 120 },
      { startsAt: 118.5, endsAt: 238.5 },
      { startsAt: 237, endsAt: 300 },
    ]);
  });

  it('a recording is cut without a tiny piece at its end', () => {
    expect(piecesOf(238.9, [])).toEqual([
      { startsAt: 0, endsAt: 120 },
      { startsAt: 118.5, endsAt: 238.9 },
    ]);
  });
});

describe('the sound of a recording', () => {
  const SILENCES = [
    { startsAt: 0, endsAt: 2 },
    { startsAt: 5, endsAt: 6 },
    { startsAt: 9, endsAt: 10 },
  ];

  it('the sound of a recording lies between its silences', () => {
    expect(soundIn(10, SILENCES)).toEqual([
      { startsAt: 2, endsAt: 5 },
      { startsAt: 6, endsAt: 9 },
    ]);
  });

  it('the sound of a recording without silences is the whole recording', () => {
    expect(soundIn(10, [])).toEqual([{ startsAt: 0, endsAt: 10 }]);
  });

  it('the sound of a piece is the part of the recording’s sound that lies in it', () => {
    expect(within({ startsAt: 4, endsAt: 7 }, soundIn(10, SILENCES))).toEqual([
      { startsAt: 4, endsAt: 5 },
      { startsAt: 6, endsAt: 7 },
    ]);
  });
});

describe('the speech of a recording', () => {
  it('the speech of a recording keeps pauses of up to a second; of a longer silence it keeps a quarter of a second at each end', () => {
    const silences = [
      { startsAt: 2, endsAt: 3 },
      { startsAt: 5, endsAt: 6.1 },
      { startsAt: 8, endsAt: 300 },
    ];

    expect(speechIn(302, silences)).toEqual([
      { startsAt: 0, endsAt: 5.25 },
      { startsAt: 5.85, endsAt: 8.25 },
      { startsAt: 299.75, endsAt: 302 },
    ]);
  });

  it('the speech of a recording begins a quarter of a second before the first sound, and ends a quarter of a second after the last', () => {
    const silences = [
      { startsAt: 0, endsAt: 30 },
      { startsAt: 34, endsAt: 60 },
    ];

    expect(speechIn(60, silences)).toEqual([{ startsAt: 29.75, endsAt: 34.25 }]);
  });

  it('a recording that is silent throughout has no speech', () => {
    expect(speechIn(60, [{ startsAt: 0, endsAt: 60 }])).toEqual([]);
  });

  it('the speech of a recording contains all its sound, in order, and no silence of more than a second, wherever the silences are', () => {
    const gap = fc.record({
      sound: fc.double({ min: 0.05, max: 20, noNaN: true }),
      silence: fc.double({ min: 0.4, max: 90, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 30 }), fc.double({ min: 0, max: 5, noNaN: true }), (gaps, end) => {
        let at = 0;
        const silences = gaps.map(({ sound, silence }) => {
          const startsAt = at + sound;
          at = startsAt + silence;
          return { startsAt, endsAt: at };
        });
        const seconds = at + end;
        const speech = speechIn(seconds, silences);
        const sound = soundIn(seconds, silences);

        expect(secondsOf(sound.flatMap((one) => within(one, speech)))).toBeCloseTo(secondsOf(sound), 6);
        expect(speech.every(({ startsAt }, nth) => nth === 0 || startsAt >= speech[nth - 1]!.endsAt)).toBe(true);
        const quiet = speech.flatMap((one) => within(one, silences));
        expect(Math.max(0, ...quiet.map(({ startsAt, endsAt }) => endsAt - startsAt))).toBeLessThan(1 + 1e-6);
      }),
    );
  });
});
