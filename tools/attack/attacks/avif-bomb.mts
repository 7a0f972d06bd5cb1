import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Attack } from '../attack.mts';
import { MB } from '../target.mts';
import { beginsAvatar, verdicts } from '../walks.mts';

/** The memory that a photo refused by its header may cost the trainer and its decoders. */
const GROWTH_AT_MOST_MB = 150;
/**
 * An AVIF of 7740 × 7740 pixels in one colour: 59.9 megapixels, just below our limit. It comes from `flatAvif`, which needs a minute to make
 * it on a busy machine.
 */
const BOMB = path.join(import.meta.dirname, '..', 'flat-7740.avif');

export const attack: Attack = {
  about: 'An AVIF of less than two kilobytes that takes 1.2 GB to decode is sent as a selfie.',
  holds: `Refused by its header; the trainer and its decoders grow by ${GROWTH_AT_MOST_MB} MB at most and go on.`,
  isQuick: true,
  async run(target) {
    const bomb = readFileSync(BOMB);
    const mallory = await target.customer('Mallory');
    const avatarId = await beginsAvatar(target, mallory);
    const trainer = target.processOf('avatar-trainer');
    const growth = await target.growthOf('avatar-trainer', async () => {
      await mallory.person.sendsDocument(bomb, 'selfie.avif', 'image/avif');
      await verdicts(target, avatarId, 1);
    });
    const [verdict] = await verdicts(target, avatarId, 1);
    const [finding = 'accepted'] = verdict?.findings ?? [];
    return {
      holds:
        finding === 'too-many-pixels' &&
        growth <= GROWTH_AT_MOST_MB * MB &&
        target.processOf('avatar-trainer') === trainer,
      figure: `AVIF of ${bomb.length} bytes that decodes to 1.2 GB: ${finding}, trainer +${Math.round(growth / MB)} MB`,
    };
  },
};
