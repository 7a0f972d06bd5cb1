import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { ApiKeyId, ApiScope, UserId } from '@aisha/domain';
import type { FastifyRequest } from 'fastify';

/** Whose key a request has, and what it may do. */
export interface Caller {
  readonly keyId: ApiKeyId;
  readonly userId: UserId;
  readonly scopes: readonly ApiScope[];
}

export type CallersRequest = FastifyRequest & { caller?: Caller };

/** The metadata under which a route keeps the scope that it needs; null: anybody may read it. */
export const SCOPE = 'scope';

/** The scope that a key needs for a route. A route without it is refused to everybody. */
export const Needs = (scope: ApiScope) => SetMetadata(SCOPE, scope);

/** Lets anybody read a route: the description of the API. */
export const ForAnybody = () => SetMetadata(SCOPE, null);

/** The caller of a route, as the guard has found it. */
export const ByCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallersRequest>();
  if (!caller) throw new Error('a route without the guard');
  return caller;
});
