import { expect, it } from '@jest/globals';
import { modelWatch } from './model-watch';

class Config {}
const enhancer = { schema: 'enhancer', config: Config } as const;

it('an app says of each of its priced items which models it needs, or it does not compile: an item that is left out would stay on sale without a model', () => {
  const watches = [
    modelWatch({ ...enhancer, needs: () => ({ 'restoration.x2': [], 'restoration.x4': [] }) }),
    // @ts-expect-error -- an item is left out
    modelWatch({ ...enhancer, needs: () => ({ 'restoration.x2': [] }) }),
  ];

  expect(watches).toHaveLength(2);
});
