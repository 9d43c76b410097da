/**
 * Finds the address at which this browser reaches a daemon. The panel names the candidates, best first; the browser
 * asks each for its name (`/daemon/v1/ping`), because only the browser knows what its network lets through. The answer
 * is kept per node until a connection fails.
 */

/** A daemon's base address: an origin such as `https://node.example:9401`, or `''` for the panel's own port. */
export type DaemonAddress = string;

export interface AddressBookOptions {
  fetch?: typeof fetch;
  /** The page's own location; decides what would be mixed content. */
  location?: { protocol: string; origin: string };
  limitMillis?: number;
}

/** Thrown when none of a node's addresses answered this browser. */
export class NodeUnreachable extends Error {
  readonly node: string;
  readonly tried: readonly DaemonAddress[];

  constructor(node: string, tried: readonly DaemonAddress[]) {
    super(`No address of node ${node} answered`);
    this.name = 'NodeUnreachable';
    this.node = node;
    this.tried = tried;
  }
}

export const PROBE_LIMIT_MILLIS = 2_000;

export class AddressBook {
  readonly #known = new Map<string, DaemonAddress>();
  readonly #searches = new Map<string, Promise<DaemonAddress>>();
  readonly #fetch: typeof fetch;
  readonly #location: { protocol: string; origin: string };
  readonly #limitMillis: number;

  constructor(options: AddressBookOptions = {}) {
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#location = options.location ?? window.location;
    this.#limitMillis = options.limitMillis ?? PROBE_LIMIT_MILLIS;
  }

  /** The address that worked last, if it is still one of the candidates; otherwise the best one that answers now. */
  async find(node: string, candidates: readonly DaemonAddress[]): Promise<DaemonAddress> {
    const known = this.#known.get(node);
    if (known !== undefined && candidates.includes(known)) return known;
    const key = `${node}\n${candidates.join('\n')}`;
    let search = this.#searches.get(key);
    if (search === undefined) {
      search = this.#search(node, candidates).finally(() => this.#searches.delete(key));
      this.#searches.set(key, search);
    }
    return search;
  }

  /** What is known without asking; `undefined` before the first {@link find}. */
  known(node: string): DaemonAddress | undefined {
    return this.#known.get(node);
  }

  /** A connection to the remembered address failed: look again next time. */
  forget(node: string): void {
    this.#known.delete(node);
  }

  async #search(node: string, candidates: readonly DaemonAddress[]): Promise<DaemonAddress> {
    const usable = candidates.filter((address) => !isMixedContent(address, this.#location));
    // All are asked at once; an earlier candidate wins even when a later one answers sooner.
    const probes = usable.map((address) => this.#answers(node, address));
    for (const [index, address] of usable.entries()) {
      if (await probes[index]) {
        this.#known.set(node, address);
        return address;
      }
    }
    throw new NodeUnreachable(node, candidates);
  }

  async #answers(node: string, address: DaemonAddress): Promise<boolean> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), this.#limitMillis);
    try {
      const response = await this.#fetch(daemonUrl(address, '/daemon/v1/ping', this.#location.origin), {
        signal: limit.signal,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      if (!response.ok) return false;
      const answer: unknown = await response.json();
      return isPing(answer) && answer.node === node;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}

function isPing(value: unknown): value is { ostler: 'daemon'; node: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ostler' in value &&
    value.ostler === 'daemon' &&
    'node' in value
  );
}

/** `direct` when frames bypass the panel's port. */
export function isDirect(address: DaemonAddress): boolean {
  return address !== '';
}

export function daemonUrl(
  address: DaemonAddress,
  path: string,
  ownOrigin: string = window.location.origin,
): string {
  return new URL(path, address === '' ? ownOrigin : address).href;
}

export function daemonSocketUrl(
  address: DaemonAddress,
  path: string,
  ownOrigin: string = window.location.origin,
): string {
  const url = new URL(path, address === '' ? ownOrigin : address);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Browsers refuse `http:` from an `https:` page, except to the own machine; asking would only cost time. */
function isMixedContent(address: DaemonAddress, page: { protocol: string }): boolean {
  if (address === '' || page.protocol !== 'https:') return false;
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  } catch {
    return true;
  }
}
