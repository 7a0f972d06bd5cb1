import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file server to which people's links lead in the stories. */
export class FileServer {
  private readonly answers = new Map<string, RequestListener>();
  private readonly asked: string[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      const answer = this.answers.get(path);
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
  }

  static async start(): Promise<FileServer> {
    const files = new FileServer();
    await new Promise<void>((resolve) => files.server.listen(0, '127.0.0.1', resolve));
    return files;
  }

  /** The host, which the product's configuration allows although its address is private. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Sets the server's answer at a path from now on. Returns the link. */
  gives(path: string, answer: Buffer | RequestListener): string {
    this.answers.set(path, Buffer.isBuffer(answer) ? (_, response) => response.end(answer) : answer);
    return `http://${this.host}${path}`;
  }

  timesAsked(path: string): number {
    return this.asked.filter((one) => one === path).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
