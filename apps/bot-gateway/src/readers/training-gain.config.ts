import { IntField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * Adds the setting with the least number of measured people at which the bot says what a training gains: in a figure of fewer people, one of
 * them could be recognised.
 */
export function WithTrainingGain<Base extends Constructor>(base: Base) {
  class MeasuredGain extends base {
    /**
     * The least number of measured people before the bot says how much a training adds to the likeness. It applies both to people drawn from
     * a selfie and to people with a trained avatar, and on average each needs three pictures. Where a fake plays Telegram, `npm start` sets
     * it to one person.
     */
    @IntField(1, 100_000) TRAINING_GAIN_PEOPLE = 30;
  }
  return MeasuredGain;
}
