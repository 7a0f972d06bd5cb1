import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client that can send any bytes, as slowly as the test wants. */
export class RawClient {
  private received = '';
  private ended = false;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1').on('data', (text: string) => (this.received += text));
    socket.on('error', () => {}).on('close', () => (this.ended = true));
  }

  static async to(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    const client = new RawClient(socket);
    await once(socket, 'connect');
    return client;
  }

  /** Sends the headers of a POST whose body is still to come. */
  begins(path: string, contentLength: number, headers: Readonly<Record<string, string>> = {}): this {
    const lines = Object.entries({ host: 'test', 'content-length': String(contentLength), ...headers });
    return this.sends(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  }

  sends(text: string | Buffer): this {
    if (!this.ended) this.socket.write(text);
    return this;
  }

  leaves(): void {
    this.socket.destroy();
  }

  /** The status of the first answer; undefined until it has come. */
  get status(): number | undefined {
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(this.received) ?? [];
    return status === undefined ? undefined : Number(status);
  }

  /** Everything that the client has received. */
  get text(): string {
    return this.received;
  }

  get isClosed(): boolean {
    return this.ended;
  }
}
