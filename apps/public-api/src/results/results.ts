import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Database } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';
import { FILE_ROWS, type FileKind } from '@aisha/kinds/tables';
import { Clock } from '@aisha/platform';
import { fileOf, ObjectStore } from '@aisha/storage';
import { Problem } from '../http/problem';
import { LINK_MS } from '../http/terms';
import { offerOf, type OfferedKind } from '../offers/offered-kinds';
import { OrderViews } from '../orders/order-views';
import type { FileAnswer, ResultsAnswer } from '../orders/order-answer';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', mp4: 'video/mp4' },
  ...{ mp3: 'audio/mpeg', ogg: 'audio/ogg', txt: 'text/plain; charset=utf-8', pdf: 'application/pdf' },
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

interface ResultFile {
  readonly id: string;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly path: string;
}

/** Reads the results of orders by the API. */
@Injectable()
export class Results {
  constructor(
    private readonly database: Database,
    private readonly views: OrderViews,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
  ) {}

  async of(userId: UserId, orderId: OrderId): Promise<ResultsAnswer> {
    const { kind } = await this.order(userId, orderId);
    const { points, transcript } = offerOf(kind);
    const files = await this.files(userId, orderId, kind);
    const expiresAt = new Date(this.clock.now().getTime() + LINK_MS).toISOString();
    const answers = files.map(async ({ path, ...file }): Promise<FileAnswer> => {
      const object = fileOf(userId, path);
      const fileName = `${file.kind}-${file.id}.${endingOf(path)}`;
      const url = await this.objects.link(object, { seconds: LINK_MS / 1_000, fileName });
      return {
        ...file,
        contentType: contentTypeOf(path),
        path: `/v1/orders/${orderId}/files/${file.id}`,
        url,
        urlExpiresAt: url && expiresAt,
      };
    });
    return {
      orderId,
      files: await Promise.all(answers),
      points: [...((await points?.(this.database, userId, orderId)) ?? [])],
      transcript: (await transcript?.(this.database, userId, orderId)) ?? null,
    };
  }

  /** The content of a file. */
  async open(userId: UserId, orderId: OrderId, id: string): Promise<{ content: Readable; contentType: string }> {
    const { kind } = await this.order(userId, orderId);
    const file = (await this.files(userId, orderId, kind)).find((one) => one.id === id);
    if (!file) throw new Problem('not-found');
    return { content: await this.objects.get(fileOf(userId, file.path)), contentType: contentTypeOf(file.path) };
  }

  private async order(userId: UserId, orderId: OrderId): Promise<{ readonly kind: OfferedKind }> {
    const order = await this.views.find(userId, orderId);
    if (!order) throw new Problem('not-found');
    return order;
  }

  private async files(userId: UserId, orderId: OrderId, kind: OfferedKind): Promise<ResultFile[]> {
    const { delivers: delivered } = offerOf(kind);
    if (delivered === null) return [];
    const { from, id, owner, order, bytes, path, kept } = FILE_ROWS[delivered];
    return this.database.read.query(
      `SELECT ${id} AS id, '${delivered}' AS kind, coalesce(${bytes}, 0)::int AS bytes, ${path} AS path FROM ${from}
        WHERE ${owner} = $1 AND ${order} = $2 AND ${kept} ORDER BY ${id}`,
      [userId, orderId],
    );
  }
}

const endingOf = (path: string): string => /\.(\w+)$/.exec(path)?.[1] ?? 'bin';
const contentTypeOf = (path: string): string => CONTENT_TYPES[endingOf(path)] ?? 'application/octet-stream';
