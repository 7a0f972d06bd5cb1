import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PROBLEMS } from '../http/problem';

/** The OpenAPI description of the API, made from its controllers. */
@Injectable()
export class Description {
  document!: OpenAPIObject;
}

const ABOUT =
  'Aisha for programs: pictures, videos, speech, documents and answers, by the same prices and rules as in the chat. A key is made in the bot (/api). Credits are numbers with two decimals at most.';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'credits', 'next'],
  properties: {
    type: { type: 'string', example: 'urn:aisha:problem:not-enough-credits' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(PROBLEMS), description: 'Stable.' },
    credits: { type: 'string', description: 'What became of the credits.' },
    next: { type: 'string', description: 'What to do.' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** Makes the document. Besides its own answer, each route may answer with a problem (RFC 9457). */
export function describe(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Aisha API')
    .setDescription(ABOUT)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'aisha_live_…' }, 'key')
    .addSecurityRequirements('key')
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}.${method}`,
  });
  const schemas = (document.components ??= {}).schemas ?? {};
  document.components.schemas = { ...schemas, Problem: PROBLEM as (typeof schemas)[string] };
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const path of Object.values(document.paths))
    for (const operation of [path.get, path.post, path.delete])
      if (operation) operation.responses['default'] = { description: 'A problem', content };
  return document;
}
