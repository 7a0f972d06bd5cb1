import { readDocument, sendNothing, type Exchange } from './exchange';
import { S3Error } from './s3-error';
import { innerText, innerXml } from './xml';

/**
 * The storage classes that a rule may name, with the days for which a file has to be kept before it changes to the class (API reference,
 * "Transition"; user guide, "Constraints").
 */
const DAYS_AT_LEAST: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  INTELLIGENT_TIERING: 0,
  GLACIER_IR: 0,
  GLACIER: 0,
  DEEP_ARCHIVE: 0,
};

/** Keeps the rules, and checks their storage classes; the fake moves no object. */
export const putLifecycle = async (exchange: Exchange): Promise<void> => {
  const document = await readDocument(exchange);
  const rules = innerXml(document, 'Rule');
  const transitions = rules.flatMap((rule) => innerXml(rule, 'Transition'));
  if (
    rules.length === 0 ||
    transitions.some((one) => DAYS_AT_LEAST[innerText(one, 'StorageClass') ?? ''] === undefined)
  )
    throw new S3Error(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  for (const one of transitions) {
    const name = innerText(one, 'StorageClass')!;
    if (Number(innerText(one, 'Days')) < DAYS_AT_LEAST[name]!)
      throw new S3Error(
        'InvalidArgument',
        `'Days' in Transition action must be greater than or equal to ${DAYS_AT_LEAST[name]} for storageClass '${name}'`,
      );
  }
  await exchange.files.keepLifecycle(exchange.target.bucket, document);
  sendNothing(exchange, 200);
};

export const getLifecycle = async ({ response, files, target }: Exchange): Promise<void> => {
  const document = await files.lifecycle(target.bucket);
  response.writeHead(200, { 'content-type': 'application/xml' }).end(document);
};

export const removeLifecycle = async (exchange: Exchange): Promise<void> => {
  await exchange.files.keepLifecycle(exchange.target.bucket, undefined);
  sendNothing(exchange);
};
