import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { parseServerFrame } from '@/streams/consoleFrames';
import { initials, learnNames, personName, visibleText } from './names';
import { SenderName } from './SenderName';
import { Viewers } from './Viewers';

const since = '2026-01-01T00:00:00Z';
const presence = {
  id: 'instance-1',
  viewers: [
    { user: 'u1', name: 'anna.berg', writes: true, since },
    { user: 'u2', name: 'bert', writes: false, since },
  ],
  senders: [],
  pinned: false,
};

describe('people at a console', () => {
  it('are shown as initials and said in words', () => {
    render(<Viewers presence={presence} self="u1" />);
    expect(screen.getByText('AB')).toBeTruthy();
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('people.here');
  });

  it('are not shown to somebody who is alone', () => {
    const { container } = render(<Viewers presence={{ ...presence, viewers: presence.viewers.slice(0, 1) }} self="u1" />);
    expect(container.innerHTML).toBe('');
  });

  it('get their names before their lines as soon as they are known', () => {
    expect(personName('u9')).toBe('u9');
    learnNames([{ user: 'u9', name: 'zoe' }, { user: 'u8' }]);
    render(<SenderName user="u9" />);
    expect(screen.getByText('zoe:')).toBeTruthy();
  });

  it('have initials whatever they are called', () => {
    expect(initials('a')).toBe('A');
    expect(initials('max mustermann')).toBe('MM');
    expect(initials('🎉x')).toBe('🎉');
    expect(initials('')).toBe('?');
  });

  it('cannot hide or turn round what they sent', () => {
    expect(visibleText('say \u202eevil\u0007\u2028x')).toBe('say \\u202eevil\\u0007\\u2028x');
    expect(visibleText('Grüße 🎉')).toBe('Grüße 🎉');
  });
});

describe('frames about people', () => {
  it('are taken only when they are whole', () => {
    expect(parseServerFrame('{"typed":{"user":"u1","text":"list","offset":7,"at":"x"}}')).toEqual({
      kind: 'typed',
      line: { user: 'u1', text: 'list', offset: 7 },
    });
    expect(parseServerFrame('{"typed":{"user":1,"text":"list","offset":7}}').kind).toBe('unknown');
    expect(parseServerFrame('{"size":{"columns":80,"rows":24,"pinned":true}}')).toEqual({
      kind: 'size',
      size: { columns: 80, rows: 24, pinned: true },
    });
    expect(parseServerFrame('{"size":{"columns":-1,"rows":24}}').kind).toBe('unknown');
  });
});
