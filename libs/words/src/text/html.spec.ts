import { describe, expect, it } from '@jest/globals';
import { html, joined, plainText } from './html';

describe('what is said', () => {
  it('a text keeps its own markup and escapes a person’s words', () => {
    expect(html`<b>${'<i>"Tom" & Co</i>'}</b>`.markup).toBe('<b>&lt;i&gt;&quot;Tom&quot; &amp; Co&lt;/i&gt;</b>');
  });

  it('a text can be put into another text without being escaped twice', () => {
    expect(html`${html`<b>${'<'}</b>`} ${[1, html`<i>2</i>`, null, false]}`.markup).toBe('<b>&lt;</b> 1<i>2</i>');
  });

  it('a text leaves no gap where a part is missing', () => {
    expect(joined([html`a`, undefined, false, '<', html`b`], '\n\n').markup).toBe('a\n\n&lt;\n\nb');
  });

  it('a text without its markup keeps its words, even when the markup is broken', () => {
    expect(plainText(html`<b>${'a < b & "c" &lt;'}</b>\n<a href="https://x.y">z</a>`)).toBe('a < b & "c" &lt;\nz');
    expect(plainText({ markup: 'a < b <b>c' } as ReturnType<typeof html>)).toBe('a < b c');
  });
});
