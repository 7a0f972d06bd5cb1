import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type ApiScope, isApiKey } from '@aisha/domain';
import type { FastifyReply } from 'fastify';
import { ApiKeys } from './api-keys';
import { type Counted, RequestLimits } from '../limits/request-limits.store';
import { SCOPE, type CallersRequest } from '../http/caller';
import { Problem } from '../http/problem';

/** The routes whose POST counts toward a limit of its own, and not toward the limit of requests. */
const COUNTED_APART: Readonly<Record<string, Counted>> = { '/v1/orders': 'orders', '/v1/files': 'files' };

/**
 * Accepts a request whose key is valid, has the scope of the route, and is within its limits. A route for everybody needs no key. A
 * malformed key is refused without a query to the database.
 */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = this.reflector.getAllAndOverride<ApiScope | null | undefined>(SCOPE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (scope === null) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<CallersRequest>();
    const [, key = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const caller = isApiKey(key) ? await this.keys.callerOf(key) : null;
    if (!caller) throw new Problem('key-not-valid', {}, { 'www-authenticate': 'Bearer realm="Aisha"' });
    const counted = request.method === 'POST' ? COUNTED_APART[request.routeOptions.url ?? ''] : undefined;
    const headers = await this.limits.take(caller.keyId, counted ?? 'requests');
    void http.getResponse<FastifyReply>().headers(headers);
    if (scope === undefined || !caller.scopes.includes(scope)) throw new Problem('scope-missing', { scope });
    request.caller = caller;
    return true;
  }
}
