import { createRequire } from 'node:module';

/* eslint-disable @typescript-eslint/no-explicit-any -- a document of OpenAPI, walked as what it is: JSON */

/** The description of the public API, and the types of its client, which are made from the description. */
export async function publicApiFiles(): Promise<Record<string, string>> {
  const { openApiDocument } = createRequire(import.meta.url)('../../apps/public-api/dist/server/document.js') as {
    openApiDocument: () => Promise<any>;
  };
  const document = await openApiDocument();
  return {
    'docs/generated/openapi.json': JSON.stringify(document, null, 2),
    'clients/typescript/src/types.ts': typesOf(document),
  };
}

const typesOf = ({ components, paths }: any): string => {
  const declared = Object.entries<any>(components.schemas).map(([name, schema]) =>
    schema.properties
      ? `export interface ${name} {\n${fieldsOf(schema)}\n}`
      : `export type ${name} = ${typeOf(schema)};`,
  );
  const bodies: any[] = paths['/v1/orders'].post.requestBody.content['application/json'].schema.oneOf;
  return [
    '// Made of the OpenAPI document by `npm run docs`: do not edit.',
    ...declared,
    '/** What can be ordered. */',
    `export type OrderBody = ${bodies.map((body) => nameOf(body.$ref)).join(' | ')};`,
    '',
  ].join('\n\n');
};

const fieldsOf = ({ properties, required = [] }: any): string =>
  Object.entries<any>(properties)
    .map(([name, field]) => {
      const comment = field.description ? `  /** ${String(field.description).replaceAll('*/', '* /')} */\n` : '';
      return `${comment}  ${name}${required.includes(name) ? '' : '?'}: ${typeOf(field)};`;
    })
    .join('\n');

function typeOf(schema: any): string {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  const orNull = schema.nullable ? ' | null' : '';
  if (ref) return `${nameOf(ref)}${orNull}`;
  if (schema.enum) return schema.enum.map((one: unknown) => JSON.stringify(one)).join(' | ') + orNull;
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {})})[]${orNull}`;
  if (schema.type === 'integer' || schema.type === 'number') return `number${orNull}`;
  if (schema.type === 'boolean') return `boolean${orNull}`;
  if (schema.type === 'string') return `string${orNull}`;
  return schema.additionalProperties || schema.type === 'object'
    ? `Readonly<Record<string, unknown>>${orNull}`
    : 'unknown';
}

const nameOf = (ref: string): string => ref.split('/').at(-1)!;
