import { describe, expect, it } from '@jest/globals';
import { toEnglish } from './dictionary';

describe('the dictionary of the played writer', () => {
  it.each([
    ['моряк на корабле', 'sailor on ship'],
    ['на коньках', 'on ice skates'],
    ['с фотоаппаратом', 'with camera'],
    ['королева и король', 'queen and king'],
  ])('%s: “%s”, by the stem that matches most of a word', (russian, english) => {
    expect(toEnglish(russian)).toBe(english);
  });
});
