import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@aisha/database';
import { Access } from '../door/access';
import { MeasureDays } from '../daily-figures/measure-days';
import { pathsOver, type ModelDay, type PathDay } from '../daily-figures/model-days.reader';
import { ModelEnds, type KnownModel } from './model-ends';

/** The number of days of the figures. */
const DAYS = 30;

interface ModelLine extends KnownModel {
  /** What the model cost within the last measured day, in US dollars. */
  readonly dollars: number;
  /** How many credits people were charged for its orders of that day. */
  readonly credits: number;
}

interface Models {
  readonly models: readonly ModelLine[];
  readonly days: readonly { readonly day: string; readonly models: readonly ModelDay[] }[];
  readonly paths: readonly PathDay[];
  /** Over how many days, at most, the paths are added up. */
  readonly pathDays: number;
}

/**
 * The models of the catalogue with their costs; and for each path of drawing, how many orders failed and how similar the pictures are to
 * the photos.
 */
@ApiTags('models')
@Controller('api/models')
export class ModelsController {
  constructor(
    private readonly database: Database,
    private readonly ends: ModelEnds,
    private readonly days: MeasureDays,
  ) {}

  @ApiOperation({
    summary:
      'Every model of the catalogue: what it does, when it ends, what it cost within a day and on each of the last; and by path how many orders failed, and how much pictures are like the person.',
  })
  @Access('read')
  @Get()
  async models(): Promise<Models> {
    const [measured] = await this.database.read.query<
      [{ models: { model: string; dollars: number; credits: number }[] | null } | undefined]
    >(
      `SELECT figures -> 'byModel' AS models FROM billing.measurement WHERE figures ? 'byModel' ORDER BY begun_at DESC LIMIT 1`,
    );
    const sums = Map.groupBy(measured?.models ?? [], ({ model }) => model);
    const sum = (id: string, of: 'dollars' | 'credits'): number =>
      (sums.get(id) ?? []).reduce((all, line) => all + line[of], 0);
    const days = await this.days.lastOfModels(DAYS);
    return {
      models: (await this.ends.all()).map((model) => ({
        ...model,
        dollars: sum(model.id, 'dollars'),
        credits: sum(model.id, 'credits'),
      })),
      days: days.map(({ day, models }) => ({ day, models })),
      paths: pathsOver(days),
      pathDays: DAYS,
    };
  }
}
