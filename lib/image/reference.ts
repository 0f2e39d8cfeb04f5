/** An image as registries name it, written out in full. */
export interface ImageReference {
  /** `docker.io` where none is written; with the port if there is one. */
  readonly registry: string;
  /** The path in the registry, without tag and digest: `library/nginx`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits, or sha384 or sha512. */
  readonly digest?: string;
}

const longestName = 255;
const longest = longestName + 1 + 128 + 1 + 256;

const hostLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const hostAddress6 = /^\[[A-Fa-f0-9:]+\]$/;
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagForm = /^\w[\w.-]{0,127}$/;
const identifier = /^[a-f0-9]{64}$/;
/** Digits of a digest by its algorithm; what pulls images takes no others. */
const digits: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Reads an image reference by the grammar of the distribution project, as Docker, containerd and Kubernetes do; undefined if it is none. */
export function parseReference(text: string): ImageReference | undefined {
  if (text.length > longest) return undefined;
  const [named = "", digest, ...rest] = text.split("@");
  if (rest.length || (digest !== undefined && !isDigest(digest))) return undefined;
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/") && colon >= 0;
  const name = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  if (name.length > longestName || identifier.test(name) || (tag !== undefined && !tagForm.test(tag))) return undefined;
  const { registry, path } = splitName(name);
  if (!isHost(registry) || !path.split("/").every((part) => component.test(part))) return undefined;
  return { registry, repository: path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Written out in full, so that two texts of the same image are the same. */
export const writtenInFull = ({ registry, repository, tag, digest }: ImageReference): string =>
  `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;

/** A first part counts as a host if it can't be a part of a path: it has a dot, a port or a capital, or is `localhost`. */
function splitName(name: string): { registry: string; path: string } {
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  const registry = isDomain ? normalRegistry(first) : dockerHub;
  const path = isDomain ? name.slice(slash + 1) : name;
  return { registry, path: registry === dockerHub && !path.includes("/") ? `library/${path}` : path };
}

export const dockerHub = "docker.io";

/** A registry's host in its one form: Docker Hub has several, and hosts are the same in any case. */
export const normalRegistry = (host: string): string => {
  const lower = host.toLowerCase();
  return lower === "index.docker.io" || lower === "registry-1.docker.io" || lower === "registry.hub.docker.com" ? dockerHub : lower;
};

function isHost(registry: string): boolean {
  const [, host = "", port] = /^(.*?)(?::([^:\]]*))?$/.exec(registry)!;
  if (port !== undefined && !/^\d+$/.test(port)) return false;
  return hostAddress6.test(host) || host.split(".").every((label) => hostLabel.test(label));
}

function isDigest(text: string): boolean {
  const [, algorithm = "", hex = ""] = /^(\w+):([a-f0-9]+)$/.exec(text) ?? [];
  return digits[algorithm] === hex.length;
}
