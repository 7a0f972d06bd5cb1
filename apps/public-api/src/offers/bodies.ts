import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  type AvatarId,
  LANGUAGES,
  type Language,
  MAX_PICTURES,
  type OrderId,
  type PictureId,
  PROMPT_LENGTH,
  type UploadedFileId,
} from '@aisha/domain';
import {
  CHANGE_LENGTH,
  DOCUMENT_TYPES,
  type DocumentType,
  type Motion,
  MOTIONS,
  type OrderKind,
  QUESTION_LENGTH,
  RESTORATION_SCALES,
  type RestorationScale,
  SPEECH_SPEEDS,
  type SpeechSpeed,
  SPOKEN_LANGUAGES,
  type SpokenLanguage,
  TARGET_LANGUAGES,
  type TargetLanguage,
  TEMPLATE_LIMITS,
  TYPED_SPEECH_CHARACTERS,
  UPSCALE_SIZES,
  type UpscaleSize,
  VOCABULARY,
  type Voice,
  VOICES,
} from '@aisha/kinds';
import { IsId } from '../http/input.pipes';

/** The fields that every order has. */
export abstract class OrderBody {
  @ApiPropertyOptional({
    description:
      'The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price.',
    example: 5,
    minimum: 0,
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 2 })
  @Min(0)
  @Max(1_000_000)
  maxCredits?: number;
}

/** Pictures from an idea, of an avatar or without an avatar. */
export class GenerationBody extends OrderBody {
  @ApiProperty({ enum: ['generation'] }) @IsIn(['generation']) kind!: 'generation';

  @ApiProperty({
    description: 'What is to be drawn, in any language.',
    ...{ minLength: PROMPT_LENGTH.min, maxLength: PROMPT_LENGTH.max, example: 'a lighthouse in the fog, oil painting' },
  })
  @IsString()
  @Length(PROMPT_LENGTH.min, PROMPT_LENGTH.max)
  idea!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'The avatar to be drawn; without it nobody in particular.',
  })
  @IsOptional()
  @IsId()
  avatarId?: AvatarId;

  @ApiPropertyOptional({ enum: ASPECT_RATIOS, default: '3:4' }) @IsIn(ASPECT_RATIOS) aspectRatio: AspectRatio = '3:4';

  @ApiPropertyOptional({ minimum: 1, maximum: MAX_PICTURES, default: 1 })
  @IsInt()
  @Min(1)
  @Max(MAX_PICTURES)
  pictures: number = 1;

  @ApiPropertyOptional({ default: true, description: 'Whether we add light, lens and more to the idea.' })
  @IsBoolean()
  enhance: boolean = true;
}

/** A text, read aloud. */
export class SpeechBody extends OrderBody {
  @ApiProperty({ enum: ['speech'] }) @IsIn(['speech']) kind!: 'speech';

  @ApiProperty({
    minLength: 1,
    maxLength: TYPED_SPEECH_CHARACTERS,
    example: 'Good evening. The shop closes in ten minutes.',
  })
  @IsString()
  @Length(1, TYPED_SPEECH_CHARACTERS)
  text!: string;

  @ApiPropertyOptional({ enum: VOICES, default: 'soft' }) @IsIn(VOICES) voice: Voice = 'soft';

  @ApiPropertyOptional({ enum: SPEECH_SPEEDS, default: 100, description: 'In hundredths of the voice’s own speed.' })
  @IsIn(SPEECH_SPEEDS)
  speed: SpeechSpeed = 100;
}

const ORDER_OF_PICTURE = { type: String, format: 'uuid', description: 'The order that delivered the picture.' };
const DELIVERED_PICTURE = {
  type: String,
  format: 'uuid',
  description: 'The picture, as /v1/orders/{id}/results names it.',
};

/** An order that makes something of a delivered picture, which the body names by the id of its order and the id of the picture. */
abstract class PictureBody extends OrderBody {
  @ApiProperty(ORDER_OF_PICTURE)
  @IsId()
  orderId!: OrderId;
  @ApiProperty(DELIVERED_PICTURE)
  @IsId()
  pictureId!: PictureId;
}

/** A delivered picture made larger. */
export class UpscaleBody extends PictureBody {
  @ApiProperty({ enum: ['upscale'] }) @IsIn(['upscale']) kind!: 'upscale';
  @ApiPropertyOptional({
    ...{ enum: UPSCALE_SIZES, default: '2k' },
    description: 'A size that is larger than the picture. A picture without an avatar is too large for “2k”.',
  })
  @IsIn(UPSCALE_SIZES)
  size: UpscaleSize = '2k';
}

/** A delivered picture, or a sent photo, that moves: a short video. */
export class AnimationBody extends OrderBody {
  @ApiProperty({ enum: ['animation'] }) @IsIn(['animation']) kind!: 'animation';

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A file of POST /v1/files?for=animation; or else a picture by orderId and pictureId.',
  })
  @IsOptional()
  @IsId()
  fileId?: UploadedFileId;

  @ApiPropertyOptional(ORDER_OF_PICTURE)
  @IsOptional()
  @IsId()
  orderId?: OrderId;

  @ApiPropertyOptional(DELIVERED_PICTURE)
  @IsOptional()
  @IsId()
  pictureId?: PictureId;

  @ApiPropertyOptional({ enum: MOTIONS, default: 'alive' }) @IsIn(MOTIONS) motion: Motion = 'alive';
}

/** A delivered picture changed by a sentence. */
export class EditBody extends PictureBody {
  @ApiProperty({ enum: ['edit'] }) @IsIn(['edit']) kind!: 'edit';

  @ApiProperty({ minLength: CHANGE_LENGTH.min, maxLength: CHANGE_LENGTH.max, example: 'make it evening' })
  @IsString()
  @Length(CHANGE_LENGTH.min, CHANGE_LENGTH.max)
  change!: string;
}

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

/** An answer from one transcript, or from all transcripts. */
export class QuestionBody extends OrderBody {
  @ApiProperty({ enum: ['question'] }) @IsIn(['question']) kind!: 'question';

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A transcript of /v1/transcripts; without it all are asked.',
  })
  @IsOptional()
  @IsId()
  transcriptId?: OrderId;

  @ApiProperty({
    minLength: QUESTION_LENGTH.min,
    maxLength: QUESTION_LENGTH.max,
    example: 'What did we decide about the price?',
  })
  @IsString()
  @Length(QUESTION_LENGTH.min, QUESTION_LENGTH.max)
  question!: string;
}

/** A photo of a face, made sharp and larger. */
export class RestorationBody extends OrderBody {
  @ApiProperty({ enum: ['restoration'] }) @IsIn(['restoration']) kind!: 'restoration';
  @ApiProperty({ type: String, format: 'uuid', description: 'A file of POST /v1/files?for=restoration.' })
  @IsId()
  fileId!: UploadedFileId;

  @ApiPropertyOptional({
    enum: RESTORATION_SCALES,
    description: 'How many times longer each side becomes. Absent: four times for a small photo, twice for any other.',
  })
  @IsOptional()
  @IsIn(RESTORATION_SCALES)
  scale?: RestorationScale;
}

/** The words of a recording. */
export class TranscriptionBody extends OrderBody {
  @ApiProperty({ enum: ['transcription'] }) @IsIn(['transcription']) kind!: 'transcription';
  @ApiProperty({ type: String, format: 'uuid', description: 'A file of POST /v1/files?for=transcription.' })
  @IsId()
  fileId!: UploadedFileId;

  @ApiPropertyOptional({
    enum: SPOKEN_LANGUAGES,
    description:
      'The language that is spoken; without it we find out. A recording in uk or kk may come without its speakers told apart.',
  })
  @IsOptional()
  @IsIn(SPOKEN_LANGUAGES)
  spokenLanguage?: SpokenLanguage;

  @ApiPropertyOptional({
    ...{ type: [String], maxItems: VOCABULARY.words, example: ['PgBouncer'] },
    description: 'Names and terms that occur in it, as hints.',
  })
  @IsArray()
  @ArrayMaxSize(VOCABULARY.words)
  @IsString({ each: true })
  @Length(VOCABULARY.length.min, VOCABULARY.length.max, { each: true })
  vocabulary: string[] = [];
}

/** The kinds that can be ordered by the API: all but those for which the bot looks at each photo, or asks each friend. */
export type OfferedKind = Exclude<OrderKind, 'training' | 'together'>;

/** What can be ordered by the API, by its kind. */
export const ORDER_BODIES = {
  generation: GenerationBody,
  speech: SpeechBody,
  upscale: UpscaleBody,
  animation: AnimationBody,
  edit: EditBody,
  document: DocumentBody,
  question: QuestionBody,
  restoration: RestorationBody,
  transcription: TranscriptionBody,
} as const satisfies Readonly<Record<OfferedKind, new () => OrderBody>>;
export const OFFERED_KINDS = Object.keys(ORDER_BODIES) as OfferedKind[];
export type BodyOf<Kind extends OfferedKind> = InstanceType<(typeof ORDER_BODIES)[Kind]>;
export type AnyOrderBody = BodyOf<OfferedKind>;
