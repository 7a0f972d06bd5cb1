import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { isMissing } from '@aisha/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';

/** Answers every error with a problem that contains nothing internal. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = problemOf(error);
    if (problem.code === 'unexpected') {
      const { method, routeOptions } = http.getRequest<FastifyRequest>();
      this.log.failed('api.failed', error, { method, route: routeOptions.url ?? null });
    }
    answerWith(http.getResponse<FastifyReply>(), problem);
  }
}

/** Answers a path that Fastify itself refuses, before any filter, because it has wrong escapes or is too long. */
export const refusePath = (_error: unknown, _request: FastifyRequest, reply: FastifyReply): void =>
  answerWith(reply, new Problem('no-such-path'));

const answerWith = (reply: FastifyReply, { status, headers, body }: Problem): void =>
  void reply
    .status(status)
    .headers({ ...headers, 'content-type': 'application/problem+json; charset=utf-8' })
    .send(JSON.stringify(body));

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof AppError && error.code === 'storage-unreachable') return new Problem('storage-away');
  if (isMissing(error)) return new Problem('not-found');
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  if (status === 404) return new Problem('no-such-path');
  if (status === 413) return new Problem('body-too-large');
  if (status === 400 || status === 415) return new Problem('body-unreadable');
  return new Problem('unexpected');
}
