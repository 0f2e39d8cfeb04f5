import type { Detector } from "../detector";
import { runEnd } from "../detector";

const decoded = (text: string): string => Buffer.from(text, "base64").toString("latin1");
const longestPem = 20_000;

/** The first three characters of what a number is in base64: a Discord token starts with its bot's id. */
const numberStarts = Array.from({ length: 90 }, (_, i) =>
  Buffer.from(`${i + 10}0`)
    .toString("base64")
    .slice(0, 3),
);

/** Forms that no vendor's prefix tells: keys as PEM, JSON web tokens, addresses and command lines with a password. */
export const text = (): Detector[] => [
  {
    kind: "private-key",
    title: "a private key",
    keywords: ["-----BEGIN"],
    offset: 0,
    pattern: /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\r|\\n|\s){1,8}(?:[A-Za-z-]{3,20}: [^\n]{0,100}\n\s{0,4}){0,4}[0-9A-Za-z+/=]{30,80}/y,
    end: (text, from) => {
      const end = text.slice(from, from + longestPem).indexOf("-----END");
      return end < 0 ? from : from + end;
    },
  },
  {
    kind: "putty-key",
    title: "a PuTTY private key",
    keywords: ["Private-Lines: "],
    offset: 0,
    pattern: /Private-Lines: \d{1,3}(?:\\r|\\n|\s){1,4}[0-9A-Za-z+/]{40,64}/y,
  },
  {
    kind: "jwt",
    title: "a JSON web token",
    keywords: ["eyJ", "eyA"],
    offset: 0,
    pattern: /ey[JA][0-9A-Za-z_-]{10,400}\.e[yw][0-9A-Za-z_-]{11}/y,
    end: runEnd,
    accepts: (secret) => /\.[\w-]{20,}$/.test(secret),
  },
  {
    kind: "jwt-base64",
    title: "an encoded JSON web token",
    keywords: ["ZXlK"],
    offset: 0,
    pattern: /ZXlK[0-9A-Za-z+/_-]{60}/y,
    end: runEnd,
    accepts: (secret) => /^eyJ[\w-]+\.eyJ/.test(decoded(secret)),
  },
  {
    kind: "discord-bot-token",
    title: "a Discord bot token",
    keywords: numberStarts,
    offset: 0,
    pattern: /[MNO][DTjz][0-9A-Za-z_-]{22,26}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,38}(?![\w.-])/y,
  },
  {
    kind: "dropbox-long-lived-token",
    title: "a Dropbox token",
    keywords: ["AAAAAAAAAA"],
    offset: 11,
    pattern: /[0-9A-Za-z]{11}A{10}([0-9A-Za-z_=-]{43})(?![\w=-])/y,
  },
  {
    kind: "telegram-token",
    title: "a Telegram bot token",
    keywords: [":AA"],
    offset: 0,
    pattern: /(?<=\d{8}):AA[0-9A-Za-z_-]{32,33}(?![\w-])/y,
  },
  {
    kind: "url-password",
    title: "a password in an address",
    keywords: ["://"],
    offset: 0,
    pattern: /:\/\/[^\s:@/"'`<>,?#;]{0,100}:([^\s:@/"'`<>,?#;]{3,200})@(?!sha256:)[A-Za-z0-9[$]/y,
  },
  {
    kind: "authorization-header",
    title: "an authorization header",
    keywords: ["uthorization", "UTHORIZATION"],
    offset: 1,
    pattern: /Authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:[A-Za-z][A-Za-z-]{2,15} {1,3})?([0-9A-Za-z+/._~=-]{10,400})/iy,
    accepts: (secret) => /\d|=$/.test(secret),
  },
  {
    kind: "api-key-header",
    title: "a header with a key",
    keywords: ["-H ", "--header "],
    offset: 0,
    pattern:
      /(?:-H|--header) {1,3}["'](?:[A-Za-z-]{0,30}(?:token|api-?key|auth|secret|access-?key)[A-Za-z-]{0,10}):\s{0,3}(?:[A-Za-z]{3,10} {1,2})?([0-9A-Za-z+/._~=-]{8,400})/iy,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    kind: "curl-password",
    title: "a user's password on a command line",
    keywords: ["curl "],
    offset: 0,
    pattern: /curl(?:[^\n;|\\c]|\\[^n]|c(?!url )){0,400}?\s(?:-u|--user|--proxy-user)[ =]{0,3}["']?[^\s:"'$<]{0,100}["']?:(?!\/\/)["']?([^\s"'<>]{2,200})/y,
    accepts: (secret) => secret.length > 2 || /^[^A-Za-z]/.test(secret),
  },
  {
    kind: "curl-key",
    title: "a key on a command line",
    keywords: ["curl "],
    offset: 0,
    pattern: /curl(?:[^\n;|\\c]|\\[^n]|c(?!url )){0,400}?\s(?:-u|--user)[ =]{0,3}["']?([^\s:"'$<{]{10,200}):["'\s]/y,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    kind: "netrc-password",
    title: "a password in a .netrc file",
    keywords: ["machine "],
    offset: 0,
    pattern: /machine\s{1,4}[\w.:-]{1,100}\s{1,10}login\s{1,4}[\w.@+-]{1,100}\s{1,10}password\s{1,4}(\S{4,200})/y,
  },
  {
    kind: "kubernetes-secret",
    title: "a Kubernetes Secret's data",
    keywords: ["kind: Secret", 'kind: "Secret', "kind: 'Secret"],
    offset: 0,
    pattern:
      /kind: ["']?Secret["']?\s(?:[^\n]{0,200}\n){0,30}?(?:data|stringData):\s{0,20}\n[ ]{1,20}["']?[\w.-]{1,100}["']?: ["']?([0-9A-Za-z+/]{6,400}={0,2})(?![\w{$(-])/y,
  },
  {
    kind: "kubernetes-secret-data",
    title: "a Kubernetes Secret's data",
    keywords: ["data:", "Data:"],
    offset: 0,
    pattern:
      /[dD]ata:\s{0,20}\n[ ]{1,20}["']?[\w.-]{1,100}["']?: ["']?([0-9A-Za-z+/]{6,400}={0,2})["']?\n(?:[^\n-][^\n]{0,200}\n){0,30}?kind: ["']?Secret["']?(?![\w])/y,
  },
  {
    kind: "powershell-password",
    title: "a password in a PowerShell command",
    keywords: ["ConvertTo-SecureString"],
    offset: 0,
    pattern: /ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?["']([^"'$\s]{4,200})["']\s{1,3}-AsPlainText/iy,
  },
  {
    kind: "shell-password",
    title: "a password on a command line",
    keywords: ["sshpass ", "chpasswd", "echo ", "docker login", "az login ", "net user ", "mysql", "mongo", "redis-cli ", "htpasswd ", "rabbitmqctl "],
    offset: 0,
    pattern:
      /(?:sshpass\s{1,3}-p\s{0,3}|(?:docker|az) login [^\n|;&]{0,200}?(?:-p|--password)[ =]{1,3}|net user [^\s/]\S{0,40} |chpasswd\s{0,3}<<<\s{0,3}["']?[\w.-]{1,40}:|echo (?:-\w )?["']?[\w.-]{1,40}:(?=[^\s"'|]{4,100}["']?\s{0,3}\|\s{0,3}(?:sudo )?chpasswd)|mysql(?:admin|dump)?(?=\s)[^\n|;&]{0,100}?\s-p(?!\d{1,5}[:\s])|mongo(?:sh|dump|restore|import|export)?(?=\s)[^\n|;&]{0,100}?\s-p\s{1,3}(?!\d{1,5}[:\s])|redis-cli(?=\s)[^\n|;&]{0,100}?\s-a\s{1,3}|htpasswd -[a-zA-Z]{0,4}b[a-zA-Z]{0,4} \S{1,100} [\w.@-]{1,60} |rabbitmqctl add_user [\w.-]{1,40} )["']?([^\s"'$<>|;&/-][^\s"'$<>|;&]{3,100})/y,
  },
];
