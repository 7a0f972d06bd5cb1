import { IsOptional, IsUUID } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { ASKING_APPS, type AskingApp } from '../asking-app';

/**
 * "Measure this recording." The app that asks has stored it under these ids: the gateway, which fetched it, or the public API, to which it was
 * uploaded. The person has not paid for it yet. The transcriber decodes the recording once and keeps it in the form that the speech model hears. It answers with show-recording: the length and how much of it is
 * speech, or the reason why there is no price.
 */
export class MeasureRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;

  /** The app that gets the answer; the gateway when absent. Since 2026-11-25. */
  @IsOptional() @KnownValue(ASKING_APPS) answerTo?: AskingApp;
}
