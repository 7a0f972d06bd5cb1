import { IsString, Length } from 'class-validator';
import { OrderReference } from '@aisha/kinds/fields';

/**
 * "How similar are the faces still to those of the original?" The trainer answers with keep-edit-likeness, unless a picture is gone. Added
 * 2026-11-25.
 */
export class MeasureEdit extends OrderReference {
  /** Storage reference of the picture as it was. */
  @IsString() @Length(1, 512) before!: string;
  /** Storage reference of the changed picture. */
  @IsString() @Length(1, 512) after!: string;
}
