import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Transaction } from '../connection/transaction';

/** Inserts a row unless there is one with the same key; resolves to whether it inserted the row. */
export async function insertedNew<Row extends ObjectLiteral>(
  tx: Transaction,
  entity: EntityTarget<Row>,
  row: Partial<Row>,
): Promise<boolean> {
  const { raw } = await tx
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(row as QueryDeepPartialEntity<Row>)
    .orIgnore()
    .returning('*')
    .updateEntity(false) // else TypeORM puts Postgres’ answer into the row: amounts as texts
    .execute();
  return (raw as unknown[]).length > 0;
}
