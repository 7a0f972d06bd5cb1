import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type AvatarId, LOOK_GROUPS, type LookGroup, type PictureId, type UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';

/** A moment as JSON has it. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * "Pack the next of this person's pictures into one archive and send it." The gateway sends it to itself, one message per archive; after
 * each archive it sends the next message while pictures are left. So a process that dies loses only the archive that it was packing.
 */
export class PackPictures {
  @IsUUID() userId!: UserId;
  /** The id of the whole set of archives, and of the card that shows their progress. */
  @IsUUID() archiveId!: string;
  /** The number of the archive, from 1. */
  @IsInt() @Min(1) part!: number;
  /** How many pictures all archives together have; the next field counts those already packed. */
  @IsInt() @Min(1) @Max(1_000) total!: number;
  @IsInt() @Min(0) @Max(1_000) packed!: number;
  /**
   * The last picture of the previous archive: this archive begins with the picture that comes after it, newest first. Null: this archive
   * begins with the newest picture.
   */
  @IsOptional() @IsUUID() before?: PictureId | null;

  // The next fields select the pictures; a field that is null leaves out no picture.
  @IsOptional() @IsUUID() avatarId?: AvatarId | null;
  @IsBoolean() isFavourite!: boolean;
  @IsOptional() @IsString() @Matches(MOMENT) since?: string | null;
  @IsOptional() @IsString() @Length(1, 100) words?: string | null;
  @IsOptional() @KnownValue(LOOK_GROUPS) lookGroup?: LookGroup | null;
  /** The pictures that the person has marked one by one. Since 2026-11-26 the gateway sends pack-files for such pictures instead. */
  @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMinSize(1) @ArrayMaxSize(100) pictureIds?: PictureId[] | null;
}
