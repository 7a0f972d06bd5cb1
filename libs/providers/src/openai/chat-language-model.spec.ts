import { describe, expect, it } from '@jest/globals';
import { unfenced } from './chat-language-model';

describe('an answer in a block of Markdown', () => {
  it.each(['```json\n{"a": 1}\n```', '```{"a": 1}```', '{"a": 1}'])('the JSON of the answer %j is read', (answer) => {
    expect(JSON.parse(unfenced(answer))).toEqual({ a: 1 });
  });

  it('a block that does not end is read in little time, even if a text has made the model fill it with blanks', () => {
    const endless = `\`\`\`json${'\n'.repeat(3_000)}{`;
    const begunAt = performance.now();

    expect(unfenced(endless)).toBe(endless);

    // An expression that looks for blanks on both sides of the JSON takes longer than that.
    expect(performance.now() - begunAt).toBeLessThan(5_000);
  });
});
