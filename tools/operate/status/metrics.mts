/** A sample of a metric, with its labels. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

const isLabelled = ({ labels }: Sample, wanted: Sample['labels']): boolean =>
  Object.entries(wanted).every(([label, value]) => labels[label] === value);

/** The metrics that a process serves at `/metrics`, read from Prometheus' text format as prom-client writes it. */
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

  /** The samples of a metric that have these labels and are above a bound. */
  above(name: string, bound: number, wanted: Sample['labels'] = {}): readonly Sample[] {
    return this.samples.filter((sample) => sample.name === name && sample.value > bound && isLabelled(sample, wanted));
  }

  has(name: string, wanted: Sample['labels']): boolean {
    return this.samples.some((sample) => sample.name === name && isLabelled(sample, wanted));
  }

  labelsOf(name: string): Readonly<Record<string, string>> | undefined {
    return this.samples.find((sample) => sample.name === name)?.labels;
  }
}
