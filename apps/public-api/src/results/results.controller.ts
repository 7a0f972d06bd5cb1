import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '@aisha/domain';
import type { FastifyReply } from 'fastify';
import { ByCaller, Needs, type Caller } from '../http/caller';
import { AsId } from '../http/input.pipes';
import { ResultsAnswer } from '../orders/order-answer';
import { Results } from './results';

/** The results of orders. */
@ApiTags('results')
@Controller('v1/orders/:id')
export class ResultsController {
  constructor(private readonly results: Results) {}

  @Get('results')
  @Needs('read')
  @ApiOperation({
    summary: 'What an order has delivered',
    description: 'Empty until there is something, and after it was deleted.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 200, type: ResultsAnswer })
  list(@ByCaller() { userId }: Caller, @Param('id', new AsId()) id: OrderId): Promise<ResultsAnswer> {
    return this.results.of(userId, id);
  }

  @Get('files/:fileId')
  @Needs('read')
  @ApiOperation({ summary: 'The content of a file' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'fileId', format: 'uuid' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 200, schema: { type: 'string', format: 'binary' } })
  async file(
    @ByCaller() { userId }: Caller,
    @Param('id', new AsId()) id: OrderId,
    @Param('fileId', new AsId()) fileId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { content, contentType } = await this.results.open(userId, id, fileId);
    void reply.headers({ 'cache-control': 'private, no-store', 'content-disposition': 'attachment' });
    return new StreamableFile(content, { type: contentType });
  }
}
