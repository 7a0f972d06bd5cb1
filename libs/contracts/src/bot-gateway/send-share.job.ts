import { IsInt, Min } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/** "Send the person a message to forward: their picture with their own link." The gateway sends it to itself. Added 2026-11-26. */
export class SendShare extends KindedOrderReference {
  /** The place of the picture in its album, from 0. */
  @IsInt() @Min(0) place!: number;
}
