import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Controller, Get, HttpCode, HttpException, Param, ParseIntPipe, Post } from '@nestjs/common';
import { SandboxConfig, FAKES } from './config';
import { Fakes } from './fakes';

const SELFIES = 10;
/** Number of drawn people before they repeat. */
const FACES = 40;

/** The page's requests to the sandbox itself. */
@Controller('sandbox')
export class SandboxController {
  constructor(
    private readonly config: SandboxConfig,
    private readonly fakes: Fakes,
  ) {}

  /** Which fakes run here, and their addresses. */
  @Get()
  describe() {
    return {
      services: FAKES.map((name) => ({
        name,
        url: this.fakes.urlOf(name) ?? null,
        used: this.config.SANDBOX_USED.includes(name),
      })),
    };
  }

  /** Ten drawn photographs of one face, as an album from this person: their own face, always the same. */
  @Post('people/:id/selfies')
  @HttpCode(200)
  async sendSelfies(@Param('id', ParseIntPipe) id: number): Promise<unknown> {
    const form = new FormData();
    for (const [index, selfie] of (await drawnSelfies(id % FACES, SELFIES)).entries()) {
      form.append(`photo-${index}`, new Blob([new Uint8Array(selfie)], { type: 'image/jpeg' }), `selfie-${index}.jpg`);
    }
    const telegram = this.fakes.urlOf('telegram') ?? '';
    const response = await fetch(`${telegram}/person/people/${id}/photos`, { method: 'POST', body: form });
    const body: unknown = await response.json();
    if (!response.ok) throw new HttpException(body as object, response.status);
    return body;
  }
}
