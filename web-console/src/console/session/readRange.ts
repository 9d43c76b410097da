import type { TimeMark } from '@/streams/consoleFrames';
import { ConsoleConnection, type SocketFactory } from '@/streams/consoleConnection';

export interface ReadRange {
  url: string;
  ticket: string;
  from: number;
  /** Offset behind the last wanted byte. */
  to: number;
  socket?: SocketFactory;
  /** When what comes was printed. */
  onTimes?: (marks: readonly TimeMark[]) => void;
}

export interface RangePiece {
  offset: number;
  bytes: Uint8Array;
}

const WINDOW = 512 * 1024;
const ACK_EVERY_BYTES = 64 * 1024;

/** Reads a stretch of a console once, over a connection of its own. What is no longer stored is missing at the front. */
export function readRange({ url, ticket, from, to, socket, onTimes }: ReadRange): Promise<RangePiece[]> {
  return new Promise((resolve, reject) => {
    let pieces: RangePiece[] = [];
    let acked = from;
    const done = () => {
      resolve(pieces);
      connection.close();
    };
    const connection = new ConsoleConnection(
      { url, ticket, from, window: WINDOW },
      {
        hello: (hello) => {
          if (hello.from >= to || hello.end < to) done();
        },
        output: (offset, bytes) => {
          const wanted = bytes.subarray(0, Math.max(0, to - offset));
          if (wanted.length > 0) pieces.push({ offset, bytes: wanted });
          if (offset + bytes.length >= to) done();
          else if (offset + bytes.length - acked >= ACK_EVERY_BYTES) {
            acked = offset + bytes.length;
            connection.send({ ack: acked });
          }
        },
        gap: (_, until) => {
          pieces = [];
          if (until >= to) done();
        },
        timed: (marks) => onTimes?.(marks),
        refusedInput: () => undefined,
        // after done() the promise is settled and this says nothing new
        closed: (code, reason) => reject(new Error(reason || `closed: ${code}`)),
      },
      socket,
    );
  });
}

/** Cuts the incomplete line at the front, unless that would leave nothing. */
export function fromLineStart(pieces: readonly RangePiece[]): RangePiece[] {
  const index = pieces.findIndex((piece) => piece.bytes.includes(0x0a));
  const piece = pieces[index];
  if (piece === undefined) return [...pieces];
  const skip = piece.bytes.indexOf(0x0a) + 1;
  const rest = { offset: piece.offset + skip, bytes: piece.bytes.subarray(skip) };
  return [...(rest.bytes.length > 0 ? [rest] : []), ...pieces.slice(index + 1)];
}
