import { IsString, Length } from 'class-validator';
import { type Language, LANGUAGES } from '@aisha/domain';
import { EXPORT_FORMATS, type ExportFormat } from '@aisha/kinds';
import { KnownValue, OpenValue, OrderReference } from '@aisha/kinds/fields';

/** "Make a file of this transcript." Free; the answer is deliver-transcript-file. */
export class ExportTranscript extends OrderReference {
  @KnownValue(EXPORT_FORMATS) format!: ExportFormat;

  /** The heading above the text: the person's name for the transcript, or its date. */
  @IsString() @Length(1, 200) title!: string;

  /** The language of the words around the text. */
  @OpenValue(LANGUAGES, { fallback: 'ru' }) language!: Language;
}
