import { describe, expect, it } from '@jest/globals';
import { murmured } from './murmur';

const RATE = 24_000;
const HERTZ = 120;
const said = (text: string): Int16Array => murmured(text, { seconds: text.length / 15, hertz: HERTZ, rate: RATE });

/** The power of the voice's overtones between two pitches, by Goertzel's algorithm. */
const powerBetween = (sound: Int16Array, from: number, to: number): number => {
  let sum = 0;
  for (let hertz = Math.ceil(from / HERTZ) * HERTZ; hertz <= to; hertz += HERTZ / 4) {
    const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
    let [last, before] = [0, 0];
    for (const sample of sound) [last, before] = [sample + turn * last - before, last];
    sum += last * last + before * before - turn * last * before;
  }
  return sum;
};
const loudness = (sound: Int16Array): number =>
  Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);

describe('the voice of the fakes', () => {
  it('the voice of the fakes says «а» with far stronger resonances around 1000 hertz than «и»', () => {
    const [open, close] = ['а', 'и'].map((vowel) => said(vowel.repeat(20)).subarray(2_000, -2_000)) as [
      Int16Array,
      Int16Array,
    ];
    const share = (sound: Int16Array): number => powerBetween(sound, 650, 1_350) / powerBetween(sound, 200, 500);

    expect(share(open) / share(close)).toBeGreaterThan(5);
  });

  it('the voice of the fakes pauses between sentences and is loud in the middle of a word', () => {
    const sound = said('мама мыла раму. мама мыла раму.');
    const windows = Array.from({ length: Math.floor(sound.length / 480) }, (_, at) =>
      loudness(sound.subarray(at * 480, (at + 1) * 480)),
    );

    expect(Math.min(...windows.slice(2, -12))).toBeLessThan(0.02 * Math.max(...windows));
    expect(windows.filter((one) => one > 0.2 * Math.max(...windows)).length).toBeGreaterThan(windows.length / 3);
  });

  it('the voice of the fakes sounds different for other words, and the same for the same words', () => {
    expect(said('привет')).toEqual(said('привет'));
    expect(said('привет')).not.toEqual(said('письмо'));
  });

  it('the voice of the fakes begins and ends loud, so that a careless cut is heard', () => {
    const sound = said('Тихо.');
    expect([sound[0], sound.at(-1)]).toEqual([12_000, 12_000]);
  });
});
