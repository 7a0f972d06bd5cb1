import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { ApiKeyId, ApiScope, UserId } from '@aisha/domain';
import type { FastifyRequest } from 'fastify';

/** The owner of a request’s key, and what the key may do. */
export interface Caller {
  readonly keyId: ApiKeyId;
  readonly userId: UserId;
  readonly scopes: readonly ApiScope[];
}

export type CallersRequest = FastifyRequest & { caller?: Caller };

/** The metadata that holds the scope of a route; null when everybody may read the route. */
export const SCOPE = 'scope';

/** Names the scope that a key needs for a route. A route without a scope is refused to everybody. */
export const Needs = (scope: ApiScope) => SetMetadata(SCOPE, scope);

/** Lets everybody read a route: the description of the API. */
export const ForAnybody = () => SetMetadata(SCOPE, null);

/** The caller of a route, whom the guard has found. */
export const ByCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallersRequest>();
  if (!caller) throw new Error('a route without the guard');
  return caller;
});
