import { buttonOf, type Walker } from '../story/walker.mts';

/** What a person does on a walk, each with its answer waited for. */
export const handsOf = (walker: Walker) => ({
  says: async (text: string): Promise<void> => {
    await walker.writes(text);
    await walker.settles();
  },
  taps: async (...codes: string[]): Promise<void> => {
    for (const code of codes) {
      await walker.taps(code);
      await walker.settles();
    }
  },
  /** Orders what is offered, and waits for the button under what came of it. */
  orders: async (accept: string, result: string): Promise<void> => {
    const offer = await walker.waitsFor(accept);
    await walker.taps(accept);
    await walker.waitsFor(
      (message) => message.message_id > offer.message_id && buttonOf(message, result) !== undefined,
    );
    await walker.settles();
  },
});
