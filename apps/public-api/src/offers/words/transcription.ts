import { startOrder } from '@aisha/contracts';
import type { SourceId, UploadedFileId } from '@aisha/domain';
import { minutesOf, SPOKEN_LANGUAGES, type SpokenLanguage, VOCABULARY } from '@aisha/kinds';
import { TranscriptReader } from '@aisha/kinds/tables';
import { cuesOf, srtOf } from '@aisha/printing';
import { transcribeTexts } from '@aisha/words';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsId } from '../../http/input.pipes';
import type { OfferedKindOf } from '../kind/offered-kind';
import { OrderBody } from '../kind/order-body';

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

export const TRANSCRIPTION_OFFER: OfferedKindOf<'transcription', TranscriptionBody> = {
  body: TranscriptionBody,
  line: async ({ fileId, spokenLanguage = null, vocabulary }, { userId, files }) => {
    const { seconds, speech } = await files.ready(userId, fileId, 'transcription');
    const line = await files.lineOfSpeech(userId, speech ?? 0);
    const asked = {
      ...{ sourceId: fileId as string as SourceId, speechUnits: line.units, minutes: minutesOf(seconds ?? 0) },
      ...{ messageId: null, spokenLanguage, vocabulary },
    };
    return { ...line, fileId, start: (orderId) => startOrder('transcription', { orderId, userId, ...asked }) };
  },
  delivers: 'transcript',
  transcript: async (database, userId, orderId) => {
    const found = await new TranscriptReader(database).find(userId, orderId);
    if (!found) return null;
    const { content: text, title, language, segments, speakers, duration: seconds } = found;
    const calledBy = (label: string) => speakers[label] ?? transcribeTexts.en.voice({ label });
    return {
      ...{ title, language, seconds, text, srt: srtOf(cuesOf(segments, calledBy)) },
      segments: segments.map(({ startsAt, endsAt, text, speaker, doubt }) => ({
        ...{ startsAt, endsAt, text, speaker: speaker && calledBy(speaker), isDoubtful: doubt !== null },
      })),
    };
  },
};
