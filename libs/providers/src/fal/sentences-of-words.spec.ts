import { describe, expect, it } from '@jest/globals';
import { sentencesOfWords } from './sentences-of-words';

/** Words of half a second, with a tenth between them; `/` is a second of quiet, `B:` another speaker. */
const words = (script: string) => {
  let [at, speaker] = [0, 'one'];
  return script.split(' ').flatMap((text) => {
    if (text === '/') at += 1;
    else if (text.endsWith(':')) speaker = text;
    else {
      at += 0.6;
      return [{ text, startsAt: at - 0.6, endsAt: at - 0.1, speaker }];
    }
    return [];
  });
};
const said = (script: string) =>
  sentencesOfWords(words(script)).map(({ text, speaker }) => (speaker ? `${speaker}: ${text}` : text));

describe('words as sentences', () => {
  it('a sentence ends at an end mark, at a change of the speaker and at a pause', () => {
    expect(said('Good morning. Let us begin B: Yes, let us A: now / or later')).toEqual([
      'A: Good morning.',
      'A: Let us begin',
      'B: Yes, let us',
      'C: now',
      'C: or later',
    ]);
  });

  it('a sentence has the time of its own first and last word', () => {
    expect(sentencesOfWords(words('One two. / Three'))).toMatchObject([
      { startsAt: expect.closeTo(0), endsAt: expect.closeTo(1.1) },
      { startsAt: expect.closeTo(2.2), endsAt: expect.closeTo(2.7) },
    ]);
  });

  it('a long sentence without an end mark ends at a comma, or at about twice the usual length', () => {
    const clause = `${Array<string>(40).fill('word').join(' ')},`;

    expect(said(`${clause} and so on`).map(({ length }) => length)).toEqual([clause.length, 'and so on'.length]);
    expect(Math.max(...said(Array<string>(200).fill('word').join(' ')).map(({ length }) => length))).toBeLessThan(330);
  });

  it('speakers are called by letters in the order of their first words, and the twenty-seventh by two letters', () => {
    const many = Array.from({ length: 27 }, (_, nth) => ({
      text: 'Hi.',
      startsAt: nth,
      endsAt: nth + 0.5,
      speaker: String(27 - nth),
    }));

    const labels = sentencesOfWords(many).map(({ speaker }) => speaker);
    expect([labels[0], labels[25], labels[26]]).toEqual(['A', 'Z', 'AA']);
  });

  it('a person who speaks alone has no letter', () => {
    expect(said('Good morning. And good night.')).toEqual(['Good morning.', 'And good night.']);
  });

  it('words without a speaker become sentences without a speaker', () => {
    expect(sentencesOfWords([{ text: 'Hi.', startsAt: 0, endsAt: 1, speaker: null }])).toMatchObject([
      { speaker: null },
    ]);
  });
});
