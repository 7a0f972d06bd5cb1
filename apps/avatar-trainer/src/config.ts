import { ValidateBy } from 'class-validator';
import { WithOrders } from '@aisha/orders/config';
import { WithFal } from '@aisha/providers/fal';
import { BooleanField, DatabaseAppConfig, IntField } from '@aisha/platform';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';

export class AvatarTrainerConfig extends WithOrders(WithFal(WithUnownedFiles(WithStorage(DatabaseAppConfig)))) {
  /**
   * The milliseconds until the longest training times out, counted from its submission. A shorter training gets less time, but at least
   * half of this.
   */
  @IntField(1_000, 110 * 60_000) TRAINING_TIMEOUT_MS = 90 * 60_000;

  /**
   * How many milliseconds after its submission FAL is first polled for a training whose callback has not come. Later polls follow further
   * apart.
   */
  @IntField(50, 600_000) TRAINING_POLL_MS = 5_000;

  /**
   * Whether a new avatar is tried out at our cost: with three pictures by its model and, if the avatar has enough photos, one picture from
   * its photos. The pictures show the best scale of the model, and whether the model or the photos give the picture that is more like the
   * person.
   */
  @BooleanField() LORA_PROBE = true;

  /** Whether avatars are trained at the sandbox even when there is a FAL key: `npm start` points this app's FAL addresses there. */
  @BooleanField() @NeedsSandbox() AVATAR_TEST_MODE = false;

  /** Another name for AVATAR_TEST_MODE. */
  @BooleanField() @NeedsSandbox() FAL_TRAINING_TEST_MODE = false;
}

/** Refuses test mode with FAL's own address: the app would spend real money. */
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
