import { ProblemError } from '@/api/problem';
import type { Problem, Ticket, TicketRequest } from '@/api/types';
import { daemonUrl, type AddressBook } from '@/streams/nodeAddress';
import { join } from '../paths';
import type { Upload, UploadTransport } from './upload';

export interface XhrTransportOptions {
  addresses: () => AddressBook;
  takeTicket: (instance: string, request: TicketRequest) => Promise<Ticket>;
  request?: () => XMLHttpRequest;
}

/**
 * Sends a file straight to the daemon, with a ticket for exactly this path and size. XMLHttpRequest, because `fetch`
 * tells nothing of an upload's progress.
 */
export class XhrTransport implements UploadTransport {
  readonly #options: XhrTransportOptions;

  constructor(options: XhrTransportOptions) {
    this.#options = options;
  }

  async send(upload: Upload, file: Blob, progress: (sent: number) => void, signal: AbortSignal): Promise<void> {
    const { target, folder, name, size, overwrite } = upload;
    const path = join(folder, name);
    const ticket = await this.#options.takeTicket(target.instance, {
      scope: 'file.upload',
      path,
      maxSize: size,
      overwrite,
    });
    signal.throwIfAborted();
    const addresses = this.#options.addresses();
    const address = await addresses.find(target.node, ticket.addresses).catch(() => {
      throw new ProblemError({ code: 'NODE_UNREACHABLE' });
    });
    signal.throwIfAborted();
    try {
      await this.#put(daemonUrl(address, '/daemon/v1/upload'), ticket.token, file, progress, signal);
    } catch (error) {
      // The next attempt looks for a way again.
      if (error instanceof ProblemError && error.code === 'TRANSFER_LOST') addresses.forget(target.node);
      throw error;
    }
  }

  #put(
    url: string,
    token: string,
    file: Blob,
    progress: (sent: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = this.#options.request?.() ?? new XMLHttpRequest();
      const abort = () => request.abort();
      signal.addEventListener('abort', abort, { once: true });
      request.open('PUT', url);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.upload.onprogress = ({ loaded }) => progress(loaded);
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) resolve();
        else reject(problemOf(request));
      };
      request.onerror = request.ontimeout = () => reject(new ProblemError({ code: 'TRANSFER_LOST' }));
      request.onabort = () => reject(new DOMException('', 'AbortError'));
      request.onloadend = () => signal.removeEventListener('abort', abort);
      // Without a type the browser adds no Content-Type, which another origin would have to allow.
      request.send(file.slice(0, file.size, ''));
    });
  }
}

function problemOf(request: XMLHttpRequest): ProblemError {
  try {
    const body: unknown = JSON.parse(request.responseText);
    if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
      return new ProblemError({ status: request.status, ...(body as Partial<Problem> & { code: string }) });
    }
  } catch {
    // Not from the daemon: told below.
  }
  return new ProblemError({ code: 'BAD_ANSWER', status: request.status, params: { status: request.status } });
}
