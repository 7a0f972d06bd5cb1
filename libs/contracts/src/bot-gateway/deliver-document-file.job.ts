import { IsOptional, IsString, Length } from 'class-validator';
import { DOCUMENT_FORMATS, type DocumentFormat } from '@aisha/domain';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';

/** "Here is that document in another format." */
export class DeliverDocumentFile extends OrderReference {
  /** Where it lies, for a day (storage reference); null when it could not be made. */
  @IsOptional() @IsString() @Length(1, 512) document: string | null = null;

  @KnownValue(DOCUMENT_FORMATS) format!: DocumentFormat;

  /** What the person chose: a PDF has not the letters of every language, and a DOCX comes instead. */
  @KnownValue(DOCUMENT_FORMATS) asked!: DocumentFormat;
}
