import type { IncomingMessage } from 'node:http';
import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { UPLOAD_USES, type UploadUse } from '@aisha/database/api';
import type { UploadedFileId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { IsIn } from 'class-validator';
import { nameOf } from '../answers/answers';
import { ByCaller, type Caller, type CallersRequest, Needs } from '../http/caller';
import { As, AsId } from '../http/input.pipes';
import { Problem } from '../http/problem';
import { TERMS } from '../http/terms';
import { answerOfFile, UploadedFileAnswer } from './file-answer';
import { Files } from './files';

export class UploadQuery {
  @ApiProperty({ enum: UPLOAD_USES, description: 'The kind of order that will take the file.' })
  @IsIn(UPLOAD_USES)
  for!: UploadUse;
}

/** The content types that a file may have. They say little: the app that checks a file looks at its content. */
export const OF_FILES = /^(image|audio|video)\/|^application\/(octet-stream|ogg|mp4|x-matroska)\b/i;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: `A name of yours for this file. The same file with the same name is taken once, within ${TERMS.answersKept}.`,
} as const;

/** Takes files that programs send, for later orders. */
@ApiTags('files')
@Controller('v1/files')
export class FilesController {
  constructor(
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @Needs('order')
  @ApiOperation({
    summary: 'Send a file',
    description:
      'The body is the file itself: a photo of a face to be restored, a photo to be animated, or a recording to be written down. It is looked at as what people send in the chat. Look at it until its state is “ready”, or wait for the message file.ready of a webhook.',
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiConsumes('application/octet-stream', 'image/*', 'audio/*', 'video/*')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 202, type: UploadedFileAnswer })
  async send(
    @ByCaller() caller: Caller,
    @Req() request: CallersRequest,
    @Query(new As(UploadQuery)) { for: usedFor }: UploadQuery,
  ): Promise<UploadedFileAnswer> {
    const name = nameOf(request);
    if (!OF_FILES.test(request.headers['content-type'] ?? '')) throw new Problem('content-type-not-taken');
    if (request.body !== request.raw) throw new Problem('file-empty');
    const file = await this.files.receive(caller, { usedFor, name, body: request.body as IncomingMessage });
    return answerOfFile(file, this.clock.now());
  }

  @Get(':id')
  @Needs('read')
  @ApiOperation({ summary: 'What was found in a file' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 200, type: UploadedFileAnswer })
  async find(@ByCaller() { userId }: Caller, @Param('id', new AsId()) id: UploadedFileId): Promise<UploadedFileAnswer> {
    return answerOfFile(await this.files.find(userId, id), this.clock.now());
  }
}
