import { Client, type ClientConfig } from 'pg';

interface Host {
  readonly host: string;
  readonly port: number;
}

/** How to reach a Postgres that may be one of several servers. */
export interface Addresses {
  /** The first server, as pg reads it. */
  readonly connectionString: string;
  /** All servers, where there is more than one. */
  readonly hosts?: readonly Host[] | undefined;
}

const POSTGRES_PORT = 5_432;
const SEVERAL = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?#]*,[^/?#]*)(.*)$/s;
/** A server that is silent for this long is passed over: another one may be the primary by now. */
const ANSWERS_WITHIN_MS = 3_000;

/** Reads `postgres://login@one:5432,two:5432/database`, which libpq knows and neither pg nor URL does. */
export function addressesOf(url: string): Addresses {
  const [, before, list, after] = SEVERAL.exec(url) ?? [];
  if (list === undefined) return { connectionString: url };
  const hosts = list.split(',').map((address) => {
    const { hostname, port } = new URL(`postgres://${address}`);
    return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || POSTGRES_PORT };
  });
  return { connectionString: `${before}${list.split(',')[0]}${after}`, hosts };
}

/** The given address with only the server that takes writes now. */
export async function primaryUrl(url: string): Promise<string> {
  const { connectionString, hosts } = addressesOf(url);
  if (!hosts) return url;
  const place = hosts.indexOf(await primaryOf(hosts, { connectionString }));
  const [, before, list, after] = SEVERAL.exec(url)!;
  return `${before}${list!.split(',')[place]}${after}`;
}

/**
 * A connection that looks for the primary among several servers each time it is opened, as libpq does with `target_session_attrs=primary`.
 * For a single server it connects as pg's own client does, without asking.
 */
export class PrimaryClient extends Client {
  private readonly given: ClientConfig & Pick<Addresses, 'hosts'>;

  constructor(config: ClientConfig & Pick<Addresses, 'hosts'> = {}) {
    super(config);
    this.given = config;
  }

  override connect(): Promise<Client>;
  override connect(done: (error: Error) => void): void;
  override connect(done?: (error: Error) => void): Promise<Client> | void {
    const { hosts } = this.given;
    if (!hosts) return done ? super.connect(done) : super.connect();
    const found = primaryOf(hosts, this.given).then((primary) => void Object.assign(this, primary));
    if (!done) return found.then(() => super.connect());
    found.then(() => super.connect(done), done);
  }
}

async function primaryOf(hosts: readonly Host[], given: ClientConfig): Promise<Host> {
  try {
    return await Promise.any(hosts.map((host) => asked(host, given)));
  } catch (error) {
    throw new Error('No server of the list takes writes', { cause: (error as AggregateError).errors[0] });
  }
}

/** Resolves to the server if it is the primary, and throws the reason otherwise. */
async function asked(host: Host, { connectionString, ssl, ...others }: ClientConfig): Promise<Host> {
  const { user, password, database } = others;
  const client = new Client({
    connectionString,
    ssl,
    user,
    password,
    database,
    connectionTimeoutMillis: ANSWERS_WITHIN_MS,
  });
  Object.assign(client, host);
  client.on('error', () => undefined); // the server may go away while it is asked
  try {
    await client.connect();
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    if (rows[0]?.standby !== false) throw new Error('It is a standby');
    return host;
  } finally {
    client.end().catch(() => undefined);
  }
}
