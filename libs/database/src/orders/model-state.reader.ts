import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database';
import { WORKERS } from '../connection/schemas';

/** What an app has learnt of a model. */
export interface ModelStateRow {
  readonly model: string;
  readonly goneSince: Date | null;
  readonly listed: 'active' | 'deprecated' | 'unlisted' | null;
}

const ALL = WORKERS.map((schema) => `SELECT model, gone_since, listed FROM ${schema}.model_state`).join(' UNION ALL ');
const OFF_SALE = WORKERS.map((schema) => `SELECT unnest(off_sale) AS offer FROM ${schema}.model_state`).join(' UNION ');

/** Reads what all apps have learnt of models. */
@Injectable()
export class ModelStateReader {
  constructor(private readonly database: Database) {}

  /**
   * One row for each model that an app has learnt something about: the earliest moment at which the model was found gone, and its worst
   * listing.
   */
  all(): Promise<ModelStateRow[]> {
    return this.database.read.query(
      `SELECT model, min(gone_since) AS "goneSince", max(listed) AS listed FROM (${ALL}) AS learnt GROUP BY model`,
    );
  }

  /** What cannot be ordered, because its models are gone: priced items, and parts of them such as `picture.photo`. */
  async offSale(): Promise<ReadonlySet<string>> {
    const rows = await this.database.read.query<{ offer: string }[]>(OFF_SALE);
    return new Set(rows.map(({ offer }) => offer));
  }
}
