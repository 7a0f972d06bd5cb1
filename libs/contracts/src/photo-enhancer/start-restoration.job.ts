import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { RESTORATION_SCALES, type RestorationScale } from '@aisha/kinds';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';

/** "Make the faces in this photo sharp, and the photo larger." Let through by billing once the credits are held. Ends in one settle-hold. */
export class StartRestoration extends OrderReference {
  /** The photo that the trainer has made fit for it; it waits in storage under this id. */
  @IsUUID() photoId!: PhotoId;
  @KnownValue(RESTORATION_SCALES) scale!: RestorationScale;
}
