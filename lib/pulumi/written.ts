import { archiveSignature, assetSignature, secretSignature, signature, unknown } from "../stack/values";

type Values = Record<string, unknown>;

/** Properties that `@pulumi/policy` has decoded, as the engine writes them. */
export async function written(props: object): Promise<Values> {
  const pending: Promise<void>[] = [];
  const values = write(props, pending) as Values;
  for (const part of pending) await part;
  return values;
}

/** The SDK's assets hold promises; `pending` are those that the answer waits for. */
function write(value: unknown, pending: Promise<void>[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  const target = behindProxy(value);
  if (Array.isArray(target)) return Array.from(target, (_, i) => write(read(target, i), pending));
  const values = target as Values;
  if (values.__pulumiAsset) return parts(values, ["text", "path", "uri"], pending, { [signature]: assetSignature });
  if (values.__pulumiArchive) return parts(values, ["assets", "path", "uri"], pending, { [signature]: archiveSignature });
  if (values.constructor?.name === "Secret") return { [signature]: secretSignature, value: write(values.value, pending) };
  return parts(values, Object.keys(values), pending);
}

function parts(values: Values, keys: string[], pending: Promise<void>[], copy: Values = {}): Values {
  for (const key of keys) {
    const part = read(values, key);
    if (part instanceof Promise) pending.push(part.then((value) => void (copy[key] = write(value, pending))));
    else if (part !== undefined) copy[key] = write(part, pending);
  }
  return copy;
}

/** The SDK's proxies throw for an unknown value, and hide secrets. This is what they are made of, where the SDK lets us have it. */
function behindProxy(value: object): object {
  const target = (value as { __getSpecialProxyTarget?: unknown }).__getSpecialProxyTarget;
  return typeof target === "object" && target !== null ? behindProxy(target) : value;
}

function read(container: object, key: string | number): unknown {
  try {
    return container[key as keyof typeof container];
  } catch {
    return unknown;
  }
}
