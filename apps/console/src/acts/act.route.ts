import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Act } from '@aisha/domain';
import { Access } from '../door/access';

/** The route of an act: its roles are those of `ACTS`, and its answer is that it is under way. */
export const ActRoute = (act: Act, path: string, summary: string): MethodDecorator =>
  applyDecorators(ApiOperation({ summary }), Access(act), Post(path), HttpCode(202));
