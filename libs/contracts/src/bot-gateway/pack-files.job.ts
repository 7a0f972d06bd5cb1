import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { FILE_KINDS, type FileKind } from '@aisha/kinds/tables';

/** A file of «Мои файлы», by its kind and its id there. */
export class FileInArchive {
  @KnownValue(FILE_KINDS) kind!: FileKind;
  @IsUUID() id!: string;
}

/**
 * "Pack the next of these files into one archive and send it." A person has marked them one by one. The gateway sends it to itself, one
 * message per archive, and each message names the files that are left.
 */
export class PackFiles {
  @IsUUID() userId!: UserId;
  /** The id of the whole set of archives, and of the card that shows their progress. */
  @IsUUID() archiveId!: string;
  /** The number of the archive, from 1. */
  @IsInt() @Min(1) part!: number;
  /** How many files all archives together have; the next field counts those already packed. */
  @IsInt() @Min(1) @Max(1_000) total!: number;
  @IsInt() @Min(0) @Max(1_000) packed!: number;
  @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => FileInArchive) files!: FileInArchive[];
  /** What the archives contain, in the words of the card. Absent: pictures. */
  @IsOptional() @KnownValue(['files']) of?: 'files' | null;
}
