import { describe, expect, it } from 'vitest';
import { formatCommand, parseCommand } from './commandLine';

describe('parseCommand', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['   ', []],
    ['java -jar server.jar', ['java', '-jar', 'server.jar']],
    ['  java\t-jar\n server.jar ', ['java', '-jar', 'server.jar']],
    ['a "b c" d', ['a', 'b c', 'd']],
    ["a 'b \"c' d", ['a', 'b "c', 'd']],
    ['a "b \\"c\\" \\\\ \\n" d', ['a', 'b "c" \\ \\n', 'd']],
    ["a '\\' b", ['a', '\\', 'b']],
    ['a\\ b c', ['a b', 'c']],
    ['a "" \'\' b', ['a', '', '', 'b']],
    ['--name="My server"', ['--name=My server']],
    ['a \\\n b', ['a', 'b']],
    ['run *.sav $HOME > out', ['run', '*.sav', '$HOME', '>', 'out']],
    ['naïve 世界 🙂', ['naïve', '世界', '🙂']],
  ])('%j has the arguments %j', (text, expected) => {
    expect(parseCommand(text)).toMatchObject({ arguments: expected, open: undefined });
  });

  it.each<[string, string]>([
    ['a "b', '"'],
    ["a 'b", "'"],
    ['a \\', '\\'],
  ])('%j is still open', (text, open) => {
    expect(parseCommand(text).open).toBe(open);
  });

  it('names the signs that only a shell would act on', () => {
    expect(parseCommand('a | b > c && d $X').shellSigns).toEqual(['|', '>', '&', '$']);
    expect(parseCommand("a '|' \"$X\" \\> x~y").shellSigns).toEqual([]);
    expect(parseCommand('~/server').shellSigns).toEqual(['~']);
  });
});

describe('formatCommand', () => {
  it.each([
    [['java', '-Xmx2G', '-jar', 'server.jar', 'nogui']],
    [['a b', '', "it's", '"quoted"', 'back\\slash', `both ' and " and \\`]],
    [['new\nline', 'tab\t', '$HOME', '*', '🙂', '\\\n']],
  ])('%j comes back the same', (command) => {
    expect(parseCommand(formatCommand(command)).arguments).toEqual(command);
  });

  it('leaves simple words without quotes', () => {
    expect(formatCommand(['/usr/games/minetestserver', '--port=30000'])).toBe('/usr/games/minetestserver --port=30000');
  });
});
