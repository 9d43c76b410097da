import { describe, expect, it } from 'vitest';
import type { NodeSettings } from '@/api/fileTypes';
import { checkPrograms, toPrograms } from './programsDraft';

const settings: NodeSettings = { upload: 1_048_576, sftp: true, portsFrom: 20_000, portsTo: 20_010, startsAtOnce: 4, logSize: 268_435_456, trashDays: 7 };

describe('settings of a node for its programs', () => {
  it('come back as they were, with the speeds beside them', () => {
    expect(checkPrograms(toPrograms(settings), settings)).toEqual({ settings, errors: [] });
    const stopping = { ...settings, stopWithDaemon: 90 };
    expect(checkPrograms(toPrograms(stopping), stopping).settings).toEqual(stopping);
    expect(checkPrograms({ ...toPrograms(stopping), stops: false }, stopping).settings).toEqual(settings);
  });

  it('say which field is wrong', () => {
    const draft = { ...toPrograms(settings), portsFrom: '80', portsTo: '70000', startsAtOnce: '0', logSize: 'much', trashDays: '', stops: true, stopWithDaemon: '1h' };
    expect(checkPrograms(draft, settings).errors.toSorted()).toEqual(
      ['portsFrom', 'portsTo', 'startsAtOnce', 'logSize', 'trashDays', 'stopWithDaemon'].sort(),
    );
    expect(checkPrograms({ ...toPrograms(settings), portsTo: '19999' }, settings).errors).toEqual(['portsTo']);
  });
});
