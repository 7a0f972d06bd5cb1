import type { OpenAPIObject } from '@nestjs/swagger';
import { escaped } from '@aisha/words';
import { PROBLEMS } from '../http/problem';

/* eslint-disable @typescript-eslint/no-explicit-any -- this file reads an OpenAPI document as plain JSON */

/** Renders the document as a page for people. */
export function pageOf(document: OpenAPIObject): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation: operation as any }] : [];
    }),
  );
  const tags = [...new Set(operations.map(({ operation }) => String(operation.tags?.[0] ?? '')))];
  const sections = tags.map(
    (tag) =>
      `<section><h2>${escaped(tag)}</h2>${operations
        .filter(({ operation }) => operation.tags?.[0] === tag)
        .map((one) => operationOf(one, document))
        .join('')}</section>`,
  );
  const problems = Object.entries(PROBLEMS).map(
    ([code, { status, title, next }]) =>
      `<tr><td><code>${code}</code></td><td>${status}</td><td>${escaped(title)}</td><td>${escaped(next)}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.info.title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escaped(document.info.title)}</h1><p>${escaped(document.info.description ?? '')}</p>
<p>For programs: <a href="/v1/openapi.json">/v1/openapi.json</a></p>
<nav aria-label="All paths"><ul>${operations
    .map(
      ({ path, method, operation }) =>
        `<li><a href="#${idOf(method, path)}"><code>${method.toUpperCase()} ${escaped(path)}</code></a> ${escaped(operation.summary ?? '')}</li>`,
    )
    .join('')}</ul></nav>
${sections.join('')}
<section><h2>problems</h2><p>Every refusal is application/problem+json (RFC 9457) with one of these codes.</p>
<div class="wide" tabindex="0" role="region" aria-label="Codes of problems"><table><thead><tr><th>code</th><th>status</th><th>what</th><th>next</th></tr></thead><tbody>${problems.join('')}</tbody></table></div></section>
</main></body></html>`;
}

function operationOf(
  { path, method, operation }: { path: string; method: string; operation: any },
  document: any,
): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: where, required, description, schema }: any) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${escaped(where)}${required ? ', required' : ''}</td><td>${escaped(description ?? '')} ${shapeOf(schema, document)}</td></tr>`,
  );
  const body = operation.requestBody?.content?.['application/json']?.schema;
  const [status, answer] = Object.entries<any>(operation.responses).find(([code]) => code.startsWith('2')) ?? ['', {}];
  const schema = answer.content?.['application/json']?.schema;
  return `<article id="${idOf(method, path)}"><h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3>
<p>${escaped(operation.summary ?? '')}. ${escaped(operation.description ?? '')}</p>
${parameters.length > 0 ? table(parameters.join('')) : ''}
${body ? `<h4>body</h4>${bodiesOf(body, document)}` : ''}
<h4>answer: ${escaped(status)}</h4>${schema ? fieldsOf(schema, document) : `<p>${escaped(answer.description ?? 'the file')}</p>`}</article>`;
}

/** Renders a body. A body that differs by its kind is rendered once for each kind, under the kind’s name. */
const bodiesOf = (schema: any, document: any): string =>
  schema.discriminator
    ? Object.entries<string>(schema.discriminator.mapping)
        .map(([kind, $ref]) => `<h5>${escaped(kind)}</h5>${fieldsOf({ $ref }, document)}`)
        .join('')
    : fieldsOf(schema, document);

function fieldsOf(schema: any, document: any): string {
  const { properties = {}, required = [] } = resolved(schema, document);
  const rows = Object.entries<any>(properties).map(
    ([name, field]) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${required.includes(name) ? 'always' : 'optional'}</td><td>${escaped(field.description ?? '')} ${shapeOf(field, document)}</td></tr>`,
  );
  return table(rows.join(''));
}

/** Describes the form of a value in words. */
function shapeOf(schema: any, document: any): string {
  if (!schema) return '';
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref) return `<small>${fieldsOf({ $ref: ref }, document)}</small>`;
  if (schema.type === 'array')
    return schema.items?.$ref ? `<small>a list of${fieldsOf(schema.items, document)}</small>` : '<small>a list</small>';
  const facts = [
    schema.enum ? schema.enum.map((one: unknown) => JSON.stringify(one)).join(' | ') : (schema.format ?? schema.type),
    schema.nullable && 'or null',
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined && `to ${schema.maximum}`,
    schema.maxLength !== undefined && `${schema.maxLength} characters at most`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean);
  return `<small>${escaped(facts.join(', '))}</small>`;
}

const resolved = (schema: any, document: any): any =>
  schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema;

const table = (rows: string): string => `<table><tbody>${rows}</tbody></table>`;
const idOf = (method: string, path: string): string => `${method}${path.replace(/\W+/g, '-')}`;

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0}main{max-width:64rem;margin:auto;padding:1rem}
code{font-family:ui-monospace,monospace}h2{text-transform:capitalize;margin-top:3rem}article{border-top:1px solid #8886;padding-top:1rem;margin-top:2rem}
.wide{overflow-x:auto}td{overflow-wrap:anywhere}code,h3{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8883}small table{font-size:.9em}`;
