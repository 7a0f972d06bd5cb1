import http from 'node:http';
import type { AddressInfo } from 'node:net';

const TRICKLE_MS = 5_000;

/** A stranger's file server. What ends in `.slow` it gives a byte every five seconds, anything else at once. */
export class FileServer {
  /** Links that are being given slowly now, and the most there were at once. */
  slow = { open: 0, most: 0 };
  private readonly server = http.createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'audio/mpeg' });
    if (!request.url?.endsWith('.slow')) return response.end('ID3\u0004 no sound');
    this.slow = { open: this.slow.open + 1, most: Math.max(this.slow.most, this.slow.open + 1) };
    response.write('ID3\u0004');
    const trickle = setInterval(() => response.write('\0'), TRICKLE_MS);
    response.once('close', () => {
      clearInterval(trickle);
      this.slow = { ...this.slow, open: this.slow.open - 1 };
    });
  });

  static async start(): Promise<FileServer> {
    const files = new FileServer();
    await new Promise<void>((resolve) => files.server.listen(0, '127.0.0.1', resolve));
    return files;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
