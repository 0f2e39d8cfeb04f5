import type { Detector } from "../detector";

const decoded = (text: string): string => Buffer.from(text, "base64").toString("latin1");

/** Forms that no vendor owns: keys as PEM, JSON web tokens, addresses and command lines with a password. */
export const text: readonly Detector[] = [
  {
    kind: "private-key",
    title: "a private key",
    keywords: ["-----BEGIN"],
    offset: 0,
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\r|\\n|\s){1,8}(?:[A-Za-z-]{3,20}: [^\n]{0,100}\s{1,8}){0,4}(?:[0-9A-Za-z+/=]{30,80}(?:\\r|\\n|\s){0,8}){1,200}/y,
  },
  {
    kind: "putty-key",
    title: "a PuTTY private key",
    keywords: ["PuTTY-User-Key-File-"],
    offset: 0,
    pattern: /PuTTY-User-Key-File-\d: [\w-]{3,30}/y,
  },
  {
    kind: "jwt",
    title: "a JSON web token",
    keywords: ["eyJ"],
    offset: 0,
    pattern: /eyJ[0-9A-Za-z_-]{10,2000}\.eyJ[0-9A-Za-z_-]{10,4000}\.[0-9A-Za-z_-]{20,1000}/y,
  },
  {
    kind: "jwt-base64",
    title: "an encoded JSON web token",
    keywords: ["ZXlK"],
    offset: 0,
    pattern: /ZXlK[0-9A-Za-z+/_-]{60,6000}={0,2}/y,
    accepts: (secret) => /^eyJ[\w-]+\.eyJ/.test(decoded(secret)),
  },
  {
    kind: "url-password",
    title: "a password in an address",
    keywords: ["://"],
    offset: 0,
    pattern: /:\/\/[^\s:@/"'`<>,?#]{0,100}:([^\s:@/"'`<>,?#]{3,200})@[A-Za-z0-9[$]/y,
  },
  {
    kind: "authorization-header",
    title: "an authorization header",
    keywords: ["uthorization", "UTHORIZATION"],
    offset: 1,
    pattern:
      /Authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:Bearer|Basic|Token|ApiKey|Bot|Digest|SSWS|GenieKey|Splunk|Key) {1,3})?([0-9A-Za-z+/._~=-]{10,2000})/iy,
    accepts: (secret) => /\d|=$/.test(secret),
  },
  {
    kind: "api-key-header",
    title: "a header with a key",
    keywords: ["-H ", "--header "],
    offset: 0,
    pattern:
      /(?:-H|--header) {1,3}["'](?:[A-Za-z-]{0,30}(?:token|api-?key|auth|secret|access-?key)[A-Za-z-]{0,10}):\s{0,3}(?:[A-Za-z]{3,10} {1,2})?([0-9A-Za-z+/._~=-]{8,500})/iy,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    kind: "curl-password",
    title: "a user's password on a command line",
    keywords: [" -u", " --user", " --proxy-user"],
    offset: 0,
    pattern: / (?:-u|--user|--proxy-user)[ =]{0,3}["']?[^\s:"'$<]{0,100}["']?:(?!\/\/)["']?([^\s"'<>]{2,200})/y,
    accepts: (secret) => secret.length > 2 || /^[^A-Za-z]/.test(secret),
  },
  {
    kind: "curl-key",
    title: "a key on a command line",
    keywords: [" -u", " --user"],
    offset: 0,
    pattern: / (?:-u|--user)[ =]{0,3}["']?([^\s:"'$<{]{10,200}):["'\s]/y,
    accepts: (secret) => /\d/.test(secret),
  },
];
