import { IsString, Length } from 'class-validator';
import { TRANSCRIPT_TITLE_LENGTH } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

/** Gives a transcript a name instead of its date. */
export class RenameTranscript extends OrderReference {
  @IsString() @Length(TRANSCRIPT_TITLE_LENGTH.min, TRANSCRIPT_TITLE_LENGTH.max) title!: string;
}
