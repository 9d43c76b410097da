import type { CSSProperties } from 'react';
import { indexedColour, mix, readable, toCss, type Rgb, type TerminalColours } from './terminalColours';
import { BOLD, DIM, INVERSE, ITALIC, RGB, STRIKE, UNDERLINE, type TextStyle } from './textStyle';

/** A program may print any number of colours; this many looks are remembered at a time. */
const MOST_LOOKS = 2_048;

/**
 * Turns what programs ask for into CSS that can be read: every colour is moved until it stands out from its background.
 * The result is set property by property, never as a style text.
 */
export class StyleSheet {
  readonly #colours: TerminalColours;
  readonly #looks = new Map<string, CSSProperties>();

  constructor(colours: TerminalColours) {
    this.#colours = colours;
  }

  look(style: TextStyle | undefined): CSSProperties | undefined {
    if (style === undefined) return undefined;
    const key = `${style.fg ?? ''}/${style.bg ?? ''}/${style.flags}`;
    let look = this.#looks.get(key);
    if (look === undefined) {
      if (this.#looks.size >= MOST_LOOKS) this.#looks.clear();
      look = this.#make(style);
      this.#looks.set(key, look);
    }
    return look;
  }

  #make({ fg, bg, flags }: TextStyle): CSSProperties {
    const { background, foreground } = this.#colours;
    // Bold named colours are the bright ones, as in terminals.
    const bright = fg !== undefined && fg < 8 && flags & BOLD ? fg + 8 : fg;
    let text = this.#colour(bright) ?? foreground;
    let ground = this.#colour(bg);
    if (flags & INVERSE) [text, ground] = [ground ?? background, text];
    const on = ground ?? background;
    if (flags & DIM) text = mix(text, on, 0.4);
    const look: CSSProperties = { color: toCss(readable(text, on)) };
    if (ground !== undefined) look.backgroundColor = toCss(ground);
    if (flags & BOLD) look.fontWeight = 700;
    if (flags & ITALIC) look.fontStyle = 'italic';
    const lines = [flags & UNDERLINE && 'underline', flags & STRIKE && 'line-through']
      .filter(Boolean)
      .join(' ');
    if (lines !== '') look.textDecorationLine = lines;
    return look;
  }

  #colour(colour: number | undefined): Rgb | undefined {
    if (colour === undefined) return undefined;
    return colour >= RGB ? colour - RGB : indexedColour(colour, this.#colours.palette);
  }
}
