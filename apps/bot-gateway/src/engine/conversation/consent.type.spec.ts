import { expect, it } from '@jest/globals';
import { answerTo } from './answer';
import type { IncomingFile, Input } from './input';
import { admit, type AdmittedInput } from './consent';

/** The fields besides `file` in which an input would carry a file that the check of the consent does not see. */
type Hidden<I> = I extends unknown
  ? { [K in keyof I]-?: K extends 'file' ? never : IncomingFile extends I[K] ? K : never }[keyof I]
  : never;

const none = <T extends never>(given?: T): T | undefined => given;

it('conversations take only input that was admitted, and every file is where the consent gate looks for it', () => {
  none<Hidden<Input>>();
  const input: Input = { kind: 'text', text: 'hello', messageId: 1 };
  const answers = (given: Parameters<typeof answerTo>[0]): AdmittedInput => given;
  // @ts-expect-error -- not admitted
  answers(input);

  expect(admit(input, { consent: null })).toBe(input);
});
