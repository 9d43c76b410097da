/**
 * The look of a run of text as a program asked for it by SGR codes. Immutable; `undefined` means plain text.
 * Colours are numbers: 0–255 of the palette, or {@link RGB} plus 24 bits.
 */
export interface TextStyle {
  readonly fg: number | undefined;
  readonly bg: number | undefined;
  readonly flags: number;
}

export const RGB = 0x1000000;
export const BOLD = 1;
export const DIM = 2;
export const ITALIC = 4;
export const UNDERLINE = 8;
export const INVERSE = 16;
export const STRIKE = 32;

/** The style after an SGR sequence. Blinking and hidden text are ignored: a log shows everything, quietly. */
export function applySgr(style: TextStyle | undefined, params: readonly number[]): TextStyle | undefined {
  let fg = style?.fg;
  let bg = style?.bg;
  let flags = style?.flags ?? 0;
  for (let i = 0; i < params.length; i += 1) {
    const code = params[i] ?? 0;
    if (code === 0) {
      fg = bg = undefined;
      flags = 0;
    } else if (code === 38 || code === 48) {
      const [colour, used] = extendedColour(params, i + 1);
      i += used;
      if (colour === undefined) continue;
      if (code === 38) fg = colour;
      else bg = colour;
    } else if (code >= 30 && code <= 37) fg = code - 30;
    else if (code >= 90 && code <= 97) fg = code - 82;
    else if (code === 39) fg = undefined;
    else if (code >= 40 && code <= 47) bg = code - 40;
    else if (code >= 100 && code <= 107) bg = code - 92;
    else if (code === 49) bg = undefined;
    else flags = applyFlag(flags, code);
  }
  return fg === undefined && bg === undefined && flags === 0 ? undefined : { fg, bg, flags };
}

function applyFlag(flags: number, code: number): number {
  switch (code) {
    case 1:
      return flags | BOLD;
    case 2:
      return flags | DIM;
    case 3:
      return flags | ITALIC;
    case 4:
    case 21:
      return flags | UNDERLINE;
    case 7:
      return flags | INVERSE;
    case 9:
      return flags | STRIKE;
    case 22:
      return flags & ~(BOLD | DIM);
    case 23:
      return flags & ~ITALIC;
    case 24:
      return flags & ~UNDERLINE;
    case 27:
      return flags & ~INVERSE;
    case 29:
      return flags & ~STRIKE;
    default:
      return flags;
  }
}

/** Reads `5;n` or `2;r;g;b`; returns the colour and how many parameters it took. */
function extendedColour(params: readonly number[], at: number): [colour: number | undefined, used: number] {
  if (params[at] === 5) {
    const index = params[at + 1] ?? -1;
    return [index >= 0 && index <= 255 ? index : undefined, 2];
  }
  if (params[at] === 2) {
    const [r = -1, g = -1, b = -1] = params.slice(at + 1, at + 4);
    const valid = [r, g, b].every((part) => part >= 0 && part <= 255);
    return [valid ? RGB + (r << 16) + (g << 8) + b : undefined, 4];
  }
  return [undefined, 1];
}

export function sameStyle(a: TextStyle | undefined, b: TextStyle | undefined): boolean {
  return (
    a === b || (a !== undefined && b !== undefined && a.fg === b.fg && a.bg === b.bg && a.flags === b.flags)
  );
}
