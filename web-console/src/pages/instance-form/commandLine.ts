/**
 * A command line as people type it, taken apart into the arguments that the program gets. Quotes and backslashes work
 * as in a shell; nothing else does, because no shell runs the command: `*`, `$NAME`, `|` and `>` stay as they are.
 */
export interface ParsedCommand {
  arguments: string[];
  /** A quote or backslash that isn't closed. */
  open: '"' | "'" | '\\' | undefined;
  /** Signs that a shell would act on, unquoted: probably meant otherwise. */
  shellSigns: string[];
}

const SHELL_SIGNS = new Set(['|', '&', ';', '<', '>', '$', '*', '?', '`', '~']);
const BLANK = /\s/;

export function parseCommand(text: string): ParsedCommand {
  const found: string[] = [];
  const signs = new Set<string>();
  let current = '';
  let begun = false;
  let quote: '"' | "'" | undefined;

  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    if (quote === "'") {
      if (sign === "'") quote = undefined;
      else current += sign;
    } else if (quote === '"') {
      if (sign === '"') quote = undefined;
      else if (sign === '\\' && ['"', '\\'].includes(text.charAt(index + 1))) current += text.charAt(++index);
      else current += sign;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      begun = true;
    } else if (sign === '\\') {
      index++;
      if (index === text.length) return { arguments: begun ? [...found, current] : found, open: '\\', shellSigns: [...signs] };
      // A backslash at the end of a line only continues it.
      if (text.charAt(index) !== '\n') {
        current += text.charAt(index);
        begun = true;
      }
    } else if (BLANK.test(sign)) {
      if (begun) found.push(current);
      current = '';
      begun = false;
    } else {
      if (SHELL_SIGNS.has(sign) && (sign !== '~' || !begun)) signs.add(sign);
      current += sign;
      begun = true;
    }
  }
  if (begun) found.push(current);
  return { arguments: found, open: quote, shellSigns: [...signs] };
}

const PLAIN = /^[\w@%+=:,./-]+$/;

/** The line from which {@link parseCommand} reads these arguments again. */
export function formatCommand(command: readonly string[]): string {
  return command.map(quoted).join(' ');
}

function quoted(argument: string): string {
  if (PLAIN.test(argument)) return argument;
  if (!argument.includes("'")) return `'${argument}'`;
  return `"${argument.replace(/["\\]/g, '\\$&')}"`;
}
