import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyRing } from './infra/crypto.ts';

/** A setting is missing or cannot be used; the message says which and what to do. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

/** Everything that can be set from outside. This file alone reads process.env. */
export interface Config {
  isProduction: boolean;
  port: number;
  /** Port of the demo partner page; null: none. */
  partnerPort: number | null;
  /** Address that people see, without a slash at the end. */
  publicUrl: string;
  /** postgresql://…; null: PGlite in dataDir. */
  databaseUrl: string | null;
  /** Folder for what Kith keeps beside a database: PGlite, demo mail, keys of a trial. */
  homeDir: string;
  dataDir: string;
  /** May be deleted at any time. */
  cacheDir: string;
  outboxDir: string;
  keys: KeyRing;
  smtpUrl: string | null;
  mailFrom: string;
  /** Gateway for texts; null: files in outboxDir, or none in production. */
  textUrl: string | null;
  /** Shared with the gateway, both ways: for sending, and for what people answer. */
  textSecret: string | null;
  /** The demo town may be here: its page, its one-click sign-in. Never in production. */
  isDemo: boolean;
  /** KITH_DEMO=1: add the demo town even where there is a directory already. */
  isDemoAsked: boolean;
  logLevel: string;
  /** Saved sources may lie in Kith's own network, where an import could reach what is not meant for it. */
  mayImportPrivate: boolean;
  /** How many proxies in front are trusted to name the visitor's address. */
  trustedProxies: number;
  /** Root of the repository or of the installed release: prisma/, packages/. */
  rootDir: string;
}

/** @throws {ConfigProblem} with one sentence for the person who starts Kith */
export async function readConfig(env: NodeJS.ProcessEnv = process.env): Promise<Config> {
  const rootDir = findRoot();
  const isProduction = env.NODE_ENV === 'production';
  const port = readPort(env.PORT, 4000, 'PORT');
  const dataDir = path.resolve(rootDir, env.KITH_DATA_DIR ?? '.kith/data');
  const homeDir = path.dirname(dataDir);
  const publicUrl = readPublicUrl(env.PUBLIC_URL || `http://localhost:${port}`);
  const isDemoAsked = env.KITH_DEMO === '1';
  // Somebody who forgets NODE_ENV on a real address must not get a town whose staff sign in with one click.
  const isDemo = env.KITH_DEMO === undefined ? !isProduction && isLoopback(publicUrl) : isDemoAsked;
  if (isDemo && isProduction)
    throw new ConfigProblem('KITH_DEMO=1 cannot be used with NODE_ENV=production: demo staff sign in with one click.');
  return {
    isProduction,
    port,
    partnerPort: isDemo ? readPort(env.PARTNER_PORT, 4001, 'PARTNER_PORT') : null,
    publicUrl,
    databaseUrl: readDatabaseUrl(env.DATABASE_URL || null),
    homeDir,
    dataDir,
    cacheDir: path.join(rootDir, '.kith', 'cache'),
    outboxDir: path.join(homeDir, 'outbox'),
    keys: await readKeys(env.KITH_KEYS, isProduction, path.join(homeDir, 'keys')),
    smtpUrl: readSmtpUrl(env.SMTP_URL || null),
    mailFrom: env.MAIL_FROM ?? 'An update <no-reply@localhost>',
    textUrl: readTextUrl(env.TEXT_URL || null),
    textSecret: readTextSecret(env.TEXT_SECRET || null),
    isDemo,
    isDemoAsked,
    logLevel: env.LOG_LEVEL ?? (isProduction ? 'info' : 'warn'),
    mayImportPrivate: env.KITH_IMPORT_PRIVATE === '1',
    trustedProxies: readCount(env.TRUSTED_PROXIES || '0', 'TRUSTED_PROXIES'),
    rootDir,
  };
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && isLoopbackName(new URL(address).hostname);
}

/** Whether a host name of an address means the machine itself. */
export function isLoopbackName(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

// These addresses may hold a password: a message says which setting it is, never what stands in it.

function readDatabaseUrl(text: string | null): string | null {
  if (text === null) return null;
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw new ConfigProblem(
      'DATABASE_URL must start with postgresql://. Leave it unset to try Kith with the built-in database.',
    );
  }
  // "user@/name" is one of PostgreSQL's spellings and of nobody else's.
  if (!URL.canParse(text.replace('@/', '@localhost/')))
    throw new ConfigProblem('DATABASE_URL cannot be read. It looks like postgresql://user:password@host:5432/name.');
  return text;
}

function readSmtpUrl(text: string | null): string | null {
  if (text !== null && !(URL.canParse(text) && /^smtps?:\/\//.test(text)))
    throw new ConfigProblem('SMTP_URL cannot be read. It looks like smtps://user:password@host:465.');
  return text;
}

function readTextUrl(text: string | null): string | null {
  if (text !== null && !(URL.canParse(text) && /^https?:\/\//.test(text)))
    throw new ConfigProblem('TEXT_URL cannot be read. It looks like https://texts.example.org/send.');
  return text;
}

function readTextSecret(text: string | null): string | null {
  if (text !== null && !/^[\x21-\x7e]{16,200}$/.test(text))
    throw new ConfigProblem('TEXT_SECRET must be 16 to 200 plain characters. Make one with: openssl rand -hex 24');
  return text;
}

function readPublicUrl(text: string): string {
  const url = text.replace(/\/+$/, '');
  // Without a path: pages and cookies stand at the root of their host.
  if (!URL.canParse(url) || !/^https?:\/\//.test(url) || new URL(url).pathname !== '/')
    throw new ConfigProblem('PUBLIC_URL must be the address that people see, like https://kith.example.org.');
  return url;
}

function readCount(text: string, name: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new ConfigProblem(`${name} must be a number, 0 or more.`);
  return Number(text);
}

function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'prisma', 'schema.prisma'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new ConfigProblem('Kith cannot find its own prisma folder; install it whole.');
    folder = parent;
  }
  return folder;
}

function readPort(text: string | undefined, fallback: number, name: string): number {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigProblem(`${name} must be a number from 1 to 65535.`);
  return port;
}

/** Production brings its own keys. For a trial Kith makes one and keeps it readable by its owner only. */
async function readKeys(text: string | undefined, isProduction: boolean, file: string): Promise<KeyRing> {
  if (text) return KeyRing.parse(text);
  if (isProduction)
    throw new ConfigProblem(
      'KITH_KEYS is not set. Make a key with "openssl rand -base64 32" and set KITH_KEYS=k1:<key>.',
    );
  if (existsSync(file)) return KeyRing.parse((await readFile(file, 'utf8')).trim());
  const made = KeyRing.generate();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  return KeyRing.parse(made);
}
