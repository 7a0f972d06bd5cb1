import { ArrayMaxSize, IsInt, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import type { SourceId } from '@aisha/domain';
import { VOCABULARY } from './recording';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';

/** "Write down what is said here." Billing forwards it once the credits are held. */
export class StartTranscription extends OrderReference {
  /** The recording, which measure-recording has measured. */
  @IsUUID() sourceId!: SourceId;

  /** Units of speech that were quoted and held. */
  @IsInt() @Min(1) @Max(10_000) speechUnits!: number;

  /** The message in the person's chat that brought the recording: answers that quote it link their times to it. */
  @IsOptional() @IsInt() @Min(1) messageId?: number | null;

  /** The recording's started minutes, silences too: orders with the same number take about the same time. */
  @IsInt() @Min(1) @Max(10_000) minutes!: number;

  /** The language of the recording, as the person said (ISO 639-1); null: the model finds out. */
  @IsOptional() @Matches(/^[a-z]{2}$/) spokenLanguage?: string | null;

  /** The person's own names and terms, as hints for the model. The sender decides what is too short (StartGeneration). */
  @IsOptional()
  @ArrayMaxSize(VOCABULARY.words)
  @Length(1, VOCABULARY.length.max, { each: true })
  vocabulary?: readonly string[];
}

export const TRANSCRIPTION_START = startMessage(StartTranscription, ({ speechUnits }) => [
  'transcription.speech',
  speechUnits,
]);
