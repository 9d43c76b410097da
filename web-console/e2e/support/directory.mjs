// OpenLDAP's own server in a folder, on loopback, with a certificate of its own: Debian's package slapd.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, until } from './ostler.mjs';

const SLAPD = '/usr/sbin/slapd';

/** As the tests of the LDAP bundle have it. */
const CONF = (folder) => `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
security simple_bind=128
database mdb
maxsize 10485760
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw "the word of the directory"
directory ${folder}/db
access to attrs=userPassword by anonymous auth by * none
access to * by * read
`;

const person = (uid, name) => `dn: uid=${uid},ou=people,dc=example,dc=org
objectClass: inetOrgPerson
uid: ${uid}
cn: ${name}
sn: ${uid}
mail: ${uid}@example.org
userPassword: pass of ${uid}
`;

const LDIF = `dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people

dn: ou=groups,dc=example,dc=org
objectClass: organizationalUnit
ou: groups

${person('wanda', 'Wanda Warden')}
${person('paul', 'Paul Player')}
dn: cn=Wardens,ou=groups,dc=example,dc=org
objectClass: groupOfNames
cn: Wardens
member: uid=wanda,ou=people,dc=example,dc=org
`;

export class Directory {
  static installed = existsSync(SLAPD);
  static admin = 'cn=admin,dc=example,dc=org';
  static word = 'the word of the directory';

  static async start() {
    const directory = new Directory();
    directory.folder = await mkdtemp(join(tmpdir(), 'ostler-e2e-directory-'));
    directory.port = await freePort();
    await mkdir(join(directory.folder, 'db'));
    execFileSync('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', join(directory.folder, 'key.pem')],
      ...['-out', join(directory.folder, 'cert.pem')],
    ], { stdio: 'pipe' });
    await writeFile(join(directory.folder, 'slapd.conf'), CONF(directory.folder));
    await writeFile(join(directory.folder, 'all.ldif'), LDIF);
    execFileSync('/usr/sbin/slapadd', ['-f', join(directory.folder, 'slapd.conf'), '-l', join(directory.folder, 'all.ldif')], { stdio: 'pipe' });
    directory.certificate = await readFile(join(directory.folder, 'cert.pem'), 'utf8');
    directory.process = spawn(SLAPD, ['-d', '0', '-h', `ldap://127.0.0.1:${directory.port}`, '-f', join(directory.folder, 'slapd.conf')], { stdio: 'ignore' });
    await until('slapd answers', () => answers(directory.port));
    return directory;
  }

  async stop() {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill();
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
