/** Loaded when the first password is hashed or tried: it holds 3 MB. */
const loadArgon = () => import('@node-rs/argon2');

/** OWASP's first choice for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of no password anybody has; verified where an e-mail is unknown, so that the answer takes as long. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$7nwnUKbTJNN1K0YcVQ0wpKhYvKtAi6M2rGxcpIvoaUQ';

/** Hashes a password with argon2id; the result is in PHC form and holds its salt. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await loadArgon();
  return hash(password.normalize('NFKC'), OPTIONS);
}

/** Whether the password is the hashed one. Takes as long when there is no hash (absent or empty), and is then `false`. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const { verify } = await loadArgon();
  const isRight = await verify(passwordHash || NOBODY, password.normalize('NFKC'));
  return isRight && Boolean(passwordHash);
}
