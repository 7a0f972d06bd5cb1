import type { FastifyInstance } from 'fastify';
import type { FaultCatalog, FaultRequest, Faults } from './faults';

/** `GET`, `POST` and `DELETE /faults`: switches for tests and developers. */
export const registerFaultRoutes = <Catalog extends FaultCatalog, Parameters>(
  app: FastifyInstance,
  faults: Faults<Catalog, Parameters>,
): void => {
  app.get('/faults', () => ({ available: faults.catalog, active: faults.list() }));

  app.post('/faults', (request, reply) => {
    const requests = Array.isArray(request.body) ? request.body : [request.body];
    const problem = requests.map((one) => problemWith(faults.catalog, one)).find((text) => text !== undefined);
    if (problem !== undefined) return reply.code(400).send({ problem, available: faults.catalog });
    return { ids: requests.map((one) => faults.add(one as FaultRequest<Catalog, Parameters>)) };
  });

  app.delete('/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });

  app.delete<{ Params: { id: string } }>('/faults/:id', (request, reply) =>
    reply.code(faults.remove(Number(request.params.id)) ? 204 : 404).send(),
  );
};

const problemWith = (catalog: FaultCatalog, request: unknown): string | undefined => {
  if (typeof request !== 'object' || request === null) return 'a fault is an object with "on" and "kind"';
  const { on, kind, match, times, forMs } = request as Record<string, unknown>;
  const kinds = typeof on === 'string' && Object.hasOwn(catalog, on) ? catalog[on] : undefined;
  if (!kinds) return '"on" names no operation';
  if (typeof kind !== 'string' || !kinds.includes(kind)) return `"kind" is none of: ${kinds.join(', ')}`;
  if (match !== undefined && typeof match !== 'string') return '"match" is text';
  if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0)) return '"times" is a positive integer';
  if (forMs !== undefined && !(typeof forMs === 'number' && forMs > 0)) return '"forMs" is a positive number';
  return undefined;
};
