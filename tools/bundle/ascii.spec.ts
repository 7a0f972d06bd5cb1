import { describe, expect, it } from '@jest/globals';
import { ascii } from './ascii.mts';

/** What an expression is worth, as a script. */
const worth = (expression: string): unknown => new Function(`return (${expression});`)();

const BEYOND = /[^\0-\x7f]/;

describe('a bundled script without characters beyond ASCII', () => {
  it.each([
    ['a regular expression', `'Ёлка, 12 лет'.replace(/[а-яё]+|лет/giu, '·')`],
    ['a regular expression with a character of two units, as code points', `/^[👤🖼]$/u.exec('👤')`],
    ['a regular expression with a character of two units, as units', `/👤{1}/.exec('👤')`],
    ['String.raw', 'new RegExp(String.raw`[а-я’]+\\`${1 + 1}\\d`).exec("а’`25")'],
    ['String.raw in String.raw', 'String.raw`→\\n${String.raw`\\t«${"x"}»`}$\\u0041`'],
    [
      'String.raw after a line without a semicolon',
      '(() => { const b = 1\n let a = b\n String.raw`é`.length\n return a })()',
    ],
    ['String.raw whose value is asked further', 'String.raw`é\\u0041`.length'],
    [
      'a tag that reads the cooked text',
      '((html) => html`👤 ${1}\\n${2} «»`)((strings, ...values) => [...strings, values])',
    ],
    ['a backslash that means nothing before a character', '"a–b".replace(/[\\–\\—u]/, "+")'],
    ['two backslashes before a character', '/\\\\–/.exec("\\\\–")'],
    ['a set of characters with operations', '"ёж".match(/[[а-яё]--[ж]]/gv)'],
    ['the name of a group', '/(?<имя>[а-я])/u.exec("я").groups'],
  ])('%s means the same when it is written in ASCII', (_what, expression) => {
    const written = ascii(`const value = ${expression};`).replace(/^const value = |;$/g, '');

    expect(worth(written)).toEqual(worth(expression));
    // Strings and ordinary templates are left to esbuild.
    expect(written.replace(/'[^']*'|"[^"]*"/g, '')).not.toMatch(BEYOND);
  });

  it('a script with a tag that may read backslashes is not written in ASCII', () => {
    expect(() => ascii('const { raw } = String; raw`é`;')).toThrow('the tag raw');
  });

  it('a script that is ASCII already stays as it is', () => {
    const script = 'const words = /\\p{L}+/u; const raw = String.raw`\\d`;';

    expect(ascii(script)).toBe(script);
  });
});
