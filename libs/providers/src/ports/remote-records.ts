/** What a provider keeps of our requests: what was sent, what it answered, the files that it made. */
export abstract class RemoteRecords {
  /** False where no key is set that may delete such records. */
  abstract readonly isOn: boolean;

  /**
   * Has the provider delete what it keeps of a request; a request that it does not know is no error. Resolves to how many files stay in
   * spite of it, until the end that their request named for them. Throws the `provider-*` codes.
   */
  abstract forget(requestId: string): Promise<number>;
}
