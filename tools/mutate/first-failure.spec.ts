/** @jest-environment ./mutate/first-failure.cjs */
import { expect, it } from '@jest/globals';

it('under mutants an error that Node throws is of the class that the code names, and of no other', async () => {
  const cut: unknown = await fetch('http://127.0.0.1:1').catch((error: unknown) => error);

  expect(cut instanceof TypeError).toBe(true);
  expect(cut instanceof Error).toBe(true);
  expect(cut instanceof RangeError).toBe(false);
});
