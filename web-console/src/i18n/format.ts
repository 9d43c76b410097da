/** Numbers, sizes, times and durations for people, all through Intl in the page's language. */

/** The reader's own region when it speaks the page's language: a person in London gets 24-hour times on an English page. */
function language(): string {
  const page = document.documentElement.lang || 'en';
  return navigator.languages.find((each) => each.split('-')[0] === page.split('-')[0]) ?? page;
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function formatter<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  name: string,
  make: (language: string) => F,
): F {
  const key = `${language()} ${name}`;
  let found = cache.get(key) as F | undefined;
  if (!found) {
    found = make(language());
    cache.set(key, found);
  }
  return found;
}

export function formatNumber(value: number, digits = 0): string {
  return formatter(`n${digits}`, (l) => new Intl.NumberFormat(l, { maximumFractionDigits: digits })).format(value);
}

/** 0 to 1 as per cent. */
export function formatShare(value: number): string {
  return formatter('share', (l) => new Intl.NumberFormat(l, { style: 'percent', maximumFractionDigits: 0 })).format(value);
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** Steps of 1,024, written kB, MB, GB as people know them from file lists. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < SIZES.length - 1) {
    value /= 1024;
    step++;
  }
  const unit = SIZES[step] ?? 'byte';
  const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return formatter(
    `${unit}${digits}`,
    (l) => new Intl.NumberFormat(l, { style: 'unit', unit, unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: digits }),
  ).format(value);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function unit(value: number, name: 'day' | 'hour' | 'minute' | 'second' | 'millisecond'): string {
  return formatter(
    `d${name}`,
    (l) => new Intl.NumberFormat(l, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 0 }),
  ).format(value);
}

/** The two largest parts: "3d 4h", "24s", "12ms". */
export function formatDuration(millis: number): string {
  const rest = Math.max(0, millis);
  if (rest < SECOND) return unit(Math.round(rest), 'millisecond');
  if (rest < MINUTE) return unit(Math.floor(rest / SECOND), 'second');
  if (rest < HOUR) return pair(rest, MINUTE, 'minute', SECOND, 'second');
  if (rest < DAY) return pair(rest, HOUR, 'hour', MINUTE, 'minute');
  return pair(rest, DAY, 'day', HOUR, 'hour');
}

type UnitName = Parameters<typeof unit>[1];

function pair(millis: number, large: number, largeName: UnitName, small: number, smallName: UnitName): string {
  const whole = Math.floor(millis / large);
  const part = Math.floor((millis - whole * large) / small);
  return part === 0 ? unit(whole, largeName) : `${unit(whole, largeName)} ${unit(part, smallName)}`;
}

/** "5 minutes ago", "in 2 hours". */
export function formatAgo(at: string | number | Date, now: number = Date.now()): string {
  const distance = new Date(at).getTime() - now;
  const relative = formatter('ago', (l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto' }));
  const size = Math.abs(distance);
  if (size < 45 * SECOND) return relative.format(0, 'second');
  if (size < 45 * MINUTE) return relative.format(Math.round(distance / MINUTE), 'minute');
  if (size < 22 * HOUR) return relative.format(Math.round(distance / HOUR), 'hour');
  return relative.format(Math.round(distance / DAY), 'day');
}

/** Date and time, short; today's times without the date. */
export function formatTime(at: string | number | Date, now: number = Date.now()): string {
  const date = new Date(at);
  const today = new Date(now).toDateString() === date.toDateString();
  return today
    ? formatter('time', (l) => new Intl.DateTimeFormat(l, { timeStyle: 'medium' })).format(date)
    : formatter('date', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeStyle: 'short' })).format(date);
}

/** Hours, minutes and seconds, for columns of times. */
export function formatClock(at: number): string {
  return formatter('clock', (l) => new Intl.DateTimeFormat(l, { hour: '2-digit', minute: '2-digit', second: '2-digit' })).format(at);
}

/** Date and time to the second, short. */
export function formatMoment(at: string | number | Date): string {
  return formatter('moment', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeStyle: 'medium' })).format(new Date(at));
}

/** In full, for titles. */
export function formatFull(at: string | number | Date): string {
  return formatter('full', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'full', timeStyle: 'long' })).format(new Date(at));
}

/** A time on the axis of a chart that spans so much: hours and minutes within a day, days beyond. */
export function formatHour(at: number, span: number): string {
  return span <= 36 * HOUR
    ? formatter('hour', (l) => new Intl.DateTimeFormat(l, { hour: '2-digit', minute: '2-digit' })).format(at)
    : formatter('dayMonth', (l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'short' })).format(at);
}
