import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
/** No dot first: neither `..` nor hidden files can be named. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** A file ready to be sent. */
export interface StaticFile {
  readonly content: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly encoding: string | undefined;
}

/** Files of one folder, read when first asked for and again after they change. */
export class StaticFolder {
  readonly #root: string;
  readonly #transform: ((path: string, content: Buffer) => Buffer) | undefined;
  readonly #read = new Map<string, { changedAt: number; bytes: number; content: Buffer; etag: string }>();

  /** @param transform of what is sent, by path; not applied to precompressed files */
  constructor(root: string, transform?: (path: string, content: Buffer) => Buffer) {
    this.#root = root;
    this.#transform = transform;
  }

  /**
   * A file by its path below the folder, without a slash in front; in the smallest form the client takes. `undefined`
   * when there is none, or when the path is not made of plain names.
   */
  async find(path: string, acceptEncoding = ''): Promise<StaticFile | undefined> {
    const contentType = TYPES[extname(path)];
    if (contentType === undefined || !path.split('/').every((segment) => SEGMENT.test(segment)))
      return undefined;
    const accepted = acceptEncoding.split(',').map((part) => part.split(';', 1)[0]?.trim());
    if (!this.#transform) {
      for (const [encoding, ending] of ENCODINGS) {
        const packed = accepted.includes(encoding) ? await this.#get(`${path}${ending}`) : undefined;
        if (packed) return { ...packed, contentType, encoding };
      }
    }
    const plain = await this.#get(path);
    return plain && { ...plain, contentType, encoding: undefined };
  }

  async #get(path: string): Promise<{ content: Buffer; etag: string } | undefined> {
    const full = join(this.#root, path);
    const found = await stat(full).catch(() => undefined); // absent is the usual reason, and any other answers alike
    if (!found?.isFile()) return undefined;
    const known = this.#read.get(path);
    if (known && known.changedAt === found.mtimeMs && known.bytes === found.size) return known;
    const raw = await readFile(full);
    const content = this.#transform?.(path, raw) ?? raw;
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const read = { changedAt: found.mtimeMs, bytes: found.size, content, etag };
    this.#read.set(path, read);
    return read;
  }
}

/** Sends a file, or 304 when the client has it. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
  cacheControl: string,
): FastifyReply {
  const vary = [reply.getHeader('vary'), 'accept-encoding'].filter((name) => typeof name === 'string');
  void reply.headers({ etag: file.etag, 'cache-control': cacheControl, vary: vary.join(', ') });
  const known = request.headers['if-none-match'];
  if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === file.etag))
    return reply.code(304).send();
  if (file.encoding !== undefined) void reply.header('content-encoding', file.encoding);
  return reply.type(file.contentType).send(file.content);
}
