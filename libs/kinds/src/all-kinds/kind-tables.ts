import { KIND_TABLE } from '../lists/tables';
import { ORDER_KIND, type OrderKind } from '../lists/kinds';
import type { FileRows } from '../order/file-rows';
import type { KeptAs, KindTable, Right } from '../order/kind-table';
import { ORDER_KINDS, schemaOf } from './order-kinds';

type Tables = typeof KIND_TABLE;
const TABLES = ORDER_KINDS.map((kind) => ({ kind, ...KIND_TABLE[kind] }));

/** The tables of all kinds as TypeORM sees them, with their migrations. */
export const KIND_ENTITIES = TABLES.flatMap(({ entities }): readonly (abstract new () => object)[] => entities);
export const KIND_MIGRATIONS = TABLES.flatMap(({ migrations }) => [...migrations]);

/**
 * Where an app may change a table with rows about people, it may also delete rows: all are deleted when the person has everything deleted,
 * orders included (decision 212).
 */
const rightTo = ({ right, kept }: KindTable['tables'][string]): Right =>
  right === 'change' && kept !== null ? 'drop' : right;

/** The rights of each schema's app to the tables of its kinds. */
export const rightsIn = (schema: string): Readonly<Record<string, Right>> =>
  Object.fromEntries(
    TABLES.filter(({ kind }) => schemaOf(kind) === schema).flatMap(({ tables }) =>
      Object.entries(tables as KindTable['tables']).map(([table, of]) => [table, rightTo(of)]),
    ),
  );

/** The columns of all kinds that the gateway reads besides the state of an order. */
export const SHOWN_OF_KINDS = TABLES.flatMap(({ kind, shown }) => shown.map((what) => `${schemaOf(kind)}.${what}`));

/** The tables of all kinds that /privacy lists under this heading. */
export const tablesKeptAs = (what: KeptAs): string[] =>
  TABLES.flatMap(({ kind, tables }) =>
    Object.entries(tables).flatMap(([table, { kept }]) => (kept === what ? [`${schemaOf(kind)}.${table}`] : [])),
  );

/** The files that a kind's rows name. */
export type FileKindOf<Kind extends OrderKind> = { [K in Kind]: keyof Tables[K]['files'] & string }[Kind];

/** A kind of files that a person sent or received. */
export type FileKind = FileKindOf<OrderKind>;

/** Where the rows of each kind of files lie. */
export const FILE_ROWS = Object.assign({}, ...TABLES.map(({ files }) => files)) as Readonly<Record<FileKind, FileRows>>;
/** Buttons carry a kind's place in this list, so a new kind comes last. */
export const FILE_KINDS = Object.keys(FILE_ROWS) as FileKind[];

/** A kind of files that a rule may delete by their age (decision 222). A rule deletes photos only together with their avatar. */
export type AgingKind = Exclude<FileKind, 'photo'>;

/** What a rule of retention is about: files of a kind by their age, or avatars by the time since anybody used them. */
export type RuledKind = AgingKind | 'avatar';
export const RULED_KINDS: readonly RuledKind[] = [
  ...FILE_KINDS.filter((kind): kind is AgingKind => kind !== 'photo'),
  'avatar',
];

/** How the history names the orders of each kind that has a name for them. */
export const ABOUT_ORDERS = TABLES.flatMap(({ kind, about }) =>
  about ? [{ kind, table: ORDER_KIND[kind].table, ...about }] : [],
);
