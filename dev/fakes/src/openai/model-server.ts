import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { refuseOtherOrigins } from '../same-origin';
import { Recorder, type RecordedRequest, recordOf } from './recorder';
import { respond } from './responses';

/** A server of language models on this machine. */
export interface FakeModelServer {
  /** The base address of the server, with `/v1` at its end. */
  readonly url: string;
  requests(): readonly RecordedRequest[];
  close(): Promise<void>;
}

/** A server, only on loopback, that keeps its requests. */
export const modelServer = () => {
  const recorder = new Recorder();
  const app = Fastify({ forceCloseConnections: true });
  refuseOtherOrigins(app);
  app.addHook('onResponse', async (request, reply) => recorder.add(recordOf(request, reply)));
  const listen = async (): Promise<FakeModelServer> => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/v1`, requests: () => recorder.requests, close: () => app.close() };
  };
  return { app, listen };
};

/** The words that OpenAI's fake answers to a question. */
export const answerWords = async (
  model: string,
  { instructions, input }: { readonly instructions: string; readonly input: string },
  format: object,
): Promise<string> => {
  const reply = await respond({
    model,
    instructions,
    input: [{ role: 'user', content: input }],
    text: { format: { type: 'json_schema', ...format } },
  });
  const { output } = (reply as { json: { output: { content: { text: string }[] }[] } }).json;
  return output[0]?.content[0]?.text ?? '';
};
