import { IntField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * Adds the number of measured people from which on the bot tells what a training gains: in the figure of a few people, one of them could be
 * recognised.
 */
export function WithTrainingGain<Base extends Constructor>(base: Base) {
  class MeasuredGain extends base {
    /**
     * The bot tells how much a training adds to the likeness once this many people are measured, both of those who were drawn from a selfie
     * and of those who have trained an avatar, with three pictures each on average. `npm start` tells it from one person on while Telegram is
     * played.
     */
    @IntField(1, 100_000) TRAINING_GAIN_PEOPLE = 30;
  }
  return MeasuredGain;
}
