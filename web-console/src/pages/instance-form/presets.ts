import { EMPTY_DRAFT, type Draft } from './draft';

/**
 * Starting points for common programs, as their packages install them on Debian. Nothing is downloaded.
 * Texts: `instances:preset.<id>`.
 */
export type PresetId = 'freeciv' | 'luanti' | 'openttd' | 'minecraft' | 'shell' | 'own';

export interface Preset {
  id: PresetId;
  draft: Partial<Draft>;
}

export const PRESETS: readonly Preset[] = [
  { id: 'own', draft: {} },
  {
    id: 'minecraft',
    draft: {
      command: 'java -Xms1G -Xmx2G -jar server.jar nogui',
      stopBy: 'command',
      stopText: 'stop',
      stopSeconds: '60',
    },
  },
  {
    id: 'luanti',
    draft: {
      command: '/usr/games/minetestserver --logfile luanti.log --world ./world --gameid minetest --port 30000',
      stopBy: 'signal',
      stopSignal: 'INT',
    },
  },
  {
    id: 'openttd',
    draft: {
      command: '/usr/games/openttd -D 0.0.0.0:3979 -c openttd.cfg',
      stopBy: 'command',
      stopText: 'exit',
    },
  },
  {
    id: 'freeciv',
    draft: { command: '/usr/games/freeciv-server --port 5556', stopBy: 'command', stopText: 'quit' },
  },
  {
    id: 'shell',
    draft: { command: '/bin/bash', terminal: true, stopBy: 'signal', stopSignal: 'HUP', stopSeconds: '5' },
  },
];

/** The preset over a draft; a name that the person typed stays. */
export function applyPreset(preset: Preset, draft: Draft, name: string): Draft {
  return { ...EMPTY_DRAFT, type: draft.type, ...preset.draft, name: draft.name.trim() === '' ? name : draft.name };
}
