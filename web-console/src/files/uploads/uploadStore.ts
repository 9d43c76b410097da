import { isOpen, type Upload } from './upload';

/** An upload as it is remembered over a reload of the page. */
export type StoredUpload = Omit<Upload, 'id' | 'state'>;

interface Kept {
  user: string;
  /** When the page was last seen, in milliseconds; 0: it was left. */
  alive: number;
  saved: number;
  uploads: StoredUpload[];
}

const PREFIX = 'ostler.uploads.';
const TAB_KEY = 'ostler.tab';
/** The node keeps unfinished uploads for a day. */
const LIFE_MILLIS = 24 * 3_600_000;
/** Tabs in the background run their timers once a minute. */
const DEAD_MILLIS = 150_000;
const BEAT_MILLIS = 20_000;
const WRITE_AFTER_MILLIS = 250;
/** More than this is told, but not gone on with after a reload. */
const MOST = 5_000;

/** Whether some page left uploads behind; asked before anything of uploads is loaded. */
export function hasStoredUploads(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}

/**
 * Remembers unfinished uploads in localStorage, each tab its own, so that they can be gone on with after a reload; what a
 * closed tab left is taken over by the next. A browser gives the files only once: they have to be chosen again. Confined
 * to the page's thread; without storage nothing is remembered.
 */
export class UploadStore {
  readonly #user: string;
  readonly #storage: Storage;
  readonly #key: string;
  #pending: readonly Upload[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #uploads: StoredUpload[] = [];
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor(user: string, storage: Storage = localStorage, session: Storage = sessionStorage) {
    this.#user = user;
    this.#storage = storage;
    this.#key = PREFIX + this.#tab(session);
  }

  /** What this tab, or one that is gone, left unfinished for this person. */
  load(now = Date.now()): StoredUpload[] {
    const found: StoredUpload[] = [];
    for (const key of Object.keys(this.#storage).filter((each) => each.startsWith(PREFIX))) {
      const kept = this.#read(key);
      const isOld = kept === undefined || now - kept.saved > LIFE_MILLIS;
      if (isOld) this.#storage.removeItem(key);
      else if (kept.user === this.#user && (key === this.#key || now - kept.alive > DEAD_MILLIS)) {
        found.push(...kept.uploads);
        this.#storage.removeItem(key);
      }
    }
    return found;
  }

  /** Written a moment later, many changes together. */
  save(uploads: readonly Upload[]): void {
    this.#pending = uploads;
    this.#timer ??= setTimeout(() => this.flush(), WRITE_AFTER_MILLIS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending === undefined) return;
    this.#uploads = this.#pending.filter(isOpen).slice(0, MOST).map(stored);
    this.#pending = undefined;
    this.#write(Date.now());
  }

  /** The page goes: whoever comes next with this tab's name is its successor. */
  leave(): void {
    this.flush();
    clearInterval(this.#beat);
    this.#beat = undefined;
    if (this.#uploads.length > 0) this.#write(0);
  }

  clear(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#beat);
    this.#timer = undefined;
    this.#beat = undefined;
    this.#pending = undefined;
    this.#uploads = [];
    this.#storage.removeItem(this.#key);
  }

  #write(alive: number): void {
    if (this.#uploads.length === 0) {
      clearInterval(this.#beat);
      this.#beat = undefined;
      this.#storage.removeItem(this.#key);
      return;
    }
    if (alive > 0) this.#beat ??= setInterval(() => this.#write(Date.now()), BEAT_MILLIS);
    const kept: Kept = { user: this.#user, alive, saved: Date.now(), uploads: this.#uploads };
    try {
      this.#storage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // The store is full: these uploads just don't outlive the page.
    }
  }

  #read(key: string): Kept | undefined {
    try {
      const kept = JSON.parse(this.#storage.getItem(key) ?? '') as Partial<Kept>;
      return typeof kept.user === 'string' && Array.isArray(kept.uploads) ? (kept as Kept) : undefined;
    } catch {
      return undefined;
    }
  }

  /** A copied tab has the name of its original, which is still alive. */
  #tab(session: Storage): string {
    const known = session.getItem(TAB_KEY);
    if (known !== null && (this.#read(PREFIX + known)?.alive ?? 0) === 0) return known;
    const fresh = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    session.setItem(TAB_KEY, fresh);
    return fresh;
  }
}

function stored(upload: Upload): StoredUpload {
  const { target, root, folder, name, size, modified, sent, conflict, location, extract } = upload;
  return { target, root, folder, name, size, modified, sent, conflict, location, extract };
}
