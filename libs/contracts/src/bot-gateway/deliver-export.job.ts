import { IsOptional, IsString, Length } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from '@aisha/kinds';
import { KnownValue, OrderReference } from '@aisha/kinds/fields';

/** "Here is that transcript, or that document, in the format you asked for." */
export class DeliverExport extends OrderReference {
  /** Where it lies, for a day (storage reference); null when it could not be made. */
  @IsOptional() @IsString() @Length(1, 512) document: string | null = null;

  @KnownValue(EXPORT_FORMATS) format!: ExportFormat;

  /** The format that the person chose: a PDF lacks the letters of some languages, and a DOCX comes instead. */
  @KnownValue(EXPORT_FORMATS) asked!: ExportFormat;
}
