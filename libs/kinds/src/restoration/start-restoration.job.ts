import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { RESTORATION_SCALES, type RestorationScale, restorationItem } from './restoration';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';

/**
 * "Make the faces in this photo sharp, and the photo larger." Billing forwards it once the credits are held. It ends in
 * exactly one settle-hold.
 */
export class StartRestoration extends OrderReference {
  /** The photo that the trainer has made fit for restoring; it waits in storage under this id. */
  @IsUUID() photoId!: PhotoId;
  @KnownValue(RESTORATION_SCALES) scale!: RestorationScale;
}

export const RESTORATION_START = startMessage(StartRestoration, ({ scale }) => [restorationItem(scale), 1]);
