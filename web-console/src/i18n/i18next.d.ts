import 'i18next';
import type audit from './en/audit.json';
import type invite from './en/invite.json';
import type access from './en/access.json';
import type account from './en/account.json';
import type common from './en/common.json';
import type consoleTexts from './en/console.json';
import type detector from './en/detector.json';
import type files from './en/files.json';
import type instance from './en/instance.json';
import type instances from './en/instances.json';
import type metrics from './en/metrics.json';
import type nodes from './en/nodes.json';
import type problem from './en/problem.json';
import type roles from './en/roles.json';
import type security from './en/security.json';
import type providers from './en/providers.json';
import type session from './en/session.json';
import type settings from './en/settings.json';
import type setup from './en/setup.json';
import type shell from './en/shell.json';
import type storage from './en/storage.json';
import type tray from './en/tray.json';
import type users from './en/users.json';

/** Keys are checked by the compiler against the English files. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: {
      access: typeof access;
      account: typeof account;
      common: typeof common;
      console: typeof consoleTexts;
      detector: typeof detector;
      files: typeof files;
      instance: typeof instance;
      instances: typeof instances;
      metrics: typeof metrics;
      nodes: typeof nodes;
      problem: typeof problem;
      roles: typeof roles;
      security: typeof security;
      providers: typeof providers;
      session: typeof session;
      settings: typeof settings;
      setup: typeof setup;
      shell: typeof shell;
      storage: typeof storage;
      tray: typeof tray;
      users: typeof users;
      audit: typeof audit;
      invite: typeof invite;
    };
  }
}
