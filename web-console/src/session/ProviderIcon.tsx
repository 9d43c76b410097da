import { Building2, Gamepad2, Globe, GraduationCap, Heart, KeyRound, ShieldCheck, Users, type LucideIcon } from 'lucide-react';

const ICON: Record<string, LucideIcon> = {
  key: KeyRound,
  building: Building2,
  users: Users,
  shield: ShieldCheck,
  globe: Globe,
  school: GraduationCap,
  gamepad: Gamepad2,
  heart: Heart,
};

export const ICONS = Object.keys(ICON);

export function ProviderIcon({ name }: { name: string }) {
  const Icon = ICON[name] ?? KeyRound;
  return <Icon size={16} aria-hidden="true" />;
}
