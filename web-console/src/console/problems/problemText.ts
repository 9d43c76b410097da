import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/types';

export interface ProblemText {
  title: string;
  advice: string;
}

/** Texts by the detector's id. Parameters choose the form: `title_library` where there is a `library`, `title_plain` where there is none. */
export function useProblemText(): (finding: Finding) => ProblemText {
  const { t, i18n } = useTranslation('detector');
  return (finding) => {
    const key = (part: string) => `${finding.detector}.${part}`;
    const exists = (part: string) => i18n.exists(key(part), { ns: 'detector' });
    const names = Object.keys(finding.parameters);
    const replace = { ...finding.parameters, detector: finding.detector };
    const of = (part: string) => t(part as 'unknown.title', { replace });
    if (!/^[a-z0-9-]+$/.test(finding.detector) || !exists('title')) {
      return { title: of('unknown.title'), advice: of('unknown.advice') };
    }
    const form = names.map((name) => `title_${name}`).find(exists) ?? (names.length === 0 && exists('title_plain') ? 'title_plain' : 'title');
    return { title: of(key(form)), advice: of(key('advice')) };
  };
}
