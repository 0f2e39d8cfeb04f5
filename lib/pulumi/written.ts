import { archiveSignature, assetSignature, secretSignature, signature, unknown } from "../stack/values";

type Values = Record<string, unknown>;

/** Properties that `@pulumi/policy` has decoded, as the engine writes them. */
export const written = (props: object): Values => write(props) as Values;

function write(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const target = behindProxy(value);
  if (Array.isArray(target)) return Array.from(target, (_, i) => write(read(target, i)));
  const values = target as Values;
  if (values.__pulumiAsset) return { [signature]: assetSignature, ...parts(values, "text", "path", "uri") };
  if (values.__pulumiArchive) return { [signature]: archiveSignature, ...parts(values, "assets", "path", "uri") };
  if (values.constructor?.name === "Secret") return { [signature]: secretSignature, value: write(values.value) };
  return parts(values, ...Object.keys(values));
}

const parts = (values: Values, ...keys: string[]): Values =>
  Object.fromEntries(keys.map((key) => [key, write(read(values, key))]).filter(([, part]) => part !== undefined));

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
