/** The least a service can be: one Fastify route that answers 200. Tells its address to who started it, and ends with them. */
import fastify from 'fastify';

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/*', () => ({ outcome: 'accepted' }));
server.get('/*', () => ({ status: 'ok' }));
process.send?.({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
process.on('disconnect', () => process.exit(0));
