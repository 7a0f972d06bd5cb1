import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Act } from '@aisha/domain';
import { Access } from '../door/access';

/** The decorators of an act’s route: `ACTS` names its roles, and its answer says that the act is under way. */
export const ActRoute = (act: Act, path: string, summary: string): MethodDecorator =>
  applyDecorators(ApiOperation({ summary }), Access(act), Post(path), HttpCode(202));
