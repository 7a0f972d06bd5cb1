/** A sample of a metric, by its labels. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** What a process answers to `/metrics`: Prometheus' text, as prom-client writes it. */
export class Metrics {
  private readonly samples: readonly Sample[];

  private constructor(samples: readonly Sample[]) {
    this.samples = samples;
  }

  static read(text: string): Metrics {
    return new Metrics(
      text.split('\n').flatMap((line) => {
        const [, name, labels = '', value] = LINE.exec(line) ?? [];
        if (name === undefined) return [];
        const named = [...labels.matchAll(LABEL)].map(([, label, words]) => [label!, words!] as const);
        return [{ name, labels: Object.fromEntries(named), value: Number(value) }];
      }),
    );
  }

  /** The samples of a metric that are above a bound. */
  above(name: string, bound: number): readonly Sample[] {
    return this.samples.filter((sample) => sample.name === name && sample.value > bound);
  }

  labelsOf(name: string): Readonly<Record<string, string>> | undefined {
    return this.samples.find((sample) => sample.name === name)?.labels;
  }
}
