import { render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyName, useShortcuts, type Shortcuts } from './shortcuts';

const pressed: string[] = [];
const page: Shortcuts = { j: () => pressed.push('j'), '/': () => pressed.push('/'), 'g i': () => pressed.push('g i') };

function Page({ shortcuts = page }: { shortcuts?: Shortcuts }) {
  useShortcuts(shortcuts);
  return (
    <>
      <input aria-label="text" />
      <input type="checkbox" aria-label="tick" />
      <div data-keys="own" tabIndex={-1} />
    </>
  );
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
}

beforeEach(() => {
  pressed.length = 0;
});

afterEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
});

describe('useShortcuts', () => {
  it('hears single keys and sequences', () => {
    render(<Page />);
    press('j');
    press('g');
    press('i');
    press('i');
    expect(pressed).toEqual(['j', 'g i']);
  });

  it('stays silent while somebody types or a program has the keys', () => {
    const { container } = render(<Page />);
    press('j', {}, container.querySelector('input')!);
    press('j', {}, container.querySelector('[data-keys]')!);
    expect(pressed).toEqual([]);
    press('j', {}, container.querySelector('input[type="checkbox"]')!);
    expect(pressed).toEqual(['j']);
  });

  it('leaves combinations to the browser', () => {
    render(<Page />);
    press('j', { ctrlKey: true });
    press('j', { metaKey: true });
    press('j', { altKey: true });
    expect(pressed).toEqual([]);
  });

  it('stays silent behind a dialog', () => {
    render(
      <>
        <Page />
        <div role="dialog" aria-label="x" />
      </>,
    );
    press('j');
    expect(pressed).toEqual([]);
  });

  it('lets the innermost page win and gives the keys back', () => {
    render(<Page />);
    const inner = render(<Page shortcuts={{ j: () => pressed.push('inner') }} />);
    press('j');
    inner.unmount();
    press('j');
    expect(pressed).toEqual(['inner', 'j']);
  });
});

describe('keyName', () => {
  it.each([
    [{ key: 'J', code: 'KeyJ', shiftKey: true }, 'j'],
    [{ key: 'ш', code: 'KeyI', shiftKey: false }, 'i'],
    [{ key: 'п', code: 'KeyG', shiftKey: false }, 'g'],
    [{ key: '?', code: 'Minus', shiftKey: true }, '?'],
    [{ key: 'Enter', code: 'Enter', shiftKey: false }, 'Enter'],
  ])('%j is %s', (event, name) => {
    expect(keyName(event)).toBe(name);
  });
});
