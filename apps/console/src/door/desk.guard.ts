import {
  ForbiddenException,
  HttpException,
  Injectable,
  NotFoundException,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mayDo, type Role } from '@aisha/domain';
import { HealthController } from '@aisha/platform';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ConsoleConfig, originOf } from '../config';
import { Operators } from '../sign-in/operators';
import { SessionStore } from '../sign-in/session.store';
import { csrfOf, isSame } from '../sign-in/tokens';
import { ALLOWED, setOperator, type Allowed } from './access';
import { sessionIn } from './cookies';
import { DeskServer } from './desk.server';

/** Requests of one session in a minute: a page of the desk asks for ten at once, a person opens a few pages a minute. */
const REQUESTS_A_MINUTE = 600;
/** Writes of one session in a minute: more than a person presses. */
const WRITES_A_MINUTE = 60;
/** Sign-ins from one address in a minute. A token has 256 bits; the limit is for the database's sake. */
const SIGN_INS_A_MINUTE = 20;

const limit = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: 60 });

/** Stands before every route of the desk. What it does not know it refuses. */
@Injectable()
export class DeskGuard implements CanActivate {
  private readonly limits = {
    request: limit(REQUESTS_A_MINUTE),
    write: limit(WRITES_A_MINUTE),
    signIn: limit(SIGN_INS_A_MINUTE),
  };
  private readonly reflector = new Reflector();

  constructor(
    private readonly sessions: SessionStore,
    private readonly operators: Operators,
    private readonly config: ConsoleConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // the inbox has its own checks
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isHealth = context.getClass() === HealthController;
    // Health and metrics are on the inner port alone, the desk is on its own alone.
    if (isHealth === DeskServer.serves(request)) throw new NotFoundException();
    if (isHealth) return true;
    const allowed = this.reflector.get<Allowed | undefined>(ALLOWED, context.getHandler());
    if (allowed === undefined) throw new NotFoundException();
    const isWrite = !['GET', 'HEAD'].includes(request.method);
    const origin = originOf(this.config);
    // Another name that leads here is how a page of a stranger would read the desk by the browser of an operator.
    if (request.headers.host !== new URL(origin).host) throw new HttpException({ code: 'another-host' }, 421);
    if (isWrite && request.headers.origin !== origin) throw new ForbiddenException({ code: 'another-origin' });
    if (allowed === 'anybody') {
      if (isWrite) await within(this.limits.signIn, request.ip);
      return true;
    }

    const session = sessionIn(origin, request.headers.cookie);
    const telegramId = session && (await this.sessions.operatorOf(session));
    const role = telegramId && this.operators.roleOf(telegramId);
    if (!session || !telegramId || !role) throw new UnauthorizedException({ code: 'signed-out' });
    await within(this.limits.request, session);
    if (isWrite) {
      await within(this.limits.write, session);
      const token = request.headers['x-csrf-token'];
      if (typeof token !== 'string' || !isSame(token, csrfOf(session)))
        throw new ForbiddenException({ code: 'no-csrf-token' });
    }
    if (!isAllowed(role, allowed, isWrite)) throw new ForbiddenException({ code: 'not-your-role' });
    setOperator(request, { telegramId, role, session });
    return true;
  }
}

const isAllowed = (role: Role, allowed: Exclude<Allowed, 'anybody'>, isWrite: boolean): boolean => {
  if (allowed === 'read') return !isWrite;
  if (allowed === 'words') return role !== 'read-only';
  return allowed === 'session' || mayDo(role, allowed);
};

const within = async (limiter: RateLimiterMemory, key: string): Promise<void> => {
  await limiter.consume(key).catch(() => {
    throw new HttpException({ code: 'too-many-requests' }, 429);
  });
};
