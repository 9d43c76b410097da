import { usePreference } from '@/app/preferences';
import type { LevelFilter } from './log/levels';

export type ViewName = 'log' | 'terminal';
export type TextSize = 'small' | 'normal' | 'large';

/** How a person likes consoles; kept in this browser for all instances. */
export interface ConsoleSettings {
  /** `auto`: a terminal for terminal programs on devices with a mouse, the log otherwise. */
  terminalPrograms: ViewName | 'auto';
  linePrograms: ViewName | 'auto';
  wrap: boolean;
  collapse: boolean;
  announce: boolean;
  /** Whether each line has its time before it. */
  times: boolean;
  filter: LevelFilter;
  textSize: TextSize;
}

const DEFAULTS: ConsoleSettings = {
  terminalPrograms: 'auto',
  linePrograms: 'auto',
  wrap: true,
  collapse: true,
  announce: true,
  times: false,
  filter: 'all',
  textSize: 'normal',
};

/** Pixels per text size; line height follows in CSS. */
export const TEXT_SIZES: Record<TextSize, number> = { small: 11, normal: 13, large: 16 };

export function useConsoleSettings(): [ConsoleSettings, (change: Partial<ConsoleSettings>) => void] {
  const [settings, save] = usePreference('console', DEFAULTS);
  return [settings, (change) => save({ ...settings, ...change })];
}

export function chooseView(settings: ConsoleSettings, terminal: boolean, finePointer: boolean): ViewName {
  const chosen = terminal ? settings.terminalPrograms : settings.linePrograms;
  if (chosen !== 'auto') return chosen;
  return terminal && finePointer ? 'terminal' : 'log';
}
