import { describe, expect, it } from 'vitest';
import { findLevel, type Level } from './levels';
import { findLinks } from './links';
import { LogIndex } from './logIndex';
import { LogModel } from './logModel';
import { findMatches, nearestMatch } from './logSearch';
import { bytes } from './testing';

const ALL = { filter: 'all', collapse: true } as const;

function filled(text: string, limits?: { lines: number; cost: number }): LogModel {
  const model = new LogModel('UTF-8', limits);
  model.append(0, bytes(text));
  return model;
}

const rowTexts = (model: LogModel, choice: Parameters<LogIndex['update']>[1] = ALL): string[] => {
  const index = new LogIndex();
  index.update(model, choice);
  return index.rows.map(
    ({ line, repeats }) => (line.kind === 'text' ? line.text : line.kind) + (repeats > 1 ? ` ×${repeats}` : ''),
  );
};

describe('levels', () => {
  it.each<[string, Level | undefined]>([
    ['[14:31:09] [Server thread/WARN]: Cannot keep up', 'warn'],
    ['[14:31:09 INFO]: Done (6.2s)!', 'info'],
    ['[Worker-3/ERROR] Failed', 'error'],
    ['2024-05-01 10:00:00: ERROR[Main]: oh', 'error'],
    ['2024-05-01 10:00:00: ACTION[Server]: joined', 'info'],
    ['WARNING: deprecated', 'warn'],
    ['time=1 level=warn msg=x', 'warn'],
    ['[DEBUG] x', 'debug'],
    ['a plain line', undefined],
    ['<mika> that was an error: mine', undefined],
    ['[Informer] hello', undefined],
  ])('%s', (text, level) => {
    expect(findLevel(text)?.level).toBe(level);
  });

  it('marks the bracketed word', () => {
    const text = '[14:31:09] [Server thread/WARN]: x';
    const word = findLevel(text);
    expect(text.slice(word?.from, word?.to)).toBe('[Server thread/WARN]');
    const bare = findLevel('10:00:00: ERROR[Main]');
    expect('10:00:00: ERROR[Main]'.slice(bare?.from, bare?.to)).toBe('ERROR');
  });

  it('gives stack traces the level of their head', () => {
    const { lines } = filled('[ERROR] boom\n\tat a.b(C.java:1)\nCaused by: x\nplain\n');
    expect(lines.map((line) => line.kind === 'text' && line.level)).toEqual([
      'error',
      'error',
      'error',
      undefined,
    ]);
  });
});

describe('the loaded log', () => {
  it('shows a line before it is finished', () => {
    const model = filled('login: ');
    expect(rowTexts(model)).toEqual(['login: ']);
    model.append(7, bytes('mika\n'));
    expect(rowTexts(model)).toEqual(['login: mika']);
  });

  it('keeps within its limits and knows where it begins', () => {
    const model = new LogModel('UTF-8', { lines: 100, cost: 1e9 });
    let offset = 0;
    for (let i = 0; i < 5_000; i += 1) {
      model.append(offset, bytes('12345678\n'));
      offset += 9;
    }
    expect(model.lines.length).toBeLessThanOrEqual(600);
    expect(model.firstOffset).toBe((5_000 - model.lines.length) * 9);
    expect(model.received).toBe(5_000);
  });

  it('bounds memory for long lines as well', () => {
    const model = new LogModel('UTF-8', { lines: 10_000, cost: 100_000 });
    for (let i = 0; i < 100; i += 1) model.append(i * 8_001, bytes(`${'x'.repeat(8_000)}\n`));
    expect(model.lines.length).toBeLessThan(15);
  });

  it('takes nothing away while a reader is further up, and says when it is full', () => {
    const model = new LogModel('UTF-8', { lines: 100, cost: 1e9 });
    model.hold(true);
    let offset = 0;
    while (!model.isFull) {
      model.append(offset, bytes('x\n'));
      offset += 2;
    }
    expect(model.lines).toHaveLength(201);
    expect(model.firstOffset).toBe(0);
    model.hold(false);
    expect(model.isFull).toBe(false);
  });

  it('draws a gap where bytes are missing and goes on after it', () => {
    const model = filled('\u001b[31mred\nhal');
    model.gap(12, 5_012);
    model.append(5_012, bytes('after\n'));
    expect(rowTexts(model)).toEqual(['red', 'hal', 'gap', 'after']);
    const last = model.lines.at(-1);
    expect(last).toMatchObject({ offset: 5_012, segments: [{ text: 'after', style: undefined }] });
  });

  it('puts older output before what is there without touching ids', () => {
    const model = new LogModel('UTF-8');
    model.append(20, bytes('c\nd\n'));
    const kept = model.lines[0];
    const index = new LogIndex();
    index.update(model, ALL);
    expect(
      model.prepend([
        { offset: 0, bytes: bytes('0123456789abcdef') },
        { offset: 16, bytes: bytes('\nb\n') },
      ]),
    ).toBe(2);
    expect(index.update(model, ALL)).toEqual({ removed: 0, added: 2 });
    expect(index.rows.map((row) => row.key)).toEqual([-2, -1, 0, 1]);
    expect(model.lines[2]).toBe(kept);
    expect(model.firstOffset).toBe(0);
  });
});

describe('rows', () => {
  it('collapses repeated lines, time stamps aside', () => {
    const model = filled('[10:00:01] same\n[10:00:02] same\n[10:00:03] same\nother\n\n\n');
    expect(rowTexts(model)).toEqual(['[10:00:01] same ×3', 'other', '', '']);
    expect(rowTexts(model, { filter: 'all', collapse: false })).toHaveLength(6);
  });

  it('counts further repeats in place', () => {
    const model = filled('x\nx\n');
    const index = new LogIndex();
    index.update(model, ALL);
    model.append(4, bytes('x\ny\n'));
    index.update(model, ALL);
    expect(index.rows.map((row) => [row.key, row.repeats])).toEqual([
      [0, 3],
      [3, 1],
    ]);
  });

  it('filters by level but never hides gaps', () => {
    const model = filled('[INFO] a\n[WARN] b\n[ERROR] c\n\tat d\nplain\n');
    model.gap(40, 50);
    expect(rowTexts(model, { filter: 'warn', collapse: true })).toEqual([
      '[WARN] b',
      '[ERROR] c',
      '\tat d',
      'gap',
    ]);
    expect(rowTexts(model, { filter: 'error', collapse: true })).toEqual(['[ERROR] c', '\tat d', 'gap']);
  });

  it('follows the model step by step to the same result as from scratch', () => {
    const model = new LogModel('UTF-8', { lines: 50, cost: 1e9 });
    const index = new LogIndex();
    let offset = 0;
    for (let i = 0; i < 3_000; i += 1) {
      const text = `${i % 7 === 0 ? '[WARN]' : '[INFO]'} ${Math.floor(i / 3)}${i % 5 === 0 ? '' : '\n'}`;
      model.append(offset, bytes(text));
      offset += text.length;
      if (i % 11 === 0) index.update(model, ALL);
    }
    index.update(model, ALL);
    const fresh = new LogIndex();
    fresh.update(model, ALL);
    expect(index.rows.map((row) => row.last)).toEqual(fresh.rows.map((row) => row.last));
  });
});

describe('searching', () => {
  const rows = (text: string) => {
    const index = new LogIndex();
    index.update(filled(text), ALL);
    return index.rows;
  };

  it('finds all places, letter case aside', () => {
    expect(findMatches(rows('Error error\nno\nERROR\n'), 'error')).toEqual([
      { row: 0, from: 0, to: 5 },
      { row: 0, from: 6, to: 11 },
      { row: 2, from: 0, to: 5 },
    ]);
    expect(findMatches(rows('a.b*c\n'), '.b*')).toHaveLength(1);
    expect(findMatches(rows('İx\n'), 'x')).toEqual([{ row: 0, from: 1, to: 2 }]);
  });

  it('stays at the same match when others come or go', () => {
    const matches = findMatches(rows('x1\nx2\nx3\n'), 'x');
    expect(nearestMatch(matches, matches[1])).toBe(1);
    expect(nearestMatch(matches.slice(2), matches[1])).toBe(0);
    expect(nearestMatch(matches, undefined)).toBe(2);
    expect(nearestMatch([], matches[1])).toBe(-1);
  });
});

describe('links', () => {
  const found = (text: string) => findLinks(text).map((link) => link.href);

  it('takes http and https only', () => {
    expect(found('see https://example.org/a?b=c, or (http://x.test/y).')).toEqual([
      'https://example.org/a?b=c',
      'http://x.test/y',
    ]);
    expect(found('javascript:alert(1) javascript://x.test/%0aalert(1) data:text/html,x ftp://x.test')).toEqual(
      [],
    );
    expect(found('https://')).toEqual([]);
  });
});
