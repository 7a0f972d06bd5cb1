import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = path.join(__dirname, '..', '..');
const TEXTS = ['apps/bot-gateway/src/**/*.ts', 'libs/words/src/*/*.ftl'];

const AN_EMOJI = /\p{Extended_Pictographic}/u;
/** An emoji that a device may draw as a black letter because no U+FE0F follows: 🎙 may be one, 🎨 never is. */
const DRAWN_AS_A_LETTER = /(?=\p{Extended_Pictographic})\P{Emoji_Presentation}(?!\uFE0F)/u;

describe('an emoji of the bot', () => {
  it('an emoji of the bot that a device could draw as a black letter is followed by U+FE0F', () => {
    const lines = globSync(TEXTS, { cwd: ROOT }).flatMap((file) =>
      readFileSync(path.join(ROOT, file), 'utf8')
        .split('\n')
        .filter((line) => AN_EMOJI.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    // The bot's texts have some two thousand lines with an emoji: fewer would mean that the check does not find them.
    expect(lines.length).toBeGreaterThan(1_000);
    expect(lines.filter((line) => DRAWN_AS_A_LETTER.test(line))).toEqual([]);
  });
});
