import { DOCUMENT_FORMATS, type DocumentFormat } from '@aisha/kinds';
import { KnownValue, OrderReference } from '@aisha/kinds/fields';

/** "Make a file of this document." Free; the answer is deliver-document-file. */
export class ExportDocument extends OrderReference {
  @KnownValue(DOCUMENT_FORMATS) format!: DocumentFormat;
}
