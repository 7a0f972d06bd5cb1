import { describe, expect, it } from '@jest/globals';
import { decoded, encoded, spoken, VOICES, type Voice, WORDS, wordsIn } from './index';
import { speakersOf } from './speakers';

/** A talk in which these voices say ten words at a time, and for each word the index of its voice. */
const talk = (voices: readonly Voice[], turns: number) => {
  const said = Array.from({ length: turns }, (_, turn) => ({
    voice: voices[(turn * 7) % voices.length]!,
    says: Array.from({ length: 10 }, (__, nth) => WORDS[(turn * 10 + nth) % WORDS.length]!).join(' '),
  }));
  const truth = said.flatMap(({ voice }) => Array<number>(10).fill(voices.indexOf(voice)));
  return { recording: encoded(spoken(...said)), truth };
};

describe('the speakers of a generated recording', () => {
  it('the speakers of a generated recording are told apart by their voices, even after the recording was made small', async () => {
    const { recording, truth } = talk(Object.values(VOICES), 24);
    const words = wordsIn(await decoded(await encoded(await decoded(await recording), 'small')));

    const speakers = speakersOf(words);

    expect(new Set(speakers).size).toBe(4);
    const first = new Map(truth.map((voice, nth) => [voice, nth] as const).toReversed());
    const numbers = [...first.keys()].toSorted((one, other) => first.get(one)! - first.get(other)!);
    const right = speakers.filter((speaker, nth) => numbers[speaker] === truth[nth]).length;
    expect(right / truth.length).toBeGreaterThan(0.95);
  });

  it('one person who speaks alone is one speaker', async () => {
    const { recording } = talk([VOICES.alto], 6);

    expect(new Set(speakersOf(wordsIn(await decoded(await recording))))).toEqual(new Set([0]));
  });

  it('two people whose voices are alike count as one speaker, because the listener has nothing but the sound', async () => {
    const { recording } = talk([VOICES.alto, { hertz: 190 }], 8);

    expect(new Set(speakersOf(wordsIn(await decoded(await recording))))).toEqual(new Set([0]));
  });
});
