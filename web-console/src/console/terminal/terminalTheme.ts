import type { ITheme } from '@xterm/xterm';
import { readColours, toCss } from '../log/terminalColours';

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** The page's tokens in xterm's words. */
export function terminalTheme(): ITheme {
  const { background, foreground, palette } = readColours();
  const theme: ITheme = {
    background: toCss(background),
    foreground: toCss(foreground),
    cursor: toCss(foreground),
    cursorAccent: toCss(background),
    selectionBackground: '#3d5a80',
    selectionForeground: '#ffffff',
  };
  for (const [index, name] of NAMES.entries()) {
    const bright = `bright${name.charAt(0).toUpperCase()}${name.slice(1)}` as 'brightBlack';
    theme[name] = toCss(palette[index] ?? foreground);
    theme[bright] = toCss(palette[index + 8] ?? foreground);
  }
  return theme;
}
