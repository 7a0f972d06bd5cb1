import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, ModelStateReader, type ModelStateRow } from '@aisha/database';
import { ModelCatalogue, MODEL_PROVIDERS } from '@aisha/providers/catalogue';
import { Access } from '../door/access';

interface ModelLine {
  readonly id: string;
  readonly provider: string;
  readonly does: readonly string[];
  readonly state: string;
  readonly endsOn: string | null;
  readonly goneSince: Date | null;
  readonly listed: ModelStateRow['listed'];
  /** What it cost within a day, and what the orders it worked on brought, in US dollars and credits. */
  readonly dollars: number;
  readonly credits: number;
}

/** The models that orders take. */
@ApiTags('models')
@Controller('api/models')
export class ModelsController {
  constructor(
    private readonly database: Database,
    private readonly catalogue: ModelCatalogue,
    private readonly learnt: ModelStateReader,
  ) {}

  @ApiOperation({ summary: 'Every model of the catalogue: what it does, when it ends, what it cost within a day.' })
  @Access('read')
  @Get()
  async models(): Promise<readonly ModelLine[]> {
    const learnt = new Map((await this.learnt.all()).map((row) => [row.model, row]));
    const [measured] = await this.database.read.query<
      [{ models: { model: string; dollars: number; credits: number }[] | null } | undefined]
    >(
      `SELECT figures -> 'byModel' AS models FROM billing.measurement WHERE figures ? 'byModel' ORDER BY begun_at DESC LIMIT 1`,
    );
    const sums = Map.groupBy(measured?.models ?? [], ({ model }) => model);
    const sum = (id: string, of: 'dollars' | 'credits'): number =>
      (sums.get(id) ?? []).reduce((all, line) => all + line[of], 0);
    return MODEL_PROVIDERS.flatMap((provider) => this.catalogue.of(provider)).map(
      ({ id, provider, does, state, endsOn }) => ({
        id,
        provider,
        does,
        state,
        endsOn: endsOn ?? null,
        goneSince: learnt.get(id)?.goneSince ?? null,
        listed: learnt.get(id)?.listed ?? null,
        dollars: sum(id, 'dollars'),
        credits: sum(id, 'credits'),
      }),
    );
  }
}
