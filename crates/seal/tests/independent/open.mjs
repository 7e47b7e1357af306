// Opens the wraps and messages of the vectors as somebody else would, from docs/sealing.md alone, and makes some of its
// own.
//
// Usage: open.mjs FOLDER. Environment: CONTINUUM_SEAL_MODULES, the folder node_modules. Prints one object: how many
// things were opened, and what was made, for the tests to open.

import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const modules = createRequire(`${process.env.CONTINUUM_SEAL_MODULES}/`);
const load = (name) => import(pathToFileURL(modules.resolve(name)));
const { CipherSuite, HkdfSha256 } = await load('@hpke/core');
const { Chacha20Poly1305 } = await load('@hpke/chacha20poly1305');
const { XWing } = await load('@hpke/hybridkem-x-wing');
const { xchacha20poly1305 } = await load('@noble/ciphers/chacha.js');

const hpke = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });
const ENVELOPE = 0x01;
const WRAP = 0x11;
const MESSAGE = 0x21;
const KINDS = { question: 1, packet: 2, reply: 3 };
const FLOORS = { question: 1024, packet: 4096, reply: 1024 };
const none = (length) => Buffer.alloc(length);

function number(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function pack(...fields) {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = typeof field === 'number' ? number(field) : Buffer.from(field);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

const hkdf = (ikm, salt, info, length) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length));
const secret = (from, salt, info) => hkdf(from, salt, info, 32);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** The key of an envelope, and the commitment to it. */
function key(from, salt, info, name, version) {
  const both = hkdf(from, salt, Buffer.concat([info, pack(name, version)]), 64);
  return { key: both.subarray(0, 32), commitment: both.subarray(32), name, version };
}

// Node takes Ed25519 keys in DER: what stands before the 32 bytes of a seed and of a public key (RFC 8410).
const SEED = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const signer = (seed) => createPrivateKey({ key: Buffer.concat([SEED, seed]), format: 'der', type: 'pkcs8' });
const verifier = (bytes) => createPublicKey({ key: Buffer.concat([PUBLIC, bytes]), format: 'der', type: 'spki' });
const publicOf = (privateKey) =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length);

/** The X-Wing key pair that a seed is of, and its public key's bytes. */
async function pair(seed) {
  const { privateKey, publicKey } = await hpke.kem.generateKeyPairDerand(new Uint8Array(seed));
  return { privateKey, publicKey, bytes: Buffer.from(await hpke.kem.serializePublicKey(publicKey)) };
}

const made = (of, label) => secret(of.agency_key, '', pack(`continuum/1/agency-${label}`, of.agency, of.epoch));
const agencyPair = (of) => pair(made(of, 'hybrid'));
const userPair = (of) => pair(secret(of.user_secret, '', pack('continuum/1/user-hybrid', of.agency, of.user)));

/** What a wrap is bound to, and what its signature is of. */
function bound(of, sender, recipientKey) {
  const info = pack(
    ...['continuum/1/wrap', [WRAP], of.purpose, of.agency, of.id, of.epoch],
    ...[sender.agency, sender.signing_key, recipientKey, of.until],
  );
  const aad = pack('continuum/1/release', of.release);
  const psk = { id: of.wrap, key: secret(of.share, of.case_share, pack('continuum/1/psk', of.wrap)) };
  const signed = (unsigned) => pack('continuum/1/wrap-signature', info, aad, of.wrap, unsigned);
  return { info, aad, psk, signed };
}

const COMMITMENT = Buffer.from('continuum/1/wrap-commitment');

/** The key in a wrap; throws if anything is not as the page says. */
async function openWrap(bytes, of, sender, recipient) {
  assert.equal(bytes.length, 1265);
  assert.equal(bytes[0], WRAP);
  const { info, aad, psk, signed } = bound(of, sender, recipient.bytes);
  const [unsigned, signature] = [bytes.subarray(0, -64), bytes.subarray(-64)];
  assert(verify(null, signed(unsigned), verifier(sender.signing_key), signature), 'the signature');
  const enc = bytes.subarray(1, 1121);
  const context = await hpke.createRecipientContext({ recipientKey: recipient.privateKey, enc, info, psk });
  assert.deepEqual(Buffer.from(await context.export(COMMITMENT, 32)), bytes.subarray(1121, 1153), 'the commitment');
  return Buffer.from(await context.open(bytes.subarray(1153, 1201), aad));
}

async function makeWrap(wrapped, of, sender, recipient) {
  const { info, aad, psk, signed } = bound(of, sender, recipient.bytes);
  const context = await hpke.createSenderContext({ recipientPublicKey: recipient.publicKey, info, psk });
  const commitment = Buffer.from(await context.export(COMMITMENT, 32));
  const sealed = Buffer.from(await context.seal(wrapped, aad));
  const unsigned = Buffer.concat([Buffer.of(WRAP), Buffer.from(context.enc), commitment, sealed]);
  return Buffer.concat([unsigned, sign(null, signed(unsigned), signer(made(sender, 'signing')))]);
}

function messageKey(fresh, of, sender) {
  const info = pack('continuum/1/message', sender.agency, of.message);
  return key(fresh, of.message_share, info, of.kind, 1);
}

function authenticated(of, sender) {
  const place = ['message', 'message', 'content', sender.agency, of.message, none(16)];
  return pack('continuum/1/envelope', [ENVELOPE], ...place, of.kind, 1, 0, none(32));
}

function head(of, sender, recipient) {
  return Buffer.concat([
    ...[Buffer.of(MESSAGE, KINDS[of.kind]), of.message, of.wrap],
    ...[sender.agency, number(sender.epoch), recipient.agency, number(recipient.epoch), of.until],
  ]);
}

/** The wrap of a message, as the wraps above: bound to head, release and envelope in place of a release. */
function wrapOf(of, sender, recipient, envelope) {
  const release = pack('continuum/1/message-terms', head(of, sender, recipient), of.release, sha256(envelope));
  return {
    ...{ purpose: of.kind, agency: sender.agency, id: of.message, epoch: 0 },
    ...{ wrap: of.wrap, share: of.wrap_share, case_share: of.case_share, until: of.until, release },
  };
}

async function openMessage(bytes, of, sender, recipient) {
  assert.deepEqual(bytes.subarray(0, 90), head(of, sender, recipient), 'the head');
  const [wrap, envelope] = [bytes.subarray(90, 1355), bytes.subarray(1355)];
  const wrapped = wrapOf(of, sender, recipient, envelope);
  const fresh = await openWrap(wrap, wrapped, sender, await agencyPair(recipient));
  const { key: own, commitment } = messageKey(fresh, of, sender);
  assert.equal(envelope[0], ENVELOPE);
  assert.deepEqual(envelope.subarray(1, 33), commitment, 'the commitment');
  const cipher = xchacha20poly1305(own, envelope.subarray(33, 57), authenticated(of, sender));
  const filled = Buffer.from(cipher.decrypt(envelope.subarray(57)));
  const length = filled.lastIndexOf(0x80);
  assert(filled.subarray(length + 1).every((byte) => byte === 0), 'the filling');
  assert.equal(filled.length, filledLength(length, FLOORS[of.kind]), 'the filling');
  return filled.subarray(0, length);
}

function filledLength(length, floor) {
  const needed = length + 1;
  if (needed > 65536) return Math.ceil(needed / 65536) * 65536;
  return Math.max(floor, 2 ** Math.ceil(Math.log2(needed)));
}

async function makeMessage(content, of, sender, recipient) {
  const fresh = randomBytes(32);
  const { key: own, commitment } = messageKey(fresh, of, sender);
  const filled = none(filledLength(content.length, FLOORS[of.kind]));
  content.copy(filled);
  filled[content.length] = 0x80;
  const nonce = randomBytes(24);
  const sealed = xchacha20poly1305(own, nonce, authenticated(of, sender)).encrypt(filled);
  const envelope = Buffer.concat([Buffer.of(ENVELOPE), commitment, nonce, sealed]);
  const wrapped = wrapOf(of, sender, recipient, envelope);
  const wrap = await makeWrap(fresh, wrapped, sender, await agencyPair(recipient));
  return Buffer.concat([head(of, sender, recipient), wrap, envelope]);
}

const WORDS = ['purpose', 'kind'];

/** A vector with bytes where it has digits. */
function raw(value) {
  if (Array.isArray(value)) return value.map(raw);
  if (typeof value !== 'object') return value;
  const bytes = ([name, field]) =>
    typeof field === 'string' && !WORDS.includes(name) ? Buffer.from(field, 'hex') : raw(field);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, bytes([name, field])]));
}

/** And back. */
function digits(value) {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (Array.isArray(value)) return value.map(digits);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, digits(field)]));
}

const file = (name) => raw(JSON.parse(readFileSync(`${process.argv[2]}/${name}.json`, 'utf8')));
let opened = 0;
function same(one, other, what) {
  assert.deepEqual(one, other, what);
  opened += 1;
}

async function wraps() {
  const { sender, wraps } = file('wraps');
  same(publicOf(signer(made(sender, 'signing'))), sender.signing_key, "the sender's key");
  for (const of of wraps) {
    const recipient = await (of.recipient.user ? userPair : agencyPair)(of.recipient);
    same(recipient.bytes, of.recipient_key, "the recipient's key");
    same(await openWrap(of.sealed, of, sender, recipient), of.key, of.purpose);
    of.sealed = await makeWrap(of.key, of, sender, recipient);
  }
  return { sender, wraps };
}

async function messages() {
  const { sender, recipient, messages } = file('messages');
  sender.signing_key = publicOf(signer(made(sender, 'signing')));
  for (const of of messages) {
    same(await openMessage(of.sealed, of, sender, recipient), of.content, of.kind);
    of.content = Buffer.from(`${of.kind}, written by another program`);
    of.sealed = await makeMessage(of.content, of, sender, recipient);
  }
  return { sender, recipient, messages };
}

async function publicKeys() {
  for (const of of file('announcements').announcements) {
    same((await agencyPair(of)).bytes, of.announcement.subarray(97, 1313), "an agency's hybrid key");
  }
  const user = file('users');
  same((await userPair(user)).bytes, user.hybrid_key, "a user's hybrid key");
}

await publicKeys();
const answer = { wraps: await wraps(), messages: await messages() };
console.log(JSON.stringify({ opened, made: digits(answer) }));
