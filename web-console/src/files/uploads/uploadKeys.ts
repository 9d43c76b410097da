import { ProblemError, problemOf } from '@/api/problem';
import type { Ticket, TicketRequest } from '@/api/types';
import { daemonUrl, type AddressBook } from '@/streams/nodeAddress';
import type { UploadTarget } from './upload';

export interface UploadKeysOptions {
  addresses: () => AddressBook;
  takeTicket: (instance: string, request: TicketRequest) => Promise<Ticket>;
  fetch?: typeof fetch;
}

interface Key {
  key: string;
  /** Where browsers may try the daemon. */
  candidates: readonly string[];
}

/**
 * What opens uploads beneath a folder at a daemon: bought with one ticket and used by all files of the folder until the
 * daemon no longer knows it. Kept in memory only.
 */
export class UploadKeys {
  readonly #options: UploadKeysOptions;
  readonly #keys = new Map<string, Promise<Key>>();

  constructor(options: UploadKeysOptions) {
    this.#options = options;
  }

  /** The key and the address at which the daemon answers now. */
  async of(target: UploadTarget, root: string): Promise<{ key: string; address: string }> {
    const name = nameOfKey(target, root);
    let known = this.#keys.get(name);
    if (known === undefined) {
      known = this.#buy(target, root);
      this.#keys.set(name, known);
      known.catch(() => this.#keys.delete(name));
    }
    const { key, candidates } = await known;
    return { key, address: await this.#address(target.node, candidates) };
  }

  /** The daemon refused it. */
  forget(target: UploadTarget, root: string): void {
    this.#keys.delete(nameOfKey(target, root));
  }

  async #buy(target: UploadTarget, root: string): Promise<Key> {
    const ticket = await this.#options.takeTicket(target.instance, {
      scope: 'file.upload',
      path: root === '' ? '' : `${root}/`,
      overwrite: true,
    });
    const address = await this.#address(target.node, ticket.addresses);
    const call = this.#options.fetch ?? fetch;
    let answer: Response;
    try {
      answer = await call(daemonUrl(address, '/daemon/v1/uploads'), {
        method: 'POST',
        headers: { Authorization: `Bearer ${ticket.token}` },
        credentials: 'omit',
        cache: 'no-store',
      });
    } catch {
      this.#options.addresses().forget(target.node);
      throw new ProblemError({ code: 'TRANSFER_LOST' });
    }
    // A daemon that stops or starts isn't there for a moment, although its address answers.
    if (answer.status === 404) throw new ProblemError({ code: 'NODE_UNREACHABLE', status: 404 });
    if (!answer.ok) throw await problemOf(answer);
    const { key } = (await answer.json()) as { key?: string };
    if (typeof key !== 'string') throw new ProblemError({ code: 'BAD_ANSWER', status: answer.status });
    return { key, candidates: ticket.addresses };
  }

  #address(node: string, candidates: readonly string[]): Promise<string> {
    return this.#options
      .addresses()
      .find(node, candidates)
      .catch(() => {
        throw new ProblemError({ code: 'NODE_UNREACHABLE' });
      });
  }
}

const nameOfKey = ({ instance }: UploadTarget, root: string): string => `${instance} ${root}`;
