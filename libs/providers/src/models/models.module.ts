import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock, Health, Logger, type ConfigClass } from '@aisha/platform';
import { CallLedger } from '../ports/call-ledger';
import { ModelCatalogue } from '../catalogue';
import { ModelsHealth } from '../openai/models-health';
import { OpenAiCalls } from '../openai/openai-calls';
import { OpenAiModerator } from '../openai/openai-moderator';
import { OpenAiSpeechRecognizer } from '../openai/openai-speech-recognizer';
import { OpenAiSpeechSynthesizer } from '../openai/openai-speech-synthesizer';
import { OpenAiVisionModel } from '../openai/openai-vision-model';
import { isAtFal, type OpenAiConfig } from '../openai/openai.config';
import { LanguageModel, Moderator, VisionModel } from '../ports';
import { LANGUAGE_MODELS, type LanguageModelProtocol } from './language-models';

/** The part of an app's configuration that says which model serves a port, and where. */
interface Served {
  readonly calls: OpenAiCalls;
  readonly model: string;
  readonly protocol: LanguageModelProtocol;
  readonly price: { readonly input: number; readonly output: number } | undefined;
}

/** The ports an app gets, one for each configured model. */
const PORTS = {
  TEXT: {
    port: LanguageModel,
    open: ({ calls, model, protocol, price }: Served) => new LANGUAGE_MODELS[protocol].adapter(calls, model, price),
  },
  VISION: { port: VisionModel, open: ({ calls, model }: Served) => new OpenAiVisionModel(calls, model) },
  // Speech is provided under the class of the adapter and not under its port, because the app itself chooses which providers hear and read
  // aloud.
  TRANSCRIBE: {
    port: OpenAiSpeechRecognizer,
    open: ({ calls, model }: Served) => new OpenAiSpeechRecognizer(calls, model),
  },
  SPEECH: {
    port: OpenAiSpeechSynthesizer,
    open: ({ calls, model }: Served) => new OpenAiSpeechSynthesizer(calls, model),
  },
  MODERATION: { port: Moderator, open: ({ calls, model }: Served) => new OpenAiModerator(calls, model) },
};
type ModelPort = keyof typeof PORTS;

/** Whether the app works without the model: speech is one of several things that its app does. */
const isOptional = (port: ModelPort): boolean => port === 'SPEECH';

type ModelsConfig<Uses extends ModelPort> = OpenAiConfig & Readonly<Record<`${Uses}_MODEL`, string>>;

interface Address {
  /** The name under which operators know the server. */
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
}

const WATCHED_SERVERS = 'models.watched-servers';

/** The servers of an app's models: one client for each address and key. */
class ModelServers {
  private readonly calls = new Map<string, OpenAiCalls>();

  constructor(
    private readonly config: OpenAiConfig,
    private readonly ledger: CallLedger,
    private readonly catalogue: ModelCatalogue,
  ) {}

  served(port: ModelPort): Served {
    const price = this.setting(`${port}_MODEL_PRICE`)?.split('/').map(Number);
    return {
      calls: this.callsTo(port),
      model: this.servedName(this.setting(`${port}_MODEL`) ?? ''),
      protocol: this.protocolOf(port),
      price: price && { input: price[0]!, output: price[1]! },
    };
  }

  /** Whether one of these servers does the port's work. None of them does where the configuration chooses FAL. */
  isUsed(port: ModelPort): boolean {
    return !isAtFal({ ...this.config }, port);
  }

  /** The address and key of a model. A model's own key may go to OpenAI; OpenAI's key goes nowhere else. */
  addressOf(port: ModelPort): Address {
    const { OPENAI_BASE_URL, OPENAI_API_KEY = '' } = this.config;
    const { url, headers } = LANGUAGE_MODELS[this.protocolOf(port)];
    const baseUrl = this.setting(`${port}_MODEL_URL`) ?? url;
    const apiKey = this.setting(`${port}_MODEL_KEY`);
    if (baseUrl === undefined) return { name: 'openai', baseUrl: OPENAI_BASE_URL, apiKey: apiKey ?? OPENAI_API_KEY };
    return { name: new URL(baseUrl).host, baseUrl, apiKey: apiKey ?? '', headers: headers?.(apiKey ?? '') };
  }

  callsTo(port: ModelPort): OpenAiCalls {
    const { catalogue } = this;
    const { name, baseUrl, apiKey, headers } = this.addressOf(port);
    const key = `${baseUrl} ${apiKey}`;
    const known =
      this.calls.get(key) ??
      new OpenAiCalls({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey }, this.ledger, { name, headers, catalogue });
    this.calls.set(key, known);
    return known;
  }

  /**
   * The configured model or, once it is retired, the first of its successors that is not. Where that successor is at another provider, or
   * there is none, the configured model stays.
   */
  private servedName(configured: string): string {
    const known = this.catalogue.find(configured);
    const serving = known && this.catalogue.serving(known);
    return serving?.provider === known?.provider ? (serving?.id ?? configured) : configured;
  }

  private protocolOf(port: ModelPort): LanguageModelProtocol {
    return (this.setting(`${port}_MODEL_PROTOCOL`) ?? 'responses') as LanguageModelProtocol;
  }

  private setting(name: string): string | undefined {
    return (this.config as unknown as Readonly<Record<string, string | undefined>>)[name];
  }
}

/**
 * Provides these ports of an app, each by the model and at the server that the configuration names. Each server is a dependency in the
 * app's health, whose note names the models that end within sixty days.
 */
@Module({})
export class ModelsModule {
  static forApp<Uses extends ModelPort, C extends ModelsConfig<Uses>>(
    configClass: ConfigClass<C>,
    uses: readonly Uses[],
  ): DynamicModule {
    const ports = uses.map((port): Provider => ({
      provide: PORTS[port].port,
      inject: [ModelServers],
      useFactory: (servers: ModelServers) => PORTS[port].open(servers.served(port)),
    }));
    return {
      module: ModelsModule,
      providers: [
        {
          provide: ModelServers,
          inject: [configClass, CallLedger, ModelCatalogue],
          useFactory: (config: C, ledger: CallLedger, catalogue: ModelCatalogue) =>
            new ModelServers(config, ledger, catalogue),
        },
        {
          provide: WATCHED_SERVERS,
          inject: [ModelServers, Clock, Logger, Health],
          useFactory: (servers: ModelServers, clock: Clock, log: Logger, health: Health) =>
            watch(servers, uses, { clock, log, health }),
        },
        ...ports,
      ],
      exports: uses.map((port) => PORTS[port].port),
    };
  }
}

/** Makes each server a dependency in the app's health. */
function watch(
  servers: ModelServers,
  uses: readonly ModelPort[],
  { clock, log, health }: { readonly clock: Clock; readonly log: Logger; readonly health: Health },
): void {
  const used = uses.filter((port) => servers.isUsed(port));
  for (const [name, ports] of Map.groupBy(used, (port) => servers.addressOf(port).name)) {
    const modelsOf = (some: readonly ModelPort[]) => some.map((port) => servers.served(port).model);
    const models = new ModelsHealth(
      servers.callsTo(ports[0]!),
      modelsOf(ports.filter((port) => !isOptional(port))),
      clock,
      log,
      modelsOf(ports.filter(isOptional)),
    );
    health.dependsOn(name, () => models.check());
  }
}
