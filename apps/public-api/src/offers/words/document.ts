import { startOrder } from '@aisha/contracts';
import { type Language, LANGUAGES, type OrderId } from '@aisha/domain';
import {
  DOCUMENT_TYPES,
  type DocumentType,
  isTemplate,
  TARGET_LANGUAGES,
  type TargetLanguage,
  TEMPLATE_LIMITS,
} from '@aisha/kinds';
import { DocumentReader } from '@aisha/kinds/tables';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsId } from '../../http/input.pipes';
import { wrong } from '../../http/problem';
import type { OfferedKindOf } from '../kind/offered-kind';
import { OrderBody } from '../kind/order-body';
import { unitsOfTranscript } from './units-of-transcript';

/** A document from a transcript. */
export class DocumentBody extends OrderBody {
  @ApiProperty({ enum: ['document'] }) @IsIn(['document']) kind!: 'document';
  @ApiProperty({ type: String, format: 'uuid', description: 'A transcript of /v1/transcripts.' })
  @IsId()
  transcriptId!: OrderId;
  @ApiProperty({ enum: DOCUMENT_TYPES }) @IsIn(DOCUMENT_TYPES) documentType!: DocumentType;

  @ApiPropertyOptional({ enum: LANGUAGES, default: 'en', description: 'The language it is written in.' })
  @IsIn(LANGUAGES)
  language: Language = 'en';

  @ApiPropertyOptional({ enum: TARGET_LANGUAGES, description: 'The language of a translation; required for one.' })
  @IsOptional()
  @IsIn(TARGET_LANGUAGES)
  targetLanguage?: TargetLanguage;

  @ApiPropertyOptional({
    maxLength: TEMPLATE_LIMITS.characters,
    description: 'Headings, a line each; required for a template.',
  })
  @IsOptional()
  @IsString()
  @Length(1, TEMPLATE_LIMITS.characters)
  template?: string;
}

export const DOCUMENT_OFFER: OfferedKindOf<'document', DocumentBody> = {
  body: DocumentBody,
  line: async (body, asked) => {
    const { userId } = asked;
    const { transcriptId, documentType, language, template = null, targetLanguage = null } = body;
    if ((documentType === 'template') !== (template !== null) || (template !== null && !isTemplate(template)))
      throw wrong('template', 'template must have one to twenty headings, and belongs to the type “template” alone');
    if ((documentType === 'translation') !== (targetLanguage !== null))
      throw wrong('targetLanguage', 'targetLanguage belongs to the type “translation”, and to no other');
    const units = await unitsOfTranscript(transcriptId, asked);
    const order = { transcriptId, textId: null, documentType, template, language, targetLanguage, units };
    return { item: 'document', units, start: (orderId) => startOrder('document', { orderId, userId, ...order }) };
  },
  delivers: 'document',
  points: async (database, userId, orderId) => (await new DocumentReader(database).find(userId, orderId))?.points ?? [],
};
