import { describe, expect, it } from '@jest/globals';
import { sizeText } from './list.step';

const KB = 1024;
const MB = KB * KB;

describe('the size of a file', () => {
  it.each([
    [0, '1 КБ', '1 KB'],
    [1.4 * KB, '1 КБ', '1 KB'],
    [KB * KB - 1, '1 024 КБ', '1,024 KB'],
    [MB, '1 МБ', '1 MB'],
    [1.5 * MB, '1,5 МБ', '1.5 MB'],
    [9.5 * MB, '9,5 МБ', '9.5 MB'],
    [10.4 * MB, '10 МБ', '10 MB'],
    [1.5 * KB * MB, '1,5 ГБ', '1.5 GB'],
    [3 * KB * KB * MB, '3 072 ГБ', '3,072 GB'],
  ])('a file of %d bytes has the size %s in Russian, and %s in English', (bytes, ru, en) => {
    expect(sizeText(bytes, 'ru').replace(/\s/g, ' ')).toBe(ru);
    expect(sizeText(bytes, 'en')).toBe(en);
  });
});
