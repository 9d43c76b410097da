/** Encodings that game servers' files are found in; names as the daemon's Java knows them. */
export const ENCODINGS = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'ISO-8859-1',
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'ISO-8859-15',
  'GBK',
  'GB18030',
  'Big5',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'US-ASCII',
] as const;
