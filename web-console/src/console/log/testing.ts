import { LineAssembler, type ParsedLine } from './lineAssembler';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The lines that a text makes when it arrives in the given pieces. */
export function linesOf(...chunks: (string | Uint8Array)[]): ParsedLine[] {
  return linesIn('UTF-8', ...chunks);
}

export function linesIn(encoding: string, ...chunks: (string | Uint8Array)[]): ParsedLine[] {
  const lines: ParsedLine[] = [];
  const assembler = new LineAssembler(encoding, (line) => lines.push(line));
  let offset = 0;
  for (const chunk of chunks) {
    const data = typeof chunk === 'string' ? bytes(chunk) : chunk;
    assembler.write(offset, data);
    offset += data.length;
  }
  assembler.flush();
  return lines;
}

export const textsOf = (...chunks: (string | Uint8Array)[]): string[] =>
  linesOf(...chunks).map((line) => line.text);
