import { IsString, Length } from 'class-validator';
import { SPEAKER_NAME_LENGTH } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

/** Gives a speaker of a transcript a name, which is shown wherever that person speaks. */
export class NameSpeaker extends OrderReference {
  /** The model's label of the speaker; the transcriber ignores a label that the transcript lacks. */
  @IsString() @Length(1, 100) label!: string;

  @IsString() @Length(SPEAKER_NAME_LENGTH.min, SPEAKER_NAME_LENGTH.max) name!: string;
}
