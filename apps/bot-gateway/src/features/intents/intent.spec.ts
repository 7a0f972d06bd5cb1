import { describe, expect, it } from '@jest/globals';
import { LATER_LINES, TYPED_LINES } from '../../../spec/typed-lines';
import { features } from '../../features';
import { Registry } from '../../engine/conversation/registry';
import { english } from './english';
import { commandFor } from './intent';
import { russian } from './russian';

type Line = (typeof TYPED_LINES)[number];

const isRight = ([typed, ...means]: Line): boolean => means.includes(commandFor(typed) ?? 'idea');
const wrong = (lines: readonly Line[]): string[] =>
  lines.filter((line) => !isRight(line)).map(([typed]) => `${typed} → ${commandFor(typed)}`);
const ideas = TYPED_LINES.filter(([, means]) => means === 'idea');
const questions = TYPED_LINES.filter(([, means]) => means !== 'idea');

describe('what a typed line asks for', () => {
  it('is known of at least 200 lines', () => {
    expect(TYPED_LINES.length).toBeGreaterThanOrEqual(200);
    expect(new Set(TYPED_LINES.map(([typed]) => typed)).size).toBe(TYPED_LINES.length);
  });

  it('is found in every line that the rules were written with', () => {
    expect(wrong(TYPED_LINES.filter((_, at) => at % 2 === 0))).toEqual([]);
  });

  it.each([
    ['questions', questions],
    ['ideas', ideas],
  ])('is right for 19 of 20 %s of the others', (_what, lines) => {
    const others = lines.filter((line) => TYPED_LINES.indexOf(line) % 2 === 1);

    expect(wrong(others).length / others.length).toBeLessThanOrEqual(0.05);
  });

  it('is found in 19 of 20 lines that came later', () => {
    expect(wrong(LATER_LINES).length / LATER_LINES.length).toBeLessThanOrEqual(0.05);
  });

  it('is a command of the bot', () => {
    const { commands } = new Registry(features);
    const meant = [russian, english].flatMap(({ intents }) => intents.map(({ command }) => command));

    expect(meant.filter((command) => !commands.has(command))).toEqual([]);
  });

  it.each([
    ['letters of any size and signs', '  ВЕРНИТЕ, деньги!!! ', 'paysupport'],
    ['ё', 'это ещё долго?', 'history'],
    ['an apostrophe', 'it doesn’t work', 'support'],
    ['words that change nothing', 'слушай, аиша, удали мои данные пожалуйста', 'privacy'],
    ['a line of signs alone', '?!', 'help'],
    ['nothing', ' ', undefined],
    ['address, whatever it is called', 'https://files.example/talks/help.mp3', undefined],
  ])('minds no %s', (_what, typed, command) => {
    expect(commandFor(typed)).toBe(command);
  });

  it('is nothing in a long description, whatever words are in it', () => {
    expect(commandFor(`${'старый маяк, туман, '.repeat(9)}верните деньги`)).toBeUndefined();
  });
});
