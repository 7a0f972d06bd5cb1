import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseId } from './ids';

const ID = '0193b1c4-7c6e-7a10-8f4e-3d2c1b0a9f8e';

describe('an id from outside', () => {
  it('an id from outside is accepted when it is a uuid', () => {
    fc.assert(fc.property(fc.uuid(), (id) => expect(parseId(id)).toBe(id)));
  });

  it.each([
    ['nothing', ''],
    ['a number', '42'],
    ['capitals, which no row has', ID.toUpperCase()],
    ['something before', ` ${ID}`],
    ['something behind', `${ID}/../`],
    ['a line break behind', `${ID}\n`],
    ['no dashes', ID.replaceAll('-', '')],
    ['a letter that is no hexadecimal digit', ID.replace('7c6e', '7c6g')],
    ['a digit missing', ID.slice(1)],
  ])('an id from outside is refused with %s', (_what, text) => expect(parseId(text)).toBeUndefined());

  it('a text that is no uuid is refused as an id', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(parseId(text)).toBeUndefined()));
  });
});
