import { expect, it } from '@jest/globals';
import { ORDER_KIND } from '@aisha/kinds';
import { API_PREFIXES, filesOf } from '@aisha/kinds/files';
import { FILE_ROWS } from '@aisha/kinds/tables';
import { OFFERED_KINDS, offerOf } from './offered-kinds';

it('the API may read the files that its offers deliver, and no others', () => {
  const delivered = OFFERED_KINDS.flatMap((kind) => {
    const { delivers } = offerOf(kind);
    if (delivers === null) return [];
    const { from, path } = FILE_ROWS[delivers];
    const isNamed = new RegExp(`FROM ${from} .*\\b${path}\\b`);
    return filesOf(ORDER_KIND[kind].worker).filter(({ named }) => isNamed.test(named));
  });

  expect(delivered.map(({ prefix }) => prefix.key).toSorted()).toEqual(API_PREFIXES.map(({ key }) => key).toSorted());
});
