import { rm } from 'node:fs/promises';
import { Injectable, Optional } from '@nestjs/common';
import {
  LocalWork,
  localPolicy,
  type Kept,
  type OwnFields,
  type Policy,
  type Run,
  type Deletion,
  type OrderReference,
} from '@aisha/orders';
import type { Transaction, Database } from '@aisha/database';
import type { ErrorCode } from '@aisha/domain';
import { RESTORATION_FACTOR } from '@aisha/kinds';
import type { StartRestoration } from '@aisha/kinds/messages';
import { Enhancement } from '@aisha/kinds/tables';
import { temporaryFolder } from '@aisha/platform';
import { GfpganContainer } from '../gfpgan/gfpgan-container';
import { type Restored, ResultFiles } from './result-files';
import { keptFields, newRow } from './restoration.row';

const inDockerPolicy: Policy<Enhancement> = {
  ...localPolicy,
  atOnce: 1, // one run for a GPU, or for every four cores of a machine without one (gfpgan.md §5)
  attempts: 3, // two runs beside other orders, and the last one alone
};

/** Makes the faces of a photo sharp and the photo larger, in a container on this machine. Each run has a folder of its own. */
@Injectable()
export class RestorationInDocker extends LocalWork<Enhancement, StartRestoration, Restored> {
  readonly kind = 'restoration';
  readonly entity = Enhancement;

  constructor(
    private readonly gfpgan: GfpganContainer,
    private readonly results: ResultFiles,
    @Optional() readonly policy: Policy<Enhancement> = inDockerPolicy,
  ) {
    super();
  }

  async row(_tx: Transaction, start: StartRestoration): Promise<Pick<Enhancement, 'units'> & OwnFields<Enhancement>> {
    return newRow(start);
  }

  /** Never refuses an order. If the photo is gone, the work fails when it reads the photo. */
  async refusal(): Promise<ErrorCode | null> {
    return null;
  }

  /** Asks no provider for any unit: a run in our own container costs no provider call. */
  async asked(): Promise<number> {
    return 0;
  }

  async run(order: Enhancement, { signal }: Run): Promise<Restored> {
    const photo = await this.results.photo(order);
    const factor = RESTORATION_FACTOR[order.scale];
    const folder = await temporaryFolder();
    try {
      const made = await this.gfpgan.restore({ ...photo, orderId: order.orderId, factor }, folder, signal);
      return await this.results.keep(order, made);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async keep(_tx: Transaction, _order: Enhancement, restored: Restored): Promise<Kept<Enhancement>> {
    return { fields: keptFields(restored) };
  }

  override discard(order: Enhancement): Promise<void> {
    return this.results.remove(order);
  }

  override filesOf(_database: Database, order: OrderReference): Promise<Deletion | null> {
    return this.results.deletionOf(order);
  }
}
