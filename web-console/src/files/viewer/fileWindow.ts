import { ProblemError, problemOf } from '@/api/problem';

/** A stretch of a file, with its place in the whole. */
export interface FileWindow {
  readonly from: number;
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly size: number;
}

/** How much of a file is in the page at a time. */
export const WINDOW = 128 * 1024;

/** Reads stretches of a file behind a download address, however large the file is. */
export class FileWindows {
  readonly #link: () => Promise<string>;
  #url: Promise<string> | undefined;

  /** @param link buys the address; bought anew when it has expired */
  constructor(link: () => Promise<string>) {
    this.#link = link;
  }

  async read(from: number, length = WINDOW, signal?: AbortSignal): Promise<FileWindow> {
    for (let attempt = 1; ; attempt += 1) {
      this.#url ??= this.#link();
      let answer: Response;
      try {
        answer = await fetch(await this.#url, {
          headers: { Range: `bytes=${from}-${from + length - 1}` },
          credentials: 'omit',
          cache: 'no-store',
          ...(signal && { signal }),
        });
      } catch (error) {
        this.#url = undefined;
        if (error instanceof ProblemError || signal?.aborted === true) throw error;
        throw new ProblemError({ code: 'TRANSFER_LOST' });
      }
      // An empty file has no range at all.
      if (answer.status === 416) return { from: 0, bytes: new Uint8Array(), size: sizeOf(answer) ?? 0 };
      if (answer.ok) return windowOf(answer, from, length);
      this.#url = undefined;
      if (attempt === 2 || ![401, 403, 404, 410].includes(answer.status)) throw await problemOf(answer);
    }
  }
}

async function windowOf(answer: Response, from: number, length: number): Promise<FileWindow> {
  if (answer.status === 206) {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { from, bytes, size: sizeOf(answer) ?? from + bytes.length };
  }
  // All of it came: it must be small, or else the rest is left unread.
  const whole = Number(answer.headers.get('Content-Length') ?? Number.NaN);
  const bytes = await firstBytes(answer, from + length);
  return { from, bytes: bytes.slice(from), size: Number.isFinite(whole) ? whole : bytes.length };
}

async function firstBytes(answer: Response, most: number): Promise<Uint8Array> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.slice(0, most);
}

function sizeOf(answer: Response): number | undefined {
  const total = /\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '')?.[1];
  return total === undefined ? undefined : Number(total);
}

/** Whether it is better shown as bytes: it has zeros (as no text but UTF-16 has) or many control characters. */
export function looksBinary(bytes: Uint8Array): boolean {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (hasMark) return false;
  const probe = bytes.subarray(0, 8192);
  let odd = 0;
  for (const byte of probe) {
    if (byte === 0) return true;
    if (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)) odd += 1;
  }
  return odd > probe.length / 20;
}

/**
 * The text of a stretch. A character that the border cuts is left out at the begin and the end, so that the neighbours fit;
 * the first and last line may be parts of a line.
 */
export function textOf({ bytes, from, size }: FileWindow, encoding: string): string {
  let begin = 0;
  let end = bytes.length;
  if (encoding.toLowerCase() === 'utf-8') {
    if (from > 0) while (begin < 3 && begin < end && isContinuation(bytes[begin])) begin += 1;
    if (from + bytes.length < size) end = withoutCutCharacter(bytes);
  } else if (encoding.toLowerCase().startsWith('utf-16')) end -= (end - begin) % 2;
  return new TextDecoder(encoding).decode(bytes.subarray(begin, end)).replaceAll('\r\n', '\n');
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

function withoutCutCharacter(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at > bytes.length - 4 && at > 0 && isContinuation(bytes[at])) at -= 1;
  const first = bytes[at] ?? 0;
  const needs = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return at + needs > bytes.length ? at : bytes.length;
}

const ROW = 16;

/** Bytes as rows of offset, hexadecimal digits and letters. */
export function hexOf({ bytes, from }: FileWindow): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW) {
    const row = bytes.subarray(at, at + ROW);
    const digits = [...row].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = [...row].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${(from + at).toString(16).padStart(10, '0')}  ${digits.padEnd(ROW * 3 - 1)}  ${letters}`);
  }
  return rows.join('\n');
}
