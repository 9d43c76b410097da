import { describe, expect, it } from 'vitest';
import { LONGEST_LINE } from './lineBuilder';
import { bytes, linesIn, linesOf, textsOf } from './testing';
import { BOLD, RGB } from './textStyle';

describe('lines of a byte stream', () => {
  it('joins lines over frame borders', () => {
    expect(textsOf('one\ntw', 'o\nthree')).toEqual(['one', 'two', 'three']);
  });

  it('joins characters that were cut at a frame border', () => {
    const euro = bytes('5 €\n');
    expect(textsOf(euro.slice(0, 3), euro.slice(3, 4), euro.slice(4))).toEqual(['5 €']);
  });

  it('reads other encodings', () => {
    expect(
      linesIn('GBK', Uint8Array.of(0xc4, 0xe3, 0xba), Uint8Array.of(0xc3, 0x0a)).map((l) => l.text),
    ).toEqual(['你好']);
    expect(linesIn('no-such-charset', 'ä\n').map((l) => l.text)).toEqual(['ä']);
  });

  it('knows where each line begins', () => {
    const lines = linesOf('ä\nb', 'c\n\n', '\u001b[31mred\u001b[0m\n', 'end');
    expect(lines.map((line) => line.offset)).toEqual([0, 3, 6, 7, 20]);
  });

  it('takes CRLF as one line end', () => {
    expect(textsOf('a\r\nb\r', '\nc')).toEqual(['a', 'b', 'c']);
  });

  it('lets a carriage return overwrite the line, as progress displays do', () => {
    expect(textsOf('10 %\r50 %\r100 %\n')).toEqual(['100 %']);
    expect(textsOf('abcdef\rXY\n')).toEqual(['XYcdef']);
    expect(textsOf('> prompt\r\u001b[Kanswer\n')).toEqual(['answer']);
    expect(textsOf('working\u001b[2K\rdone\n')).toEqual(['done']);
    expect(textsOf('ab\bc\n')).toEqual(['ac']);
  });

  it('keeps colours over frames and lines', () => {
    const [first, second] = linesOf('\u001b[1;3', '1mred\nstill\u001b[m plain\n');
    expect(first?.segments).toEqual([{ text: 'red', style: { fg: 1, bg: undefined, flags: BOLD } }]);
    expect(second?.segments.map((segment) => [segment.text, segment.style?.fg])).toEqual([
      ['still', 1],
      [' plain', undefined],
    ]);
  });

  it('reads 256 colours and true colours in both notations', () => {
    const fg = (sgr: string) => linesOf(`\u001b[${sgr}mx\n`)[0]?.segments[0]?.style?.fg;
    expect(fg('38;5;208')).toBe(208);
    expect(fg('38;2;1;2;3')).toBe(RGB + 0x010203);
    expect(fg('38:2::1:2:3')).toBe(RGB + 0x010203);
    expect(fg('38:5:9')).toBe(9);
    expect(fg('91')).toBe(9);
    expect(fg('38;5;999')).toBeUndefined();
    expect(fg('38;2;300;0;0')).toBeUndefined();
  });
});

describe('hostile output', () => {
  it('drops titles, links, clipboard writes and images', () => {
    expect(textsOf('\u001b]0;evil title\u0007a\n')).toEqual(['a']);
    expect(textsOf('\u001b]8;;javascript:alert(1)\u001b\\click\u001b]8;;\u001b\\\n')).toEqual(['click']);
    expect(textsOf('\u001b]52;c;ZXZpbA==\u0007b\n')).toEqual(['b']);
    expect(textsOf('\u001bPq#0;2;0;0;0~~\u001b\\c\n')).toEqual(['c']);
    expect(textsOf('\u001b_Gf=24;AAAA\u001b\\d\n')).toEqual(['d']);
    expect(textsOf('\u009d0;title\u009ce\n')).toEqual(['e']);
  });

  it('ignores cursor movement, modes and queries', () => {
    const sequences = [
      '999999999;999999999H',
      '2J',
      '99999999A',
      '?1049h',
      '6n',
      'c',
      '>c',
      '!p',
      '1;2r',
      '5 q',
    ];
    for (const sequence of sequences) expect(textsOf(`a\u001b[${sequence}b\n`)).toEqual(['ab']);
    expect(textsOf('a\u001bcb\u001b7c\u001b(0d\n')).toEqual(['abcd']);
  });

  it('keeps markup as text', () => {
    expect(textsOf('<img src=x onerror=alert(1)><script>1</script>\n')).toEqual([
      '<img src=x onerror=alert(1)><script>1</script>',
    ]);
  });

  it('comes back to plain text at a line end, whatever was open', () => {
    expect(textsOf('\u001b]0;never ended\nshown\n')).toEqual(['', 'shown']);
    expect(textsOf('\u001b[12;34\nshown\n')).toEqual(['', 'shown']);
    expect(textsOf('\u001b\nshown\n')).toEqual(['', 'shown']);
  });

  it('gives up on a sequence without end', () => {
    const text = textsOf(`\u001b]52;c;${'A'.repeat(200_000)}`, 'visible\n').join('');
    expect(text.endsWith('visible')).toBe(true);
    expect(
      textsOf(`\u001b[${'1;'.repeat(100_000)}mx\n`)
        .join('')
        .endsWith('x'),
    ).toBe(true);
  });

  it('breaks endless lines', () => {
    const lines = linesOf('x'.repeat(100_000), 'y'.repeat(5));
    expect(lines.every((line) => line.text.length <= LONGEST_LINE)).toBe(true);
    expect(lines.map((line) => line.text).join('')).toHaveLength(100_005);
  });

  it('bounds the changes of colour within one line', () => {
    let text = '';
    for (let i = 0; i < 5_000; i += 1) text += `\u001b[38;5;${i % 256}mx`;
    const [line] = linesOf(`${text}\n`);
    expect(line?.text).toHaveLength(5_000);
    expect(line?.segments.length).toBeLessThanOrEqual(512);
  });

  it('names marks that would reorder text', () => {
    expect(textsOf('abc\u202edef\u2066\n')).toEqual(['abc<U+202E>def<U+2066>']);
  });

  it('drops other control characters', () => {
    expect(textsOf('a\u0000\u0007\u007fb\u0085c\n')).toEqual(['abc']);
  });

  it('survives random bytes in any cut', () => {
    let seed = 7;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let round = 0; round < 50; round += 1) {
      const noise = Uint8Array.from({ length: 3_000 }, () =>
        random() < 0.2 ? 0x1b : random() < 0.5 ? 0x20 + random() * 0x5f : random() * 256,
      );
      const cut = Math.floor(random() * noise.length);
      expect(linesOf(noise.slice(0, cut), noise.slice(cut))).toEqual(linesOf(noise));
    }
  });
});
