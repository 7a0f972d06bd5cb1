import { Database, lowestIdAt, WORKERS } from '@aisha/database';
import { DAY_MS, likenessInTenths, likenessWord, type LikenessWord } from '@aisha/domain';
import { Injectable } from '@nestjs/common';

/** What an order of pictures is drawn from: an avatar’s model, a session of looks, several photos, one photo, or an idea alone. */
type DrawnFrom = 'avatar' | 'session' | 'references' | 'photo' | 'idea';

/** The orders of one day that are drawn from the same source (`drawn`), and how similar their pictures are to the photos. */
export interface PathDay extends Readonly<Record<LikenessWord, number>> {
  readonly drawn: DrawnFrom;
  readonly delivered: number;
  readonly failed: number;
  /** Pictures that were compared and show no face. */
  readonly noFace: number;
  /** The sum of the likeness of the pictures that show a face, in tenths. */
  readonly tenths: number;
}

/** What a model cost on a day, by its provider’s prices. */
export interface ModelDay {
  readonly model: string;
  readonly calls: number;
  readonly dollars: number;
}

export interface ModelFigures {
  readonly paths: readonly PathDay[];
  readonly models: readonly ModelDay[];
}

const CALLS = WORKERS.map(
  (schema) => `SELECT model, micro_dollars FROM ${schema}.provider_call WHERE called_at >= $1 AND called_at < $2`,
).join(' UNION ALL ');
const DRAWN = `split_part(timed_as, '.', 1)`;

/** Reads the figures of one day by model and by path; every statement reads only the rows of that day. */
@Injectable()
export class ModelDaysReader {
  constructor(private readonly database: Database) {}

  async of(day: string): Promise<ModelFigures> {
    const from = Date.parse(`${day}T00:00:00Z`);
    const ids = [lowestIdAt(from), lowestIdAt(from + DAY_MS)];
    const orders = await this.database.read.query<Pick<PathDay, 'drawn' | 'delivered' | 'failed'>[]>(
      `SELECT ${DRAWN} AS drawn, count(*) FILTER (WHERE delivered > 0)::int AS delivered, count(*) FILTER (WHERE state = 'failed')::int AS failed
         FROM generator.image_generation WHERE order_id >= $1 AND order_id < $2 AND timed_as <> '' GROUP BY 1 ORDER BY 2 DESC`,
      ids,
    );
    // There are at most some hundred rows, because distances are rounded to hundredths. The domain turns each distance into a word.
    const faces = await this.database.read.query<{ drawn: DrawnFrom; distance: number | null; count: number }[]>(
      `SELECT ${DRAWN} AS drawn, round(face_distance::numeric, 2)::float8 AS distance, count(*)::int AS count
         FROM generator.picture JOIN generator.image_generation USING (order_id)
        WHERE order_id >= $1 AND order_id < $2 AND face_measured_at IS NOT NULL GROUP BY 1, 2`,
      ids,
    );
    const models = await this.database.read.query<ModelDay[]>(
      `SELECT model, count(*)::int AS calls, (sum(micro_dollars) / 1000000.0)::float8 AS dollars FROM (${CALLS}) AS call
        GROUP BY model ORDER BY 3 DESC`,
      [new Date(from), new Date(from + DAY_MS)],
    );
    const paths = orders.map((path) => {
      const sums = { alike: 0, partly: 0, unlike: 0, noFace: 0, tenths: 0 };
      for (const { distance, count } of faces.filter(({ drawn }) => drawn === path.drawn)) {
        sums[distance === null ? 'noFace' : likenessWord(distance)] += count;
        if (distance !== null) sums.tenths += likenessInTenths(distance) * count;
      }
      return { ...path, ...sums };
    });
    return { paths, models };
  }
}

/** Adds up the figures of several days. */
export function pathsOver(days: readonly ModelFigures[]): PathDay[] {
  const byPath = Map.groupBy(
    days.flatMap(({ paths }) => paths),
    ({ drawn }) => drawn,
  );
  const sum = (lines: readonly PathDay[], of: Exclude<keyof PathDay, 'drawn'>): number =>
    lines.reduce((all, line) => all + line[of], 0);
  return [...byPath].map(([drawn, lines]) => ({
    drawn,
    delivered: sum(lines, 'delivered'),
    failed: sum(lines, 'failed'),
    alike: sum(lines, 'alike'),
    partly: sum(lines, 'partly'),
    unlike: sum(lines, 'unlike'),
    noFace: sum(lines, 'noFace'),
    tenths: sum(lines, 'tenths'),
  }));
}
