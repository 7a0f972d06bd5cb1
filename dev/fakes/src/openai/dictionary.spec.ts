import { describe, expect, it } from '@jest/globals';
import { toEnglish } from './dictionary';

describe('the dictionary of the played writer', () => {
  it.each([
    ['моряк на корабле', 'sailor on ship'],
    ['на коньках', 'on ice skates'],
    ['с фотоаппаратом', 'with camera'],
    ['королева и король', 'queen and king'],
    ['сделай фон вечерним', 'make background evening'],
    ['одень женщину в синий костюм', 'clothe woman in blue suit'],
    ['в жёлтом дождевике', 'in yellow raincoat'],
  ])('the played writer turns «%s» into “%s”, by the stem that matches most of a word', (russian, english) => {
    expect(toEnglish(russian)).toBe(english);
  });
});
