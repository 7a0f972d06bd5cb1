import { connect } from 'node:tls';
import type { Environment } from '../../start/environment.mts';

/** The certificate that the installation shows to Telegram, FAL and programs. */
export interface AskedCertificate {
  readonly host: string;
  readonly endsAt: Date;
}

/** A handshake takes a second at most, also across the Internet. */
const ANSWERS_WITHIN_MS = 5_000;

/**
 * Asks PUBLIC_HOST for its certificate as a caller does, so that one which was renewed and not loaded counts as the old one. Null where no
 * host is named, or where none answers from here: a host behind some routers does not reach its own name.
 */
export function askCertificate({ PUBLIC_HOST }: Environment): Promise<AskedCertificate | null> {
  if (!PUBLIC_HOST) return Promise.resolve(null);
  const { hostname, port } = new URL(`https://${PUBLIC_HOST}`);
  return new Promise((resolve) => {
    // A certificate that has ended would not be shown otherwise.
    const socket = connect({
      host: hostname,
      servername: hostname,
      port: Number(port || 443),
      rejectUnauthorized: false,
    });
    const end = (certificate: AskedCertificate | null): void => {
      socket.destroy();
      resolve(certificate);
    };
    socket.setTimeout(ANSWERS_WITHIN_MS, () => end(null));
    socket.once('error', () => end(null));
    socket.once('secureConnect', () => end({ host: hostname, endsAt: new Date(socket.getPeerCertificate().valid_to) }));
  });
}
