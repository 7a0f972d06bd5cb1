import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { type Motion, MOTIONS } from './animation';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { PhotoInput, PictureInput } from '../order/order-input';
import { startMessage } from '../order/start-message';

/** "Make this picture move." Billing forwards it once the credits are held. It ends in exactly one settle-hold. */
export class StartAnimation extends OrderReference {
  @ValidateNested()
  @Type(() => PictureInput, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'picture', value: PictureInput },
        { name: 'photo', value: PhotoInput },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  input!: PictureInput | PhotoInput;

  @KnownValue(MOTIONS) motion!: Motion;
}

export const ANIMATION_START = startMessage(StartAnimation, () => ['animation', 1]);
