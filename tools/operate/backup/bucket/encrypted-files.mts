import { Readable } from 'node:stream';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { AppError } from '@aisha/domain';
import { isMissing, type ListedObject, type ObjectStore, type StoredObject } from '@aisha/storage';
import { Refusal } from '../backup.mts';

/** The size of a content once age has encrypted it for one X25519 recipient: 184 bytes of header and nonce, and 16 for each 64 KiB (C2SP age). */
export const encryptedBytes = (bytes: number): number => 184 + bytes + 16 * Math.max(1, Math.ceil(bytes / 65_536));

const ENDING = '.age';

type WebBytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** The files of one installation in a bucket, each encrypted by age (age-encryption.org) before it leaves this machine. */
export class EncryptedFiles {
  readonly installation: string;
  /** The public key; rejects when the secret key is not valid. */
  readonly recipient: Promise<string>;
  private readonly store: ObjectStore;
  private readonly identity: string;

  constructor(store: ObjectStore, identity: string, installation: string) {
    this.store = store;
    this.identity = identity;
    this.installation = installation;
    this.recipient = identityToRecipient(identity);
    this.recipient.catch(() => undefined); // the code that awaits the recipient reports the error
  }

  async put(file: string, content: AsyncIterable<Buffer>): Promise<void> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await this.recipient);
    // The stream reads only one chunk ahead of the cipher, so a large file does not fill the memory.
    const encrypted = await encrypter.encrypt(
      Readable.toWeb(Readable.from(content, { objectMode: false })) as WebBytes,
    );
    await this.store.put(this.objectOf(file), Readable.from(encrypted, { objectMode: false }), {
      contentType: 'application/octet-stream',
    });
  }

  async *content(file: string): AsyncGenerator<Buffer> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(this.identity);
    try {
      const encrypted = await this.store.get(this.objectOf(file));
      for await (const chunk of await decrypter.decrypt(Readable.toWeb(encrypted) as WebBytes))
        yield Buffer.from(chunk);
    } catch (error) {
      if (isMissing(error)) throw Object.assign(new Refusal(`${file}: is missing from the backup`), { code: 'ENOENT' });
      if (error instanceof AppError) throw error;
      if (/no identity matched/.test((error as Error).message))
        throw new Refusal(`BACKUP_KEY: is not the key that ${file} was encrypted for`);
      throw new Refusal(`${file}: is damaged, it cannot be decrypted`, { cause: error });
    }
  }

  /** The files of a folder in the order of their names, which do not include the folder; sizes are those of the encrypted files. */
  async *list(folder: string): AsyncGenerator<ListedObject & { readonly name: string }> {
    const prefix = this.at(folder);
    for await (const one of this.store.list(prefix))
      yield { ...one, name: one.key.slice(prefix.key.length, -ENDING.length) };
  }

  async remove(files: readonly string[]): Promise<void> {
    await this.store.remove(files.map((file) => this.objectOf(file)));
  }

  async removeFolder(folder: string): Promise<void> {
    await this.store.removePrefix(this.at(folder));
  }

  private objectOf(file: string): StoredObject {
    return this.at(`${file}${ENDING}`);
  }

  private at(key: string): StoredObject {
    return { bucket: 'files', key: `${this.installation}/${key}` };
  }
}
