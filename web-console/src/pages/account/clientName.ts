/** "Firefox 140 · Linux" from what a browser sends; undefined when it says nothing that we know. */
export function clientName(userAgent: string): string | undefined {
  const browsers: readonly (readonly [RegExp, string])[] = [
    [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
    [/OPR\/(\d+)/, 'Opera'],
    [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
    [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
    [/Version\/(\d+).*Safari/, 'Safari'],
    [/curl\/(\d+)/, 'curl'],
  ];
  const systems: readonly (readonly [RegExp, string])[] = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ];
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) {
      const system = systems.find(([sign]) => sign.test(userAgent))?.[1];
      return [`${name} ${version}`, system].filter(Boolean).join(' · ');
    }
  }
  return undefined;
}
