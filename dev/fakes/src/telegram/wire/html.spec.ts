import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error';
import { parseHtml } from './html';

const reasonOf = (html: string): string | undefined => {
  try {
    parseHtml(html);
    return undefined;
  } catch (error) {
    return error instanceof ApiError
      ? error.description.replace("Bad Request: can't parse entities: ", '')
      : String(error);
  }
};

describe('HTML of a message', () => {
  it.each([
    ['<br>', 'Unsupported start tag "br" at byte offset 0'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<b>x', `Can't find end tag corresponding to start tag "b"`],
    ['</b>', 'Unexpected end tag at byte offset 0'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['привет <br>', 'Unsupported start tag "br" at byte offset 13'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<constructor>x</constructor>', 'Unsupported start tag "constructor" at byte offset 0'],
  ])('HTML of a message with %s is refused as Telegram refuses it', (html, reason) => {
    expect(reasonOf(html)).toBe(reason);
  });

  it('HTML of a message is read as a text and entities, which count UTF-16 units', () => {
    expect(parseHtml('😀 <b>ж<i>и</i></b> &lt;&amp;&#33;&nbsp; & <a href="https://a.b/?x=1&amp;y=2">c</>')).toEqual({
      text: '😀 жи <&!&nbsp; & c',
      entities: [
        { type: 'bold', offset: 3, length: 2 },
        { type: 'italic', offset: 4, length: 1 },
        { type: 'text_link', offset: 18, length: 1, url: 'https://a.b/?x=1&y=2' },
      ],
    });
  });

  it('HTML of a message may have code blocks with a language, quotes that expand and spoilers in both spellings', () => {
    const { entities } = parseHtml(
      '<pre><code class="language-ts">x</code></pre><blockquote expandable>y</blockquote><span class="tg-spoiler">z</span><tg-spoiler>w</tg-spoiler>',
    );
    expect(entities).toEqual([
      { type: 'pre', offset: 0, length: 1, language: 'ts' },
      { type: 'expandable_blockquote', offset: 1, length: 1 },
      { type: 'spoiler', offset: 2, length: 1 },
      { type: 'spoiler', offset: 3, length: 1 },
    ]);
  });
});
