/** Colours of console text, from the page's tokens; shared by the log and the terminal. */
export interface TerminalColours {
  background: Rgb;
  foreground: Rgb;
  /** The 16 named colours. */
  palette: readonly Rgb[];
}

/** 24 bits. */
export type Rgb = number;

export const CONTRAST = 4.5;

const FALLBACK_BACKGROUND = 0x10151c;
const FALLBACK_FOREGROUND = 0xd7dee7;

/** Reads the tokens; call it again when the theme changes. */
export function readColours(element: Element = document.documentElement): TerminalColours {
  const style = getComputedStyle(element);
  const token = (name: string, fallback: Rgb): Rgb => parseHex(style.getPropertyValue(name)) ?? fallback;
  return {
    background: token('--term-bg', FALLBACK_BACKGROUND),
    foreground: token('--term-text', FALLBACK_FOREGROUND),
    palette: Array.from({ length: 16 }, (_, index) => token(`--ansi-${index}`, FALLBACK_FOREGROUND)),
  };
}

function parseHex(text: string): Rgb | undefined {
  const match = /^#([0-9a-f]{6})$/i.exec(text.trim());
  return match?.[1] === undefined ? undefined : Number.parseInt(match[1], 16);
}

export function toCss(colour: Rgb): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** One of the 256 colours: the 16 named ones, a cube of 216, and 24 greys. */
export function indexedColour(index: number, palette: readonly Rgb[]): Rgb {
  if (index < 16) return palette[index] ?? FALLBACK_FOREGROUND;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return (grey << 16) | (grey << 8) | grey;
  }
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return (step(Math.floor(cube / 36)) << 16) | (step(Math.floor(cube / 6) % 6) << 8) | step(cube % 6);
}

/** The colour itself if it can be read on the background, otherwise the nearest step towards white or black that can. */
export function readable(colour: Rgb, background: Rgb, wanted = CONTRAST): Rgb {
  if (contrast(colour, background) >= wanted) return colour;
  const target = contrast(0xffffff, background) >= contrast(0, background) ? 0xffffff : 0;
  for (let share = 0.1; share < 1; share += 0.1) {
    const mixed = mix(colour, target, share);
    if (contrast(mixed, background) >= wanted) return mixed;
  }
  return target;
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (shift: number): number => {
    const a = (from >> shift) & 0xff;
    const b = (to >> shift) & 0xff;
    return Math.round(a + (b - a) * share) << shift;
  };
  return part(16) | part(8) | part(0);
}

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const channel = (shift: number): number => {
    const value = ((colour >> shift) & 0xff) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}
