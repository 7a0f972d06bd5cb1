import { testServers } from './servers';

export default async (): Promise<void> => {
  await Promise.all(testServers.splice(0).map((server) => server.stop()));
};
