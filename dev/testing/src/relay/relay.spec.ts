import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../timing/eventually';
import { Relay } from './index';

/** A place that sends its name and then repeats whatever it receives. */
const echo = async (name: string) => {
  const heard: Socket[] = [];
  const server = createServer((socket) => {
    heard.push(socket);
    socket.on('error', () => {});
    socket.write(`${name}:`);
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const close = (): void => {
    server.close();
    for (const socket of heard) socket.destroy();
  };
  return { port, heard, close };
};

const caller = (port: number) => {
  const socket = connect({ port, host: '127.0.0.1' });
  const told = { text: '', error: '', isClosed: false };
  socket.on('data', (bytes) => (told.text += bytes.toString()));
  socket.on('error', (error: NodeJS.ErrnoException) => (told.error = error.code ?? ''));
  socket.on('close', () => (told.isClosed = true));
  return {
    told,
    says: (text: string) => void socket.write(text),
    ends: () => socket.end(),
    leaves: () => socket.destroy(),
  };
};

describe('a network that can break', () => {
  let place: Awaited<ReturnType<typeof echo>>;
  let relay: Relay;
  const callers: ReturnType<typeof caller>[] = [];
  const calls = () => {
    const made = caller(relay.port);
    callers.push(made);
    return made;
  };
  const sees = ({ told }: ReturnType<typeof caller>, text: string) => eventually(() => expect(told.text).toBe(text));

  /**
   * Sends a word there and back over another network. By the time it is back, bytes that were sent before have entered their own network.
   */
  const anotherNetworkCarries = async (): Promise<void> => {
    const other = await Relay.to([place.port]);
    const witness = caller(other.port);
    witness.says('word');
    await sees(witness, 'here:word');
    witness.leaves();
    await other.close();
  };

  beforeEach(async () => {
    place = await echo('here');
    relay = await Relay.to([place.port]);
  });
  afterEach(async () => {
    for (const made of callers.splice(0)) made.leaves();
    await relay.close();
    place.close();
  });

  it('an open network passes on all bytes in both directions, and the end of each direction', async () => {
    const person = calls();
    person.says('word');
    await sees(person, 'here:word');
    person.ends();
    await eventually(() => person.told.isClosed);
    expect(person.told.error).toBe('');
  });

  it('a cut network breaks connections and makes none until it is open', async () => {
    const before = calls();
    await sees(before, 'here:');
    relay.becomes('cut');
    await eventually(() => before.told.isClosed);
    expect(before.told.error).toBe('ECONNRESET');
    const meanwhile = calls();
    await eventually(() => meanwhile.told.isClosed);
    expect(meanwhile.told.text).toBe('');

    relay.becomes('open');
    const after = calls();
    await sees(after, 'here:');
  });

  it('a silent network passes nothing until it is open again, and then passes everything in order', async () => {
    const before = calls();
    await sees(before, 'here:');
    relay.becomes('silent');
    const heard = place.heard.length;
    before.says('first ');
    const meanwhile = calls();
    meanwhile.says('called in silence');
    await anotherNetworkCarries();
    expect([before.told, meanwhile.told]).toEqual([
      { text: 'here:', error: '', isClosed: false },
      { text: '', error: '', isClosed: false },
    ]);
    expect(place.heard).toHaveLength(heard + 1); // only the witness has connected

    before.says('second');
    relay.becomes('open');
    await sees(before, 'here:first second');
    await sees(meanwhile, 'here:called in silence');
  });

  it('a network that is no longer slow keeps the order of the bytes', async () => {
    const person = calls();
    await sees(person, 'here:');
    relay.becomes('slow');
    person.says('slow ');
    await anotherNetworkCarries();
    relay.becomes('open');
    person.says('quick');
    await sees(person, 'here:slow quick');
  });

  it('a network to several places uses them in turn, and skips the places where nobody listens', async () => {
    const [second, gone] = [await echo('there'), await echo('gone')];
    gone.close();
    const shared = await Relay.to([place.port, gone.port, second.port]);
    const answers: string[] = [];
    for (let call = 0; call < 3; call++) {
      const person = caller(shared.port);
      await eventually(() => person.told.text);
      answers.push(person.told.text);
      person.leaves();
    }
    expect(new Set(answers)).toEqual(new Set(['here:', 'there:']));
    await shared.close();
    second.close();
  });
});
