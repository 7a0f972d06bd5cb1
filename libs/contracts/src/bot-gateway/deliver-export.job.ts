import { IsOptional, IsString, Length } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from '@aisha/kinds';
import { KnownValue, OrderReference } from '@aisha/kinds/fields';

/** "Here is your transcript or document as the file that you asked for." */
export class DeliverExport extends OrderReference {
  /** Storage reference of the file, which is kept for a day; null when the file could not be made. */
  @IsOptional() @IsString() @Length(1, 512) document: string | null = null;

  @KnownValue(EXPORT_FORMATS) format!: ExportFormat;

  /**
   * The format that the person chose; the file is a DOCX where they chose PDF and our PDF font lacks the letters of the
   * language.
   */
  @KnownValue(EXPORT_FORMATS) asked!: ExportFormat;
}
