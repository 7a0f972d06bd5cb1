/** An object's file is named by a hash. 64 bits of it are enough: two of ten million files share them with a probability of 1 in 370,000. */
const HEX_DIGITS = 16;

const shortOf = (name: string): bigint => BigInt(`0x${name.slice(name.lastIndexOf('/') + 1).slice(0, HEX_DIGITS)}`);

/** The index of a name in an ordered list, or of the first name after it. */
const placeOf = (names: BigUint64Array, short: bigint, length = names.length): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (names[middle]! < short) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The names of the files that a backup needs, in eight bytes of memory each: ten million take 80 MB. */
export class FileNames {
  private readonly names: BigUint64Array;

  private constructor(names: BigUint64Array) {
    this.names = names;
  }

  static readonly none = new FileNames(new BigUint64Array());

  /** Collects this many names, which may come in any order; throws when there are fewer or more. */
  static async of(count: number, names: AsyncIterable<string>): Promise<FileNames> {
    const all = new BigUint64Array(count);
    let place = 0;
    for await (const name of names) all[place++] = shortOf(name);
    if (place !== count) throw new Error(`${place} names of ${count}`);
    return new FileNames(all.sort());
  }

  static read(bytes: Buffer): FileNames {
    const names = new BigUint64Array(bytes.length / BigUint64Array.BYTES_PER_ELEMENT);
    Buffer.from(names.buffer).set(bytes);
    return new FileNames(names);
  }

  get bytes(): Buffer {
    return Buffer.from(this.names.buffer, this.names.byteOffset, this.names.byteLength);
  }

  has(name: string): boolean {
    const short = shortOf(name);
    return this.names[placeOf(this.names, short)] === short;
  }

  /** The names that either set has. */
  with(other: FileNames): FileNames {
    const [ours, theirs] = [this.names, other.names];
    const all = new BigUint64Array(ours.length + theirs.length);
    let [length, our, their] = [0, 0, 0];
    while (our < ours.length || their < theirs.length) {
      const isOurs = their === theirs.length || (our < ours.length && ours[our]! <= theirs[their]!);
      const next = isOurs ? ours[our++]! : theirs[their++]!;
      if (length === 0 || all[length - 1] !== next) all[length++] = next;
    }
    return new FileNames(all.slice(0, length));
  }
}

/** The sizes of the files that a bucket lists, in sixteen bytes of memory each. */
export class FileSizes {
  private names = new BigUint64Array(1024);
  private sizes = new Float64Array(1024);
  private length = 0;

  /** Adds the next file of an ordered list; false when the name is out of order. */
  add(name: string, size: number): boolean {
    const short = shortOf(name);
    if (this.length > 0 && this.names[this.length - 1]! > short) return false;
    if (this.length === this.names.length) this.grow();
    this.names[this.length] = short;
    this.sizes[this.length++] = size;
    return true;
  }

  /** The size of a file; undefined when the bucket does not list it. */
  of(name: string): number | undefined {
    const short = shortOf(name);
    const place = placeOf(this.names, short, this.length);
    return place < this.length && this.names[place] === short ? this.sizes[place] : undefined;
  }

  private grow(): void {
    const [names, sizes] = [new BigUint64Array(this.length * 2), new Float64Array(this.length * 2)];
    names.set(this.names);
    sizes.set(this.sizes);
    [this.names, this.sizes] = [names, sizes];
  }
}
