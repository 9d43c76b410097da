import type { IFunctionIdentifier, Terminal } from '@xterm/xterm';

/** The parts of xterm's parser that are used here. */
type Parser = Terminal['parser'];

export interface Screen {
  readonly rows: number;
  readonly cols: number;
}

/** OSC sequences that are swallowed: titles, links, the clipboard, notifications, images. */
const SWALLOWED_OSC = [0, 1, 2, 7, 8, 9, 50, 52, 99, 777, 1337];
/** Colours of the terminal: asking is answered, changing is not, because the text would no longer be readable. */
const COLOUR_OSC = [4, 5, 10, 11, 12, 13, 14, 17, 19, 104, 105, 110, 111, 112, 113, 114, 117, 119];

/**
 * Keeps a program from doing with sequences what no honest one needs. xterm repeats some movements as often as it is
 * told, up to two thousand million times, which would stop the page; more than the screen has of rows and columns is
 * refused instead.
 */
export function guardSequences(parser: Parser, screen: Screen): void {
  const limit = (id: IFunctionIdentifier, most: () => number) =>
    parser.registerCsiHandler(id, (params) => {
      const count = params[0];
      return (typeof count === 'number' ? count : 0) > most();
    });
  // insert and delete lines, scroll up and down
  for (const final of ['L', 'M', 'S', 'T']) limit({ final }, () => screen.rows);
  // tabs forward and backward, insert, delete and erase characters, scroll sideways
  for (const final of ['I', 'Z', '@', 'P', 'X']) limit({ final }, () => screen.cols);
  for (const final of ['@', 'A']) limit({ intermediates: ' ', final }, () => screen.cols);
  for (const final of ['}', '~']) limit({ intermediates: "'", final }, () => screen.cols);
  // repeat the last character
  limit({ final: 'b' }, () => screen.rows * screen.cols);
  // window manipulation, also its reports
  parser.registerCsiHandler({ final: 't' }, () => true);
  for (const code of SWALLOWED_OSC) parser.registerOscHandler(code, () => true);
  for (const code of COLOUR_OSC) parser.registerOscHandler(code, (data) => !/(^|;)\?$/.test(data));
}

// Cursor position, device attributes and status, modes, focus, colours, settings: what a terminal answers by itself.
const REPLY =
  // eslint-disable-next-line no-control-regex
  /^(?:\x1b\[[?>=]?[\d;]*(?:\$y|[Rcnty])|\x1b\[[IO]|\x1b\][\d;]+[^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\)+$/;

/** Whether the terminal said this by itself, as an answer to a query of the program. */
export function isReply(data: string): boolean {
  return REPLY.test(data);
}
