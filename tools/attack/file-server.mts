import http from 'node:http';
import type { AddressInfo } from 'node:net';

const TRICKLE_MS = 5_000;

/**
 * A stranger's file server. It sends a path that ends in `.slow` at one byte every five seconds, and any other path at
 * once.
 */
export class FileServer {
  /** How many `.slow` links are being read now, and the most that were read at the same time. */
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
