import type { Product } from '../product/product.mts';
import type { Visitor } from '../product/visitor.mts';

const COMMANDS = [
  '/start',
  '/menu',
  '/balance',
  '/avatars',
  '/generate',
  '/create',
  '/transcripts',
  '/help',
  '/language',
];
const WORDS = 'a walk along the sea at sunset';
const PRESSES_A_SCREEN = 14;
const QUIET_WITHIN_MS = 20_000;

/**
 * Plays a person who tries everything: each command, the buttons that appear after it, each once and PRESSES_A_SCREEN at most, and some text
 * where there is no new button. Returns how many buttons were pressed.
 */
export const tryEverything = async (product: Product, visitor: Visitor): Promise<number> => {
  const pressed = new Set<string>();
  for (const command of COMMANDS) {
    await visitor.says(command);
    await product.isQuiet(QUIET_WITHIN_MS);
    for (let press = 0, hasSpoken = false; press < PRESSES_A_SCREEN; press += 1) {
      const tap = visitor.buttons.find(
        ({ text, callback_data }) => callback_data && !pressed.has(`${command} ${text}`),
      );
      if (tap) {
        pressed.add(`${command} ${tap.text}`);
        await visitor.taps({ messageId: tap.messageId, data: tap.callback_data ?? '' });
      } else if (hasSpoken) break;
      else {
        hasSpoken = true;
        await visitor.says(WORDS);
      }
      await product.isQuiet(QUIET_WITHIN_MS);
    }
  }
  return pressed.size;
};
