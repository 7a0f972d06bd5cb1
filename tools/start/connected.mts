import { addressesOf, PrimaryClient } from '@aisha/database';
import type { Client } from 'pg';

/** How long a connection may take, in milliseconds. A server that works takes less; one that takes longer hangs. */
const CONNECTS_WITHIN_MS = 5_000;

/** A connection to the product's database for a tool that sends SQL itself, under the tool's name; throws the driver's error. */
export const connected = async (url: string, tool: string): Promise<Client> => {
  const client = new PrimaryClient({
    ...addressesOf(url),
    application_name: `aisha:${tool}`,
    connectionTimeoutMillis: CONNECTS_WITHIN_MS,
  });
  await client.connect();
  return client;
};
