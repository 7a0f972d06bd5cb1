import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Act, Role, TelegramId } from '@aisha/domain';
import type { FastifyRequest } from 'fastify';

/**
 * Who may use a route. `anybody`: also a client that is not signed in. `read`: every operator, but not for a write. `session`: every
 * operator, also for a write. `words`: the roles that may read what people wrote to support. An act: the roles that `ACTS` names for it. A
 * route that has none of these is refused to everybody.
 */
export type Allowed = 'anybody' | 'session' | 'read' | 'words' | Act;

export const ALLOWED = 'aisha:allowed';
export const Access = (allowed: Allowed) => SetMetadata(ALLOWED, allowed);

/** The operator who sends a request. */
export interface Operator {
  readonly telegramId: TelegramId;
  readonly role: Role;
  /** The token of the session. */
  readonly session: string;
}

const operators = new WeakMap<object, Operator>();
export const setOperator = (request: FastifyRequest, operator: Operator): void =>
  void operators.set(request.raw, operator);

/** The operator who sends the request, as the guard has found them. */
export const AtDesk = createParamDecorator((_: unknown, context: ExecutionContext): Operator => {
  const { raw } = context.switchToHttp().getRequest<FastifyRequest>();
  return operators.get(raw)!;
});
