import type { DetailedError, HttpResponse, UploadOptions } from 'tus-js-client';
import { ProblemError } from '@/api/problem';
import type { Problem } from '@/api/types';
import { daemonUrl } from '@/streams/nodeAddress';
import { join } from '../paths';
import type { Upload, UploadNews, UploadTransport } from './upload';
import type { UploadKeys } from './uploadKeys';

const TUS = '/daemon/v1/tus';
/** Up to here a file goes with the request that announces it: one round trip instead of two. */
const SMALL = 512 * 1024;
const MOST_KEYS = 3;

export interface TusTransportOptions {
  keys: UploadKeys;
  /** A connection failed: another way to the node has to be looked for. */
  lost: (node: string) => void;
  tus?: () => Promise<Pick<typeof import('tus-js-client'), 'Upload'>>;
}

/** Sends files straight to the daemon by the tus protocol, going on where an earlier attempt ended. */
export class TusTransport implements UploadTransport {
  readonly #options: TusTransportOptions;
  readonly #tus: () => Promise<Pick<typeof import('tus-js-client'), 'Upload'>>;

  constructor(options: TusTransportOptions) {
    this.#options = options;
    this.#tus = options.tus ?? (() => import('tus-js-client'));
  }

  async send(upload: Upload, file: Blob, news: UploadNews, signal: AbortSignal): Promise<{ path: string }> {
    let { location } = upload;
    const located = (now: string | undefined) => {
      location = now;
      news.located(now);
    };
    for (let keys = 1; ; keys += 1) {
      try {
        return await this.#attempt({ ...upload, location }, file, { ...news, located }, signal);
      } catch (error) {
        signal.throwIfAborted();
        const code = error instanceof ProblemError ? error.code : '';
        if (code === 'TRANSFER_LOST') {
          await requireReadable(file);
          this.#options.lost(upload.target.node);
        }
        // The daemon knows neither keys from before its restart nor those that nobody used for a while.
        const isKey = ['TICKET_INVALID', 'TICKET_EXPIRED', 'TICKET_USED', 'GRANT_REVOKED'].includes(code);
        const isGone = code === 'UPLOAD_GONE' && location !== undefined;
        if ((!isKey && !isGone) || keys === MOST_KEYS) throw error;
        if (isKey) this.#options.keys.forget(upload.target, upload.root);
        else located(undefined);
      }
    }
  }

  async discard(upload: Upload): Promise<void> {
    if (upload.location === undefined) return;
    const { key, address } = await this.#options.keys.of(upload.target, upload.root);
    await fetch(daemonUrl(address, upload.location), {
      method: 'DELETE',
      headers: { 'Ostler-Upload-Key': key, 'Tus-Resumable': '1.0.0' },
      credentials: 'omit',
    });
  }

  async #attempt(upload: Upload, file: Blob, news: UploadNews, signal: AbortSignal): Promise<{ path: string }> {
    const [{ Upload: Tus }, { key, address }] = await Promise.all([
      this.#tus(),
      this.#options.keys.of(upload.target, upload.root),
    ]);
    signal.throwIfAborted();
    const path = join(upload.folder, upload.name);
    return new Promise((resolve, reject) => {
      const options: UploadOptions = {
        // With an endpoint the client would begin anew when it can't go on; that is decided above.
        ...(upload.location === undefined
          ? { endpoint: daemonUrl(address, TUS) }
          : { uploadUrl: daemonUrl(address, upload.location) }),
        headers: { 'Ostler-Upload-Key': key },
        metadata: {
          relativePath: upload.root === '' ? path : path.slice(upload.root.length + 1),
          conflict: upload.conflict,
        },
        uploadDataDuringCreation: file.size <= SMALL,
        // The queue tries again, so that it can be seen and stopped.
        retryDelays: null,
        storeFingerprintForResuming: false,
        onUploadUrlAvailable: () => {
          if (sending.url !== null) news.located(new URL(sending.url, location.origin).pathname);
        },
        onProgress: (sent) => news.progress(sent),
        onSuccess: ({ lastResponse }) => resolve({ path: pathOf(lastResponse) ?? path }),
        onError: (error) => reject(problemOfTus(error)),
      };
      const sending = new Tus(file as File, options);
      signal.addEventListener(
        'abort',
        () => {
          void sending.abort();
          reject(new DOMException('', 'AbortError'));
        },
        { once: true },
      );
      sending.start();
    });
  }
}

/** A file that was changed or deleted after it was chosen looks like a lost connection to the browser's request. */
async function requireReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new ProblemError({ code: 'SOURCE_UNREADABLE' });
  }
}

/** With `rename` the name may have become another. */
function pathOf(response: HttpResponse): string | undefined {
  const header = response.getHeader('Ostler-Upload-Path');
  try {
    return header === undefined || header === '' ? undefined : decodeURIComponent(header);
  } catch {
    return undefined;
  }
}

/** Answers to HEAD have no body that could say more. */
const BY_STATUS: Record<number, string> = { 401: 'TICKET_INVALID', 404: 'UPLOAD_GONE', 410: 'UPLOAD_GONE', 423: 'UPLOAD_BUSY' };

export function problemOfTus(error: Error): ProblemError {
  const response = (error as Partial<DetailedError>).originalResponse;
  if (response === null || response === undefined || response.getStatus() === 0) {
    return new ProblemError({ code: 'TRANSFER_LOST' });
  }
  const status = response.getStatus();
  // While a daemon stops or starts something else answers in its place; only its own 404 says that the upload is gone.
  if (status === 404 && !response.getHeader('Tus-Resumable')) return new ProblemError({ code: 'NODE_UNREACHABLE', status });
  try {
    const body: unknown = JSON.parse(response.getBody());
    if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
      return new ProblemError({ status, ...(body as Partial<Problem> & { code: string }) });
    }
  } catch {
    // Not from the daemon, or without words: told by the status.
  }
  return new ProblemError({ code: BY_STATUS[status] ?? 'BAD_ANSWER', status, params: { status } });
}
