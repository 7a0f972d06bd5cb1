import { ValidateBy } from 'class-validator';
import { WithFal } from '@aisha/providers/fal';
import { BooleanField, DatabaseAppConfig, IntField } from '@aisha/platform';
import { WithStorage } from '@aisha/storage';

export class AvatarTrainerConfig extends WithFal(WithStorage(DatabaseAppConfig)) {
  /**
   * From the order to its end, for the longest training; shorter ones get less, at least half. Below billing's two hours, after
   * which it gives forgotten credits back by itself.
   */
  @IntField(1_000, 110 * 60_000) TRAINING_TIMEOUT_MS = 90 * 60_000;

  /** How soon FAL is asked about a training whose callback has not come; later ones follow further apart. Also the pace of progress. */
  @IntField(50, 600_000) TRAINING_LOOK_MS = 5_000;

  /** How long to leave FAL alone after it was busy, out of credit or not there. */
  @IntField(10, 600_000) TRAINING_PAUSE_MS = 15_000;

  /** Train at the sandbox even with a key: `npm start` points this app's FAL addresses there. */
  @BooleanField() @NeedsSandbox() AVATAR_TEST_MODE = false;

  /** The same under its other name. */
  @BooleanField() @NeedsSandbox() FAL_TRAINING_TEST_MODE = false;
}

/** Started in test mode with FAL's own address, the app would spend real money: it refuses to start instead. */
function NeedsSandbox() {
  return ValidateBy({
    name: 'needsSandbox',
    validator: {
      validate: (isOn, args) => !(isOn === true && isFals((args?.object as AvatarTrainerConfig).FAL_QUEUE_URL)),
      defaultMessage: () => '$property needs FAL_QUEUE_URL to be the address of the sandbox',
    },
  });
}

const isFals = (url: string): boolean => URL.canParse(url) && /(^|\.)fal\.(run|ai)$/.test(new URL(url).hostname);
