import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { MEETING } from './assistant.mts';

/** The seconds of silence in the long recording, which takes 3 MB in the storage. */
const LONG_SECONDS = 650;

/** A file server with recordings for links: `/long.wav` is a long recording, and any other path is the meeting. */
export const startRecordings = async (): Promise<{ host: string; server: Server }> => {
  const [meeting, long] = await Promise.all(
    [[], [LONG_SECONDS]].map((quiet) => encoded(spoken(...MEETING, ...quiet), 'wav')),
  );
  const server = createServer(({ url }, response) => void response.end(url === '/long.wav' ? long : meeting));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};
