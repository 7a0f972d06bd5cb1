import type { EmbeddedServer } from '../guarded-server';

/** What the setup of a test run started and its teardown stops. */
export const testServers: EmbeddedServer[] = [];
