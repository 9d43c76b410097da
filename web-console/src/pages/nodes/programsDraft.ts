import type { NodeSettings } from '@/api/fileTypes';

const MB = 1024 ** 2;

export type ProgramsField = 'portsFrom' | 'portsTo' | 'startsAtOnce' | 'stopWithDaemon' | 'logSize' | 'trashDays';
/** `logSize` in megabytes, `stopWithDaemon` in seconds. */
export type ProgramsDraft = Record<ProgramsField, string> & { stops: boolean };

export function toPrograms(settings: NodeSettings): ProgramsDraft {
  const { portsFrom = 20_000, portsTo = 29_999, startsAtOnce = 4, stopWithDaemon, logSize = 256 * MB, trashDays = 7 } = settings;
  return {
    portsFrom: String(portsFrom),
    portsTo: String(portsTo),
    startsAtOnce: String(startsAtOnce),
    stops: stopWithDaemon !== undefined,
    stopWithDaemon: String(stopWithDaemon ?? 60),
    logSize: String(Math.round((logSize / MB) * 1000) / 1000),
    trashDays: String(trashDays),
  };
}

/** The settings with these, or the fields that are wrong; what else the node has stays. */
export function checkPrograms(draft: ProgramsDraft, settings: NodeSettings): { settings?: NodeSettings; errors: readonly ProgramsField[] } {
  const errors: ProgramsField[] = [];
  const whole = (field: ProgramsField, least: number, most: number): number => {
    const text = draft[field].trim();
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < least || value > most) errors.push(field);
    return value;
  };
  const portsFrom = whole('portsFrom', 1024, 65_535);
  const portsTo = whole('portsTo', Math.max(1024, Number.isNaN(portsFrom) ? 0 : portsFrom), 65_535);
  const startsAtOnce = whole('startsAtOnce', 1, 100);
  const trashDays = whole('trashDays', 0, 365);
  const megabytes = Number(draft.logSize.trim().replace(',', '.'));
  if (draft.logSize.trim() === '' || !(megabytes >= 1 && megabytes <= MB)) errors.push('logSize');
  const { stopWithDaemon: former, ...rest } = settings;
  const stopWithDaemon = draft.stops ? whole('stopWithDaemon', 1, 3_600) : (former ?? 0);
  if (errors.length > 0) return { errors };
  return {
    settings: { ...rest, portsFrom, portsTo, startsAtOnce, trashDays, logSize: Math.round(megabytes * MB), ...(draft.stops && { stopWithDaemon }) },
    errors,
  };
}
