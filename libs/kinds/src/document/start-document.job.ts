import { IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { type Language, LANGUAGES, type OrderId, type TextId } from '@aisha/domain';
import { DOCUMENT_TYPES, type DocumentType, TARGET_LANGUAGES, type TargetLanguage, TEMPLATE_LIMITS } from './document';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';

/** "Make this document of my transcript", or of a text that I sent. Billing forwards it once the credits are held. */
export class StartDocument extends OrderReference {
  /** The order whose transcript the document is made of; null when it is made of a sent text. */
  @IsOptional() @IsUUID() transcriptId: OrderId | null = null;

  /** The sent text that the document is made of; null when it is made of a transcript. */
  @IsOptional() @IsUUID() textId: TextId | null = null;

  @KnownValue(DOCUMENT_TYPES) documentType!: DocumentType;

  /** The person's own headings, a line each, for a document of type `template`; null for every other type. */
  @IsOptional() @IsString() @Length(1, TEMPLATE_LIMITS.characters) template: string | null = null;

  /** The language the document is written in; of a translation, the language of its title. */
  @KnownValue(LANGUAGES) language!: Language;

  /** The language of a translation; null when it is the one in `language`, and for every other type. Since 2026-11-22. */
  @IsOptional() @KnownValue(TARGET_LANGUAGES) targetLanguage: TargetLanguage | null = null;

  /** Parts of text that were quoted and held (`textUnitsOf`). */
  @IsInt() @Min(1) @Max(10_000) units!: number;
}

export const DOCUMENT_START = startMessage(StartDocument, ({ units }) => ['document', units]);
