import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort, scratchDirectory } from '@aisha/embedded';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually, testRedisUrl } from '@aisha/testing';
import { redisDriver, redisOptionsOf } from './queue-driver';

const PASSWORD = 'a-password-of-the-spec';
const PRIMARY = 'aisha';
const PATIENT = { timeoutMs: 60_000 };
const ENDS_WITHIN_MS = 120_000;

const folderOfTest = (): string => {
  const folder = scratchDirectory('aisha-redis-');
  afterThisTest(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Starts a redis-server with this configuration, which is killed after the test. */
const serves = (folder: string, lines: readonly string[], ...more: string[]): { kill: () => Promise<void> } => {
  const file = path.join(folder, `${lines[0]!.replaceAll(' ', '-')}.conf`);
  writeFileSync(file, [...lines, 'bind 127.0.0.1', `dir ${folder}`, ''].join('\n'), { mode: 0o600 });
  const server = spawn('redis-server', [file, ...more], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const kill = async (): Promise<void> => {
    server.kill('SIGKILL');
    await ended;
  };
  afterThisTest(kill);
  return { kill };
};

/** Does every job that is added to the queue, and keeps the names of those it has done. */
const working = (url: string) => {
  const driver = redisDriver(url, 'aisha', Logger.silent());
  const done: string[] = [];
  const queue = driver.queue('billing');
  queue.on('error', () => undefined); // the test kills the server
  const worker = driver.worker('billing', async ({ name }) => void done.push(name), {});
  worker.on('error', () => undefined);
  afterThisTest(async () => {
    await worker.close();
    await queue.close();
    await driver.close();
  });
  return { driver, queue, done };
};

(testRedisUrl() ? describe : describe.skip)('a queue in Redis', () => {
  it(
    'a queue in Redis goes on at the server that sentinels promote when the primary is killed',
    async () => {
      const folder = folderOfTest();
      const [first, second, sentinel] = [await freePort(), await freePort(), await freePort()];
      const secrets = [`requirepass ${PASSWORD}`, `masterauth ${PASSWORD}`];
      const primary = serves(folder, [`port ${first}`, ...secrets, 'save ""']);
      const asks = new Redis({ port: second, password: PASSWORD, maxRetriesPerRequest: null });
      asks.on('error', () => undefined);
      afterThisTest(async () => asks.disconnect());
      serves(folder, [`port ${second}`, ...secrets, 'save ""', `replicaof 127.0.0.1 ${first}`]);
      await eventually(async () => expect(await asks.info('replication')).toContain('master_link_status:up'), PATIENT);
      serves(
        folder,
        [
          `port ${sentinel}`,
          `sentinel monitor ${PRIMARY} 127.0.0.1 ${first} 1`,
          `sentinel auth-pass ${PRIMARY} ${PASSWORD}`,
          `sentinel down-after-milliseconds ${PRIMARY} 500`,
          `sentinel failover-timeout ${PRIMARY} 3000`,
        ],
        '--sentinel',
      );
      const asksSentinel = new Redis({ port: sentinel, maxRetriesPerRequest: null });
      asksSentinel.on('error', () => undefined);
      afterThisTest(async () => asksSentinel.disconnect());
      await eventually(
        async () => expect(await asksSentinel.call('sentinel', 'replicas', PRIMARY)).toHaveLength(1),
        PATIENT,
      );
      const { driver, queue, done } = working(`redis-sentinel://:${PASSWORD}@127.0.0.1:${sentinel}#${PRIMARY}`);
      await eventually(() => expect(driver.isReachable()).toBe(true), PATIENT);
      await queue.add('before', {});
      await eventually(() => expect(done).toEqual(['before']), PATIENT);

      await primary.kill();

      // The outbox does the same: a message that could not be added is added again.
      await eventually(async () => {
        expect(driver.isReachable()).toBe(true);
        await queue.add('after', {}, { jobId: 'after' });
        expect(done).toContain('after');
      }, PATIENT);
      expect(await asks.info('replication')).toContain('role:master');
    },
    ENDS_WITHIN_MS,
  );

  it(
    'a queue in Redis goes on at the server to which its address leads now, when the earlier one became a replica and kept its connections',
    async () => {
      const folder = folderOfTest();
      const [first, second] = [await freePort(), await freePort()];
      const secrets = [`requirepass ${PASSWORD}`, `masterauth ${PASSWORD}`, 'save ""'];
      for (const port of [first, second]) serves(folder, [`port ${port}`, ...secrets]);
      let primary = first;
      const address = createServer((socket) => {
        const server = connect(primary, '127.0.0.1');
        socket.on('error', () => server.destroy()).pipe(server);
        server.on('error', () => socket.destroy()).pipe(socket);
      }).listen(0, '127.0.0.1');
      await once(address, 'listening');
      afterThisTest(async () => void address.close());
      const asks = new Redis({ port: first, password: PASSWORD, maxRetriesPerRequest: null });
      asks.on('error', () => undefined);
      afterThisTest(async () => asks.disconnect());
      const { driver, queue, done } = working(
        `redis://:${PASSWORD}@127.0.0.1:${(address.address() as AddressInfo).port}`,
      );
      await eventually(() => expect(driver.isReachable()).toBe(true), PATIENT);
      await queue.add('before', {});
      await eventually(() => expect(done).toEqual(['before']), PATIENT);

      primary = second;
      await asks.replicaof('127.0.0.1', second);

      await eventually(async () => {
        await queue.add('after', {}, { jobId: 'after' });
        expect(done).toContain('after');
      }, PATIENT);
      expect(await asks.info('replication')).toContain('role:slave');
    },
    ENDS_WITHIN_MS,
  );

  it(
    'a queue in Redis is reached only by TLS where its address says so',
    async () => {
      const folder = folderOfTest();
      const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
      const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
      const made = [
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        key,
        '-out',
        certificate,
      ];
      execFileSync('openssl', ['req', '-x509', ...made, ...names], { stdio: 'ignore' });
      const port = await freePort();
      const tls = [`tls-cert-file ${certificate}`, `tls-key-file ${key}`, `tls-ca-cert-file ${certificate}`];
      serves(folder, [
        `tls-port ${port}`,
        'port 0',
        ...tls,
        'tls-auth-clients no',
        `requirepass ${PASSWORD}`,
        'save ""',
      ]);
      const known = getCACertificates('default');
      setDefaultCACertificates([...known, readFileSync(certificate, 'utf8')]); // as NODE_EXTRA_CA_CERTS does for a process
      afterThisTest(async () => setDefaultCACertificates(known));

      const { driver, queue, done } = working(`rediss://:${PASSWORD}@127.0.0.1:${port}`);
      await eventually(() => expect(driver.isReachable()).toBe(true), PATIENT);
      await queue.add('sealed', {});

      await eventually(() => expect(done).toEqual(['sealed']), PATIENT);
      const plain = new Redis({ port, password: PASSWORD, lazyConnect: true, retryStrategy: () => null });
      plain.on('error', () => undefined);
      await expect(plain.ping()).rejects.toThrow();
    },
    ENDS_WITHIN_MS,
  );

  it('the address of a Redis with sentinels gives their names and ports, the name of the primary, and the login of Redis', () => {
    expect(redisOptionsOf('redis-sentinel://aisha_bot:p%40ss@one:7000,two#main')).toEqual({
      sentinels: [
        { host: 'one', port: 7_000 },
        { host: 'two', port: 26_379 },
      ],
      name: 'main',
      username: 'aisha_bot',
      password: 'p@ss',
    });
    expect(redisOptionsOf('rediss://one:6379')).toBeUndefined();
  });
});
