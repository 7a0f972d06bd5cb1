import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const BOT = path.join(__dirname, '..', '..', 'apps', 'bot-gateway', 'src');

/** An emoji that a device may draw as a black letter because no U+FE0F follows: 🎙 may be one, 🎨 never is. */
const DRAWN_AS_A_LETTER = /(?=\p{Extended_Pictographic})\P{Emoji_Presentation}(?!\uFE0F)/u;

describe('an emoji of the bot', () => {
  it('an emoji of the bot that a device could draw as a black letter is followed by U+FE0F', () => {
    const lines = globSync('**/*.ts', { cwd: BOT }).flatMap((file) =>
      readFileSync(path.join(BOT, file), 'utf8')
        .split('\n')
        .filter((line) => DRAWN_AS_A_LETTER.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).toEqual([]);
  });
});
