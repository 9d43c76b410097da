import type { Role } from '@/api/types';

/** The roles that every panel has, in the order in which people choose. */
export const ROLES: readonly Role[] = ['user', 'read-only', 'operator', 'administrator'];

/** Those, and one that somebody has already. */
export const rolesWith = (role: Role | undefined): readonly Role[] =>
  role === undefined || ROLES.includes(role) ? ROLES : [...ROLES, role];
