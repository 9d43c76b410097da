import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HoldButton } from './HoldButton';

let held = 0;

beforeEach(() => {
  vi.useFakeTimers();
  held = 0;
  render(
    <HoldButton hint="hold it" onHeld={() => held++}>
      {'K'}
    </HoldButton>,
  );
});

afterEach(() => {
  vi.useRealTimers();
});

it('does nothing on a click', () => {
  const button = screen.getByRole('button');
  fireEvent.pointerDown(button, { button: 0 });
  vi.advanceTimersByTime(500);
  fireEvent.pointerUp(button);
  fireEvent.click(button);
  vi.advanceTimersByTime(2_000);
  expect(held).toBe(0);
});

it('acts once when it is held', () => {
  fireEvent.pointerDown(screen.getByRole('button'), { button: 0 });
  vi.advanceTimersByTime(5_000);
  expect(held).toBe(1);
});

it.each([' ', 'Enter'])('can be held with the key "%s"', (key) => {
  const button = screen.getByRole('button');
  fireEvent.keyDown(button, { key });
  vi.advanceTimersByTime(300);
  fireEvent.keyDown(button, { key, repeat: true });
  fireEvent.keyUp(button, { key });
  vi.advanceTimersByTime(2_000);
  expect(held).toBe(0);
  fireEvent.keyDown(button, { key });
  vi.advanceTimersByTime(2_000);
  expect(held).toBe(1);
});

it('lets go when the pointer or the focus leaves', () => {
  const button = screen.getByRole('button');
  fireEvent.pointerDown(button, { button: 0 });
  fireEvent.pointerLeave(button);
  vi.advanceTimersByTime(2_000);
  fireEvent.keyDown(button, { key: ' ' });
  fireEvent.blur(button);
  vi.advanceTimersByTime(2_000);
  expect(held).toBe(0);
});
