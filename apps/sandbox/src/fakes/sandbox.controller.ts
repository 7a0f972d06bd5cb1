import { drawnSelfies, PERSON_KINDS } from '@aisha/fakes/drawn-faces';
import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Get,
  HttpCode,
  HttpException,
  Param,
  ParseIntPipe,
  Post,
} from '@nestjs/common';
import { SandboxConfig, FAKES } from '../config';
import { Fakes } from './fakes';
import { PlayedTime } from './played-time';

const SELFIES = 10;
/** How many different albums of photographs a person has. Together they are enough for an avatar. */
const LOTS = 2;
const DAY_HOURS = 24;
/** A day longer than the thirty days that some data are kept, so that they are gone afterwards. */
const MONTH_HOURS = 31 * DAY_HOURS;
/** How many drawn people there are before they repeat. */
const FACES = 40;

/** Answers the page's requests to the sandbox itself. */
@Controller('sandbox')
export class SandboxController {
  private readonly lots = new Map<number, number>();

  constructor(
    private readonly config: SandboxConfig,
    private readonly fakes: Fakes,
    private readonly time: PlayedTime,
  ) {}

  /** Returns which fakes run here, their addresses, and how much time has been let pass. */
  @Get()
  describe() {
    return {
      services: FAKES.map((name) => ({
        name,
        url: this.fakes.urlOf(name) ?? null,
        used: this.config.SANDBOX_USED.includes(name),
      })),
      time: { mayPass: this.time.mayPass, passedHours: this.time.passedHours },
    };
  }

  /** Lets a day or a month pass; answers when the apps are ready again. */
  @Post('time')
  @HttpCode(200)
  async passTime(@Body() { hours }: { hours?: unknown }): Promise<object> {
    if (hours !== DAY_HOURS && hours !== MONTH_HOURS)
      throw new BadRequestException({ error: `hours: must be ${DAY_HOURS} or ${MONTH_HOURS}` });
    if (!(await this.time.pass(hours))) throw new ConflictException({ error: 'no time passes here now' });
    return { passedHours: this.time.passedHours };
  }

  /**
   * Sends ten drawn photographs of one face as an album from this person, and different photographs of the same face at the next request.
   * They are sent to the bot, or to the group that `chat_id` names. If nothing says how to draw a person, their id decides it.
   */
  @Post('people/:id/selfies')
  @HttpCode(200)
  async sendSelfies(
    @Param('id', ParseIntPipe) id: number,
    @Body() { chat_id: chatId }: { chat_id?: number },
  ): Promise<unknown> {
    const telegram = this.fakes.urlOf('telegram') ?? '';
    const { drawn_as: drawnAs } = await answered<{ drawn_as?: string }>(await fetch(`${telegram}/person/people/${id}`));
    const kind = PERSON_KINDS.find((one) => one === drawnAs);
    const form = new FormData();
    const lot = this.lots.get(id) ?? 0;
    this.lots.set(id, (lot + 1) % LOTS);
    const drawn = await drawnSelfies(id % FACES, (lot + 1) * SELFIES, kind);
    for (const [index, selfie] of drawn.slice(lot * SELFIES).entries()) {
      form.append(`photo-${index}`, new Blob([new Uint8Array(selfie)], { type: 'image/jpeg' }), `selfie-${index}.jpg`);
    }
    const place = chatId === undefined || chatId === id ? '' : `?chat_id=${chatId}`;
    return answered(await fetch(`${telegram}/person/people/${id}/photos${place}`, { method: 'POST', body: form }));
  }
}

/** Returns the fake's answer, and passes its refusal on as our own. */
const answered = async <T>(response: Response): Promise<T> => {
  const body: unknown = await response.json();
  if (!response.ok) throw new HttpException(body as object, response.status);
  return body as T;
};
